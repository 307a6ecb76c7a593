"""Likeness: which customers may be one and the same, by what evidence. Pure; compares no customer with all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from crmfs.core.regex import regex
from crmfs.lifecycle.names import Name, company_name, plain_address
from crmfs.lifecycle.traits import Traits

# Strengths with the least points of each: all evidence of a pair together.
STRENGTHS = {"strong": 80, "likely": 50, "possible": 35}
POINTS = {
    "credit_code": 80,
    "name": 55,
    "name_place": 45,  # one of them names a place, the other none
    "name_branch": 25,
    "name_elsewhere": 15,  # the same name in two places: two companies, more often than not
    "name_near": 40,
    "name_alike": 25,
    "phone": 40,
    "mail": 45,
    "website": 30,
    "domain": 25,
    "address": 25,
    "person": 15,
    "credit_code_differs": -45,
}
_ONE_HOUSE = frozenset(("name_branch", "name_elsewhere"))  # whose parts have one website and one mail domain anyway
_NEAR, _ALIKE = 0.85, 0.8  # of a name, by rapidfuzz's ratio
_MOST = 12  # customers that share something; what more share tells nothing
_MOST_NAMED = 60  # the same for one name: all of a chain are told
_RARE = 40  # names that share three letters, at most, so that they are compared
_LETTERS = 3
_NUMBERS = regex(r"[0-9一二三四五六七八九十百]+")
_GENERIC = 2  # letters that are left of a name without its place and tell nothing alone: 北京科技
_LONG = 40  # letters of a name that neighbours are made of
PUBLIC_MAIL = frozenset((
    "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "139.com", "189.cn",
    "sina.com.cn", "163.net", "188.com", "yahoo.cn", "msn.cn", "hotmail.com.cn", "eyou.com", "dingtalk.com",
    "wo.cn", "aliyun.com", "tom.com", "21cn.com", "263.net", "gmail.com", "googlemail.com", "outlook.com",
    "hotmail.com", "live.com", "live.cn", "msn.com", "yahoo.com", "yahoo.com.cn", "yahoo.co.jp", "icloud.com", "me.com",
    "mac.com", "aol.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "mail.ru", "yandex.ru", "proton.me",
    "protonmail.com", "naver.com", "88.com", "vip.qq.com", "vip.163.com", "vip.126.com", "vip.sina.com",
    "vip.sohu.com", "example.com", "example.org", "example.net",
))  # fmt: skip
_PUBLIC_HOSTS = PUBLIC_MAIL | {
    "weibo.com", "mp.weixin.qq.com", "taobao.com", "tmall.com", "1688.com", "jd.com", "douyin.com", "xiaohongshu.com",
    "alibaba.com", "made-in-china.com", "baike.baidu.com", "linkedin.com", "facebook.com",
}  # fmt: skip


class Evidence(NamedTuple):
    """One thing that two customers have in common.

    Attributes:
        kind: A key of `POINTS`.
        shared: What it is, where no rule protects it: the name's core, the address, a host; else `""`.
    """

    kind: str
    shared: str = ""


class Pair(NamedTuple):
    """Two customers that may be one, with the evidence, the strongest first."""

    one: Traits
    other: Traits
    evidence: tuple[Evidence, ...]

    @property
    def points(self) -> int:
        """How much all evidence says."""
        return sum(POINTS[each.kind] for each in self.evidence)

    @property
    def strength(self) -> str:
        """One of `STRENGTHS`, `""` for too little."""
        return next((name for name, least in STRENGTHS.items() if self.points >= least), "")


def find_pairs(customers: Sequence[Traits], ratio: Callable[[str, str], float]) -> list[Pair]:
    """Returns the pairs that have enough in common, the likeliest first; not those that somebody said to be two.

    Args:
        ratio: Says how alike two names are, from 0 to 1.
    """
    names = [company_name(each.company) if each.company else None for each in customers]
    found: dict[tuple[int, int], list[Evidence]] = defaultdict(list)
    for kind, most, values in _comparisons(customers, names):
        for shared, members in _groups(values, most):
            for pair in combinations(members, 2):
                evidence = Evidence(kind, shared if kind in ("address", "website", "domain") else "")
                if all(known.kind != kind for known in found[pair]):
                    found[pair].append(evidence)
    for pair, evidence in _by_name(names, ratio):
        found[pair].append(evidence)
    pairs = (_pair(customers, pair, evidence) for pair, evidence in found.items())
    kept = [pair for pair in pairs if pair.strength]
    return sorted(kept, key=lambda pair: (-pair.points, pair.one.id, pair.other.id))


def groups_of(pairs: Iterable[Pair]) -> dict[str, int]:
    """Returns the number of each customer's group, from 1, by its path: pairs that touch are one group."""
    first: dict[str, str] = {}

    def root(path: str) -> str:
        while first.setdefault(path, path) != path:
            first[path] = first[first[path]]
            path = first[path]
        return path

    listed = list(pairs)
    for pair in listed:
        first[root(pair.other.path)] = root(pair.one.path)
    numbers: dict[str, int] = {}
    for pair in listed:
        numbers.setdefault(root(pair.one.path), len(numbers) + 1)
    return {path: numbers[root(path)] for path in first}


def _comparisons(
    customers: Sequence[Traits], names: Sequence[Name | None]
) -> Iterator[tuple[str, int, list[tuple[str, ...]]]]:
    """Yields what is compared for being equal: kind, most that may share one, the values of each customer."""
    yield "credit_code", _MOST, [(each.credit_code,) for each in customers]
    yield "phone", _MOST, [each.phones for each in customers]
    yield "mail", _MOST, [each.mails for each in customers]
    domains = [tuple({mail.rpartition("@")[2] for mail in each.mails} - PUBLIC_MAIL) for each in customers]
    yield "domain", _MOST, domains
    yield "website", _MOST, [(each.host if each.host not in _PUBLIC_HOSTS else "",) for each in customers]
    addresses = [plain_address(each.address) for each in customers]
    yield "address", _MOST, [(one if any(map(str.isnumeric, one)) else "",) for one in addresses]  # else a district
    yield "person", _MOST, [each.people for each in customers]


def _groups(values: Iterable[tuple[str, ...]], most: int) -> Iterator[tuple[str, list[int]]]:
    """Yields each value that some have in common, with the numbers of those; what too many share is no evidence."""
    having: dict[str, list[int]] = defaultdict(list)
    for number, held in enumerate(values):
        for value in set(held):
            if value:
                having[value].append(number)
    for value, members in having.items():
        if 1 < len(members) <= most:
            yield value, members


def _by_name(
    names: Sequence[Name | None], ratio: Callable[[str, str], float]
) -> Iterator[tuple[tuple[int, int], Evidence]]:
    """Yields the pairs whose names are equal, or nearly so."""
    by_core: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        if name:
            by_core[name.core].append(number)
    for core, members in by_core.items():
        for pair in combinations(members[:_MOST_NAMED], 2):
            one, other = names[pair[0]], names[pair[1]]
            if one and other and (one.place == other.place or len(core) > _GENERIC):
                yield pair, Evidence(_equal(one, other), core)
    for one_core, other_core in _near_cores(list(by_core)):
        how = ratio(one_core, other_core)
        kind = "name_near" if how >= _NEAR else "name_alike" if how >= _ALIKE else ""
        if kind and not _only_numbers_differ(one_core, other_core):
            for first in by_core[one_core][:_MOST]:
                for second in by_core[other_core][:_MOST]:
                    if not _apart(names[first], names[second]):
                        yield (min(first, second), max(first, second)), Evidence(kind, f"{how:.0%}")


def _apart(one: Name | None, other: Name | None) -> bool:
    return bool(one and other and one.place and other.place and one.place != other.place)


def _only_numbers_differ(one: str, other: str) -> bool:
    """Says whether two names count on: 第一机床厂 and 第二机床厂 are two, however alike."""
    bare = [_NUMBERS.sub("", name) for name in (one, other)]
    return bare[0] == bare[1] and one != bare[0] and other != bare[1]


def _equal(one: Name, other: Name) -> str:
    if one.is_branch != other.is_branch:
        return "name_branch"
    if one.place == other.place:
        return "name"
    return "name_elsewhere" if one.place and other.place else "name_place"


def _near_cores(cores: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yields the pairs of names worth comparing: those that are one edit apart, and those that share rare letters.

    Two names are at most one edit apart only if they share a text that both become by leaving out one letter; so no
    name is compared with all.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, core in enumerate(cores):
        if len(core) <= _LONG:
            for text in {core, *(core[:at] + core[at + 1 :] for at in range(len(core)))}:
                if len(text) >= _LETTERS:
                    blocks[f"-{text}"].append(number)
        for at in range(len(core) - _LETTERS):
            blocks[f"+{core[at : at + _LETTERS + 1]}"].append(number)
    seen = set[tuple[int, int]]()
    for members in blocks.values():
        if 1 < len(members) <= _RARE:
            for pair in combinations(dict.fromkeys(members), 2):
                if pair not in seen:
                    seen.add(pair)
                    yield cores[pair[0]], cores[pair[1]]


def _pair(customers: Sequence[Traits], pair: tuple[int, int], evidence: list[Evidence]) -> Pair:
    one, other = customers[pair[0]], customers[pair[1]]
    if set(one.apart) & set(other.apart):
        return Pair(one, other, ())
    kinds = {each.kind for each in evidence}
    idle = {"domain", "website"} if kinds & _ONE_HOUSE else {"domain"} if kinds & {"mail", "website"} else set()
    told = [each for each in evidence if each.kind not in idle]
    if one.credit_code and other.credit_code and one.credit_code != other.credit_code:
        told.append(Evidence("credit_code_differs"))
    return Pair(one, other, tuple(sorted(told, key=lambda each: -POINTS[each.kind])))

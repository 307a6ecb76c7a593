"""Names and addresses of companies as duplicates are looked for: the core that identifies one, and its place. Pure."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from crmfs.core.regex import regex
from crmfs.core.text import fold_search

# Provinces, and the cities that companies are named after most; none begins with another.
_PLACES = (
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|"
    "河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|"
    "澳门|台湾|深圳|广州|珠海|东莞|佛山|中山|惠州|汕头|杭州|宁波|温州|嘉兴|绍兴|金华|"
    "南京|苏州|无锡|常州|南通|徐州|扬州|镇江|合肥|芜湖|福州|厦门|泉州|南昌|济南|青岛|"
    "烟台|潍坊|郑州|洛阳|武汉|宜昌|长沙|株洲|成都|绵阳|贵阳|昆明|西安|兰州|西宁|银川|"
    "乌鲁木齐|沈阳|大连|长春|哈尔滨|石家庄|唐山|保定|太原|呼和浩特|包头|南宁|桂林|柳州|"
    "海口|三亚|拉萨|昆山|义乌|中国"
)
_SUFFIXES = r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)?"
_PLACE = rf"(?:{_PLACES}){_SUFFIXES}"
_STARTS = rf"^(?:{_PLACE})+"
_BRANCH = regex(
    rf"(?P<place>(?:{_PLACE})*)(?:分公司|支公司|办事处|代表处|分行|支行|分店|门店|营业部|分部|分厂|分校|分院|分所)$"
)
_FORM = regex(r"有限(?:责任)?公司|集团|公司")
_TAIL = regex(r"(?:股份有限责任公司|股份有限公司|有限责任公司|有限公司|集团公司|总公司|集团|股份|公司|有限)+$")
_FORMS = frozenset((
    "co", "corp", "corporation", "company", "inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag",
    "kg", "oy", "ab", "as", "nv", "bv", "sa", "sas", "sarl", "srl", "spa", "pte", "pty", "sdn", "bhd", "kk", "group",
    "holding", "holdings", "the",
))  # fmt: skip
_FORMS_IN_BRACKETS = frozenset(("集团", "个体工商户", "有限合伙", "普通合伙", "特殊普通合伙", "中国", "china"))
_BRACKETS = regex(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_WORD = r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+"
_SHORTEST = 2  # characters that still name a company


class Name(NamedTuple):
    """A company's name, taken apart.

    Attributes:
        core: What is left without place, legal form, branch, width, case, traditional forms and signs.
        place: The place that it is named after, without 省 and 市, or what else stands in brackets or says which
            branch it is: two with one core and other places are two. `""` without one.
        is_branch: Whether it calls itself a branch of the company.
    """

    core: str
    place: str
    is_branch: bool = False


@lru_cache(maxsize=4096)
def company_name(written: str) -> Name:
    """Returns a company's name taken apart: 上海未來科技股份有限公司 and 未来科技（上海）有限公司 are one name."""
    text = fold_search(unicodedata.normalize("NFKC", written)).strip()
    inside = [each for each in map(plain_address, _BRACKETS.findall(text)) if each not in _FORMS_IN_BRACKETS]
    text, unit = _of_whom(_BRACKETS.sub("", text).strip())
    branches = [each for each in (*inside, unit) if _BRANCH.search(each)]
    place = next(filter(None, map(_place_of, (*inside, unit))), "")
    core = _without_form(re.findall(_WORD, text))
    start = re.match(_STARTS, core)
    if start and len(core) - start.end() >= _SHORTEST:
        place, core = place or _plain(start[0]), core[start.end() :]
    if not core:  # nothing but legal form and place
        core = "".join(re.findall(_WORD, fold_search(unicodedata.normalize("NFKC", written))))
    return Name(core, place, bool(branches or unit))


def plain_address(written: str) -> str:
    """Returns an address without width, case, traditional forms, signs and blanks."""
    return "".join(re.findall(_WORD, fold_search(unicodedata.normalize("NFKC", written))))


def _of_whom(text: str) -> tuple[str, str]:
    """Returns the company that a branch is of, and what says which: 未来科技有限公司, 浦东分公司; `""` for none."""
    branch = _BRANCH.search(text)
    if branch is None or not branch.start():
        return text, ""
    ends = [match.end() for match in _FORM.finditer(text[: branch.start()])]
    end = ends[-1] if ends else branch.start()
    return text[:end], text[end:]


def _without_form(words: list[str]) -> str:
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    while len(words) > 1 and words[0] in _FORMS:
        words.pop(0)
    text = "".join(words)
    return _TAIL.sub("", text) or text


def _place_of(text: str) -> str:
    """Returns which place a branch, or what stands in brackets, speaks of: known, or as it is written."""
    branch = _BRANCH.search(text)
    where = f"{text[: branch.start()]}{branch['place']}" if branch else text
    return _plain(where) if re.fullmatch(rf"(?:{_PLACE})+", where) else where


def _plain(place: str) -> str:
    """Returns the last place of several, without what kind of place it is: 广东省深圳市 is 深圳."""
    found = re.findall(rf"({_PLACES}){_SUFFIXES}", place)
    return found[-1] if found and found[-1] != "中国" else ""

"""Traits: what customers are compared by to find doubles, kept by their shard's tree id. Masks are absent from them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.access.by_shard import Function, by_shard, shard_path, shards_of
from crmfs.access.view import View
from crmfs.core.paths import RepoPath, parent
from crmfs.core.regex import regex
from crmfs.core.text import fold_name
from crmfs.records.kinds import CONTACTS, CUSTOMER, Kind
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

_TRAITS = Function("traits", 2)
_SHORTEST_PHONE = 7  # digits: service numbers such as 95588 are shared by thousands
_LONGEST_PHONE = 11  # digits of a Chinese number without 86 and the zero of an area code
_FILLER = 1  # digits of a number that only fills a field: 11111111
_SEVERAL = regex(r"[;；、,，/\n]|或|\sor\s")
_EXTENSION = regex(r"(?<=\d)\s*(?:转|分机|ext\.?|x|#)\s*\d{1,6}\s*$|(?<=\d{7})-\d{1,5}$")
_HOST = regex(r"^(?:[a-z]+://)?(?:www\.)?([^/:?#\s]+)")


class Traits(NamedTuple):
    """One customer, as doubles are looked for.

    Attributes:
        path: Path of its customer.yaml.
        company: As written, `""` for a private person.
        owner: As stored.
        place, address, credit_code: As stored.
        host: Host of its website, `""` without one.
        phones: Digits of the numbers, without the country code of China, extension, and zero of an area code.
        mails: Addresses, folded.
        people: Real names of its contacts, folded.
        apart: Marks that it shares with customers that somebody said to be others.
    """

    path: RepoPath
    company: str
    owner: str
    place: str
    address: str
    credit_code: str
    host: str
    phones: tuple[str, ...]
    mails: tuple[str, ...]
    people: tuple[str, ...]
    apart: tuple[str, ...]

    @property
    def id(self) -> str:
        """The customer's id: the name of its folder."""
        return self.path.split("/")[2]


def traits_of_all(view: View, derived: "Derived | None" = None) -> Iterator[Traits]:
    """Returns the traits of the visible customers, sorted by path; of one that cannot be read there are none.

    Args:
        derived: Where they are kept by tree id; None to read every file.
    """

    def read(missing: list[str]) -> Iterator[list[Any]]:
        return ([*_read_shard(view, shard)] for shard in missing)

    for shard, rows in by_shard(view, derived, shards_of(view), _TRAITS, read):
        for path, plain, *lists in rows:
            yield Traits(shard_path(shard, path), *plain, *map(tuple, lists))


def _read_shard(view: View, shard: str) -> Iterator[list[Any]]:
    for customer, is_folder in view.children(shard):
        path = f"{shard}/{customer}/{CUSTOMER.file}"
        fields = _fields(view, path, CUSTOMER) if is_folder else None
        if fields is not None:
            yield [path, _own(fields), *_of_people(view, path), _texts(fields.get("distinct"))]


def _own(fields: Mapping[str, Value]) -> list[str]:
    company = "" if fields.get("type") == "b2c" or fields.get("company") == "个人" else _text(fields, "company")
    host = _HOST.match(_text(fields, "website").strip().casefold())
    plain = [_text(fields, key) for key in ("owner", "region", "address")]
    return [company, *plain, _text(fields, "credit_code").upper(), host[1] if host else ""]


def _of_people(view: View, path: str) -> tuple[list[str], list[str], list[str]]:
    listed = (_fields(view, f"{parent(path)}/{CONTACTS.file}", CONTACTS) or {}).get("contacts")
    phones, mails, names = set[str](), set[str](), set[str]()
    for person in listed if isinstance(listed, list) else ():
        if isinstance(person, dict):
            phones.update(n for key in ("phone", "mobile") for n in plain_numbers(_text(person, key)))
            mails.update(fold_name(one) for one in _SEVERAL.split(_text(person, "email")) if "@" in one)
            names.update(fold_name(name) for name in [_text(person, "name")] if len(name) > 1 and "*" not in name)
    return sorted(phones), sorted(mails), sorted(names)


def plain_numbers(written: str, extension: bool = False) -> Iterator[str]:
    """Yields the digits of numbers without width, 86 and the zero of an area code; masks tell nothing.

    Args:
        extension: Whether the digits of an extension are kept: a company has one number, each in it another extension.
    """
    for one in _SEVERAL.split(unicodedata.normalize("NFKC", written).casefold()):
        if "*" not in one:
            digits = re.sub(r"\D", "", one if extension else _EXTENSION.sub("", one)).removeprefix("00")
            if digits.startswith("86") and len(digits) > _LONGEST_PHONE:
                digits = digits.removeprefix("86")
            digits = digits.lstrip("0")
            if len(digits) >= _SHORTEST_PHONE and len(set(digits)) > _FILLER:
                yield digits


def _fields(view: View, path: str, kind: Kind) -> Mapping[str, Value] | None:
    """Returns the fields of a record that are no masks; None for one that is absent or, as `validate` tells, broken."""
    return next((one.clear for one in view.records(path, kind) if one.fields is not None), None)


def _text(fields: Mapping[str, Value], key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""


def _texts(value: Value) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

"""Targets: what the columns of a table of some kind can become, and the headings that each goes by. Reads no table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crmfs.core.messages import Text
from crmfs.core.regex import regex
from crmfs.core.text import fold_label
from crmfs.exchange.aliases import ALIASES, PERSONAL
from crmfs.records.fields import Field

Fields = Mapping[str, Mapping[str, Field]]  # the fields of every kind of record, by the kind's name

TABLE_KINDS = ("customer", "contact", "interaction", "order", "order_line", "ticket", "feedback", "member")

LABEL, SCHEMA_ALIAS, ALIAS = range(3)  # how sure a heading is: the field's label, its code or alias in the schema, ours

_NOT_COLUMNS = ("source_ref", "extra", "lines", "contacts", "members")
_TEXT = Field("", label=Text("", ""))  # a column that is text and no field of its own
_MARKS = regex(r"^[*＊\s]+|[*＊\s]+$")
_BRACKETS = regex(r"[(（\[【][^)）\]】]*[)）\]】]\s*$")


@dataclass(frozen=True, slots=True)
class Target:
    """What one column becomes.

    Attributes:
        code: What maps and messages call it: `company`, `interaction_date`, `parent`.
        part: The part of the row: `customer`, `contact`, `terms`, `interaction`, `order`, `line`, `ticket`, `feedback`,
            `member`, or `parent` for what the row belongs to.
        field: The field within that part; `first_name` and `last_name` together make `name`.
    """

    code: str
    part: str
    field: Field

    @property
    def key(self) -> str:
        """The key within the part."""
        return self.field.name or self.code


class Vocabulary:
    """The targets of one table kind and the headings they go by."""

    def __init__(self, targets: Mapping[str, Target], aliases: Mapping[str, tuple[str, ...]]) -> None:
        self.targets = dict(targets)
        self._by_heading: dict[str, tuple[str, int]] = {}
        for rank, names in enumerate((_labels, _names_in_schema)):
            for code, target in targets.items():
                self._add(code, names(target), rank)
        for code in targets:
            self._add(code, aliases.get(code, ()), ALIAS)

    def _add(self, code: str, headings: tuple[str, ...], rank: int) -> None:
        for heading in headings:
            self._by_heading.setdefault(fold_label(heading), (code, rank))

    def find(self, heading: str) -> tuple[Target, int] | None:
        """Returns the target of a heading and how sure it is, None for an unknown heading."""
        for form in _forms(heading):
            found = self._by_heading.get(form)
            if found:
                return self.targets[found[0]], found[1]
        return None


def _labels(target: Target) -> tuple[str, ...]:
    return tuple(target.field.label) if target.code == target.field.name else ()


def _names_in_schema(target: Target) -> tuple[str, ...]:
    if target.code != target.field.name:  # `interaction_date`: 日期 alone would say too little in a table of customers
        return (target.code,)
    return (target.code, *target.field.aliases)  # a code such as `type` is a word that other systems use otherwise


def _forms(heading: str) -> Iterator[str]:
    bare = _MARKS.sub("", heading)
    yield fold_label(bare)
    yield fold_label(_BRACKETS.sub("", bare))


def is_personal(heading: str) -> bool:
    """Says whether a column without a field holds numbers or addresses of a person, such as a fax number."""
    return any(form in _PERSONAL for form in _forms(heading))


_PERSONAL = frozenset(map(fold_label, PERSONAL))


def vocabulary(kind: str, fields: Fields) -> Vocabulary:
    """Returns the targets of a table kind under the repository's own schemas, the team's fields included."""
    return Vocabulary({target.code: target for target in _targets(kind, fields)}, ALIASES[kind])


def _targets(kind: str, fields: Fields) -> Iterator[Target]:
    person = _items(fields, "contacts", "contacts")
    if kind == "customer":
        yield from _of("customer", fields["customer"])
        yield from _of("contact", {name: person[name] for name in person if name not in ("id", "name", "primary")})
        yield from _names("contact")
        yield from _of("terms", {name: f for name, f in fields["terms"].items() if name not in fields["customer"]})
        for name, field in fields["interaction"].items():
            if name in ("date", "type", "content"):
                yield Target(f"interaction_{name}", "interaction", field)
        return
    if kind == "member":
        yield from _of("member", _items(fields, "members", "members"))
        yield from _names("member")
        return
    yield Target("parent", "parent", _TEXT)
    if kind == "contact":
        yield from _of("contact", person)
        yield from _names("contact")
        return
    if kind != "order_line":
        yield from _of(kind, fields[kind])
    if kind in ("order", "order_line"):
        lines = _items(fields, "order", "lines")
        yield from _of("line", {name: f for name, f in lines.items() if kind == "order_line" or name in _LINE})
        if kind == "order_line":
            yield Target("id", "line", _TEXT)


_LINE = ("product", "quantity", "unit_price", "discount")


def _items(fields: Fields, kind: str, name: str) -> Mapping[str, Field]:
    """Returns the fields of a list's items, none where the team's rules do not name the list."""
    return fields[kind][name].items if name in fields[kind] else {}


def _of(part: str, fields: Mapping[str, Field]) -> Iterator[Target]:
    for name, field in fields.items():
        if name not in _NOT_COLUMNS:
            yield Target(name, part, field)


def _names(part: str) -> Iterator[Target]:
    yield Target("first_name", part, _TEXT)
    yield Target("last_name", part, _TEXT)

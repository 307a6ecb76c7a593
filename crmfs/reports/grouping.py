"""Groups and measures over lines of facts. Reads no view; a mask is a group of its own and never a number."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median
from typing import Literal, NamedTuple

from crmfs.records.kinds import typed_name
from crmfs.records.yaml import Value
from crmfs.reports.facts import Fact
from crmfs.reports.model import MASK

Op = Literal["count", "customers", "share", "sum", "average", "median", "least", "most"]
Key = Callable[["Line"], Iterable[Value]]
_DIGITS = 6  # behind the point: what binary fractions add is cut off


class Line(NamedTuple):
    """What is counted: a record with its customer's fields beside its own, those as `customer.region`.

    Attributes:
        id: What names the record: `CUST001/TIC-20260302-7K3M9Q`.
    """

    customer: str
    fields: dict[str, Value]
    masked: frozenset[str]
    id: str = ""

    def text(self, name: str) -> str:
        """Returns a field's text, `""` for none."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


class Measure(NamedTuple):
    """One measure of a group.

    Attributes:
        field: Of which numbers; `""` for what is counted.
    """

    op: Op
    field: str = ""


class Group(NamedTuple):
    """The lines that have the same keys."""

    keys: tuple[Value, ...]
    lines: list[Line]


def lines_of(facts: Iterable[Fact]) -> list[Line]:
    """Returns the lines of customers."""
    return [Line(fact.customer, fact.fields, fact.masked) for fact in facts]


def joined(facts: Iterable[Fact], customers: dict[str, Fact]) -> Iterator[Line]:
    """Yields the lines of records of customers."""
    for fact in facts:
        owner = customers.get(fact.customer)
        if owner is None:
            yield Line(fact.customer, fact.fields, fact.masked, typed_name(fact.path))
            continue
        fields = fact.fields | {f"customer.{name}": value for name, value in owner.fields.items()}
        masked = fact.masked | {f"customer.{name}" for name in owner.masked}
        yield Line(fact.customer, fields, masked, typed_name(fact.path))


def by_field(name: str) -> Key:
    """Returns the key of a field: its value, each item of a list, the mask, or None."""

    def key(line: Line) -> Iterable[Value]:
        if name in line.masked:
            return (MASK,)
        value = line.fields.get(name)
        if isinstance(value, list):
            return [item for item in value if isinstance(item, str)] or (None,)
        return (None,) if isinstance(value, dict) else (value,)

    return key


def grouped(lines: Iterable[Line], keys: Sequence[Key]) -> list[Group]:
    """Returns the groups in the order in which they are met; a line whose list has two items is in two groups."""
    found: dict[tuple[Value, ...], list[Line]] = {}
    for line in lines:
        for combined in _combined([key(line) for key in keys]):
            found.setdefault(combined, []).append(line)
    return [Group(*one) for one in found.items()]


def _combined(values: Sequence[Iterable[Value]]) -> list[tuple[Value, ...]]:
    found: list[tuple[Value, ...]] = [()]
    for several in values:
        found = [(*before, one) for before in found for one in several]
    return found


def by_count(groups: Iterable[Group]) -> list[Group]:
    """Returns groups with the largest first; those without a value and masks come last, however many there are."""
    return sorted(groups, key=lambda group: (any(map(_is_rest, group.keys)), -len(group.lines), str(group.keys)))


def _is_rest(key: Value) -> bool:
    return key is None or key == MASK


def measure(of: Measure, lines: Sequence[Line], total: int) -> Value:
    """Returns the value of a measure; None where no line has a number for it.

    Args:
        total: How many lines there are in all groups.
    """
    if of.op == "count":
        return len(lines)
    if of.op == "customers":
        return len({line.customer for line in lines})
    if of.op == "share":
        return len(lines) / total if total else None
    return calculated(of.op, numbers(lines, of.field))


def numbers(lines: Iterable[Line], name: str) -> list[float]:
    """Returns the numbers that lines have in a field; what is no number, or a mask, is none."""
    values = (line.fields.get(name) for line in lines)
    return [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]


def calculated(op: Op, values: Sequence[float]) -> float | None:
    """Returns the sum, average, median, least or most of numbers; None of none."""
    if not values:
        return None
    if op == "sum":
        return rounded(math.fsum(values))
    if op == "average":
        return rounded(math.fsum(values) / len(values))
    return rounded(median(values) if op == "median" else min(values) if op == "least" else max(values))


def rounded(value: float) -> float:
    """Returns a number without what binary fractions add to it; a whole one as such."""
    near = round(value, _DIGITS)
    return int(near) if float(near).is_integer() else near


def masked_fields(lines: Iterable[Line]) -> Counter[str]:
    """Returns of how many lines each field is kept from the reader."""
    return Counter(name for line in lines for name in line.masked)

"""What differs between two values of a record, field by field, as rights are given. Pure; decides nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple, TypeAlias

from crmfs.access.field_path import ITEM, FieldPath
from crmfs.records.yaml import Value, pointer_to
from crmfs.records.yaml.values import same


class _Absent:
    """What stands where one side has nothing; null is something."""


_ABSENT: Final = _Absent()
_Side: TypeAlias = "Value | _Absent"


class Part(NamedTuple):
    """One field that is not as it was.

    Attributes:
        at: Where: keys, and for an item of a list its id; a list whose items have none is one place.
        field: The field as the policy names it.
        pointer: JSON Pointer of the new value, "" where the field is gone.
        given: Whether the new side has it.
    """

    at: tuple[str, ...]
    field: FieldPath
    pointer: str
    given: bool


class _Place(NamedTuple):
    at: tuple[str, ...] = ()
    field: FieldPath = ()
    steps: tuple[str | int, ...] = ()

    def part(self, given: bool) -> Part:
        return Part(self.at, self.field, pointer_to(*self.steps) if given else "", given)


def differing(old: Mapping[str, Value], new: Mapping[str, Value]) -> list[Part]:
    """Returns the fields that differ between two records; of what came or went also all that is inside.

    The order of keys is no difference; that of a list is one of the list.
    """
    return list(dict.fromkeys(_compared(dict(old), dict(new), _Place())))


def all_parts(value: Mapping[str, Value], *, given: bool) -> list[Part]:
    """Returns all fields of a record that came (`given`) or went as a whole."""
    whole: _Side = dict(value)
    return list(dict.fromkeys(part for part in _inside(whole, _Place(), given)))


def _compared(old: _Side, new: _Side, place: _Place) -> Iterator[Part]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            inner = _Place((*place.at, key), (*place.field, key), (*place.steps, key))
            yield from _compared(old.get(key, _ABSENT), new.get(key, _ABSENT), inner)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _compared_lists(old, new, place)
    elif isinstance(old, _Absent) or isinstance(new, _Absent) or not same(old, new):
        yield place.part(not isinstance(new, _Absent))
        yield from _inside(old, place, False)
        yield from _inside(new, place, True)


def _inside(value: _Side, place: _Place, given: bool) -> Iterator[Part]:
    """Yields all that a value which came or went consists of."""
    empty: _Side = {} if isinstance(value, dict) else []
    if isinstance(value, (dict, list)):
        yield from _compared(empty, value, place) if given else _compared(value, empty, place)


def _compared_lists(old: list[Value], new: list[Value], place: _Place) -> Iterator[Part]:
    before_by_id, after_by_id = _ids(old), _ids(new)
    both = before_by_id is not None and after_by_id is not None
    pairs = _by_id(before_by_id or {}, after_by_id or {}) if both else _by_content(old, new)
    came_from = [before for before, after, _ in pairs if before is not None and after is not None]
    if came_from != sorted(came_from):
        yield place.part(True)
    for before, after, name in pairs:
        inner = _Place(
            (*place.at, ITEM + name) if name else place.at,
            (*place.field, ITEM),
            (*place.steps, after if after is not None else 0),
        )
        yield from _compared(
            _ABSENT if before is None else old[before], _ABSENT if after is None else new[after], inner
        )


_Pairs = list[tuple[int | None, int | None, str]]  # index before and after, in the order after, and the item's name


def _ids(items: Sequence[Value]) -> dict[str, int] | None:
    """Returns where the item with each id stands; None where not each item has one of its own."""
    found = {name: number for number, item in enumerate(items) if (name := _id(item))}
    return found if len(found) == len(items) else None


def _id(item: Value) -> str:
    named = item.get("id") if isinstance(item, dict) else None
    return named if isinstance(named, str) else ""


def _by_id(old: Mapping[str, int], new: Mapping[str, int]) -> _Pairs:
    gone: _Pairs = [(number, None, name) for name, number in old.items() if name not in new]
    return [(old.get(name), number, name) for name, number in new.items()] + gone


def _by_content(old: Sequence[Value], new: Sequence[Value]) -> _Pairs:
    """Pairs equal items; what is left of both sides is paired in its order."""
    kept = Counter(map(repr, old)) & Counter(map(repr, new))
    waiting: dict[str, list[int]] = {}
    left: list[int] = []
    for number, item in enumerate(old):
        said = repr(item)
        if kept[said] > len(waiting.get(said, ())):
            waiting.setdefault(said, []).append(number)
        else:
            left.append(number)
    fresh: list[int] = []
    pairs: _Pairs = []
    for number, item in enumerate(new):
        said = repr(item)
        if waiting.get(said):
            pairs.append((waiting[said].pop(0), number, ""))
        else:
            fresh.append(number)
    return sorted(pairs + [(a, b, "") for a, b in zip_longest(left, fresh)], key=_after)


def _after(pair: tuple[int | None, int | None, str]) -> float:
    return float("inf") if pair[1] is None else pair[1]

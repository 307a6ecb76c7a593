"""What differs between two states of a record, field by field, with both values. Pure; knows no rights."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from crmfs.access.differing import paired
from crmfs.access.field_path import ITEM, FieldPath
from crmfs.records.yaml import Value, pointer_to
from crmfs.records.yaml.values import same


class Absent:
    """What stands where one side has nothing; null is something."""


ABSENT: Final = Absent()
Side: TypeAlias = "Value | Absent"


class FieldChange(NamedTuple):
    """One field that is not as it was.

    Attributes:
        at: Where: keys, and for an item of a list its id or its number; the same field in all states of a record.
        field: The field as the policy names it.
        pointer: JSON Pointer into the new state; into the old one where the field is gone.
        old, new: Its values; ABSENT on a side that has none.
    """

    at: tuple[str, ...]
    field: FieldPath
    pointer: str
    old: Side
    new: Side


class _Place(NamedTuple):
    at: tuple[str, ...] = ()
    field: FieldPath = ()
    steps: tuple[str | int, ...] = ()

    def key(self, key: str) -> "_Place":
        return _Place((*self.at, key), (*self.field, key), (*self.steps, key))

    def item(self, number: int, name: str) -> "_Place":
        return _Place((*self.at, ITEM + (name or str(number))), (*self.field, ITEM), (*self.steps, number))

    def change(self, old: Side, new: Side) -> FieldChange:
        return FieldChange(self.at, self.field, pointer_to(*self.steps), old, new)


def field_changes(old: Mapping[str, Value] | None, new: Mapping[str, Value] | None) -> list[FieldChange]:
    """Returns the fields that differ between two states of a record, in the order of the new one.

    Maps are entered; of lists whose items are maps each item by itself, known by its id. Any other list is one field.

    Args:
        old, new: None for a side where the record is absent: all fields of the other came, or went.
    """
    return list(_compared(dict(old or {}), dict(new or {}), _Place()))


def every_field(value: Mapping[str, Value]) -> list[FieldChange]:
    """Returns all fields of a record, each as if it had just come, down to what `field_changes` tells by itself."""
    return list(_leaves(dict(value), _Place()))


def _compared(old: Side, new: Side, place: _Place) -> Iterator[FieldChange]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*new, *old)):
            yield from _compared(old.get(key, ABSENT), new.get(key, ABSENT), place.key(key))
    elif isinstance(old, list) and isinstance(new, list) and (_has_maps(old) or _has_maps(new)):
        yield from _compared_items(old, new, place)
    elif isinstance(old, Absent) or isinstance(new, Absent) or not same(old, new):
        yield place.change(old, new)


def _compared_items(old: list[Value], new: list[Value], place: _Place) -> Iterator[FieldChange]:
    pairs = paired(old, new)
    came_from = [before for before, after, _ in pairs if before is not None and after is not None]
    found = [
        change
        for before, after, name in pairs
        for change in _compared(
            ABSENT if before is None else old[before],
            ABSENT if after is None else new[after],
            place.item(after if after is not None else before or 0, name),
        )
    ]
    if not found and came_from != sorted(came_from):
        yield place.change(old, new)
    yield from found


def _leaves(value: Side, place: _Place) -> Iterator[FieldChange]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, place.key(key))
    elif isinstance(value, list) and _has_maps(value):
        for _, number, name in paired([], value):
            yield from _leaves(value[number or 0], place.item(number or 0, name))
    else:
        yield place.change(ABSENT, value)


def _has_maps(items: list[Value]) -> bool:
    return any(isinstance(item, dict) for item in items)

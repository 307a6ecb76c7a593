"""What differs between two values of a record, field by field, as rights are given. Pure; decides nothing."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, zip_longest
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
    pairs = paired(old, new)
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


Pairs = list[tuple[int | None, int | None, str]]  # index before and after, in the order after, and the item's id


def paired(old: Sequence[Value], new: Sequence[Value]) -> Pairs:
    """Returns which item became which: by their ids, and where those are missing or doubled by content, then order.

    An item whose id changed is another one: else what is another's could be taken over by an edit of ids alone.
    """
    ids = [Counter(map(_id, side)) for side in (old, new)]
    named = dict.fromkeys(name for name in chain(*ids) if name and max(side[name] for side in ids) == 1)
    by_name = [{_id(item): number for number, item in enumerate(side)} for side in (old, new)]
    pairs: Pairs = [(by_name[0].get(name), by_name[1].get(name), name) for name in named]
    rest = [[number for number, item in enumerate(side) if _id(item) not in named] for side in (old, new)]
    for before, after in _by_content(old, new, *rest):
        is_same = before is None or after is None or _id(old[before]) == _id(new[after])
        pairs += [(before, after, "")] if is_same else [(before, None, ""), (None, after, "")]
    return sorted(pairs, key=_after)


def _id(item: Value) -> str:
    named = item.get("id") if isinstance(item, dict) else None
    return named if isinstance(named, str) else ""


def _by_content(
    old: Sequence[Value], new: Sequence[Value], among_old: Sequence[int], among_new: Sequence[int]
) -> Iterator[tuple[int | None, int | None]]:
    """Yields equal items in pairs, then what is left of both sides in its order."""
    waiting: dict[str, deque[int]] = {}
    for number in among_old:
        waiting.setdefault(repr(old[number]), deque()).append(number)
    fresh: list[int] = []
    for number in among_new:
        equal = waiting.get(repr(new[number]))
        if equal:
            yield equal.popleft(), number
        else:
            fresh.append(number)
    yield from zip_longest(sorted(chain(*waiting.values())), fresh)


def _after(pair: tuple[int | None, int | None, str]) -> float:
    return float("inf") if pair[1] is None else pair[1]

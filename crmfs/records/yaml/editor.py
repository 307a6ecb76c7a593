"""Byte-exact edits of a file: one place changes, no other byte does, and each result is proved by reading it again.

No edit is guessed: where no candidate reads as the old content with exactly that change, the edit is refused.
"""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import Any

from crmfs.core.errors import ValueRefused
from crmfs.records.yaml import entries, replacing
from crmfs.records.yaml.faults import YamlError
from crmfs.records.yaml.reader import read_yaml
from crmfs.records.yaml.source import Source, open_source
from crmfs.records.yaml.trail import Trail, follow
from crmfs.records.yaml.values import Value, pointer_to, same


class EditRefused(ValueRefused):
    """The edit cannot be done exactly, or its place is not in the file."""


def set_value(data: bytes, pointer: str, value: Value, order: Sequence[str] = ()) -> bytes:
    """Returns the file with a value at a JSON Pointer; keys that are missing on the way are added.

    A comment at the end of the line stays; comments inside a list or mapping that is replaced go with it.

    Args:
        data: Any file that the reader accepts, an empty one included.
        pointer: Where; every list on the way must hold the item.
        value: A scalar, list or mapping.
        order: The keys of the mapping that gets a new key, in the order wished for; a key that is not in it goes last.

    Raises:
        EditRefused: `yaml.edit_no_place`, `yaml.edit_refused`.
        ValueRefused: `yaml.value_unwritable`.
        YamlError: The file cannot be read.
    """
    source = open_source(data)
    trail = follow(source.root, pointer)
    if trail.rest:
        return _add_key(source, trail, value, order)
    if source.root is None:
        return _proved(source, entries.appended(source, value), value, pointer)
    return _proved(source, replacing.replaced(source, trail, value), _with(source, trail.parts, value), pointer)


def delete(data: bytes, pointer: str) -> bytes:
    """Returns the file without a key or list item, its lines and the comment at their end; comments above stay.

    The last entry of a list or mapping leaves `[]` or `{}`.

    Raises:
        EditRefused: `yaml.edit_no_place`, `yaml.edit_refused`.
        YamlError: The file cannot be read.
    """
    source = open_source(data)
    trail = _whole(source, pointer)
    parent, index = trail.last

    def without(held: Any) -> None:
        del held[trail.parts[-1] if isinstance(held, dict) else index]

    expected = _changed(source, trail.parts[:-1], without)
    if len(parent.children) == 1:
        candidates = replacing.replaced(source, trail.parent(), {} if parent.kind == "mapping" else [])
    else:
        candidates = entries.removed(source, parent, index, trail.in_brackets)
    return _proved(source, candidates, expected, pointer)


def insert_item(data: bytes, pointer: str, index: int | None, value: Value) -> bytes:
    """Returns the file with a new list item.

    Args:
        pointer: The list; where there is none, or nothing, a list of this item is set.
        index: The item that it goes before, from 0; None for the end.

    Raises:
        EditRefused: `yaml.edit_no_place` (no list, or no such index), `yaml.edit_refused`.
        ValueRefused: `yaml.value_unwritable`.
        YamlError: The file cannot be read.
    """
    source = open_source(data)
    trail = follow(source.root, pointer)
    node = None if trail.rest else trail.node
    if node is None or node.value is None or node.value == []:
        if index:
            raise EditRefused("yaml.edit_no_place", pointer=pointer_to(*trail.parts, index))
        return set_value(data, pointer, [value])
    place = len(node.children) if index is None else index
    if node.kind != "list" or not 0 <= place <= len(node.children):
        raise EditRefused("yaml.edit_no_place", pointer=pointer_to(*trail.parts, place))
    expected = _changed(source, trail.parts, lambda held: held.insert(place, value))
    return _proved(source, entries.item_added(source, node, place, value, trail.opens_brackets), expected, pointer)


def move_item(data: bytes, pointer: str, index: int) -> bytes:
    """Returns the file with a list item at another index, its own comments with it.

    Args:
        pointer: The item.
        index: Its index afterwards, from 0.

    Raises:
        EditRefused: `yaml.edit_no_place`, `yaml.edit_refused`.
        YamlError: The file cannot be read.
    """
    source = open_source(data)
    trail = _whole(source, pointer)
    parent, old = trail.last
    if parent.kind != "list" or not 0 <= index < len(parent.children):
        raise EditRefused("yaml.edit_no_place", pointer=pointer_to(*trail.parts[:-1], index))
    order = list(range(len(parent.children)))
    order.insert(index, order.pop(old))

    def moved(held: Any) -> None:
        held.insert(index, held.pop(old))

    expected = _changed(source, trail.parts[:-1], moved)
    return _proved(source, entries.permuted(source, parent, order, trail.in_brackets), expected, pointer)


def rename_key(data: bytes, pointer: str, key: str) -> bytes:
    """Returns the file with another name for a key, at the same place and with the same value.

    Raises:
        EditRefused: `yaml.edit_key_taken`, `yaml.edit_no_place`, `yaml.edit_refused`.
        ValueRefused: `yaml.value_unwritable`.
        YamlError: The file cannot be read.
    """
    source = open_source(data)
    trail = _whole(source, pointer)
    parent, index = trail.last
    if not isinstance(parent.value, dict):
        raise EditRefused("yaml.edit_no_place", pointer=pointer)
    old = trail.parts[-1]
    if key == old:
        return data
    if key in parent.value:
        raise EditRefused("yaml.edit_key_taken", pointer=pointer)
    renamed: Value = {key if name == old else name: value for name, value in parent.value.items()}
    expected = _with(source, trail.parts[:-1], renamed)
    candidates = replacing.key_replaced(source, parent.keys[index], key, trail.in_brackets)
    return _proved(source, candidates, expected, pointer)


def reorder_keys(data: bytes, pointer: str, order: Sequence[str]) -> bytes:
    """Returns the file with the keys of a mapping in the order wished for, each with its own comments.

    Keys that are not in the order keep their order among themselves, after the others.

    Raises:
        EditRefused: `yaml.edit_no_place`, `yaml.edit_refused`.
        YamlError: The file cannot be read.
    """
    source = open_source(data)
    trail = follow(source.root, pointer)
    node = trail.node
    if trail.rest or node is None or not isinstance(node.value, dict):
        raise EditRefused("yaml.edit_no_place", pointer=pointer or "/")
    rank = {key: number for number, key in enumerate(order)}
    keys = list(node.value)
    places = sorted(range(len(keys)), key=lambda index: (rank.get(keys[index], len(rank)), index))
    if places == list(range(len(keys))):
        return data
    expected = _with(source, trail.parts, {keys[index]: node.value[keys[index]] for index in places})
    return _proved(source, entries.permuted(source, node, places, trail.opens_brackets), expected, pointer)


def _add_key(source: Source, trail: Trail, value: Value, order: Sequence[str]) -> bytes:
    """Adds a key to the last mapping that exists on the way, with all that is missing below it."""
    here = len(trail.parts) - len(trail.rest)
    above, key = trail.parts[:here], trail.rest[0]
    for part in reversed(trail.rest[1:]):
        value = {part: value}
    parent = trail.node
    if parent is None or parent.value is None or parent.value == {}:
        return set_value(source.encoded(source.text), pointer_to(*above), {key: value})
    if not isinstance(parent.value, dict):
        raise EditRefused("yaml.edit_no_place", pointer=pointer_to(*above, key))
    pairs = list(parent.value.items())
    index = _index_for(list(parent.value), key, order)
    pairs.insert(index, (key, value))
    candidates = entries.key_added(source, parent, index, key, value, trail.opens_brackets)
    return _proved(source, candidates, _with(source, above, dict(pairs)), pointer_to(*above, key))


def _index_for(keys: list[str], key: str, order: Sequence[str]) -> int:
    """Returns where a new key goes: after the last key that comes before it in the order wished for, else last."""
    if key not in order:
        return len(keys)
    before = set(order[: order.index(key)])
    known = [index for index, other in enumerate(keys) if other in order]
    earlier = [index + 1 for index in known if keys[index] in before]
    return max(earlier) if earlier else min(known, default=len(keys))


def _whole(source: Source, pointer: str) -> Trail:
    trail = follow(source.root, pointer)
    if trail.rest or not trail.parts:
        raise EditRefused("yaml.edit_no_place", pointer=pointer or "/")
    return trail


def _changed(source: Source, parts: Sequence[str], change: Callable[[Any], None]) -> Value:
    """Returns a copy of the content with one list or mapping changed in place."""
    copy = deepcopy(source.value)
    held: Any = copy
    for part in parts:
        held = held[part] if isinstance(held, dict) else held[int(part)]
    change(held)
    return copy


def _with(source: Source, parts: Sequence[str], value: Value) -> Value:
    """Returns a copy of the content with another value at an existing place."""

    def replace(held: Any) -> None:
        held[parts[-1] if isinstance(held, dict) else int(parts[-1])] = value

    return _changed(source, parts[:-1], replace) if parts else value


def _proved(source: Source, candidates: Iterable[str], expected: Value, pointer: str) -> bytes:
    """Returns the first candidate that means what is expected."""
    for text in candidates:
        data = source.encoded(text)
        try:
            if same(read_yaml(data).value, expected):
                return data
        except YamlError:
            continue
    raise EditRefused("yaml.edit_refused", pointer=pointer or "/")

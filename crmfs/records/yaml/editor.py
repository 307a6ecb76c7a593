"""Byte-exact edits of a file: one place changes, no other byte does, and each result is proved by reading it again.

No edit is guessed: where no candidate reads as the old content with exactly that change, the edit is refused.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy

from crmfs.core.errors import ValueRefused
from crmfs.records.yaml import entries, replacing
from crmfs.records.yaml.faults import YamlError
from crmfs.records.yaml.reader import read_yaml
from crmfs.records.yaml.source import Source, open_source
from crmfs.records.yaml.tree import Node
from crmfs.records.yaml.values import Value, pointer_parts, pointer_to, same


class EditRefused(ValueRefused):
    """The edit cannot be done exactly, or its place is not in the file."""


def set_value(data: bytes, pointer: str, value: Value, order: Sequence[str] = ()) -> bytes:
    """Returns the file with a value at a JSON Pointer; keys that are missing on the way are added.

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
    parts = pointer_parts(pointer)
    trail, rest = _trail(source, parts)
    if rest:
        return _add(source, trail, parts, value, order)
    node = _node_at(source, trail)
    expected = _with(source.value, parts, value)
    if node is None:
        return _proved(source, entries.appended(source, value), expected, pointer)
    return _proved(source, replacing.replaced(source, replacing.slot(source, trail, node), value), expected, pointer)


def _add(source: Source, trail: list[tuple[Node, int]], parts: list[str], value: Value, order: Sequence[str]) -> bytes:
    """Adds a key to the last mapping that exists on the way, with all that is missing below it."""
    depth = len(trail)
    key, below = parts[depth], parts[depth + 1 :]
    for part in reversed(below):
        value = {part: value}
    parent = _node_at(source, trail)
    here = pointer_to(*parts[: depth + 1])
    held = parent.value if parent else None
    if held is None or held == {}:
        return set_value(source.encoded(source.text), pointer_to(*parts[:depth]), {key: value})
    if parent is None or not isinstance(held, dict):
        raise EditRefused("yaml.edit_no_place", pointer=here)
    index = _index_for(list(held), key, order)
    pairs = list(held.items())
    pairs.insert(index, (key, value))
    expected = _with(source.value, parts[:depth], dict(pairs))
    flow = any(above.style == "flow" for above, _ in trail) or parent.style == "flow"
    candidates = entries.key_added(source, parent, index, key, value, flow)
    return _proved(source, candidates, expected, here)


def _index_for(keys: list[str], key: str, order: Sequence[str]) -> int:
    """Returns where a new key goes: after the last key that comes before it in the order wished for, else last."""
    if key not in order:
        return len(keys)
    before = set(order[: order.index(key)])
    known = [index for index, other in enumerate(keys) if other in order]
    earlier = [index + 1 for index in known if keys[index] in before]
    if earlier:
        return max(earlier)
    return min(known, default=len(keys))


def _trail(source: Source, parts: list[str]) -> tuple[list[tuple[Node, int]], list[str]]:
    """Returns the parents with their child indexes along a pointer, and what of it leads nowhere."""
    trail: list[tuple[Node, int]] = []
    node = source.root
    for number, part in enumerate(parts):
        index = _child_index(node, part)
        if node is None or index is None:
            return trail, parts[number:]
        trail.append((node, index))
        node = node.children[index]
    return trail, []


def _child_index(node: Node | None, part: str) -> int | None:
    if node is None:
        return None
    if isinstance(node.value, dict):
        return list(node.value).index(part) if part in node.value else None
    if node.kind == "list" and part.isascii() and part.isdigit() and int(part) < len(node.children):
        return int(part)
    return None


def _node_at(source: Source, trail: list[tuple[Node, int]]) -> Node | None:
    return trail[-1][0].children[trail[-1][1]] if trail else source.root


def _with(root: Value, parts: list[str], value: Value) -> Value:
    """Returns a copy of a content with another value at an existing place."""
    if not parts:
        return value
    copy = deepcopy(root)
    inside = copy
    for part in parts[:-1]:
        inside = inside[part] if isinstance(inside, dict) else inside[int(part)]  # type: ignore[index]
    if isinstance(inside, dict):
        inside[parts[-1]] = value
    elif isinstance(inside, list):
        inside[int(parts[-1])] = value
    return copy


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

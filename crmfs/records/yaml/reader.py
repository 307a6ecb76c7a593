"""The one reader of YAML files: strict YAML 1.2 core, with positions. Knows neither kinds nor schemas."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crmfs.records.yaml.decoding import BOM, LARGE, decode
from crmfs.records.yaml.faults import Note, YamlError
from crmfs.records.yaml.quick import DECLINED, quick_place, quick_value
from crmfs.records.yaml.values import Value

if TYPE_CHECKING:
    from crmfs.records.yaml.tree import Node

__all__ = ["Document", "Note", "YamlError", "read_tree", "read_yaml"]


class Document(NamedTuple):
    """A file that was read.

    Attributes:
        data: The file's bytes.
        value: What they mean; None for an empty file.
        notes: What may not mean what was meant, in the file's order.
        is_plain: The fast path read it, so places at its root are found without the full reader.
    """

    data: bytes
    value: Value
    notes: tuple[Note, ...] = ()
    is_plain: bool = False

    def position(self, pointer: str, key: bool = False) -> tuple[int, int]:
        """Returns line and column, from 1, of the value at a JSON Pointer.

        For a pointer that leads nowhere, those of the last value on its way that exists.

        Args:
            pointer: RFC 6901; `""` is the root.
            key: Return the place of the value's key instead, if it has one.
        """
        if self.is_plain and pointer.rfind("/") == 0 and "~" not in pointer:
            place = quick_place(self.data, pointer[1:])
            if place:
                return place[0], place[1 if key else 2]
        from crmfs.records.yaml.trail import follow  # few files need it

        trail = follow(read_tree(self.data)[0], pointer)
        found = trail.node
        if found is None:
            return 1, 1
        if key and trail.steps:
            parent, index = trail.last
            found = parent.keys[index] if parent.keys else found
        return found.line, found.column


def read_yaml(data: bytes, times: int = 1) -> Document:
    """Returns what a file means.

    An empty file, or one of comments only, means None. Numbers whose digits would change stay text and are noted.

    Args:
        data: The file's bytes: UTF-8, with or without byte order mark, any line ends.
        times: How many times the usual limits of size and number of values are allowed, LARGE at most.

    Raises:
        YamlError: For the first thing wrong; never anything else, and within a second for each time.

    Source: YAML 1.2.2, core schema; without anchors, aliases, tags, merge keys and several documents.
    """
    value = quick_value(data)
    if value is not DECLINED:
        return Document(data, value, is_plain=True)  # type: ignore[arg-type]
    root, notes = _read_fully(data, times)
    return Document(data, root.value if root else None, notes)


@lru_cache(maxsize=8)
def read_tree(data: bytes) -> tuple["Node | None", tuple[Note, ...]]:
    """Returns the file's values with their marks, as indexes into `decode(data)`; not to be changed by the caller.

    Remembered, because all the problems of one file ask for their places. The limits are the largest: it is asked for
    of what was read before.

    Raises:
        YamlError: For the first thing wrong.
    """
    return _read_fully(data, LARGE)


def _read_fully(data: bytes, times: int) -> tuple["Node | None", tuple[Note, ...]]:
    from crmfs.records.yaml.nodes import parse  # PyYAML takes 20 ms to load, and few files need it

    text = decode(data, times)
    try:
        root, notes = parse(text, times)
    except YamlError as error:
        from crmfs.records.yaml.slips import unmerged, wide_keys

        raise unmerged(text) or (wide_keys(text) if error.code == "yaml.syntax" else None) or error from None
    if data.startswith(BOM):
        notes.insert(0, Note("yaml.bom", "", 1, 1))
    return root, tuple(notes)

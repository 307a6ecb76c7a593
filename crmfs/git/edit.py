"""FileEdit: what one file is to become, and what that means on the tip as it is now. Writes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crmfs.core.errors import ValueRefused
from crmfs.core.paths import unsafe_reason
from crmfs.git.journal import Step
from crmfs.git.model import FILE, object_id
from crmfs.git.snapshot import Entry
from crmfs.git.stored import Stored
from crmfs.git.trees import Leaf

Merge = Callable[[str, bytes | None, bytes | None, bytes | None], bytes | None]


@dataclass(frozen=True, slots=True)
class FileEdit:
    """What one file is to become.

    Attributes:
        base_oid: Blob that the edit was made from, None for a file that was not there: the optimistic lock.
        data: New content, None to delete.
        shown: What the editor saw where that is not the whole file: `data` is made from it and is no file's content
            before it is merged. None where all was seen; `base_oid` is None then only for a new file.
    """

    path: str
    base_oid: str | None
    data: bytes | None
    shown: bytes | None = None


def check_paths(edits: Sequence[FileEdit]) -> None:
    """Refuses edits that no repository could hold.

    Raises:
        ValueRefused: `git.path_refused`.
        ValueError: A path is given twice.
    """
    if len({edit.path for edit in edits}) != len(edits):
        raise ValueError("a path twice")
    for edit in edits:
        if edit.data is not None and unsafe_reason(edit.path):
            raise ValueRefused("git.path_refused", path=edit.path)


def settled(base: Stored, edits: Sequence[FileEdit], merge: Merge) -> dict[str, Leaf | None]:
    """Returns what really changes against the tip, by path, sorted; what changed there meanwhile is merged.

    Raises:
        ValueRefused: `git.not_a_file`.
        ChangedMeanwhile: As `merge` raises it.
    """
    changes: dict[str, Leaf | None] = {}
    for edit in sorted(edits, key=lambda edit: edit.path):
        entry = base.entry(edit.path)
        if entry and not entry.is_file:
            raise ValueRefused("git.not_a_file", path=edit.path)
        data = _content(base, edit, entry.oid if entry else None, merge)
        if (object_id("blob", data) if data is not None else None) != (entry.oid if entry else None):
            changes[edit.path] = None if data is None else (entry.mode if entry else FILE, data)
    return changes


def steps_of(base: Stored, changes: dict[str, Leaf | None]) -> tuple[Step, ...]:
    """Returns the changes as the journal holds them."""
    return tuple(_step(path, base.entry(path), leaf) for path, leaf in changes.items())


def _content(base: Stored, edit: FileEdit, tip: str | None, merge: Merge) -> bytes | None:
    read = base.objects.read
    if edit.shown is not None:
        return merge(edit.path, edit.shown, edit.data, read(tip) if tip else None)
    if tip == edit.base_oid:
        return edit.data
    theirs = read(tip) if tip else None
    if theirs == edit.data:
        return theirs
    known = edit.base_oid if edit.base_oid and base.objects.has(edit.base_oid) else None
    return merge(edit.path, read(known) if known else None, edit.data, theirs)


def _step(path: str, before: Entry | None, leaf: Leaf | None) -> Step:
    mode = leaf[0] if leaf else before.mode if before else FILE
    return Step(path, before.oid if before else None, object_id("blob", leaf[1]) if leaf else None, mode)

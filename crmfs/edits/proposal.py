"""A change before it is committed, as a snapshot to look at and to judge. Writes nothing."""

from collections.abc import Sequence

from crmfs.git.edit import FileEdit
from crmfs.git.model import FILE
from crmfs.git.overlay import InMemory, Overlay
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored


def proposed(tip: Stored, edits: Sequence[FileEdit]) -> Snapshot:
    """Returns what the repository would hold with the edits made, as their actor sees it; a file keeps its mode."""
    return Overlay(tip, {edit.path: _laid(tip, edit.path, edit.data) for edit in edits})


def as_shown(tip: Stored, edits: Sequence[FileEdit]) -> Snapshot:
    """Returns what the repository holds as the actor of the edits sees it in the files that they change."""
    return Overlay(tip, {edit.path: _laid(tip, edit.path, edit.shown) for edit in edits if edit.shown is not None})


def _laid(tip: Stored, path: str, data: bytes | None) -> InMemory | None:
    entry = tip.entry(path)
    return None if data is None else InMemory(entry.mode if entry else FILE, data)

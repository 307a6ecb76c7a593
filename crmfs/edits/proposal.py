"""A change before it is committed, as a snapshot to look at and to judge. Writes nothing."""

from collections.abc import Sequence

from crmfs.git.edit import FileEdit
from crmfs.git.overlay import InMemory, Overlay
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored

_FILE = 0o100644


def proposed(tip: Stored, edits: Sequence[FileEdit]) -> Snapshot:
    """Returns what the repository would hold with the edits made; a file keeps its mode."""
    laid = {}
    for edit in edits:
        entry = tip.entry(edit.path)
        laid[edit.path] = None if edit.data is None else InMemory(entry.mode if entry else _FILE, edit.data)
    return Overlay(tip, laid)

"""Pinned: the files of a work tree as they were when their ids were taken, with word of those that changed since."""

from collections.abc import Mapping
from pathlib import Path

from crmfs.git.disk import Shelf, read_disk
from crmfs.git.layered import Layered
from crmfs.git.model import FILE, object_id
from crmfs.git.snapshot import Entry, absent
from crmfs.git.stored import Stored
from crmfs.search.state import UNSURE


class Pinned(Layered[Stored]):
    """A commit with uncommitted edits laid over it, each by its blob id.

    Args:
        base: The commit.
        edits: Blob id by path of each edit, None where a file is taken away.
        root: Top of the work tree, where the edits lie.

    Attributes:
        edits: As given.
        moved: Edits whose bytes were not found as their ids say: they are being edited right now, or are gone.
    """

    def __init__(self, base: Stored, edits: Mapping[str, str | None], root: Path) -> None:
        super().__init__(base, edits)
        self.edits = edits
        self._root = root
        self._shelf = Shelf(root)
        self.moved = {path for path, oid in edits.items() if oid == UNSURE}

    def laid_entry(self, path: str) -> Entry | None:
        """Returns the entry of an edited file, None where it is gone."""
        oid = self.edits.get(path)  # a folder that has no file left is asked for too
        return Entry(path, FILE, oid) if oid else None

    def read(self, path: str) -> bytes:
        """Returns a file's bytes."""
        entry = self.entry(path)
        if entry is None:
            raise absent(path)
        return self.content(entry)

    def content(self, entry: Entry) -> bytes:
        """Returns the bytes of a file that this snapshot listed; of an edit what lies there now, nothing if it is gone.

        Other files are read from the disk first, which is quicker, and from the commit where they changed since.
        """
        if entry.path not in self.edits:
            data = self._shelf.read(entry.path)
            return data if data is not None and object_id("blob", data) == entry.oid else self.base.content(entry)
        data = read_disk(self._root, entry.path)
        if data is None or object_id("blob", data) != entry.oid:
            self.moved.add(entry.path)
        return data or b""

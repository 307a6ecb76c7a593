"""Snapshot of a tree stored in git, such as a commit's. Reads objects only, never a disk file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crmfs.git.model import FOLDER, SUBMODULE
from crmfs.git.snapshot import Entry, Snapshot, absent, joined

if TYPE_CHECKING:  # its library is loaded when an object is first read
    from crmfs.git.objects import Objects, TreeEntry


class Stored(Snapshot):
    """The files below one tree object; no tree means no files."""

    def __init__(self, objects: Objects, tree: str | None) -> None:
        self.objects = objects
        self._tree = tree

    @property
    def tree(self) -> str | None:
        """The id of its tree."""
        return self._tree

    def read(self, path: str) -> bytes:
        """Returns a file's bytes, a symlink's target."""
        found = self._find(path)
        if found is None or found[1] in (FOLDER, SUBMODULE):
            raise absent(path)
        return self.objects.read(found[2])

    def content(self, entry: Entry) -> bytes:
        """Returns the bytes of a file or symlink that this snapshot listed."""
        if entry.oid is None or entry.mode in (FOLDER, SUBMODULE):
            raise absent(entry.path)
        return self.objects.read(entry.oid)

    def entry(self, path: str) -> Entry | None:
        """Returns the entry of a file, symlink or submodule, else None."""
        found = self._find(path)
        if found is None or found[1] == FOLDER:
            return None
        return Entry(path, found[1], found[2], self.size_of)

    def entries(self, folder: str) -> list[Entry]:
        """Returns what lies directly in a folder, folders included."""
        tree = self.subtree(folder)
        if tree is None:
            return []
        return [Entry(joined(folder, name), mode, oid, self.size_of) for name, mode, oid in self.objects.tree(tree)]

    def walk(self, under: str = "") -> Iterator[Entry]:
        """Returns all entries below a folder, sorted by path; for a file's path the file alone."""
        tree = self.subtree(under)
        if tree is not None:
            yield from self._below(under + "/" if under else "", tree)
        elif under and (entry := self.entry(under)):
            yield entry

    def subtree(self, folder: str) -> str | None:
        """Returns the id of a folder's tree, None for no folder."""
        if not folder:
            return self._tree
        found = self._find(folder)
        return found[2] if found and found[1] == FOLDER else None

    def size_of(self, entry: Entry) -> int | None:
        """Returns the size in bytes of a stored entry, None for what has none."""
        if entry.oid is None or entry.mode in (FOLDER, SUBMODULE):
            return None
        return self.objects.size(entry.oid)

    def _below(self, prefix: str, tree: str) -> Iterator[Entry]:
        objects, size = self.objects, self.size_of
        pending = [(prefix, iter(objects.tree(tree)))]
        while pending:
            prefix, rest = pending[-1]
            for name, mode, oid in rest:
                if mode == FOLDER:
                    pending.append((f"{prefix}{name}/", iter(objects.tree(oid))))
                    break
                yield Entry(prefix + name, mode, oid, size)
            else:
                pending.pop()

    def _find(self, path: str) -> TreeEntry | None:
        tree, found = self._tree, None
        for segment in path.split("/"):
            found = self.objects.names(tree).get(segment) if tree else None
            tree = found[2] if found and found[1] == FOLDER else None
        return found

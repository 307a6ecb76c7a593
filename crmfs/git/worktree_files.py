"""Snapshot of the work tree: single files and folders are looked at on disk, git is asked only for the whole of it."""

import os
import stat
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from crmfs.git.disk import Shelf, disk_stat, mode_of, opened_folder, read_disk
from crmfs.git.model import FOLDER, SUBMODULE, object_id
from crmfs.git.overlay import Overlay
from crmfs.git.snapshot import Entry, Snapshot, absent, git_order, joined

_WHOLE = ("", "customers")  # folders too large to look through file by file


class WorkTreeFiles(Snapshot):
    """The files on disk; the same answers as `overlay` gives, without git's look at every file where that is cheaper.

    Args:
        root: Top of the work tree.
        overlay: Asks git what differs from HEAD; called once, and only for what needs the whole tree.
        ignored: Returns which of some paths .gitignore leaves out.
    """

    def __init__(self, root: Path, overlay: Callable[[], Overlay], ignored: Callable[[list[str]], set[str]]) -> None:
        self._root = root
        self._make = overlay
        self._ignored = ignored

    @cached_property
    def _overlay(self) -> Overlay:
        return self._make()

    @property
    def tree(self) -> str | None:
        """The stored tree that the work tree is wholly equal to, else None."""
        return self._overlay.tree

    def content(self, entry: Entry) -> bytes:
        """Returns the bytes of a file or symlink that this snapshot listed; what changed on disk since is not shown.

        The disk is read first: that is a third of the cost of reading the object.
        """
        if entry.oid is None:
            return self.read(entry.path)
        data = self._shelf.read(entry.path)
        return data if data is not None and object_id("blob", data) == entry.oid else self._overlay.content(entry)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._root)

    def read(self, path: str) -> bytes:
        """Returns a file's bytes, a symlink's target; NotFound for all else."""
        found = None if _is_gits(path) else read_disk(self._root, path)
        if found is None:
            raise absent(path)
        return found

    def entry(self, path: str) -> Entry | None:
        """Returns the entry of a file or symlink, else None."""
        if "_overlay" in self.__dict__:
            return self._overlay.entry(path)
        found = None if _is_gits(path) else disk_stat(self._root, path)
        mode = self._mode(path, found) if found else None
        return Entry(path, mode, None, found.st_size) if found and mode and mode != FOLDER else None

    def entries(self, folder: str) -> list[Entry]:
        """Returns what lies directly in a folder, folders included."""
        if "_overlay" in self.__dict__ or folder in _WHOLE:
            return self._overlay.entries(folder)
        found = self._listed(folder)
        ignored = self._ignored([entry.path for entry in found])
        return [entry for entry in found if entry.path not in ignored]

    def walk(self, under: str = "") -> Iterator[Entry]:
        """Returns all entries below a folder, sorted by path; for a file's path the file alone."""
        if "_overlay" in self.__dict__ or under in _WHOLE:
            yield from self._overlay.walk(under)
            return
        single = self.entry(under)
        found = [single] if single else list(self._below(under))
        ignored = self._ignored([entry.path for entry in found])
        yield from (entry for entry in found if entry.path not in ignored)

    def subtree(self, folder: str) -> str | None:
        """Returns the id of the stored tree that a folder is wholly equal to, else None."""
        return self._overlay.subtree(folder)

    def _below(self, folder: str) -> Iterator[Entry]:
        for entry in self._listed(folder):
            if entry.mode == FOLDER:
                yield from self._below(entry.path)
            else:
                yield entry

    def _listed(self, folder: str) -> list[Entry]:
        try:
            with opened_folder(self._root, folder) as here:
                names = os.listdir(here)  # noqa: PTH208 - a descriptor, not a path
        except OSError:
            return []
        entries: list[Entry] = []
        for name in names:
            path = joined(folder, name)
            found = disk_stat(self._root, path)
            mode = self._mode(path, found) if found else None
            if found and mode:
                entries.append(Entry(path, mode, None, found.st_size))
        start = len(folder) + 1
        return sorted(entries, key=lambda entry: git_order(entry.path[start:], entry.mode))

    def _mode(self, path: str, found: os.stat_result) -> int | None:
        """Returns git's mode; a repository within the work tree counts as a submodule."""
        if not stat.S_ISDIR(found.st_mode):
            return mode_of(found)
        return SUBMODULE if disk_stat(self._root, f"{path}/.git") else FOLDER


def _is_gits(path: str) -> bool:
    """Says whether a path is no file of the work tree at all; some disks take `.GIT` for `.git`."""
    return path.partition("/")[0].lower() in ("", ".git")

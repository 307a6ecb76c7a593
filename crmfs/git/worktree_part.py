"""The work tree at some paths only: what differs there from a commit. Never asks git about every file."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from crmfs.git.disk import Shelf, disk_stat, mode_of, read_disk
from crmfs.git.model import SUBMODULE, SYMLINK, object_id
from crmfs.git.snapshot import Entry, Snapshot, joined


def edits_at(
    root: Path, base: Snapshot, paths: Iterable[str], ignored: Callable[[list[str]], set[str]]
) -> dict[str, Entry | None]:
    """Returns what lies on disk at the paths that differ from a commit: an entry with its blob's id, None for nothing.

    Args:
        root: Top of the work tree.
        base: The commit's files.
        paths: Where to look; files, present or not.
        ignored: Returns which of some new paths .gitignore leaves out.
    """
    shelf = Shelf(root)
    found: dict[str, Entry | None] = {}
    fresh: list[str] = []
    for path in paths:
        old, new = base.entry(path), _entry(root, shelf, path)
        if old == new or (old and old.mode == SUBMODULE):
            continue
        found[path] = new
        if old is None:
            fresh.append(path)
    inner = _Inner(root)
    left_out = {path for path in fresh if inner.holds(path)} | (ignored(fresh) if fresh else set())
    return {path: entry for path, entry in found.items() if path not in left_out}


def files_below(root: Path, folder: str) -> Iterator[str]:
    """Yields the paths of all that lies below a folder on disk, folders aside; repositories within it are passed by."""
    top = os.path.join(root, folder)  # noqa: PTH118 - names that are no text stay as they are
    for here, folders, files in os.walk(top):
        if ".git" in folders or ".git" in files:
            folders.clear()
            continue
        inside = here[len(top) :].strip(os.sep)
        below = joined(folder, inside) if inside else folder
        yield from (joined(below, name) for name in files)


def _entry(root: Path, shelf: Shelf, path: str) -> Entry | None:
    stat = disk_stat(root, path)
    mode = mode_of(stat) if stat else None
    if mode is None:
        return None
    data = read_disk(root, path) if mode == SYMLINK else shelf.read(path)
    return Entry(path, mode, object_id("blob", data), len(data)) if data is not None else None


class _Inner:
    """Tells which paths lie in a repository of their own within the work tree."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known = {"": False}

    def holds(self, path: str) -> bool:
        """Says whether a folder on the way to a path is a repository."""
        folder = path.rpartition("/")[0]
        if folder not in self._known:
            self._known[folder] = bool(disk_stat(self._root, f"{folder}/.git")) or self.holds(folder)
        return self._known[folder]

"""Layered: a snapshot with some paths laid over another one. Says how folders look then, not what is laid."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from crmfs.git.model import FOLDER
from crmfs.git.snapshot import Entry, Snapshot, git_order, joined

Base = TypeVar("Base", bound=Snapshot)


class Layered(Snapshot, Generic[Base]):
    """A base snapshot with files laid over it; folders without any are known by their tree ids.

    A child gives `laid_entry`, and `read` for what it lays.

    Args:
        base: The snapshot below.
        laid: The paths at which this snapshot differs from it.
    """

    def __init__(self, base: Base, laid: Iterable[str]) -> None:
        self.base = base
        self._laid_paths = frozenset(laid)
        self._touched: dict[str, dict[str, None]] = {}  # folder → names in it at or below which something is laid
        self._filled: dict[str, bool] = {}
        for path in self._laid_paths:
            self._touch(path)

    @abstractmethod
    def laid_entry(self, path: str) -> Entry | None:
        """Returns the entry of a laid path, None where it takes a file away."""

    @property
    def tree(self) -> str | None:
        """The base's tree where nothing is laid over it, else None."""
        return self.subtree("")

    def content(self, entry: Entry) -> bytes:
        """Returns the bytes of a file or symlink that this snapshot listed."""
        return self.read(entry.path) if entry.path in self._laid_paths else self.base.content(entry)

    def entry(self, path: str) -> Entry | None:
        """Returns the entry of a file, symlink or submodule, else None."""
        return self.laid_entry(path) if path in self._laid_paths else self.base.entry(path)

    def entries(self, folder: str) -> list[Entry]:
        """Returns what lies directly in a folder, folders included."""
        if folder not in self._touched:
            return self.base.entries(folder)
        found = {entry.path: entry for entry in self.base.entries(folder)}
        for name in self._touched[folder]:
            path = joined(folder, name)
            found.pop(path, None)
            is_folder = path in self._touched and self._has_any(path)
            laid = Entry(path, FOLDER, None) if is_folder else self.laid_entry(path)
            if laid:
                found[path] = laid
        start = len(folder) + 1 if folder else 0
        return sorted(found.values(), key=lambda entry: git_order(entry.path[start:], entry.mode))

    def walk(self, under: str = "") -> Iterator[Entry]:
        """Returns all entries below a folder, sorted by path; for a file's path the file alone."""
        if under in self._touched and self._has_any(under):
            for entry in self.entries(under):
                if entry.mode == FOLDER:
                    yield from self.walk(entry.path)
                else:
                    yield entry
        elif under in self._laid_paths:
            if laid := self.laid_entry(under):
                yield laid
        elif under not in self._touched:
            yield from self.base.walk(under)

    def subtree(self, folder: str) -> str | None:
        """Returns the id of the stored tree that a folder is wholly equal to, else None."""
        return None if folder in self._touched else self.base.subtree(folder)

    def _touch(self, path: str) -> None:
        while path:
            folder, _, name = path.rpartition("/")
            names = self._touched.setdefault(folder, {})
            if name in names:
                return
            names[name] = None
            path = folder

    def _has_any(self, folder: str) -> bool:
        """Says whether a touched folder still holds a file: git knows no empty folders."""
        if folder not in self._filled:
            self._filled[folder] = bool(self.entries(folder))
        return self._filled[folder]

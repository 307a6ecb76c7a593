"""Snapshot: a read-only tree of files at one instant, and the entries it lists. Reads nothing itself."""

from collections.abc import Callable, Iterator
from typing import Protocol

from crmfs.core.errors import NotFound
from crmfs.git.model import EXECUTABLE, FILE, FOLDER


class Entry:
    """One file, symlink or submodule of a snapshot.

    Attributes:
        path: Repository path; surrogate escapes stand for bytes that are not UTF-8.
        mode: 0o100644, 0o100755 (executable), 0o120000 (symlink), 0o160000 (submodule);
            in `entries` 0o040000 (folder) too.
        oid: The blob's id, a folder's tree id; None where nothing stored is known to equal it.
    """

    __slots__ = ("_size", "mode", "oid", "path")

    def __init__(
        self, path: str, mode: int, oid: str | None, size: "int | Callable[[Entry], int | None] | None" = None
    ) -> None:
        self.path = path
        self.mode = mode
        self.oid = oid
        self._size = size

    @property
    def size(self) -> int | None:
        """Size in bytes, found out when first asked for; None for what has none."""
        return self._size(self) if callable(self._size) else self._size

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return self.mode in (FILE, EXECUTABLE)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Entry({self.path!r}, {self.mode:#o}, {self.oid!r})"

    def _key(self) -> tuple[str, int, str | None]:
        return self.path, self.mode, self.oid


class Snapshot(Protocol):
    """A read-only tree of files at one instant: a commit, the staged index or the work tree. `""` is its top folder."""

    @property
    def tree(self) -> str | None:
        """The stored tree that it is wholly equal to, else None."""

    def read(self, path: str) -> bytes:
        """Returns a file's bytes, a symlink's target; NotFound (`git.path_absent`) for all else."""

    def content(self, entry: Entry) -> bytes:
        """Returns the bytes of a file or symlink that this snapshot listed: `read` without looking for the path."""
        return self.read(entry.path)

    def entry(self, path: str) -> Entry | None:
        """Returns the entry of a file, symlink or submodule, else None."""

    def entries(self, folder: str) -> list[Entry]:
        """Returns what lies directly in a folder, folders included (mode 0o040000); empty for no folder."""

    def walk(self, under: str = "") -> Iterator[Entry]:
        """Returns all entries below a folder, sorted by path as git sorts; for a file's path the file alone."""

    def children(self, folder: str) -> list[tuple[str, bool]]:
        """Returns the names directly in a folder, sorted as git sorts, each with whether it is a folder."""
        start = len(folder) + 1 if folder else 0
        return [(entry.path[start:], entry.mode == FOLDER) for entry in self.entries(folder)]

    def folders(self, folder: str) -> list[str]:
        """Returns the names of the folders directly in a folder."""
        return [name for name, is_folder in self.children(folder) if is_folder]

    def subtree(self, folder: str) -> str | None:
        """Returns the id of the stored tree that a folder is wholly equal to, else None."""


def joined(folder: str, name: str) -> str:
    """Returns the path of a name in a folder."""
    return f"{folder}/{name}" if folder else name


def absent(path: str) -> NotFound:
    """Returns the error for a path that is no file."""
    return NotFound("git.path_absent", path=path)


def git_order(name: str, mode: int) -> bytes:
    """Returns the key by which git sorts a tree: bytes, a folder as if its name ended in a slash."""
    encoded = name.encode("utf-8", "surrogateescape")
    return encoded + b"/" if mode == FOLDER else encoded

"""Snapshot of a stored tree with some paths laid over it: the index, the work tree, a change not yet written."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from crmfs.core.errors import RepositoryError
from crmfs.git.disk import disk_stat, mode_of, read_disk
from crmfs.git.layered import Layered
from crmfs.git.model import FILE, SUBMODULE, object_id
from crmfs.git.snapshot import Entry, absent
from crmfs.git.stored import Stored

_NO_FILE = "000000"


class InStore(NamedTuple):
    """A laid-over file whose bytes are an object."""

    mode: int
    oid: str


class OnDisk(NamedTuple):
    """A laid-over file whose bytes lie in the work tree."""

    mode: int


class InMemory(NamedTuple):
    """A laid-over file whose bytes are nowhere else yet."""

    mode: int
    data: bytes


Laid = InStore | OnDisk | InMemory | None  # None: deleted


class _Git(Protocol):
    def __call__(self, *args: str) -> bytes: ...


class Overlay(Layered[Stored]):
    """A stored tree with files laid over it.

    Args:
        base: The tree below.
        laid: What lies over it by path.
        root: Top of the work tree, where `OnDisk` files lie.
    """

    def __init__(self, base: Stored, laid: Mapping[str, Laid], root: Path | None = None) -> None:
        super().__init__(base, laid)
        self._laid = laid
        self._root = root

    def read(self, path: str) -> bytes:
        """Returns a file's bytes, a symlink's target."""
        if path not in self._laid:
            return self.base.read(path)
        match self._laid[path]:
            case InStore(mode, oid) if mode != SUBMODULE:
                return self.base.objects.read(oid)
            case InMemory(_, data):
                return data
            case OnDisk() if self._root and (found := read_disk(self._root, path)) is not None:
                return found
        raise absent(path)

    def laid_entry(self, path: str) -> Entry | None:
        """Returns the entry of a laid path, None where it takes a file away."""
        match self._laid.get(path):
            case InStore(mode, oid):
                return Entry(path, mode, oid, self.base.size_of)
            case InMemory(mode, data):
                return Entry(path, mode, object_id("blob", data), len(data))
            case OnDisk(mode):
                return Entry(path, mode, None, self._disk_size)
        return None

    def _disk_size(self, entry: Entry) -> int | None:
        found = disk_stat(self._root, entry.path) if self._root else None
        return found.st_size if found else None


def staged_overlay(root: Path, git: _Git, base: Stored) -> Overlay:
    """Returns what the index holds over the tree of HEAD."""
    if base.tree is None:
        lines = git("ls-files", "--stage", "-z").split(b"\0")
        laid = dict(filter(None, map(_from_index_line, lines)))
        return Overlay(base, laid, root)
    fields = git("diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", base.tree).split(b"\0")
    return Overlay(base, dict(_from_raw(fields)), root)


def worktree_overlay(root: Path, git: _Git, base: Stored) -> Overlay:
    """Returns what lies on disk over the tree of HEAD; files that .gitignore names are left out."""
    status = git("status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames", "--no-ahead-behind")
    laid: dict[str, Laid] = {}
    for line in filter(None, status.split(b"\0")):
        laid |= _from_status_line(root, line.decode("utf-8", "surrogateescape"))
    return Overlay(base, laid, root)


def _from_index_line(line: bytes) -> tuple[str, Laid] | None:
    facts, _, path = line.decode("utf-8", "surrogateescape").partition("\t")
    if not path:
        return None
    mode, oid, stage = facts.split(" ")
    return (path, InStore(int(mode, 8), oid)) if stage == "0" else None


def _from_raw(fields: Iterable[bytes]) -> Iterator[tuple[str, Laid]]:
    """Reads `:oldmode newmode oldid newid status`, path, … of git-diff-index(1)."""
    rest = iter(fields)
    for facts, path in zip(rest, rest, strict=False):
        _, mode, _, oid, status = facts.decode("ascii").split(" ")
        if status != "U":  # a conflict: nothing is staged for that path
            yield path.decode("utf-8", "surrogateescape"), InStore(int(mode, 8), oid) if mode != _NO_FILE else None


def _from_status_line(root: Path, line: str) -> dict[str, Laid]:
    """Reads one line of porcelain v2 of git-status(1)."""
    kind, _, rest = line.partition(" ")
    if kind == "?":
        # A repository within the work tree is one untracked path with a slash at its end.
        nested = rest.endswith("/")
        return {rest.rstrip("/"): OnDisk(SUBMODULE) if nested else _found_on_disk(root, rest)}
    if kind == "1":
        _, _, _, _, mode, _, oid, path = rest.split(" ", 7)
    elif kind == "u":
        _, _, _, _, _, mode, oid, _, _, path = rest.split(" ", 9)
    else:
        raise RepositoryError("git.command_failed", command="status", status=0)
    if mode == _NO_FILE:
        return {path: None}
    if int(mode, 8) == SUBMODULE:
        return {path: InStore(SUBMODULE, oid)}
    return {path: OnDisk(int(mode, 8))}


def _found_on_disk(root: Path, path: str) -> Laid:
    found = disk_stat(root, path)
    return OnDisk((mode_of(found) if found else None) or FILE)

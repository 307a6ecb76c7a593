"""Reads and writes git's objects by their ids: blobs, trees, commits. Knows neither refs nor work trees."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from pathlib import Path

import pygit2

from crmfs.core.errors import RepositoryError
from crmfs.core.regex import regex
from crmfs.git.model import EXECUTABLE, FILE, FOLDER, SUBMODULE, SYMLINK
from crmfs.git.pack import packed

_ENTRY = regex(rb"([0-7]+)( )([^\0/]+)(\0)(.{20})", re.DOTALL)
_MODES = {b"%o" % mode: mode for mode in (FOLDER, FILE, EXECUTABLE, SYMLINK, SUBMODULE)}
_KINDS = {"blob": pygit2.enums.ObjectType.BLOB, "tree": pygit2.enums.ObjectType.TREE}
_LOOSE_MOST = 64  # objects; each loose one costs an fsync of its own and of its folder
_TREES_KEPT = 4096  # folders; a walk along a few paths then parses each folder once

# The C library has no ownership or fsync switch of its own for each repository: it is set once, before any write.
pygit2.settings.enable_fsync_gitdir(True)


TreeEntry = tuple[str, int, str]  # name (surrogate escapes for what is not UTF-8), mode, id


class Objects:
    """The objects of one repository, those of a push in quarantine included.

    Args:
        directory: The repository's work tree or git folder.
        quarantine: Folder of objects that a push brought and nothing refers to yet.

    Raises:
        RepositoryError: `git.not_owned`, `git.unreadable`.
    """

    def __init__(self, directory: Path, quarantine: str | None = None) -> None:
        try:
            self.opened = pygit2.Repository(str(directory), pygit2.enums.RepositoryOpenFlag.NO_SEARCH)
        except pygit2.GitError as error:
            if "not owned" in str(error):
                raise RepositoryError("git.not_owned", directory=str(directory)) from None
            raise RepositoryError("git.unreadable") from None
        self._odb = self.opened.odb
        if quarantine:
            self._odb.add_disk_alternate(quarantine)
        self._trees = lru_cache(maxsize=_TREES_KEPT)(self._parse_tree)
        self._names = lru_cache(maxsize=_TREES_KEPT)(self._parse_names)

    def read(self, oid: str) -> bytes:
        """Returns an object's bytes.

        Raises:
            RepositoryError: `git.object_missing`: absent or damaged.
        """
        try:
            return self._odb.read(oid)[1]
        except (KeyError, ValueError, pygit2.GitError):
            raise RepositoryError("git.object_missing", oid=oid) from None

    def size(self, oid: str) -> int:
        """Returns an object's size in bytes without reading it; errors as `read`."""
        try:
            return self._odb.read_header(oid)[1]
        except (KeyError, ValueError, pygit2.GitError):
            raise RepositoryError("git.object_missing", oid=oid) from None

    def has(self, oid: str) -> bool:
        """Says whether an object is there."""
        return oid in self._odb

    def tree(self, oid: str) -> tuple[TreeEntry, ...]:
        """Returns the entries of a tree in git's order; errors as `read`, also for a malformed tree."""
        return self._trees(oid)

    def names(self, oid: str) -> dict[str, TreeEntry]:
        """Returns the entries of a tree by name; errors as `tree`."""
        return self._names(oid)

    def is_tree(self, oid: str) -> bool:
        """Says whether an object is a tree; errors as `read`."""
        try:
            return self._odb.read_header(oid)[0] == pygit2.enums.ObjectType.TREE
        except (KeyError, ValueError, pygit2.GitError):
            raise RepositoryError("git.object_missing", oid=oid) from None

    def tree_of(self, commit: str) -> str:
        """Returns the id of a commit's tree; errors as `read`, also for what is no commit."""
        return str(self.commit(commit).tree_id)

    def commit(self, oid: str) -> pygit2.Commit:
        """Returns a commit; errors as `read`, also for what is no commit."""
        try:
            found = self.opened[oid]
        except (KeyError, ValueError, pygit2.GitError):
            raise RepositoryError("git.object_missing", oid=oid) from None
        if not isinstance(found, pygit2.Commit):
            raise RepositoryError("git.object_missing", oid=oid)
        return found

    def write(self, objects: Mapping[str, tuple[str, bytes]], git: Callable[..., bytes]) -> None:
        """Writes objects durably, each given by its kind and bytes; many at once as one pack by the git command.

        Raises:
            OSError: The disk is full or refuses.
        """
        if len(objects) > _LOOSE_MOST:
            git("-c", "core.fsync=committed", "index-pack", "--stdin", stdin=packed(objects.values(), len(objects)))
            return
        with _write_errors():
            for kind, data in objects.values():
                self._odb.write(_KINDS[kind], data)

    def write_commit(self, tree: str, parents: Sequence[str], message: str, author: tuple[str, str, int, int]) -> str:
        """Writes a commit durably and returns its id.

        Args:
            author: Name, e-mail address, seconds since 1970, minutes ahead of UTC; the committer is the same.

        Raises:
            OSError: The disk is full or refuses.
        """
        person = pygit2.Signature(*author)
        above = [pygit2.Oid(hex=parent) for parent in parents]
        with _write_errors():
            return str(self.opened.create_commit(None, person, person, message, pygit2.Oid(hex=tree), above))

    def _parse_tree(self, oid: str) -> tuple[TreeEntry, ...]:
        raw = self.read(oid)
        found = _ENTRY.findall(raw)
        # A pushed tree is anybody's bytes: what git itself would not write could be read in two ways.
        if b"".join(chain.from_iterable(found)) != raw or len({name for _, _, name, _, _ in found}) != len(found):
            raise RepositoryError("git.object_missing", oid=oid)
        return tuple(
            [
                (name.decode("utf-8", "surrogateescape"), _MODES.get(mode) or _odd_mode(mode), sha.hex())
                for mode, _, name, _, sha in found
            ]
        )

    def _parse_names(self, oid: str) -> dict[str, TreeEntry]:
        return {entry[0]: entry for entry in self._trees(oid)}


@contextmanager
def _write_errors() -> Iterator[None]:
    try:
        yield
    except pygit2.GitError as error:
        raise OSError(0, str(error)) from None


def _odd_mode(mode: bytes) -> int:
    """Returns the mode that git takes an unusual one of old repositories (`100664`, `040000`) for."""
    number = int(mode, 8)
    if number & 0o170000 == 0o100000:
        return EXECUTABLE if number & 0o100 else FILE
    return number

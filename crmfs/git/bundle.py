"""Bundles: git's files that carry refs and objects from one repository to another, as streams. Knows no backup.

Written by ourselves, header by header, with the pack that git makes: the refs are those that were read at one moment
however they move meanwhile, and the stream can be encrypted on its way. `git clone FILE` takes them as they are.
"""

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import IO, NamedTuple

from crmfs.core.errors import CrmfsError, RepositoryError, StorageError
from crmfs.git.command import clean_environment, disk_error
from crmfs.git.inventory import Refs, listed
from crmfs.git.repository import Repository

SIGNATURE = b"# v2 git bundle\n"  # gitformat-bundle(5)
_PACK_HEADER_BYTES = 12  # gitformat-pack(5): `PACK`, version, number of objects
_HEADER_BYTES_MOST = 64 << 20


class Packing:
    """A bundle that is being made, to be read once from beginning to end.

    Attributes:
        objects: How many objects it carries.
    """

    def __init__(self, header: bytes, pack: IO[bytes]) -> None:
        start = pack.read(_PACK_HEADER_BYTES)
        self.objects = int.from_bytes(start[8:12], "big")
        self.is_begun = len(start) == _PACK_HEADER_BYTES
        self._rest = header + start
        self._pack = pack

    def read(self, size: int = -1) -> bytes:
        """Returns the next bytes, at most `size`; empty at the end."""
        if self._rest:
            size = len(self._rest) if size < 0 else size
            piece, self._rest = self._rest[:size], self._rest[size:]
            return piece
        return self._pack.read(size)


@contextmanager
def packing(repository: Repository, refs: Refs, known: Iterable[str]) -> Iterator[Packing]:
    """Makes a bundle of all that refs point to and that is not in the history of known commits.

    Args:
        known: Full ids of objects that the repository holds; whoever takes the bundle must hold them, too.

    Raises:
        RepositoryError: git failed, as on a damaged object; found when the block ends at the latest.
        StorageError: `git.storage_failed`: the disk is full or refuses.
    """
    known = sorted(known)
    wanted = "".join(f"{oid}\n" for oid in sorted(refs.ids)) + "".join(f"^{oid}\n" for oid in known)
    thin = ["--thin"] if known else []
    command = ["git", "pack-objects", "--revs", "--stdout", "--delta-base-offset", "--quiet", *thin]
    process = _started(repository, command, subprocess.PIPE)
    assert process.stdin and process.stdout
    try:
        with suppress(BrokenPipeError):
            process.stdin.write(wanted.encode())
            process.stdin.close()
        source = Packing(_header(refs, _commits(repository, known)), process.stdout)
        if not source.is_begun:
            raise _failed("pack-objects", process)
        yield source
        left = process.stdout.read(1)
        if process.wait() or left:
            raise _failed("pack-objects", process)
    finally:
        _end(process)


class Carried(NamedTuple):
    """What a bundle said of itself: the ids that it takes for granted, its refs, how many objects it has."""

    known: frozenset[str]
    tips: Mapping[str, str]
    objects: int


class Unpacking:
    """Takes a bundle piece by piece and puts its objects into a repository; moves no ref."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._head = bytearray()
        self._process: subprocess.Popen[bytes] | None = None
        self._carried: Carried | None = None

    def write(self, piece: bytes) -> int:
        """Takes the next bytes; RepositoryError where they are no bundle or git refuses its objects, StorageError."""
        if self._process is None:
            self._head += piece
            self._begin()
        else:
            self._feed(piece)
        return len(piece)

    def flush(self) -> None:
        """Does nothing: all has been handed on."""

    def finish(self) -> Carried:
        """Returns what came, all in the repository now; RepositoryError where the end is missing, StorageError."""
        if self._process is None or self._carried is None:
            raise RepositoryError("git.unreadable")
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.read()
        if self._process.wait():
            raise _failed("index-pack", self._process)
        return self._carried

    def end(self) -> None:
        """Stops git, wherever it is; to be called in any case."""
        if self._process is not None:
            _end(self._process)

    def _begin(self) -> None:
        """Starts git as soon as the whole header is there, and the pack's own."""
        end = self._head.find(b"\n\n") + 2
        if end > 1 and len(self._head) >= end + _PACK_HEADER_BYTES:
            self._carried = _understood(bytes(self._head[:end]), bytes(self._head[end : end + _PACK_HEADER_BYTES]))
            command = ["git", "index-pack", "--stdin", "--fix-thin"]
            self._process = _started(self._repository, command, subprocess.PIPE)
            self._feed(bytes(self._head[end:]))
        elif len(self._head) > _HEADER_BYTES_MOST or not self._head.startswith(SIGNATURE[: len(self._head)]):
            raise RepositoryError("git.unreadable")

    def _feed(self, piece: bytes) -> None:
        assert self._process and self._process.stdin
        try:
            self._process.stdin.write(piece)
        except BrokenPipeError:
            raise _failed("index-pack", self._process) from None


def set_refs(repository: Repository, refs: Refs) -> None:
    """Gives an empty repository refs, all at once, and HEAD."""
    made = "".join(f"create {name}\0{oid}\0" for name, oid in refs.tips.items() if name not in refs.symbolic)
    repository.git("update-ref", "--stdin", "-z", stdin=made.encode("utf-8", "surrogateescape"))
    for name, target in refs.symbolic.items():
        repository.git("symbolic-ref", name, target)
    if refs.head:
        repository.git("symbolic-ref", "HEAD", refs.head)
    elif refs.commit:
        repository.git("update-ref", "--no-deref", "HEAD", refs.commit)


def check_out(repository: Repository) -> None:
    """Fills the empty work tree of a repository with the files of its HEAD."""
    repository.git("reset", "--quiet", "--hard")


def _header(refs: Refs, known: Iterable[str]) -> bytes:
    lines = [f"-{oid} \n" for oid in known]
    lines += [f"{oid} {name}\n" for name, oid in refs.tips.items()]
    lines += [f"{refs.commit} HEAD\n"] if refs.commit else []
    return SIGNATURE + "".join(lines).encode("utf-8", "surrogateescape") + b"\n"


def _understood(header: bytes, pack: bytes) -> Carried:
    first, *lines = header.decode("utf-8", "surrogateescape").rstrip("\n").split("\n")
    if f"{first}\n".encode() != SIGNATURE or not pack.startswith(b"PACK"):
        raise RepositoryError("git.unreadable")
    known = frozenset(line[1:41] for line in lines if line.startswith("-"))
    tips = {line[41:]: line[:40] for line in lines if not line.startswith("-")}
    return Carried(known, tips, int.from_bytes(pack[8:12], "big"))


def _commits(repository: Repository, ids: Iterable[str]) -> list[str]:
    """Returns the commits that some objects are or stand for: what a bundle takes for granted may be no tag."""
    return sorted(set(listed(repository, ["--no-walk=unsorted"], ids).split()))


def _started(repository: Repository, command: list[str], stdin: int) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            cwd=repository.root or repository.git_dir,
            env=clean_environment() | repository.hook_env,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,  # a few words, if any: it is told to be quiet
        )
    except FileNotFoundError:
        raise RepositoryError("git.not_installed") from None


def _failed(command: str, process: subprocess.Popen[bytes]) -> CrmfsError:
    """Returns why git came to no good end: the disk, if that is what it says."""
    assert process.stderr
    reason, status = disk_error(process.stderr.read()), process.wait()
    if reason:
        return StorageError("git.storage_failed", reason=reason)
    return RepositoryError("git.command_failed", command=command, status=status)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with suppress(OSError):
                stream.close()
    process.wait()

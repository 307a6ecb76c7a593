"""Reads files of the work tree without ever following a symlink, so never from outside of it. Writes nothing."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crmfs.git.model import EXECUTABLE, FILE, SYMLINK

_PIECE_BYTES = 1 << 20
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def opened_folder(root: Path, folder: str, *, make: bool = False, sync: bool = False) -> Iterator[int]:
    """Opens a folder of the work tree segment by segment; yields its descriptor for `dir_fd`.

    Args:
        make: Whether missing folders are made.
        sync: Whether what is made is made durable at once.

    Raises:
        OSError: A segment is absent, a file or a symlink.
    """
    here = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for segment in folder.split("/") if folder else ():
            if make and _made(segment, here) and sync:
                os.fsync(here)
            there = os.open(segment, _FOLDER_FLAGS, dir_fd=here)
            os.close(here)
            here = there
        yield here
    finally:
        os.close(here)


def disk_stat(root: Path, path: str) -> os.stat_result | None:
    """Returns what lies at a path of the work tree, None for nothing or what is reached through a symlink only."""
    folder, _, name = path.rpartition("/")
    try:
        with opened_folder(root, folder) as here:
            return os.stat(name, dir_fd=here, follow_symlinks=False)
    except OSError:
        return None


def is_clear(root: Path, path: str) -> bool:
    """Says whether nothing lies at a path and a file can be made there: no symlink or file stands for a folder."""
    folder = ""
    for segment in path.split("/"):
        folder = f"{folder}/{segment}" if folder else segment
        found = disk_stat(root, folder)
        if found is None:
            return True
        if folder == path or not stat.S_ISDIR(found.st_mode):
            return False
    return False


def read_disk(root: Path, path: str) -> bytes | None:
    """Returns the bytes of a regular file, or the target of a symlink; None for all else."""
    folder, _, name = path.rpartition("/")
    try:
        with opened_folder(root, folder) as here:
            if stat.S_ISLNK(os.stat(name, dir_fd=here, follow_symlinks=False).st_mode):
                return os.fsencode(os.readlink(name, dir_fd=here))
            return _read_file(name, here)
    except OSError:
        return None


class Shelf:
    """Reads many files of the work tree in order; the folders on the way to the last one stay open."""

    def __init__(self, root: Path) -> None:
        self._opened = [("", os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))]

    def __del__(self) -> None:
        while self._opened:
            os.close(self._opened.pop()[1])

    def read(self, path: str) -> bytes | None:
        """Returns the bytes of a regular file; None for all else, what is reached through a symlink included."""
        *folders, name = path.split("/")
        try:
            return _read_file(name, self._folder(folders))
        except OSError:
            return None

    def _folder(self, segments: list[str]) -> int:
        opened = self._opened
        same = 0
        while same < min(len(segments), len(opened) - 1) and opened[same + 1][0] == segments[same]:
            same += 1
        while len(opened) > same + 1:
            os.close(opened.pop()[1])
        for segment in segments[same:]:
            opened.append((segment, os.open(segment, _FOLDER_FLAGS, dir_fd=opened[-1][1])))
        return opened[-1][1]


def mode_of(found: os.stat_result) -> int | None:
    """Returns git's mode for what lies on disk, None for what git does not store (a folder, a socket)."""
    if stat.S_ISLNK(found.st_mode):
        return SYMLINK
    if stat.S_ISREG(found.st_mode):
        return EXECUTABLE if found.st_mode & 0o100 else FILE
    return None


def _read_file(name: str, dir_fd: int) -> bytes | None:
    # Non-blocking, so that a named pipe put in a file's place does not stop us.
    file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=dir_fd)
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            return None
        pieces = [os.read(file, found.st_size + 1)]
        if len(pieces[0]) == found.st_size:  # one byte more was asked for, so this is the end
            return pieces[0]
        while pieces[-1]:
            pieces.append(os.read(file, _PIECE_BYTES))
        return b"".join(pieces)
    finally:
        os.close(file)


def _made(name: str, dir_fd: int) -> bool:
    """Makes a folder in an open one; False where something of that name is there."""
    try:
        os.mkdir(name, dir_fd=dir_fd)
    except FileExistsError:
        return False
    return True

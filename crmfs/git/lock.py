"""One writer at a time on this machine; git's own `.lock` files, taken so that after a crash they are proved ours."""

import fcntl
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crmfs.core.errors import ChangedMeanwhile

WAIT_SECONDS = 30.0
GIT_LOCK_WAIT_SECONDS = 5.0  # another git command holds one for moments, or an editor holds it for minutes
_PAUSE_SECONDS = (0.005, 0.03)


@contextmanager
def writing(state_dir: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Holds the lock of all writers of a repository; the system frees it when its process dies.

    Raises:
        ChangedMeanwhile: `git.busy`: another writer kept it for `wait_seconds`.
    """
    with holding(state_dir / "lock", "git.busy", wait_seconds):
        yield


@contextmanager
def holding(path: Path, busy: str, wait_seconds: float) -> Iterator[None]:
    """Holds a lock file of our own; the system frees it when its process dies.

    Raises:
        ChangedMeanwhile: `busy`: another process kept it for `wait_seconds`.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    try:
        deadline = time.monotonic() + wait_seconds
        while not _locked(file):
            if time.monotonic() > deadline:
                raise ChangedMeanwhile(busy)
            pause()
        yield
    finally:
        os.close(file)


def pause() -> None:
    """Waits a moment of random length, so that waiting processes do not move in step."""
    time.sleep(random.uniform(*_PAUSE_SECONDS))


def lock_path(target: Path) -> Path:
    """Returns git's lock of a file: whoever makes it may replace the file."""
    return target.with_name(target.name + ".lock")


def take(own: Path, target: Path, wait_seconds: float | None = None) -> bool:
    """Takes git's lock of a file as a second name of a file of our own, complete and on disk already.

    Having the same inode, the lock can be proved ours after a crash; a foreign lock is never removed.

    Returns:
        False if somebody else kept the lock for `wait_seconds`, by default `GIT_LOCK_WAIT_SECONDS`.
    """
    deadline = time.monotonic() + (GIT_LOCK_WAIT_SECONDS if wait_seconds is None else wait_seconds)
    while True:
        try:
            os.link(own, lock_path(target))
        except FileExistsError:
            if time.monotonic() > deadline:
                return False
            pause()
        else:
            return True


def is_ours(own: Path, other: Path) -> bool:
    """Says whether two names are of one file; False where either is absent."""
    try:
        return own.samefile(other)
    except FileNotFoundError:
        return False


def install(target: Path) -> None:
    """Puts a lock that we hold in the place of its file, durably."""
    lock_path(target).replace(target)
    sync_folder(target.parent)


def release(own: Path, target: Path) -> None:
    """Gives a lock back if it is ours."""
    if is_ours(own, lock_path(target)):
        lock_path(target).unlink()


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def write_durably(file: Path, data: bytes) -> None:
    """Writes a file of our own so that it survives a power cut; it is whole or absent."""
    new = file.with_name(file.name + ".new")
    with new.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
    sync_folder(file.parent)


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""Locks that git of ours left when it was killed while it spoke with a server: found by a note, and removed.

Never touches the locks of the index or of branches, and none of a git that ended by itself.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from crmfs.git.lock import WAIT_SECONDS, holding, lock_path
from crmfs.git.repository import Repository

_NOTE = "speaking"  # not empty: git was started and has not been seen to end
_UNTOUCHED_SECONDS = 2.0  # git holds these locks for milliseconds; one of a living process would be gone by then


@contextmanager
def speaking(repository: Repository, refs: Sequence[str]) -> Iterator[Callable[[int], None]]:
    """Runs git for a while in which it may lock some refs and the index of history; one at a time.

    Gives what is to be told the status with which git ended: one that was killed, below zero, may have left locks.

    Raises:
        ChangedMeanwhile: `git.busy`: another process of ours speaks with a server for long.
    """
    note = repository.state_dir / _NOTE
    with holding(note, "git.busy", WAIT_SECONDS):  # freed by the system when we die; what was noted stays
        if note.stat().st_size:
            _remove_left(repository, refs)
        note.write_bytes(b"1")
        statuses: list[int] = []
        yield statuses.append
        if min(statuses, default=0) >= 0:
            note.write_bytes(b"")


def _remove_left(repository: Repository, refs: Sequence[str]) -> None:
    info = repository.common_dir / "objects" / "info"
    targets = [info / "commit-graphs" / "commit-graph-chain", info / "commit-graph"]
    targets += [repository.common_dir / ref for ref in refs if ref.startswith("refs/remotes/")]
    found = {lock: mark for lock in map(lock_path, targets) if (mark := _mark(lock))}
    if not found:
        return
    time.sleep(_UNTOUCHED_SECONDS)
    for lock, mark in found.items():
        if _mark(lock) == mark:
            with suppress(FileNotFoundError):
                lock.unlink()


def _mark(lock: Path) -> tuple[int, int, int] | None:
    try:
        found = lock.lstat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size

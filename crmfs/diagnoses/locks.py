"""Did a git command that died leave a lock behind? It is never removed for anybody: it may belong to a living one."""

import time
from collections.abc import Iterator
from pathlib import Path

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.lock import lock_path
from crmfs.git.repository import Repository

STALE_SECONDS = 600  # no git command that is well holds these locks that long


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each lock that is too old to be in use."""
    for lock in _locks(repository):
        if time.time() - lock.lstat().st_mtime > STALE_SECONDS:
            yield Trouble("doctor.lock", "doctor.lock_remedy", {"path": str(lock)})


def _locks(repository: Repository) -> Iterator[Path]:
    for target in (repository.git_dir / "index", repository.git_dir / "HEAD", repository.common_dir / "config"):
        if lock_path(target).exists():
            yield lock_path(target)
    yield from sorted((repository.common_dir / "refs").rglob("*.lock"))


DIAGNOSIS = Diagnosis("locks", "doctor.title_locks", look)

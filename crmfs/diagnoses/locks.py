"""Did a git command that died leave a lock behind? It is never removed for anybody: it may belong to a living one."""

import pwd
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from crmfs.core.messages import Param
from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.lock import lock_path
from crmfs.git.repository import Repository

# What keeps git from tidying up, which nobody would notice.
_TIDYING = ("objects/maintenance", "objects/info/commit-graph", "objects/info/commit-graphs/commit-graph-chain")
STALE_SECONDS = 600  # no git command that is well holds these locks that long


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each lock that is too old to be in use: how old, whose, and which process has it open still."""
    for lock in _locks(repository):
        try:
            found = lock.lstat()
        except FileNotFoundError:
            continue  # given back meanwhile
        age_seconds = time.time() - found.st_mtime
        if age_seconds <= STALE_SECONDS:
            continue
        params: dict[str, Param] = {
            "path": str(lock),
            "hours": round(age_seconds / 3600, 1),
            "owner": _name(found.st_uid),
        }
        holder = _holder(lock)
        if holder:
            yield Trouble("doctor.lock_held", "doctor.lock_held_remedy", params | {"process": holder})
        else:
            yield Trouble("doctor.lock", "doctor.lock_remedy", params)


def _locks(repository: Repository) -> Iterator[Path]:
    own, common = repository.git_dir, repository.common_dir
    targets = [
        own / "index",
        own / "HEAD",
        *(common / name for name in ("config", "packed-refs", "shallow", *_TIDYING)),
    ]
    yield from (lock for lock in map(lock_path, targets) if lock.exists())
    yield from sorted((repository.common_dir / "refs").rglob("*.lock"))


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _holder(lock: Path) -> int | None:
    """Returns the process that has a file open; None for none, or where the system does not show it."""
    for opened in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if opened.samefile(lock):
                return int(opened.parts[2])
    return None


DIAGNOSIS = Diagnosis("locks", "doctor.title_locks", look)

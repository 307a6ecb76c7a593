"""`python -m benchmarks.commits BARE PATH RUNS`: prints the median wall and CPU seconds of one commit in one process.

Measures `crmfs.git.commit.commit` alone: nothing is judged, and neither Python's start nor any import counts.
"""

import os
import resource
import sys
import time
from pathlib import Path
from statistics import median

from crmfs.git.commit import commit
from crmfs.git.edit import FileEdit
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot


def main(bare: str, path: str, runs: str) -> None:
    """Appends a line to one file, each time in a commit of its own; the first one warms up and does not count."""
    walls, cpus = [], []
    for number in range(int(runs) + 1):
        repository = Repository.find(Path(bare))
        tip = repository.snapshot("HEAD")
        entry = tip.entry(path)
        if entry is None:
            sys.exit(f"absent: {path}")
        edit = FileEdit(path, entry.oid, tip.read(path) + b"# %d\n" % number)
        wall, cpu = time.perf_counter(), cpu_seconds()
        _land(repository, edit, f"bench-{os.getpid()}-{number:04d}")
        walls.append(time.perf_counter() - wall)
        cpus.append(cpu_seconds() - cpu)
    print(median(walls[1:]), median(cpus[1:]))


def _land(repository: Repository, edit: FileEdit, op: str) -> None:
    commit(
        repository,
        [edit],
        message="Bench",
        trailers=[("Employee", "E001")],
        author=("Bench", "bench@example.com"),
        judge=_accept,
        merge=_refuse,
        op=op,
    )


def _accept(old: Snapshot, new: Snapshot) -> None:
    pass


def _refuse(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    raise AssertionError("nobody else writes here")


def cpu_seconds() -> float:
    """Returns the CPU seconds that this process and its children have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


if __name__ == "__main__":
    main(*sys.argv[1:])

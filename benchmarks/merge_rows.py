"""The rows about working together: merges by field beside those by line, and how many commits writers land a second."""

import subprocess
import sys
import time

from benchmarks.bench import Bench, Line, Row
from benchmarks.corpus import git
from benchmarks.timing import PROJECT, CommandFailedError, Cost, environment, inner_cost, measure

_MERGES = 400
_COMMITS = 25  # of each writer
_GIT = "git merge-file"


def merge(bench: Bench) -> list[Line]:
    """Merges what people meet, and as many records as a busy week's sync."""
    ours, theirs = (_judged(*options) for options in ((), ("--git",)))
    count = max(20, min(_MERGES, bench.sample))
    fields = inner_cost("benchmarks.merging", str(count))
    lines = inner_cost("benchmarks.merging", "--git", str(count))
    return [
        Line(
            f"{ours[3]} merges that people meet: right / asked without need / clean and wrong",
            ours[4], _GIT, theirs[4],
            f"{_counts(ours)} against {_counts(theirs)}", f"{ours[3]} right", ours[0] == ours[3],
        ),
        Line(
            f"{count} records, two fields side by side", fields, _GIT, lines, f"{count / fields.wall:.0f} records/s",
            "reported", None,
        ),
    ]  # fmt: skip


def _judged(*options: str) -> tuple[int, int, int, int, Cost]:
    """Returns how many cases came out right, were asked about without need, were wrong, are there, and what it cost."""
    command = [sys.executable, "-m", "benchmarks.merging", *options]
    cost = measure(command, PROJECT)
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, env=environment()).stdout
    right, needless, wrong, count = map(int, said.split())
    return right, needless, wrong, count, cost


def _counts(judged: tuple[int, int, int, int, Cost]) -> str:
    return " / ".join(map(str, judged[:3]))


def writers(bench: Bench) -> list[Line]:
    """Lands commits by one writer and by four at once, each in a process of its own, on one bare repository."""
    found = []
    for count in (1, 4):
        cost = _at_once(bench, count)
        landed = count * (_COMMITS + 1)
        work, speed = f"{landed} commits by {count} at once", f"{landed / cost.wall:.0f} commits/s"
        found.append(Line(work, cost, "git commit -o", _git_commits(bench), speed, "reported", None))
    return found


def _at_once(bench: Bench, count: int) -> Cost:
    """Returns the wall seconds until the last writer is done; the CPU seconds of all."""
    paths = bench.large.customer_yaml[:count]
    command = [sys.executable, "-m", "benchmarks.commits", str(bench.large.bare)]
    start = time.perf_counter()
    running = [
        subprocess.Popen([*command, path, str(_COMMITS)], cwd=PROJECT, env=environment(), stdout=subprocess.PIPE)
        for path in paths
    ]
    said = [process.communicate()[0] for process in running]
    wall = time.perf_counter() - start
    if any(process.returncode for process in running):
        raise CommandFailedError("a writer failed")
    return Cost(wall, sum(float(words.split()[1]) * (_COMMITS + 1) for words in said))


def _git_commits(bench: Bench) -> Cost:
    """Returns what as many commits of one file cost by git, with the index that a work tree needs."""
    work, path = bench.large.work, bench.large.customer_yaml[0]
    tip = git(work, "rev-parse", "HEAD").strip()
    file = work / path
    kept = file.read_bytes()
    total = Cost(0, 0)
    try:
        for number in range(3):
            file.write_bytes(kept + b"# %d\n" % number)
            cost = measure(_commit_by_git(path), work)
            total = Cost(total.wall + cost.wall, total.cpu + cost.cpu)
    finally:
        git(work, "update-ref", "HEAD", tip)
        file.write_bytes(kept)
        git(work, "read-tree", "HEAD")
    return total.scaled((_COMMITS + 1) / 3)


def _commit_by_git(path: str) -> list[str]:
    name = ("-c", "user.name=Bench", "-c", "user.email=bench@example.com", "-c", "core.hooksPath=/dev/null")
    return ["git", *name, "commit", "--quiet", "-o", "-m", "Bench", "--", path]


MERGE_ROWS = (
    Row(
        "merge",
        merge,
        "where both sides touch neighbouring lines: three strict readings, the edits of each version to what both say,"
        " each proved by reading it again, and three alignments of lines.",
    ),
    Row(
        "writers",
        writers,
        "one lock: commits land one after the other, each with its objects, journal and ref made safe on disk; several"
        " writers share the wait, not the disk. git's own commits write the whole index, and sync none of it.",
    ),
)

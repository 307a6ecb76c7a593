"""The rows about backups: full and incremental ones beside `git bundle`, proving and restoring them."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bench import Bench, Line, Row, crmfs
from benchmarks.corpus import Corpus, git
from benchmarks.records import COMMITTER, customer_files
from benchmarks.timing import Cost, alternate, measure

_BUNDLE = "git bundle create --all"
_CUSTOMERS_A_COMMIT = 4  # 20,000 customers have 5,000 commits


def backup(bench: Bench) -> list[Line]:
    """Backs a server's repository with a history up, in full and by increments, beside git's own bundle."""
    bare, commits = _with_history(bench)
    depot = bench.home / "backups"
    of = f"{bench.large.files:,} files and {commits:,} commits"
    shutil.rmtree(depot, ignore_errors=True)
    try:
        full, plain = _full(bench, bare, depot)
        new = alternate({"new": lambda: _increment(bench, bare, depot)}, bench.long_runs)["new"]
        proved = crmfs(bare, "backup", "verify", str(depot))
        drilled = crmfs(bare, "backup", "drill", str(depot))
        git(bare, "repack", "-a", "-d", "-b", "-q")
        mapped, plain_mapped = _full(bench, bare, depot)
    finally:
        shutil.rmtree(depot, ignore_errors=True)
    ratio, more = full.wall / plain.wall, mapped.wall - plain_mapped.wall
    return [
        Line(f"full backup of {of}", full, _BUNDLE, plain, f"{ratio:.2f}×", "≤ 1.5×", ratio <= 1.5),
        Line("the same where git has bitmaps", mapped, _BUNDLE, plain_mapped, f"{more:+.1f} s", "reported", None),
        Line("incremental backup after one commit", new, "", None, f"{new.wall:.2f} s", "≤ 3 s", new.wall <= 3),
        Line("backup verify: restored, fsck, validated", proved, "", None, f"{proved.wall:.0f} s", "reported", None),
        Line(
            "backup drill: restored, compared, indexed", drilled, "", None, f"{drilled.wall:.0f} s", "≤ 300 s",
            drilled.wall <= 300,
        ),
    ]  # fmt: skip


def _full(bench: Bench, bare: Path, depot: Path) -> tuple[Cost, Cost]:
    """Returns what a full backup costs, and a bundle of git's own."""
    bundle = bench.home / "plain.bundle"
    ways = {
        "full": lambda: crmfs(bare, "backup", "create", str(depot), "--full"),
        "bundle": lambda: measure(["git", "-C", bare, "bundle", "create", "--quiet", bundle, "--all"]),
    }
    try:
        costs = alternate(ways, bench.long_runs)
    finally:
        bundle.unlink(missing_ok=True)
    return costs["full"], costs["bundle"]


def _increment(bench: Bench, bare: Path, depot: Path) -> Cost:
    _import(bare, _edits(bench.large, [bench.next()]))
    return crmfs(bare, "backup", "create", str(depot))


def _with_history(bench: Bench) -> tuple[Path, int]:
    """Returns a bare clone of the corpus with many small commits on top, made anew, and how many these are."""
    bare, commits = bench.home / "history.git", max(1, len(bench.large.customers) // _CUSTOMERS_A_COMMIT)
    shutil.rmtree(bare, ignore_errors=True)
    git(bench.large.bare, "clone", "--quiet", "--bare", str(bench.large.bare), str(bare))
    git(bare, "update-ref", "refs/heads/main", bench.large.base)
    _import(bare, _edits(bench.large, range(commits)))
    git(bare, "-c", "repack.writeBitmaps=false", "gc", "--quiet")
    return bare, commits


def _import(bare: Path, stream: Iterator[bytes]) -> None:
    git(bare, "fast-import", "--quiet", "--done", input=b"".join(stream))


def _edits(corpus: Corpus, numbers: Sequence[int]) -> Iterator[bytes]:
    """Yields a `git fast-import` stream of commits on main, each of which adds a line to one customer's record.

    Source: git-fast-import(1), inline data.
    """
    for number in numbers:
        path, data = customer_files(number % len(corpus.customers))[1][0]
        yield b"commit refs/heads/main\ncommitter %s %d +0800\n" % (COMMITTER.encode(), 1793491200 + number)
        yield b"data 4\nEdit\n"
        yield b"from refs/heads/main^0\n" if number == numbers[0] else b""
        yield b"M 100644 inline %s\ndata %d\n%s# %d\n\n" % (
            path.encode(),
            len(data) + 3 + len(str(number)),
            data,
            number,
        )
    yield b"done\n"


BACKUP_ROWS = (
    Row(
        "backup",
        backup,
        "a full backup: git's packing of all objects, as for its own bundle; where git keeps bitmaps it packs in half a"
        " second, and Python's start, the policy and the count of files count more. An incremental one: the same three."
        " A drill: the index of searches.",
    ),
)

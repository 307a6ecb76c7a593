"""The row of history: one record's among many commits, beside `git log -p` of the same path."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.bench import Bench, Line, Row, crmfs, milliseconds
from benchmarks.corpus import Corpus, git
from benchmarks.records import COMMITTER, customer_files
from benchmarks.timing import CRMFS, alternate, environment, measure

_START = 1_793_491_200  # of the corpus' only commit, in seconds since 1970
_APART = 60  # seconds from one commit to the next
_WATCHED = 7  # number of the customer whose history is asked for
_A_PAGE = 20
_EVERY = 400  # commits, one of which is to that customer
_MERGED = 5  # commits, one of which is made on a side and merged
_TRAILERS = "Reason: 核对\nEmployee: E001\nCrmfs-Op: 00000000-0000-4000-8000-{number:012d}\n"


class _Told(NamedTuple):
    """A repository with a long history, and the customer whose history is asked for."""

    work: Path
    customer: str
    folder: str


def history(bench: Bench) -> list[Line]:
    """Asks for the first page of one customer's history, and of all, with and without merges."""
    count = max(100, len(bench.large.customers))
    straight, merged = (_prepared(bench, count, with_merges=merges) for merges in (False, True))
    words = ("log", straight.customer)
    crmfs(straight.work, *words)
    modules = peers.heavy_imports([CRMFS, "-C", straight.work, *words])
    git_log = ["git", "log", "-p", f"-{_A_PAGE}", "--", straight.folder]
    costs = alternate(
        {
            "ours": lambda: crmfs(straight.work, *words),
            "field": lambda: crmfs(straight.work, "log", f"{straight.customer}#status"),
            "merged": lambda: crmfs(merged.work, *words),
            "all": lambda: crmfs(straight.work, "log"),
            "imports": lambda: peers.imports(modules),
            "git": lambda: measure(git_log, straight.work),
        },
        bench.short_runs,
    )
    imports, name = costs["imports"], f"import {', '.join(modules)}"
    work = f"first page of one record's history, {count:,} commits"
    ours = costs["ours"].wall - imports.wall
    lines = [Line(work, costs["ours"], name, imports, f"+{milliseconds(ours)}", "≤ +150 ms", ours <= 0.15)]
    for key, what in (("field", "the same of one field"), ("merged", "the same, a fifth of them merged from sides"),
                      ("all", "the first page of all history")):  # fmt: skip
        beyond = costs[key].wall - imports.wall
        lines.append(Line(what, costs[key], name, imports, f"+{milliseconds(beyond)}", "reported", None))
    ratio = costs["ours"].wall / costs["git"].wall
    lines.append(Line(work, costs["ours"], "git log -p -20 -- folder", costs["git"], f"{ratio:.1f}×", "reported", None))
    return lines


def _prepared(bench: Bench, count: int, *, with_merges: bool) -> _Told:
    corpus = bench.small
    work = bench.home / f"history-{count}{'-merged' if with_merges else ''}"
    customer = corpus.customers[_WATCHED % len(corpus.customers)]
    shutil.rmtree(work, ignore_errors=True)
    git(corpus.work, "clone", "--quiet", "--no-local", str(corpus.work), str(work))
    name, _, mail = COMMITTER.rstrip(">").partition(" <")
    for key, value in (("user.name", name), ("user.email", mail)):
        git(work, "config", key, value)
    feed = b"".join(_commits(corpus, count, with_merges=with_merges))
    git(work, "fast-import", "--quiet", "--done", "--force", input=feed)
    git(work, "reset", "--quiet", "--hard", "main")
    subprocess.run(
        ["git", "-C", work, "commit-graph", "write", "--reachable", "--changed-paths", "--no-progress"],
        check=True, env=environment(),
    )  # fmt: skip
    return _Told(work, customer, f"customers/{customer[-2:]}/{customer}")


def _commits(corpus: Corpus, count: int, *, with_merges: bool) -> Iterator[bytes]:
    """Yields a `git fast-import` stream of edits of customers' notes, one a commit."""
    parent = corpus.base.encode()
    texts = [customer_files(number)[1][0] for number in range(len(corpus.customers))]
    made, due, watched = 0, 1, _WATCHED % len(texts)
    while made < count:
        made += 1
        number = made * 31 % len(texts)
        is_due = made >= due
        due += _EVERY if is_due else 0
        path, data = texts[watched if is_due else number if number != watched else number - 1]
        file = path, _status(data, due // _EVERY) if is_due else data + b"# %d\n" % made
        yield from _commit(made, [parent], file)
        if with_merges and made % _MERGED == 0 and made + 2 <= count:
            other, text = texts[watched + 1 - len(texts)]
            side = other, text + b"# side %d\n" % made
            yield from _commit(made + 1, [parent], side)
            yield from _commit(made + 2, [b":%d" % made, b":%d" % (made + 1)], side)
            made += 2
        parent = b":%d" % made
    yield b"done\n"


def _status(data: bytes, number: int) -> bytes:
    """Returns a customer's record with another status than the last time."""
    lines = data.decode().splitlines(keepends=True)
    status = ("potential", "active", "lost")[number % 3]
    return "".join(f"status: {status}\n" if line.startswith("status:") else line for line in lines).encode()


def _commit(number: int, parents: list[bytes], file: tuple[str, bytes]) -> Iterator[bytes]:
    message = f"Edit {number}\n\n{_TRAILERS.format(number=number)}".encode()
    yield b"commit refs/heads/main\nmark :%d\n" % number
    yield b"committer %s %d +0800\n" % (COMMITTER.encode(), _START + number * _APART)
    yield b"data %d\n%s\nfrom %s\n" % (len(message), message, parents[0])
    yield from (b"merge %s\n" % parent for parent in parents[1:])
    yield b"M 100644 inline %s\ndata %d\n%s\n" % (file[0].encode(), len(file[1]), file[1])


HISTORY_ROWS = (
    Row(
        "history",
        history,
        "imports: git's library, and some two hundred modules of crmfs; git walks the whole history while they load,"
        " for a record of fewer commits than a page to its end; then the trees along the path, twice a commit.",
    ),
)

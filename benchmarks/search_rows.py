"""The rows about searching: building the index, keeping it, asking it, side by side with what people use without it."""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import peers
from benchmarks.bench import Bench, Line, Row, crmfs, milliseconds
from benchmarks.corpus import Corpus, forget_caches, git, prepare
from benchmarks.queries import COLD
from benchmarks.timing import CRMFS, PROJECT, CommandFailedError, Cost, alternate, inner_figures, measure
from benchmarks.watching import Burst, burst, new_folders, percentile, saved_to_searchable
from crmfs.git.repository import Repository
from crmfs.search.place import IndexPlace

_TRIGRAM = "SQLite FTS5 trigram"
_MIB = 2**20


def build(bench: Bench) -> list[Line]:
    """Builds the index with nothing kept, attachments' texts got out too, beside SQLite's."""
    corpus = _corpus(bench)
    ours = alternate({"crmfs": partial(_rebuilt, corpus)}, bench.long_runs)["crmfs"]
    wall, cpu, text_bytes = inner_figures("benchmarks.trigram", "build", _database(corpus), str(corpus.work))
    theirs = Cost(wall, cpu)
    records = corpus.files
    work = f"build the index of {records:,} records and {corpus.documents:,} texts of 20 KB"
    index_bytes = IndexPlace(Repository.find(corpus.work)).bytes_used()
    share, size = index_bytes / text_bytes, Path(_database(corpus)).stat().st_size
    speed = f"{(records + corpus.documents) / ours.wall:,.0f} files/s, {text_bytes / ours.wall / 1e6:.1f} MB/s"
    return [
        Line(work, ours, "", None, f"{ours.wall:.1f} s: {speed}", "≤ 60 s", ours.wall <= 60),
        Line(
            f"its size, of {text_bytes / _MIB:.0f} MiB of text", ours, "", None,
            f"{index_bytes / _MIB:.0f} MiB, {share:.2f}×", "≤ 1.1×", share <= 1.1,
        ),
        Line(
            work, ours, f"{_TRIGRAM}, nothing extracted", theirs,
            f"{theirs.wall / ours.wall:.1f}× faster, its size {size / _MIB:.0f} MiB", "reported", None,
        ),
    ]  # fmt: skip


def cold(bench: Bench) -> list[Line]:
    """Searches in new processes, 20 snippets each, beside what reads all files, and SQLite."""
    corpus = _indexed(bench)
    program = peers.ripgrep()
    modules = peers.heavy_imports([CRMFS, "-C", corpus.work, "search", COLD[0]])
    ways: dict[str, Callable[[], Cost]] = {
        "crmfs": lambda: _each(lambda words: crmfs(corpus.work, "search", words)),
        "imports": lambda: peers.imports(modules),
        "git grep": lambda: _each(lambda words: peers.git_grep(corpus, words)),
        _TRIGRAM: lambda: _each(lambda words: _trigram(corpus, words)),
    }
    if program:
        ways["ripgrep"] = lambda: _each(lambda words: peers.ripgrep_for(program, corpus, words))
    costs = alternate(ways, bench.long_runs)
    ours, imports = costs["crmfs"], costs["imports"]
    work = f"search, cold process, 20 snippets, {corpus.files + corpus.documents:,} documents"
    beyond = ours.wall - imports.wall
    lines = [
        Line(
            work, ours, f"import {', '.join(modules)}", imports,
            f"+{milliseconds(beyond)}", "≤ +150 ms", beyond <= 0.15,
        )
    ]  # fmt: skip
    for name, times in (("git grep", 4), ("ripgrep", 10)):
        if name in costs:
            ratio = costs[name].wall / ours.wall
            lines.append(Line(work, ours, name, costs[name], f"{ratio:.1f}×", f"≥ {times}× faster", ratio >= times))
        else:
            lines.append(Line(work, ours, f"{name}: not on this machine", None, "", f"≥ {times}× faster", None))
    figure = f"{costs[_TRIGRAM].wall / ours.wall:.1f}×; no words of two characters there"
    return [*lines, Line(work, ours, _TRIGRAM, costs[_TRIGRAM], figure, "reported", None)]


def warm(bench: Bench) -> list[Line]:
    """Searches in one process that holds index and view: words, names, codes, pinyin, filters, sentences."""
    corpus = _indexed(bench)
    half, most, first, first_most = inner_figures("benchmarks.warm", str(corpus.work), str(bench.short_runs))
    work = f"search, warm, 20 snippets, {corpus.files + corpus.documents:,} documents"
    figure = f"p50 {half * 1000:.1f} ms, p95 {most * 1000:.1f} ms"
    is_met = half <= 0.005 and most <= 0.03
    anew = f"p50 {first * 1000:.1f} ms, p95 {first_most * 1000:.1f} ms"
    return [
        Line(work, Cost(half, half), "", None, figure, "p50 ≤ 5 ms, p95 ≤ 30 ms", is_met),
        Line(f"{work}, each query for the first time", Cost(first, first), "", None, anew, "reported", None),
    ]


def synced(bench: Bench) -> list[Line]:
    """Searches right after somebody's commit of one record, beside a search with nothing committed."""
    corpus = _indexed(bench)

    def after_commit() -> Cost:
        path = corpus.customer_yaml[bench.next() % len(corpus.customers)]
        file = corpus.work / path
        file.write_bytes(file.read_bytes() + b"# seen\n")
        git(corpus.work, "commit", "--quiet", "--no-verify", "-m", "One record", "--only", path)
        return crmfs(corpus.work, "search", COLD[0])

    ways = {"after": after_commit, "unchanged": lambda: crmfs(corpus.work, "search", COLD[0])}
    costs = alternate(ways, bench.short_runs)
    work = "search after a commit of one record"
    figure = f"+{milliseconds(costs['after'].wall - costs['unchanged'].wall)}"
    return [Line(work, costs["after"], "search, HEAD unchanged", costs["unchanged"], figure, "reported", None)]


def watched(bench: Bench) -> list[Line]:
    """Saves files with a watcher running, one at a time, then many at once; in a clone of its own."""
    corpus = _indexed(bench)
    clone = corpus.work.parent / "watched"
    shutil.rmtree(clone, ignore_errors=True)
    git(corpus.work, "clone", "--quiet", "--shared", str(corpus.work), str(clone))
    shutil.copytree(corpus.work / ".git" / "crmfs", clone / ".git" / "crmfs")
    customers = len(bench.large.customers)
    try:
        taken = saved_to_searchable(clone, max(4, bench.sample // 4))
        floods = [
            ("a burst of {written:,} files, watched", burst(clone, customers // 4)),
            ("{written:,} new folders at once, watched", new_folders(clone, customers * 83 // 200)),
        ]
    except RuntimeError as error:
        raise CommandFailedError(str(error)) from None
    finally:
        shutil.rmtree(clone, ignore_errors=True)
    half, most = percentile(taken, 50), percentile(taken, 95)
    figure = f"p50 {milliseconds(half)}, p95 {milliseconds(most)}"
    line = Line("saved → searchable, watched", Cost(half, 0.0), "", None, figure, "p95 ≤ 500 ms", most <= 0.5)
    return [line, *(_flood(name, found) for name, found in floods)]


def _flood(name: str, found: Burst) -> Line:
    figure = f"all found {found.found_seconds:.1f} s after the last" if not found.missed else f"{found.missed} missed"
    cost = Cost(found.write_seconds + found.found_seconds, 0.0)
    work = name.format(written=found.written)
    return Line(work, cost, "", None, figure, "nothing missed", not found.missed)


def _corpus(bench: Bench) -> Corpus:
    """Returns 100,000 records and 5,000 texts, at a smaller size as many fewer."""
    customers = len(bench.large.customers)
    return prepare(bench.home, -(-customers * 5 // 7), documents=customers // 4)


def _indexed(bench: Bench) -> Corpus:
    corpus = _corpus(bench)
    crmfs(corpus.work, "search", "--fresh", COLD[0])
    if not Path(_database(corpus)).exists():
        inner_figures("benchmarks.trigram", "build", _database(corpus), str(corpus.work))
    return corpus


def _rebuilt(corpus: Corpus) -> Cost:
    forget_caches(corpus.work)
    return crmfs(corpus.work, "index", "rebuild")


def _each(search: Callable[[str], Cost]) -> Cost:
    """Returns the mean cost of the searches."""
    costs = [search(words) for words in COLD]
    return Cost(sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs)).scaled(1 / len(costs))


def _trigram(corpus: Corpus, words: str) -> Cost:
    return measure([sys.executable, "-m", "benchmarks.trigram", "find", _database(corpus), words], PROJECT)


def _database(corpus: Corpus) -> str:
    return str(corpus.work.parent / "trigram.sqlite")


SEARCH_ROWS = (
    Row(
        "index-build",
        build,
        "a third turns records into entries (reading YAML, folding, terms of fields), a quarter is the engine's own"
        " writing, which one thread does; the rest is the texts: getting them out, keeping them, cutting them.",
    ),
    Row(
        "search-cold",
        cold,
        "imports: Python's start, click, and some hundred and sixty modules of crmfs; then reading access.yaml and the"
        " 20 records; the engine answers in a few milliseconds.",
    ),
    Row(
        "search-warm",
        warm,
        "sentences: the engine looks at all places of each pair of their characters, once to weigh it and once to rank"
        " by it; what it counted and what files say is kept while there is room, so a query asked before takes half.",
    ),
    Row("index-sync", synced, "one commit of the engine, which waits for the disk, and the difference of two trees."),
    Row(
        "watch",
        watched,
        "the pause in which a watcher waits for more of the same; then the disk, once a commit. After every"
        " eighth save the engine joins its small parts, of at most 10,000 entries: half a second in which the next save"
        " waits; here one of eight saves meets it, for they come 0.4 s after each other.",
    ),
)

"""The rows of the CRM's rhythm: reports, quality, doubles, follow-ups, exports, each beside what else would do it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from benchmarks import peers
from benchmarks.bench import Bench, Line, Row, cold, crmfs
from benchmarks.timing import Cost, alternate, inner_cost

_MOST_MIB = 1024
_NAMES_A_SAMPLE = 5  # company names that are compared all with all, for each customer of a sample
_DONE = (0, 1)  # `dedupe find` and `quality` may have something to say


def report(bench: Bench) -> list[Line]:
    """Counts talks, first with nothing kept, then again, then by other fields, beside a script over the YAML files."""
    corpus = bench.large
    first = cold(corpus, "report", "interactions")
    ways = {
        "again": partial(crmfs, corpus.work, "report", "interactions"),
        "else": partial(crmfs, corpus.work, "report", "interactions", "--by", "region"),
        "other": partial(crmfs, corpus.work, "report", "distribution"),
        "script": partial(peers.yaml_script, corpus, bench.sample),
    }
    costs = alternate(ways, bench.long_runs)
    work, script, name = f"report interactions of {len(corpus.customers):,}", costs["script"], "PyYAML script (scaled)"
    return [
        _beside(f"{work}, first time", first, name, script),
        _beside(f"{work}, again", costs["again"], name, script),
        _alone("the same by region", costs["else"]),
        _alone("report distribution", costs["other"]),
    ]


def quality(bench: Bench) -> list[Line]:
    """Measures the quality of all customers, with nothing kept and again, beside the check alone."""
    lines = _first_and_again(bench, ["quality"])
    check = crmfs(bench.large.work, "validate", exits=_DONE)
    return [*lines[:1], _beside(lines[1].work, lines[1].ours, "crmfs validate, again", check)]


def dedupe(bench: Bench) -> list[Line]:
    """Finds doubles, beside the comparison of every name with every other."""
    corpus = bench.large
    count = min(len(corpus.customers), bench.sample * _NAMES_A_SAMPLE)
    pairs = inner_cost("benchmarks.all_pairs", str(count)).scaled((len(corpus.customers) / count) ** 2)
    return [
        line._replace(other="rapidfuzz, all names with all (scaled)", theirs=pairs, figure=_times(line.ours, pairs))
        for line in _first_and_again(bench, ["dedupe", "find"])
    ]


def due(bench: Bench) -> list[Line]:
    """Tells what is due, beside the lines that `git grep` finds."""
    first, again = _first_and_again(bench, ["due"])
    lines = alternate({"grep": lambda: peers.git_grep(bench.large, "next_follow_up")}, bench.long_runs)["grep"]
    return [first, _beside(again.work, again.ours, "git grep next_follow_up", lines)]


def lifecycle(bench: Bench) -> list[Line]:
    """Says which customers are to be marked."""
    return _first_and_again(bench, ["lifecycle", "run", "--dry-run"])


def export_xlsx(bench: Bench) -> list[Line]:
    """Exports all customers as an encrypted workbook, beside the writing alone of the same cells by XlsxWriter."""
    plain = bench.home / "plain.xlsx"
    try:
        crmfs(bench.large.work, "export", "--plain", "--reason", "bench", "--force", "-o", str(plain))
        written = partial(inner_cost, "benchmarks.plain_workbook", str(plain))
        return _exported(bench, "xlsx", 60, {"XlsxWriter, the same cells, nothing read or encrypted": written})
    finally:
        plain.unlink(missing_ok=True)


def export_pdf(bench: Bench) -> list[Line]:
    """Exports all customers as an encrypted book."""
    return _exported(bench, "pdf", 60, {})


def _exported(bench: Bench, kind: str, most: float, others: Mapping[str, Callable[[], Cost]]) -> list[Line]:
    corpus, password, file = bench.large, bench.home / "password.txt", bench.home / f"export.{kind}"
    password.write_text("correct horse battery\n", encoding="utf-8")
    words = ["export", "--format", kind, "--password-file", str(password), "--force", "-o", str(file)]
    try:
        first = cold(corpus, *words)
        costs = alternate({"again": partial(crmfs, corpus.work, *words), **others}, bench.long_runs)
    finally:
        file.unlink(missing_ok=True)
        password.unlink(missing_ok=True)
    again, work = costs.pop("again"), f"export {kind} of {len(corpus.customers):,}, encrypted"
    mib = max(first.peak, again.peak) >> 20
    return [
        Line(
            f"{work}, first time", first, "", None, f"{first.cpu:.1f} s CPU", f"≤ {most:.0f} s CPU", first.cpu <= most
        ),
        *(_beside(f"{work}, again", again, name, cost) for name, cost in costs.items()),
        Line(f"{work}, its memory", again, "", None, f"{mib} MiB", f"≤ {_MOST_MIB} MiB", mib <= _MOST_MIB),
    ]


def _first_and_again(bench: Bench, words: Sequence[str]) -> list[Line]:
    corpus = bench.large
    first = cold(corpus, *words, exits=_DONE)
    again = alternate({"again": lambda: crmfs(corpus.work, *words, exits=_DONE)}, bench.long_runs)["again"]
    work = f"{' '.join(words)} of {len(corpus.customers):,}"
    return [_alone(f"{work}, first time", first), _alone(f"{work}, again", again)]


def _alone(work: str, ours: Cost) -> Line:
    return Line(work, ours, "", None, f"{ours.cpu:.1f} s CPU", "reported", None)


def _beside(work: str, ours: Cost, other: str, theirs: Cost) -> Line:
    return Line(work, ours, other, theirs, _times(ours, theirs), "reported", None)


def _times(ours: Cost, theirs: Cost) -> str:
    return f"{ours.cpu / theirs.cpu:.2f}× CPU"


RHYTHM_ROWS = (
    Row(
        "report",
        report,
        "first time the reading of the records that it counts, of which each is read once for all reports; then what"
        " `git status` does, the reading of what is kept, and the counting itself.",
    ),
    Row(
        "quality",
        quality,
        "first time the checks, as `validate` runs them, and the reading of records for what is missing; then what"
        " `git status` does, and reading what is kept of both.",
    ),
    Row(
        "dedupe",
        dedupe,
        "first time the reading of customers and contacts; then names, phones and addresses are put side by side by"
        " what they share, so that few pairs are compared at all.",
    ),
    Row("due", due, "first time the reading of customers, talks and tickets; then what `git status` does."),
    Row("lifecycle", lifecycle, "first time the reading of customers and talks; then the judging of each customer."),
    Row(
        "export-xlsx",
        export_xlsx,
        "half is XlsxWriter's own work, cell by cell; the rest reads the talks, orders and tickets, each time anew;"
        " encryption is a hundredth.",
    ),
    Row("export-pdf", export_pdf, "typesetting, of 250 customers at a time, takes nearly all."),
)

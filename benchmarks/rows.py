"""The rows of the budgets, each a list of command lines and how their costs are judged. Runs nothing on import."""

from functools import partial

from benchmarks import peers
from benchmarks.backup_rows import BACKUP_ROWS
from benchmarks.bench import Bench, Line, Row, cold, crmfs, milliseconds
from benchmarks.corpus import git
from benchmarks.history_rows import HISTORY_ROWS
from benchmarks.merge_rows import MERGE_ROWS
from benchmarks.pushes import Server
from benchmarks.rhythm_rows import RHYTHM_ROWS
from benchmarks.search_rows import SEARCH_ROWS
from benchmarks.timing import CRMFS, Cost, alternate, inner_cost

HOOK_IMPORTS = ("click", "pygit2", "yaml", "jsonschema_rs")


def validate_customers(bench: Bench) -> list[Line]:
    """Validates every customer.yaml with nothing cached, beside the validators of others."""
    corpus, runs = bench.basics, bench.long_runs
    paths = corpus.customer_yaml
    costs = alternate(
        {
            "crmfs": lambda: cold(corpus, "validate"),
            "sourcemeta-jsonschema": lambda: peers.sourcemeta(corpus),
            "sourcemeta-jsonschema --fast": lambda: peers.sourcemeta(corpus, "--fast"),
            "check-jsonschema (scaled)": lambda: peers.check_jsonschema(corpus, bench.sample),
            "yamllint (scaled)": lambda: peers.yamllint(corpus, bench.sample),
            "bare os.open/os.read": lambda: peers.bare_read(corpus, paths),
        },
        runs,
    )
    ours = costs.pop("crmfs")
    work = f"validate {len(paths):,} customer.yaml, cold, all checks"
    lines = []
    for other, theirs in costs.items():
        wall, cpu = ours.wall / theirs.wall, ours.cpu / theirs.cpu
        figure = f"{wall:.2f}× wall, {cpu:.2f}× CPU" if cpu > 0.1 else f"{1 / cpu:.0f}× less CPU"
        budget, met = "reported", None
        if other == "sourcemeta-jsonschema":
            budget, met = "≤ 1× wall, ≤ 2.2× CPU", wall <= 1 and cpu <= 2.2
        if other.startswith("check-jsonschema"):
            budget, met = "≥ 30× less CPU", cpu <= 1 / 30
        lines.append(Line(work, ours, other, theirs, figure, budget, met))
    return lines


def validate_all(bench: Bench) -> list[Line]:
    """Validates the whole repository with nothing cached."""
    corpus = bench.large
    paths = git(corpus.work, "ls-files", "customers").split("\n")
    costs = alternate(
        {"crmfs": lambda: cold(corpus, "validate"), "read": lambda: peers.bare_read(corpus, paths)}, bench.long_runs
    )
    ours, read = costs["crmfs"], costs["read"]
    work = f"validate all {corpus.files:,} files, cold"
    return [
        Line(work, ours, "", None, f"{ours.cpu:.1f} s CPU", "≤ 75 s CPU", ours.cpu <= 75),
        Line(work, ours, "bare os.open/os.read", read, f"{ours.cpu / read.cpu:.1f}× CPU", "reported", None),
    ]


def validate_again(bench: Bench) -> list[Line]:
    """Validates again with nothing changed, beside `git status`."""
    corpus = bench.large
    crmfs(corpus.work, "validate")
    costs = alternate(
        {"crmfs": lambda: crmfs(corpus.work, "validate"), "status": lambda: peers.git_status(corpus)}, bench.short_runs
    )
    ours, status = costs["crmfs"], costs["status"]
    more = ours.cpu - status.cpu
    work = f"validate {corpus.files:,} files again, nothing changed"
    return [Line(work, ours, "git status", status, f"{more:+.2f} s CPU", "≤ +0.5 s CPU", more <= 0.5)]


def pre_receive(bench: Bench) -> list[Line]:
    """Pushes one file to a large and a small server; the cost is that of the hook alone."""
    large, small = Server(bench.large), Server(bench.small)
    large.install()
    small.install()
    costs = alternate(
        {"large": large.push, "small": small.push, "imports": lambda: peers.imports(HOOK_IMPORTS)}, bench.short_runs
    )
    beyond = costs["large"].wall - costs["imports"].wall
    growth = costs["large"].wall / costs["small"].wall
    work = f"pre-receive of a one-file push, {bench.large.files:,} files"
    name = f"import {', '.join(HOOK_IMPORTS)}"
    other = f"the same at {bench.small.files:,} files"
    return [
        Line(work, costs["large"], name, costs["imports"], f"+{milliseconds(beyond)}", "≤ +200 ms", beyond <= 0.2),
        Line(work, costs["large"], other, costs["small"], f"{growth:.2f}×", "≤ 1.3×", growth <= 1.3),
    ]


def set_one(bench: Bench) -> list[Line]:
    """Edits one record in a work tree and in a bare repository."""
    corpus = bench.large

    def edit(repository: str) -> Cost:
        number = bench.next()
        where = corpus.work if repository == "work" else corpus.bare
        return crmfs(where, "set", corpus.customers[number % len(corpus.customers)], f"notes=第{number}次核对")

    costs = alternate({"work": lambda: edit("work"), "bare": lambda: edit("bare")}, bench.short_runs)
    lines = []
    for name, most in (("work", 0.7), ("bare", 0.5)):
        place = "work tree" if name == "work" else "bare repository"
        cost = costs[name]
        work = f"set on one record, {place} of {corpus.files:,} files"
        lines.append(Line(work, cost, "", None, milliseconds(cost.wall), f"≤ {milliseconds(most)}", cost.wall <= most))
    return lines


def commit_itself(bench: Bench) -> list[Line]:
    """Commits one file to the bare repository, without judging it, inside one process."""
    corpus = bench.large
    path = corpus.customer_yaml[len(corpus.customers) // 2]
    cost = inner_cost("benchmarks.commits", str(corpus.bare), path, str(bench.short_runs))
    work = f"the commit itself, bare repository of {corpus.files:,} files"
    figure = f"{cost.cpu * 1000:.1f} ms CPU"
    return [Line(work, cost, "", None, figure, "≤ 15 ms CPU", cost.cpu <= 0.015)]


def help_text(bench: Bench) -> list[Line]:
    """Prints the help, beside the import of click."""
    costs = alternate(
        {"crmfs": lambda: crmfs(bench.small.work, "--help"), "click": lambda: peers.imports(("click",))},
        bench.short_runs,
    )
    return [_over("--help", costs["crmfs"], "import click", costs["click"], 0.06)]


def show(bench: Bench) -> list[Line]:
    """Shows one record, beside the imports that it needs."""
    corpus = bench.large
    words = ("show", corpus.customers[7])
    crmfs(corpus.work, *words)
    modules = peers.heavy_imports([CRMFS, "-C", corpus.work, *words])
    costs = alternate(
        {"crmfs": lambda: crmfs(corpus.work, *words), "imports": lambda: peers.imports(modules)}, bench.short_runs
    )
    work = f"show of one record, {corpus.files:,} files"
    return [_over(work, costs["crmfs"], f"import {', '.join(modules)}", costs["imports"], 0.1)]


def list_all(bench: Bench) -> list[Line]:
    """Lists every customer, first with nothing cached, then again."""
    corpus = bench.large
    count = f"{len(corpus.customers):,}"
    lines = []
    for words, most in ((["list"], 2.0), (["list", "--table"], 4.0)):
        first = cold(corpus, *words)
        again = alternate({"again": partial(crmfs, corpus.work, *words)}, bench.short_runs)["again"]
        work = f"{' '.join(words)} of {count}"
        budget = f"≤ {most:.0f} s CPU"
        lines += [
            Line(f"{work}, first time", first, "", None, f"{first.wall:.1f} s", "≤ 60 s", first.wall <= 60),
            Line(f"{work}, cached", again, "", None, f"{again.cpu:.2f} s CPU", budget, again.cpu <= most),
        ]
    return lines


def access_decision(bench: Bench) -> list[Line]:
    """Decides on as many distinct paths as there are files, beside a loop over the rules."""
    count = bench.large.files
    costs = alternate(
        {
            "compiled": lambda: inner_cost("benchmarks.decisions", str(count)),
            "loop": lambda: inner_cost("benchmarks.decisions", str(count), "--loop"),
        },
        bench.long_runs,
    )
    ours, loop = costs["compiled"], costs["loop"]
    speed = count / ours.cpu
    work = f"access decision on {count:,} distinct paths, conditions included"
    return [
        Line(work, ours, "", None, f"{speed:,.0f} paths/s", "≥ 100,000 paths/s", speed >= 100_000),
        Line(work, ours, "a loop over the rules", loop, f"{ours.cpu / loop.cpu:.2f}× CPU", "reported", None),
    ]


def _over(work: str, ours: Cost, other: str, theirs: Cost, most: float) -> Line:
    beyond = ours.wall - theirs.wall
    figure, budget = f"+{milliseconds(beyond)}", f"≤ +{milliseconds(most)}"
    return Line(work, ours, other, theirs, figure, budget, beyond <= most)


ROWS = (
    Row(
        "validate-customers",
        validate_customers,
        "turning YAML text into Python values takes two fifths of the time spent on a file, the look for personal data"
        " and the facts for checks across customers an eighth each; half a second once goes to the metaschema's check"
        " of the team's schemas, which only a cold run makes.",
    ),
    Row(
        "validate-all",
        validate_all,
        "most records are small, so what each file costs counts more than its text: reading YAML a quarter, judging"
        " paths and ids a sixth, opening and reading from disk a tenth, the rest many small checks.",
    ),
    Row(
        "validate-again",
        validate_again,
        "finding out what changed, as `git status` does; then imports, and reading what is kept of all customers,"
        " because what the calendar says is looked at anew.",
    ),
    Row(
        "pre-receive",
        pre_receive,
        "imports; only trees along the changed paths are compared, so the repository's size hardly counts.",
    ),
    Row("set", set_one, "imports; in a work tree also git's index, which lists every file and is written anew."),
    Row("commit", commit_itself, "the disk: objects, journal and ref are each made safe before the next step."),
    Row("help", help_text, "Python's start and the import of click."),
    Row("show", show, "imports, and the git command that says how git is set up."),
    Row(
        "list",
        list_all,
        "first time the reading of records; then half is what `git status` does, the rest the width on screen of each"
        " Chinese character.",
    ),
    Row(
        "access-decision",
        access_decision,
        "half is the walk along the path, segment by segment, a fifth its parting and canonical form, a fifth the look"
        " which conditions hold. For the few rules of one role a loop over regular expressions is as fast, but takes"
        " longer with every rule, and says neither which rules decided nor what they say of fields.",
    ),
    *HISTORY_ROWS,
    *SEARCH_ROWS,
    *RHYTHM_ROWS,
    *BACKUP_ROWS,
    *MERGE_ROWS,
)

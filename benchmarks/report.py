"""The results as Markdown: machine, method, one table, what limits each row. Measures nothing."""

import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.bench import Bench, Line, Row
from benchmarks.timing import Cost

_PACKAGES = ("crmfs", "click", "pygit2", "PyYAML", "jsonschema-rs")
_PEERS = ("check-jsonschema", "yamllint", "sourcemeta_jsonschema")

Results = Mapping[str, Sequence[Line] | str]  # by row: its lines, or why it failed


def results_page(bench: Bench, rows: Sequence[Row], results: Results, seconds: float) -> str:
    """Returns RESULTS.md."""
    large, small = bench.large, bench.small
    parts = [
        "# Results",
        f"Written by `python -m benchmarks` in {seconds:.0f} s on {datetime.now(UTC):%Y-%m-%d}.",
        "\n".join(_machine()),
        "## Method",
        f"Corpus: {len(large.customers):,} customers, {large.files:,} files in shards, made by `crmfs init` and"
        f" `git fast-import`; the small one has {small.files:,} files; {len(large.customers):,} customer.yaml means a"
        f" repository of these alone. Every figure is the median of"
        f" {bench.short_runs} runs ({bench.long_runs} for those of many seconds), run in turn with what it is compared"
        " to (A B A B …), because the machine may be shared. Wall and CPU seconds are those of the whole process and"
        " all its children (`os.wait4`); for pre-receive those of the hook inside a real push. The files are in the"
        " page cache; cold means that crmfs has no cache. check-jsonschema and yamllint get"
        f" {bench.sample} of the files and are scaled by what one more file costs. sourcemeta-jsonschema asserts"
        " formats (`-F`), because crmfs checks dates too; it checks the schema only, crmfs all its rules.",
        "## Budgets",
        "\n".join(_table(rows, results)),
        "## What limits each",
        "\n".join(f"- **{row.name}**: {row.limit}" for row in rows),
    ]
    return "\n\n".join(parts) + "\n"


def _machine() -> Iterator[str]:
    yield f"- {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
    yield f"- Load average at the end: {', '.join(f'{load:.1f}' for load in os.getloadavg())}"
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
    yield f"- Python {platform.python_version()}, git {git}, " + ", ".join(
        f"{name} {_version(name)}" for name in _PACKAGES + _PEERS
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _table(rows: Sequence[Row], results: Results) -> Iterator[str]:
    yield "| work | crmfs: wall / CPU | compared with | its wall / CPU | figure | budget | met |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        found = results[row.name]
        if isinstance(found, str):
            yield f"| {row.name} | **FAILED**: {found.replace('|', '/')} | | | | | **no** |"
            continue
        for line in found:
            met = {True: "yes", False: "**no**", None: ""}[line.met]
            cells = (line.work, _cost(line.ours), line.other, _cost(line.theirs), line.figure, line.budget, met)
            yield f"| {' | '.join(cells)} |"


def _cost(cost: Cost | None) -> str:
    return f"{_seconds(cost.wall)} / {_seconds(cost.cpu)}" if cost else ""


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"

"""The results as Markdown: machine, method, for each row a table and what limits it. Measures nothing."""

import os
import platform
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.bench import Bench, Line, Row
from benchmarks.timing import Cost

_PACKAGES = ("crmfs", "click", "pygit2", "PyYAML", "jsonschema-rs")
_PEERS = ("check-jsonschema", "yamllint", "sourcemeta_jsonschema")

_SECTION = re.compile(r"^### (?P<name>\S+)\n.*?(?=^### |\Z)", re.MULTILINE | re.DOTALL)

Results = Mapping[str, Sequence[Line] | str]  # by row: its lines, or why it failed


def results_page(bench: Bench, rows: Sequence[Row], results: Results, before: str) -> str:
    """Returns RESULTS.md: of rows that were not measured now the sections of the page before.

    Args:
        rows: All that there are, in their order.
        before: The page so far, "" for none.
    """
    large, small = bench.large, bench.small
    sections = {found["name"]: found[0].strip() for found in _SECTION.finditer(before)}
    sections |= {row.name: "\n\n".join(_section(row, results[row.name])) for row in rows if row.name in results}
    parts = [
        "# Results",
        "Written by `python -m benchmarks`; each row says when it was measured, on this machine:",
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
        *(sections[row.name] for row in rows if row.name in sections),
    ]
    return "\n\n".join(parts) + "\n"


def _machine() -> Iterator[str]:
    yield f"- {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
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


def _section(row: Row, found: Sequence[Line] | str) -> Iterator[str]:
    yield f"### {row.name}"
    yield f"Measured on {datetime.now(UTC):%Y-%m-%d}, load average then {os.getloadavg()[0]:.1f}."
    yield f"**FAILED**: {found}" if isinstance(found, str) else "\n".join(_table(found))
    yield f"Limited by {row.limit}"


def _table(lines: Sequence[Line]) -> Iterator[str]:
    yield "| work | crmfs: wall / CPU | compared with | its wall / CPU | figure | budget | met |"
    yield "|---|---|---|---|---|---|---|"
    for line in lines:
        met = {True: "yes", False: "**no**", None: ""}[line.met]
        cells = (line.work, _cost(line.ours), line.other, _cost(line.theirs), line.figure, line.budget, met)
        yield f"| {' | '.join(cells)} |"


def _cost(cost: Cost | None) -> str:
    return f"{_seconds(cost.wall)} / {_seconds(cost.cpu)}" if cost else ""


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"

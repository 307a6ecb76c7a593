"""`python -m benchmarks`: measures every row, writes the results, says which failed. Holds no measurement itself."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.bench import Bench, Line, Row
from benchmarks.corpus import prepare
from benchmarks.report import results_page
from benchmarks.rows import ROWS
from benchmarks.timing import CommandFailedError

RESULTS = Path(__file__).parent / "RESULTS.md"


class Size(NamedTuple):
    """How much is measured; the fields are those of `Bench`."""

    customers: int
    long_runs: int
    short_runs: int
    sample: int


_SIZES = {"smoke": Size(100, 1, 1, 3), "small": Size(1_000, 1, 3, 20), "full": Size(20_000, 3, 9, 400)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the rows asked for; returns 1 if any of them could not be measured."""
    asked = _parser().parse_args(arguments)
    rows = [row for row in ROWS if not asked.only or row.name in asked.only]
    size = _SIZES[asked.size]
    customers = size.customers
    _say(f"corpus of {customers:,} customers")
    large, small = prepare(asked.corpus, customers), prepare(asked.corpus, customers // 100)
    basics = prepare(asked.corpus, customers, complete=False)
    bench = Bench(large, basics, small, size.long_runs, size.short_runs, size.sample, asked.corpus)
    results = {row.name: _measured(row, bench) for row in rows}
    before = asked.output.read_text(encoding="utf-8") if asked.output.exists() else ""
    page = results_page(bench, ROWS, results, before)
    asked.output.write_text(page, encoding="utf-8")
    _say(f"written: {asked.output}")
    return 1 if any(isinstance(found, str) for found in results.values()) else 0


def _measured(row: Row, bench: Bench) -> list[Line] | str:
    _say(row.name)
    try:
        return row.measure(bench)
    except CommandFailedError as error:
        _say(f"  FAILED: {error}")
        return str(error)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the budgets of crmfs.")
    parser.add_argument("--size", choices=_SIZES, default="full")
    parser.add_argument(
        "--corpus", type=Path, default=Path(tempfile.gettempdir()) / "crmfs-benchmarks",
        help="folder for the generated repositories, kept for the next run",
    )  # fmt: skip
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the results are written")
    parser.add_argument(
        "--only", nargs="*", choices=[row.name for row in ROWS], help="measure these rows only, keep the others"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())

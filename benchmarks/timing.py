"""How a command is measured: wall and CPU seconds with all its children, in turn with what it is compared to."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

CRMFS = str(Path(sys.executable).parent / "crmfs")
PROJECT = Path(__file__).parents[1]
TODAY = "2026-11-01"  # the generated records are of the year before


class Cost(NamedTuple):
    """What one command took.

    Attributes:
        wall: In seconds.
        cpu: User and system time of the process and all its children, in seconds.
        peak: The most memory that one of them held, in bytes; 0 where it was not measured.
    """

    wall: float
    cpu: float
    peak: int = 0

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.wall - other.wall, self.cpu - other.cpu)

    def scaled(self, factor: float) -> "Cost":
        """Returns the cost of so many times as much work."""
        return Cost(self.wall * factor, self.cpu * factor)


class CommandFailedError(Exception):
    """A measured command did not end as it must."""


def environment() -> dict[str, str]:
    """Returns the environment of every command: a fixed day, no settings of the user's or the machine's git."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "CRMFS_"))}
    return kept | {
        "CRMFS_TODAY": TODAY,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
    }


def measure(command: Sequence[str | Path], cwd: Path | None = None, exits: Sequence[int] = (0,)) -> Cost:
    """Runs a command, its output thrown away.

    Args:
        exits: Exit codes that count as done.

    Raises:
        CommandFailedError: It does not exist, or ended otherwise; with the end of what it said.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                [str(word) for word in command], cwd=cwd, env=environment(), stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=said,
            )  # fmt: skip
        except OSError as error:
            raise CommandFailedError(f"{Path(str(command[0])).name}: {error.strerror}") from None
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in exits:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip().splitlines()[-1:]
            raise CommandFailedError(f"exit {process.returncode}: {''.join(last)[:300]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss << 10)


def inner_cost(module: str, *arguments: str) -> Cost:
    """Runs a module that measures something inside one process and prints its wall and CPU seconds.

    Raises:
        CommandFailedError: It failed.
    """
    wall, cpu = inner_figures(module, *arguments)
    return Cost(wall, cpu)


def inner_figures(module: str, *arguments: str) -> list[float]:
    """Runs a module that measures something inside one process and returns the figures that it prints.

    Raises:
        CommandFailedError: It failed.
    """
    command = [sys.executable, "-m", module, *arguments]
    ended = subprocess.run(command, env=environment(), cwd=PROJECT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise CommandFailedError(f"exit {ended.returncode}: {''.join(ended.stderr.strip().splitlines()[-1:])[:300]}")
    return [*map(float, ended.stdout.split())]


def alternate(ways: Mapping[str, Callable[[], Cost]], runs: int) -> dict[str, Cost]:
    """Returns the median cost of each way, all run in turn (A B C A B C …): the machine may be shared."""
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            costs[name].append(way())
    return {
        name: Cost(
            median(cost.wall for cost in taken),
            median(cost.cpu for cost in taken),
            max(cost.peak for cost in taken),
        )
        for name, taken in costs.items()
    }

"""How long after a save a file can be searched while `crmfs watch` runs, and whether a burst is followed whole.

`python -m benchmarks.watching WORK [SAVES [BURST]]` prints it for a repository that was cloned for nothing else.
"""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from benchmarks.timing import CRMFS, environment
from crmfs.git.repository import Repository
from crmfs.search.engine import TEXT, VALUE, Asked, all_of, term
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace

_LOOK_SECONDS = 0.01  # between two looks whether the index has it
_REST_SECONDS = 0.4  # between two saves, as a quick typist's
_MOST_SECONDS = 600.0
_NEED = re.compile(rb"^need: .*\n", re.MULTILINE)


class Burst(NamedTuple):
    """What became of many files written at once.

    Attributes:
        written: How many.
        write_seconds: How long writing them took.
        found_seconds: How long after the last write all of them could be found.
        missed: How many never were.
    """

    written: int
    write_seconds: float
    found_seconds: float
    missed: int


@contextmanager
def watcher(work: Path) -> Iterator["subprocess.Popen[str]"]:
    """Runs `crmfs watch` on a repository; yields when it is ready.

    Raises:
        RuntimeError: It ended before.
    """
    process = subprocess.Popen(
        [CRMFS, "-C", str(work), "watch", "--json"], stdout=subprocess.PIPE, text=True, env=environment()
    )
    try:
        assert process.stdout
        if not any(json.loads(line)["action"] == "ready" for line in process.stdout):
            raise RuntimeError("the watcher ended before it was ready")
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate()


def saved_to_searchable(work: Path, saves: int = 100) -> list[float]:
    """Returns the seconds from each save to when the index has it, with a watcher running.

    Saves one file at a time: in turn a customer.yaml, on which everything in its folder depends, and an interaction.
    """
    customers = sorted((work / "customers").glob("*/*/customer.yaml"))[:: max(1, _stride(work, saves))]
    index = _Index(work)
    taken = []
    with watcher(work):
        for number in range(saves):
            word = f"saved{time.time_ns():x}"
            file = customers[number % len(customers)]
            if number % 2:
                file = min((file.parent / "interactions").glob("*.yaml"), default=file)
            _save(file, word)
            begun = time.perf_counter()
            index.wait_for(term(TEXT, word), 1)
            taken.append(time.perf_counter() - begun)
            time.sleep(_REST_SECONDS)
    return taken


def burst(work: Path, files: int = 5000, folders: int = 200) -> Burst:
    """Writes so many new interactions as fast as they can be written, spread over some customers' folders."""
    customers = [file.parent for file in sorted((work / "customers").glob("*/*/customer.yaml"))[:folders]]
    return _flood(work, [customers[number % len(customers)] / "interactions" for number in range(files)])


def new_folders(work: Path, folders: int = 8300) -> Burst:
    """Makes so many new customers' folders at once, each with an interaction in it."""
    top = work / "customers"
    return _flood(work, [top / f"{n % 100:02}" / f"NEW{n:07}{n % 100:02}" / "interactions" for n in range(folders)])


def percentile(taken: Sequence[float], percent: int) -> float:
    """Returns the value that so many percent of the measured ones do not exceed."""
    return quantiles(taken, n=100, method="inclusive")[percent - 1]


class _Index:
    """The index of a repository, opened anew for every look."""

    def __init__(self, work: Path) -> None:
        self._place = IndexPlace(Repository.find(work))

    def count(self, query: Asked) -> int:
        """Returns how many entries fit now."""
        found = opened(self._place)
        return found.reader.count(query) if found else 0

    def wait_for(self, query: Asked, count: int) -> int:
        """Waits until so many entries fit, ten minutes at most; returns how many do."""
        until = time.monotonic() + _MOST_SECONDS
        while (found := self.count(query)) < count and time.monotonic() < until:
            time.sleep(_LOOK_SECONDS)
        return found


def _flood(work: Path, folders: Sequence[Path]) -> Burst:
    index, word = _Index(work), f"flood{time.time_ns():x}"
    with watcher(work):
        begun = time.perf_counter()
        for number, folder in enumerate(folders):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"INT-20260101-{number:06}.yaml").write_bytes(_interaction(f"INT-20260101-{number:06}", word))
        ended = time.perf_counter()
        query = all_of((term(TEXT, word), term(VALUE, "kind=interaction")))
        found = index.wait_for(query, len(folders))
        return Burst(len(folders), ended - begun, time.perf_counter() - ended, len(folders) - found)


def _save(file: Path, word: str) -> None:
    if file.name == "customer.yaml":
        file.write_bytes(_NEED.sub(b"", file.read_bytes(), count=1) + f"need: {word}\n".encode())
    else:
        file.write_bytes(_interaction(file.stem, word))


def _interaction(identity: str, word: str) -> bytes:
    return f"id: {identity}\ndate: 2026-01-01\ntype: phone\ncontent: {word}\nemployee: E001\n".encode()


def _stride(work: Path, wanted: int) -> int:
    return sum(1 for _ in (work / "customers").glob("*/*")) // wanted


def main(work: str, saves: str = "100", files: str = "5000") -> None:
    """Prints the figures."""
    place = Path(work)
    taken = saved_to_searchable(place, int(saves))
    print(
        f"saved -> searchable: p50 {percentile(taken, 50):.3f} s, p95 {percentile(taken, 95):.3f}, max {max(taken):.3f}"
    )
    measures: list[Callable[[], Burst]] = [lambda: burst(place, int(files)), lambda: new_folders(place)]
    for measure in measures:
        print(measure(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What a row is: a measurement on the corpora that gives lines of the table. Knows no row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import Corpus, forget_caches
from benchmarks.timing import CRMFS, Cost, measure


class Line(NamedTuple):
    """One line of the table.

    Attributes:
        other: What crmfs is compared to, `""` for an absolute budget.
        figure: The figure that the budget is about, with its unit.
        met: None where the figure is reported without a budget.
    """

    work: str
    ours: Cost
    other: str
    theirs: Cost | None
    figure: str
    budget: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Bench:
    """What every row measures on.

    Attributes:
        large: The corpus of the run's size.
        basics: As large, with customer.yaml alone.
        small: One of a hundredth of it, to see what grows with the repository.
        long_runs, short_runs: How often a long and a short command is run; the median counts.
        sample: How many files the slow validators get; their cost is scaled.
        home: Where the corpora lie.
    """

    large: Corpus
    basics: Corpus
    small: Corpus
    long_runs: int
    short_runs: int
    sample: int
    home: Path
    counter: list[int] = field(default_factory=lambda: [0])

    def next(self) -> int:
        """Returns a number that no earlier call returned, to make each edit a different one."""
        self.counter[0] += 1
        return self.counter[0]


class Row(NamedTuple):
    """One piece of work of the budgets.

    Attributes:
        limit: What keeps it from being faster, as measured by a profile.
    """

    name: str
    measure: Callable[[Bench], list[Line]]
    limit: str


def crmfs(repository: Path, *words: str, exits: tuple[int, ...] = (0,)) -> Cost:
    """Runs the installed command as a user would."""
    return measure([CRMFS, "-C", repository, *words], repository, exits)


def cold(corpus: Corpus, *words: str, exits: tuple[int, ...] = (0,)) -> Cost:
    """Runs the command with nothing kept from before."""
    forget_caches(corpus.work)
    return crmfs(corpus.work, *words, exits=exits)


def milliseconds(seconds: float) -> str:
    """Returns a duration for people."""
    return f"{seconds * 1000:.0f} ms"

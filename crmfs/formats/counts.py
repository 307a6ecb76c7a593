"""How many problems of each severity there are, in how many files. Counts only what it is given."""

from collections.abc import Sequence
from typing import NamedTuple

from crmfs.core.problem import Problem


class Counts(NamedTuple):
    """Numbers of problems by severity, and of files that have any."""

    errors: int
    warnings: int
    infos: int
    files: int


def counts(problems: Sequence[Problem]) -> Counts:
    """Returns the numbers for a list of problems."""
    severities = [problem.severity for problem in problems]
    return Counts(
        severities.count("error"),
        severities.count("warning"),
        severities.count("info"),
        len({problem.path for problem in problems}),
    )

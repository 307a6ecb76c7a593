"""Writers that show problems to people and machines, one a file, and text laid out by cells. Finds nothing itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from crmfs.core.problem import Problem
from crmfs.formats.wording import Wording

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


@dataclass(frozen=True, slots=True)
class Page:
    """What the output goes to.

    Attributes:
        cells: Width of the terminal in cells, None for a pipe or a file, where no line is wrapped or cut.
        colours: Whether ANSI colours are wanted.
        most_of_a_rule: Most findings of one rule that are written out, the rest is counted; None for all.
        checked: How many files were checked, None where nobody counted.
    """

    cells: int | None = None
    colours: bool = False
    most_of_a_rule: int | None = None
    checked: int | None = None


PIPE = Page()

Writer = Callable[[Sequence[Problem], Wording, Page], Iterator[str]]


def writer(name: str) -> Writer:
    """Returns the writer of a name in `FORMATS`; it yields lines without their line ends.

    Raises:
        KeyError: No format has this name.
    """
    if name not in FORMATS:
        raise KeyError(name)
    found: Writer = import_module(f"crmfs.formats.{name}").write
    return found

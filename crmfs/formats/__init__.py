"""Writers that show problems to people and machines, one a file, and text laid out by cells. Finds nothing itself."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # help needs the names of the formats, nothing behind them
    from crmfs.core.problem import Problem
    from crmfs.formats.wording import Wording

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


class Page(NamedTuple):
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

Writer = Callable[["Sequence[Problem]", "Wording", Page], Iterator[str]]


def writer(name: str) -> Writer:
    """Returns the writer of a name in `FORMATS`; it yields lines without their line ends.

    Raises:
        KeyError: No format has this name.
    """
    if name not in FORMATS:
        raise KeyError(name)
    found: Writer = import_module(f"crmfs.formats.{name}").write
    return found

"""Help laid out for a terminal: usage, paragraphs, lists in two columns aligned by cells. Knows no command."""

from collections.abc import Iterator, Sequence
from inspect import cleandoc
from typing import NamedTuple

from crmfs.core.text import width
from crmfs.formats.cells import padded, wrapped
from crmfs.formats.colours import paint

LEFT_CELLS = 30  # a wider left column pushes its explanation to the next line
MOST_CELLS = 100  # longer lines are hard to read


class Section(NamedTuple):
    """A heading and its rows: what one types, and what it does. A row without an explanation is an example.

    Attributes:
        left: Least width of the left column in cells, so that neighbouring lists align.
    """

    heading: str
    rows: Sequence[tuple[str, str]]
    left: int = 0


def laid_out(usage: str, text: str, sections: Sequence[Section], *, cells: int, colours: bool) -> str:
    """Returns a whole help page that fits into a number of cells.

    Args:
        usage: The usage line.
        text: What the command does; line breaks stay, long lines are wrapped.
        sections: The lists below; empty ones are left out.
        cells: The terminal's width.
        colours: Whether headings and names stand out by ANSI sequences.
    """
    cells = max(40, min(cells, MOST_CELLS))
    lines = [paint(usage, "bold", colours), "", *_paragraphs(text, cells)]
    for section in sections:
        if section.rows:
            lines += ["", paint(section.heading, "bold", colours), *_rows(section, cells, colours)]
    return "\n".join(lines)


def _paragraphs(text: str, cells: int) -> Iterator[str]:
    for line in cleandoc(text).splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        for part in wrapped(line.lstrip(), cells - len(indent)):
            yield indent + part


def _rows(section: Section, cells: int, colours: bool) -> Iterator[str]:
    fitting = [width(name) for name, explained in section.rows if explained and width(name) <= LEFT_CELLS]
    left = max([section.left, *fitting])
    for name, explained in section.rows:
        parts = wrapped(explained, cells - left - 4) if explained else []
        if parts and width(name) <= left:
            yield f"  {paint(padded(name, left), 'good', colours)}  {parts.pop(0)}"
        else:
            yield "  " + paint(name, "good", colours)
        for part in parts:
            yield " " * (left + 4) + part

"""Where the headings stand: below title rows and blank rows. Knows headings by a predicate that the caller gives."""

from collections.abc import Callable, Sequence

from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.regex import regex
from crmfs.exchange.tables.model import MAX_COLUMNS, Cell, Line, Row, is_blank

_SEARCHED_LINES = 30
_WIDTH_LINES = 200
_HEADING_CHARACTERS = 80
_ENOUGH = 0.6  # of the widest row: a title fills a cell or two, headings fill nearly all
_NO_HEADING = regex(r"[\s\d.,:/+%¥￥$-]*|\S+@\S+\.\w+")


def find_header(lines: Sequence[Line], name: str, known: Callable[[str], bool], header_line: int = 0) -> int:
    """Returns the index of the headings in `lines`.

    The first line with the most known headings (two at least, or all of it); else the first that fills most of the
    table's width with texts that could be headings.

    Args:
        lines: Lines that hold anything.
        name: The file's name, for the message.
        known: Says whether a heading is one that some field goes by.
        header_line: The line that somebody named, 0 to find it.

    Raises:
        UsageError: The line named holds nothing.
        ValueRefused: No line could be the headings.
    """
    if header_line:
        for at, (line, _) in enumerate(lines):
            if line == header_line:
                return at
        raise UsageError("table.header_line", file=name, line=header_line)
    width = max(_filled(cells) for _, cells in lines[:_WIDTH_LINES])
    head = lines[:_SEARCHED_LINES]
    counted = [sum(known(cell) for cell in cells if isinstance(cell, str)) for _, cells in head]
    best = counted.index(max(counted))
    if counted[best] >= min(2, _filled(head[best][1])):
        return best
    for at, (_, cells) in enumerate(head):
        if _could_be(cells) and _filled(cells) >= max(min(2, width), _ENOUGH * width):
            return at
    raise ValueRefused("table.header_missing", file=name)


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _could_be(cells: Sequence[Cell]) -> bool:
    texts = [cell for cell in cells if not is_blank(cell)]
    return bool(texts) and all(
        isinstance(text, str) and len(text) <= _HEADING_CHARACTERS and not _NO_HEADING.fullmatch(text.strip())
        for text in texts
    )


def below_header(lines: Sequence[Line], at: int, name: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Returns unique headings and the rows below them; a column without a heading and without a value is left out.

    Raises:
        ValueRefused: There are too many columns.
    """
    written = [_heading(cell) for cell in lines[at][1]]
    rows = lines[at + 1 :]
    while written and not written[-1]:
        written.pop()
    if len(written) > MAX_COLUMNS:
        raise ValueRefused("table.too_many_columns", file=name, most=MAX_COLUMNS)
    kept = [
        column
        for column, heading in enumerate(written)
        if heading or any(column < len(cells) and not is_blank(cells[column]) for _, cells in rows)
    ]
    headings = _unique([written[column] or f"column {column + 1}" for column in kept])
    return headings, tuple(Row(line, _cells(cells, kept, len(written))) for line, cells in rows)


def _heading(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _unique(headings: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    unique = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        unique.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return tuple(unique)


def _cells(cells: tuple[Cell, ...], kept: list[int], width: int) -> tuple[Cell, ...]:
    row = [cells[column] if column < len(cells) else None for column in kept]
    surplus = list(cells[width:])
    while surplus and is_blank(surplus[-1]):
        surplus.pop()
    return tuple(row + surplus)

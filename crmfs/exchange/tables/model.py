"""Table, Row and Cell: what every reader of files returns. Reads no file."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | float | bool | date | None  # text is kept byte for byte; None is an empty cell
Line = tuple[int, tuple[Cell, ...]]  # the line in the file, from 1, and its cells

MAX_BYTES = 100 * 2**20
MAX_UNPACKED_BYTES = 1024 * 2**20  # of a workbook, which is a zip: a small file can hold very much
MAX_ROWS = 500_000
MAX_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data.

    Attributes:
        line: Line in the file from 1; the number of the record for JSON that is not one record a line.
        cells: One a heading; a row that has more keeps them all.
    """

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of rows below a row of headings.

    Attributes:
        name: The file's name, without folders.
        sheet: The sheet's name in a workbook of several, else "".
        headings: Unique, as written but for blanks at the ends and line breaks; a nameless column is `column 3`.
            None at all for a sheet of notes beside others.
        rows: Rows that hold anything at all.
        encoding: How the bytes were read, "" for a workbook.
        delimiter: What separates the cells, "" for a workbook or JSON.
        header_line: The line of the headings from 1, 0 for JSON.
    """

    name: str
    sheet: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    delimiter: str = ""
    header_line: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody says about how a file is to be read, in place of what would be recognised.

    Attributes:
        encoding: A codec's name, "" to recognise it.
        delimiter: One character, "" to recognise it.
        header_line: The line of the headings, 0 to find it.
        sheet: Read this sheet only, "" for all.
    """

    encoding: str = ""
    delimiter: str = ""
    header_line: int = 0
    sheet: str = ""


RECOGNISED = Reading()


def is_blank(cell: Cell) -> bool:
    """Says whether a cell holds nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())

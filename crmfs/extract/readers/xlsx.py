"""Excel workbooks (XLSX, XLSM): sheet names, cells as they are shown, comments, text boxes, headers and footers.

Source: ECMA-376 part 1, 18 (SpreadsheetML).
"""

import re
from collections.abc import Iterator
from posixpath import join, normpath

from crmfs.extract.archive import Archive
from crmfs.extract.markup import Attributes, parse
from crmfs.extract.parts import in_order
from crmfs.extract.readers.flow import read_flow
from crmfs.extract.readers.xlsx_book import Book, read_book, read_strings
from crmfs.extract.readers.xlsx_numbers import shown

_PARTS = tuple(
    re.compile(rf"xl/(?:{part})[^/]*\.xml", re.IGNORECASE)
    for part in ("threadedComments/", "drawings/drawing|diagrams/data|charts/chart")
)
_COMMENTS = (re.compile(r"xl/(?:comments/)?comments?\d*\.xml", re.IGNORECASE),)
_SHEETS = (re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE),)
_HEADINGS = frozenset(("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"))
_HEADING_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[A-Za-z]|\d+|&)')
_VALUES = frozenset(("v", "t"))
_UNSEEN = frozenset(("rPh", "extLst"))
_TRUTH = {"1": "TRUE", "0": "FALSE"}


class _Sheet:
    """Gathers rows, their cells separated by tabs."""

    def __init__(self, strings: list[str], book: Book) -> None:
        self._strings = strings
        self._book = book
        self._done: list[str] = []
        self._cells: list[str] = []
        self._said: list[str] | None = None
        self._value = ""
        self._type = self._style = ""
        self._unseen = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Begins a cell, or a text within it."""
        if self._unseen or name in _UNSEEN:
            self._unseen += 1
        elif name == "c":
            self._type, self._style, self._value = attributes.get("t", "n"), attributes.get("s", ""), ""
        elif name in _VALUES or name in _HEADINGS:
            self._said = []

    def end(self, name: str) -> None:
        """Ends a text, a cell or a row."""
        if self._unseen:
            self._unseen -= 1
        elif name == "c":
            self._end_cell()
        elif self._said is not None and name in _VALUES:
            self._value += "".join(self._said)
            self._said = None
        elif name == "row" and self._cells:
            self._done.append("\t".join(self._cells) + "\n")
            self._cells.clear()
        elif self._said is not None and name in _HEADINGS:
            self._done.append(_HEADING_CODE.sub(" ", "".join(self._said)).strip() + "\n")
            self._said = None

    def text(self, text: str) -> None:
        """Adds characters of a value."""
        if self._said is not None and not self._unseen:
            self._said.append(text)

    def taken(self) -> str:
        """Returns the rows that ended since the last call."""
        text = "".join(self._done)
        self._done.clear()
        return text

    def _end_cell(self) -> None:
        value = self._value.strip()
        if self._type == "s":
            value = self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        elif self._type == "b":
            value = _TRUTH.get(value, value)
        elif self._type == "n" and value:
            value = shown(value, self._book.format_of(self._style), self._book.from_1904)
        if value and self._type != "e":
            self._cells.append(value)


def read(archive: Archive) -> Iterator[str]:
    """Yields the text of a workbook, sheet by sheet, hidden ones too."""
    book = read_book(archive)
    strings = read_strings(archive)
    for name, part in _sheets(archive, book):
        yield f"{name}\n"
        yield from parse(archive.chunks(part), _Sheet(strings, book))
    for part in in_order(archive.names, _COMMENTS):
        yield from (f"{said}\n" for said in read_strings(archive, part, "comment"))
    for part in in_order(archive.names, _PARTS):
        yield from read_flow(archive.chunks(part))


def _sheets(archive: Archive, book: Book) -> Iterator[tuple[str, str]]:
    """Yields the sheets in the workbook's order: name, part; then parts that no sheet names."""
    left = dict.fromkeys(in_order(archive.names, _SHEETS))
    for name, target in book.sheets:
        part = normpath(join("xl", target)).lstrip("/")
        left.pop(part, None)
        yield name, part
    yield from (("", part) for part in left)

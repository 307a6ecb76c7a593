"""A workbook of an export: typed cells, widths for Chinese, hidden columns. The only module that loads XlsxWriter.

Every text is written as text, so that none becomes a formula, a number or a link. Nothing is kept in temporary files.
"""

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from crmfs.core.errors import ConfigError
from crmfs.core.messages import Language, say
from crmfs.core.regex import regex
from crmfs.core.text import width
from crmfs.exchange.export_cells import Words, cell_of
from crmfs.exchange.export_sheets import HIDDEN, Line, Sheet
from crmfs.exchange.tables.model import Cell
from crmfs.records.fields import Field
from crmfs.records.labels import label
from crmfs.records.yaml import Value

NARROWEST, WIDEST = 8, 48  # columns, in characters
_SHEET_NAME_MOST = 31
_NOT_IN_NAMES = regex(r"[\[\]:*?/\\']")
_DAY_CELLS = 11
_VALUES_KEPT = 4096  # of a column: days, choices and people stand in it again and again
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}

_Written = tuple[Callable[..., Any], Any, Any]  # how a cell is written, what, how it looks


class Stamp(NamedTuple):
    """Whose export it is.

    Attributes:
        member: Name and id of who exports.
        moment: When, in the repository's time zone.
        base: The commit that it was made from, `""` before the first one.
    """

    member: str
    moment: datetime
    base: str

    @property
    def said(self) -> str:
        """Who and when, in one line."""
        return f"{self.member}  {self.moment:%Y-%m-%d %H:%M}"


def workbook_of(sheets: Sequence[tuple[str, Sheet]], stamp: Stamp, words: Words) -> bytes:
    """Returns the bytes of a workbook.

    Args:
        sheets: Each with its name in the reader's language.

    Raises:
        ConfigError: `export.excel_missing`: XlsxWriter is not installed.
    """
    book, written = new_book(say("export.title", words.lang), stamp, words.lang)
    looks = Looks(book)
    for name, sheet in sheets:
        _fill(book.add_worksheet(sheet_name(name)), sheet, stamp, words, looks)
    book.close()
    return written.getvalue()


def new_book(title: str, stamp: Stamp, lang: Language) -> tuple[Any, io.BytesIO]:
    """Returns an empty workbook with its properties, and where it is written when it is closed; errors as above."""
    try:
        import xlsxwriter
    except ModuleNotFoundError:
        raise ConfigError("export.excel_missing") from None
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties(
        {
            "title": title,
            "author": stamp.member,
            "comments": say("export.made_by", lang, who=stamp.said),
            "created": stamp.moment.replace(tzinfo=None),
        }
    )
    return book, written


def sheet_name(name: str) -> str:
    """Returns a name as workbooks take it for a sheet."""
    return _NOT_IN_NAMES.sub(" ", name)[:_SHEET_NAME_MOST]


class Looks:
    """The formats of a workbook's cells."""

    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({**_FONT, "bold": True, "bg_color": "#DDEBF7", "bottom": 1, "valign": "vcenter"})
        self.text = book.add_format({**_FONT, "num_format": "@", "text_wrap": True})
        self.day = book.add_format({**_FONT, "num_format": "yyyy-mm-dd", "align": "left"})
        self.whole = book.add_format({**_FONT, "num_format": "#,##0"})
        self.number = book.add_format({**_FONT, "num_format": "#,##0.00"})


class _Column:
    """One column while it is filled: how wide it is, and how values that stand in it again and again are written."""

    def __init__(self, page: Any, field: Field, words: Words, looks: Looks) -> None:
        self.heading = label(field, words.lang) or field.name
        self.width = width(self.heading) + 4  # the filter's arrow stands beside the words
        self._page, self._field, self._words, self._looks = page, field, words, looks
        self._known: dict[str, _Written | None] = {}

    def written(self, value: Value) -> "_Written | None":
        """Returns how a value is written, None for an empty cell."""
        if not isinstance(value, str):
            return self._made(value)
        if value not in self._known:
            found = self._made(value)
            if len(self._known) == _VALUES_KEPT:
                return found
            self._known[value] = found
        return self._known[value]

    def _made(self, value: Value) -> "_Written | None":
        cell = cell_of(self._field, value, self._words)
        if cell is None:
            return None
        if self.width < WIDEST:
            self.width = max(self.width, cells_of(cell))
        return _written(self._page, cell, self._looks)


def _fill(page: Any, sheet: Sheet, stamp: Stamp, words: Words, looks: Looks) -> None:
    columns = [_Column(page, field, words, looks) for field in sheet.columns]
    headings = [column.heading for column in columns]
    for number, heading in enumerate((*headings, *HIDDEN)):
        page.write_string(0, number, heading, looks.heading)
    for row, line in enumerate(sheet.lines, 1):
        for number, (column, value) in enumerate(zip(columns, line.values, strict=True)):
            found = column.written(value)
            if found is not None:
                write, what, look = found
                write(row, number, what, look)
        _put_hidden(page, row, len(headings), line, stamp, looks)
    for number, column in enumerate(columns):
        page.set_column(number, number, min(max(column.width + 1, NARROWEST), WIDEST))
    page.set_column(len(headings), len(headings) + len(HIDDEN) - 1, NARROWEST, None, {"hidden": True})
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.lines), len(headings) - 1)
    print_settings(page, stamp, words.lang)


def put(page: Any, row: int, column: int, cell: Cell, looks: Looks) -> None:
    """Writes a value into a cell: text as text, a day as a day, a number as a number."""
    write, what, look = _written(page, cell, looks)
    write(row, column, what, look)


def _written(page: Any, cell: Cell, looks: Looks) -> _Written:
    if isinstance(cell, str):
        return page.write_string, cell, looks.text
    if isinstance(cell, date):
        return page.write_datetime, datetime(cell.year, cell.month, cell.day), looks.day
    return page.write_number, cell, looks.whole if isinstance(cell, int) else looks.number


def cells_of(cell: Cell) -> int:
    """Returns how wide a cell is."""
    if isinstance(cell, str):
        return WIDEST if len(cell) > WIDEST else max(map(width, cell.splitlines()), default=0)
    return _DAY_CELLS if isinstance(cell, date) else len(f"{cell:,.2f}")


def _put_hidden(page: Any, row: int, first: int, line: Line, stamp: Stamp, looks: Looks) -> None:
    for column, said in enumerate((line.id, stamp.base, ",".join(line.masked)), first):  # as in `HIDDEN`
        if said:
            page.write_string(row, column, said, looks.text)


def print_settings(page: Any, stamp: Stamp, lang: Language) -> None:
    """Makes a sheet fit the width of a page, with whose export it is at the foot."""
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer(f"&L{say('export.made_by', lang, who=stamp.said).replace('&', '&&')}&R&P / &N")

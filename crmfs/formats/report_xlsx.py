"""A report as a workbook: a sheet a section, with all its rows and a chart of Excel's own. Knows no password."""

from typing import Any

from crmfs.core.messages import pick, say
from crmfs.core.text import width
from crmfs.exchange.export_cells import Words, cell_of
from crmfs.exchange.export_xlsx import (
    NARROWEST,
    WIDEST,
    Looks,
    Stamp,
    cells_of,
    new_book,
    print_settings,
    put,
    sheet_name,
)
from crmfs.formats.report_words import (
    COLOURS,
    figure_text,
    heading,
    notes_of,
    picked,
    scope_of,
    shown,
    title_of,
    total_of,
)
from crmfs.records.yaml import Value
from crmfs.reports.model import MASK, Column, Report, Section

_ROWS_CHARTED = 30  # a bar chart of more is nothing to be read
_CODES = {"percent": "0.0%", "whole": "#,##0", "number": "#,##0.00"}
_SHAPES = {"bar": "bar", "column": "column", "line": "line", "pie": "doughnut"}


def report_xlsx(report: Report, words: Words, stamp: Stamp) -> bytes:
    """Returns the bytes of the workbook; ConfigError (`export.excel_missing`) where XlsxWriter is not installed."""
    book, written = new_book(title_of(report, words.lang), stamp, words.lang)
    looks = _Looks(book)
    _front(book.add_worksheet(sheet_name(title_of(report, words.lang))), report, words, stamp, looks)
    taken = {sheet_name(title_of(report, words.lang)).casefold()}
    for number, section in enumerate(report.sections, 1):
        name = sheet_name(pick(section.title, words.lang)) or str(number)
        if name.casefold() in taken:
            name = sheet_name(f"{number} {name}")
        taken.add(name.casefold())
        _fill(book, name, section, words, stamp, looks)
    book.close()
    return written.getvalue()


class _Looks(Looks):
    """The formats of a report's cells."""

    def __init__(self, book: Any) -> None:
        super().__init__(book)
        self.title = book.add_format({"font_name": "Microsoft YaHei", "font_size": 16, "bold": True})
        self.percent = book.add_format(
            {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "num_format": "0.0%"}
        )
        total = {"font_name": "Microsoft YaHei", "font_size": 10, "bold": True, "top": 1}
        self.sum = book.add_format(total)
        self.sums = {name: book.add_format({**total, "num_format": code}) for name, code in _CODES.items()}


def _front(page: Any, report: Report, words: Words, stamp: Stamp, looks: _Looks) -> None:
    lang = words.lang
    page.write_string(0, 0, title_of(report, lang), looks.title)
    told = [pick(report.about, lang), scope_of(report, lang), say("export.made_by", lang, who=stamp.said)]
    for row, line in enumerate([*told, *notes_of(report, lang)], 1):
        page.write_string(row, 0, line)
    start = len(told) + len(notes_of(report, lang)) + 2
    for row, figure in enumerate(report.figures, start):
        page.write_string(row, 0, pick(figure.label, lang), looks.text)
        if isinstance(figure.value, int | float) and figure.unit != "days":
            _number(page, row, 1, figure.value, figure.unit, looks)
        else:
            page.write_string(row, 1, figure_text(figure.value, figure.unit, words), looks.text)
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 16)
    print_settings(page, stamp, lang)


def _fill(book: Any, name: str, section: Section, words: Words, stamp: Stamp, looks: _Looks) -> None:
    page = book.add_worksheet(name)
    headings = [heading(column, words) for column in section.columns]
    widths = [width(head) + 4 for head in headings]
    for place, head in enumerate(headings):
        page.write_string(0, place, head, looks.heading)
    for row, values in enumerate(section.rows, 1):
        for place, (column, value) in enumerate(zip(section.columns, values, strict=True)):
            widths[place] = max(widths[place], _cell(page, row, place, column, value, words, looks))
    below = len(section.rows) + 1
    for place, (column, text) in enumerate(zip(section.columns, total_of(section, words), strict=False)):
        value = section.total[place] if section.total and place else None
        if isinstance(value, int | float):
            page.write_number(below, place, value, looks.sums[_look(value, column.unit)])
        else:
            page.write_string(below, place, text, looks.sum)
    told = ([pick(section.empty, words.lang)] if section.empty and not section.rows else []) + picked(
        section.notes, words.lang
    )
    for row, line in enumerate(told, below + 2):
        page.write_string(row, 0, line)
    for place, cells in enumerate(widths):
        page.set_column(place, place, min(max(cells + 1, NARROWEST), WIDEST))
    page.freeze_panes(1, 1)
    if section.rows:
        page.autofilter(0, 0, len(section.rows), len(headings) - 1)
    if section.chart and section.rows:
        page.insert_chart(1, len(headings) + 1, _chart(book, name, section, words))
    print_settings(page, stamp, words.lang)


def _cell(page: Any, row: int, place: int, column: Column, value: Value, words: Words, looks: _Looks) -> int:
    """Writes one cell and returns how wide it is."""
    if column.unit and isinstance(value, int | float) and not isinstance(value, bool):
        _number(page, row, place, value, column.unit, looks)
        return cells_of(value)
    if value is None and column.unit:
        return 0
    cell = None if value in (None, MASK) else cell_of(column.field, value, words)
    cell = shown(column, value, words) if cell is None else cell
    put(page, row, place, cell, looks)
    return cells_of(cell)


def _number(page: Any, row: int, place: int, value: float, unit: str, looks: _Looks) -> None:
    look = {"percent": looks.percent, "whole": looks.whole, "number": looks.number}[_look(value, unit)]
    page.write_number(row, place, value, look)


def _look(value: float, unit: str) -> str:
    return "percent" if unit == "percent" else "whole" if isinstance(value, int) and unit != "amount" else "number"


def _chart(book: Any, name: str, section: Section, words: Words) -> Any:
    assert section.chart is not None
    kind = {"type": _SHAPES[section.chart.shape]}
    if section.chart.stacked and section.chart.shape in ("bar", "column"):
        kind["subtype"] = "stacked"
    chart = book.add_chart(kind)
    many = section.chart.shape == "bar"
    last = min(len(section.rows), _ROWS_CHARTED) if many else len(section.rows)
    for order, place in enumerate(section.chart.series):
        series = {
            "name": [name, 0, place],
            "categories": [name, 1, 0, last, 0],
            "values": [name, 1, place, last, place],
            "gap": 60,
        }
        if section.chart.shape == "pie":
            series["points"] = [{"fill": {"color": COLOURS[at % len(COLOURS)]}} for at in range(last)]
        else:
            series |= {
                "fill": {"color": COLOURS[order % len(COLOURS)]},
                "line": {"color": COLOURS[order % len(COLOURS)]},
            }
        chart.add_series(series)
    chart.set_title({"name": pick(section.title, words.lang), "name_font": {"size": 12}})
    if many:
        chart.set_y_axis({"reverse": True})
    if len(section.chart.series) == 1 and section.chart.shape != "pie":
        chart.set_legend({"none": True})
    else:
        chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 340 if not many else max(300, 24 * last + 80)})
    return chart

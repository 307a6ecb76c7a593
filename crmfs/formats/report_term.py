"""A report on a terminal: figures, tables, bars. The only module that loads rich; writes to no stream."""

import io

from rich.bar import Bar
from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crmfs.core.messages import pick, say
from crmfs.exchange.export_cells import Words
from crmfs.formats import Page
from crmfs.formats.report_words import (
    figure_text,
    notes_of,
    period_of,
    picked,
    shown,
    title_of,
    total_of,
)
from crmfs.records.yaml import Value
from crmfs.reports.model import Report, Section

ROWS_MOST = 20  # of a section
_PIPE_CELLS = 110
_BAR_CELLS = 24
_COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "red")


def report_text(report: Report, words: Words, page: Page) -> list[str]:
    """Returns a report as lines for a terminal, or without colours for a pipe."""
    written = io.StringIO()
    console = Console(
        file=written, width=page.cells or _PIPE_CELLS, force_terminal=page.colours, no_color=not page.colours,
        color_system="standard" if page.colours else None, legacy_windows=False, highlight=False, markup=False,
        emoji=False,
    )  # fmt: skip
    lang = words.lang
    console.print(Text(title_of(report, lang), "bold"))
    console.print(Text(period_of(report, lang), "dim"))
    if report.figures:
        console.print()
        console.print(_figures(report, words))
    for section in report.sections:
        console.print()
        console.print(Text(pick(section.title, lang), "bold"))
        if section.rows:
            console.print(_table(section, words))
        elif section.empty:
            console.print(Padding(Text(pick(section.empty, lang)), (0, 0, 0, 2)))
        if len(section.rows) > ROWS_MOST:
            console.print(Text("  " + say("report.more_rows", lang, count=len(section.rows) - ROWS_MOST), "dim"))
        for note in picked(section.notes, lang):
            console.print(Padding(Text(note, "dim"), (0, 0, 0, 2)))
    for note in notes_of(report, lang):
        console.print()
        console.print(Text(note, "dim"))
    return [line.rstrip() for line in written.getvalue().splitlines()]


def _figures(report: Report, words: Words) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 3, 0, 0))
    for _ in report.figures:
        table.add_column(justify="left")
    values = [figure_text(one.value, one.unit, words) for one in report.figures]
    table.add_row(*(Text(value, "bold") for value in values))
    table.add_row(*(Text(pick(one.label, words.lang), "dim") for one in report.figures))
    return table


def _table(section: Section, words: Words) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for column in section.columns:
        table.add_column(
            pick(column.field.label, words.lang), justify="right" if column.unit else "left", overflow="ellipsis",
            no_wrap=True, max_width=36, min_width=4,
        )  # fmt: skip
    bars = section.chart is not None
    if bars:
        table.add_column("", min_width=8, max_width=_BAR_CELLS)
    rows = section.rows[:ROWS_MOST]
    for row in rows:
        texts = [Text(shown(column, value, words)) for column, value in zip(section.columns, row, strict=True)]
        table.add_row(*texts, *([_bar(section, rows, row)] if bars else []))
    total = total_of(section, words)
    if total:
        table.add_row(*(Text(text, "bold") for text in total))
    return table


class _Drawn(Bar):
    """A bar that is never narrower than can be seen."""

    def __rich_measure__(self, *_: object) -> Measurement:
        """Returns how wide it may be."""
        return Measurement(8, _BAR_CELLS)


def _bar(section: Section, rows: tuple[tuple[Value, ...], ...], row: tuple[Value, ...]) -> Bar:
    assert section.chart is not None
    place = section.chart.series[0]
    size = max((abs(_float(one[place])) for one in rows), default=0)
    return _Drawn(size or 1, 0, max(_float(row[place]), 0), color=_COLOURS[0])


def _float(value: Value) -> float:
    return value if isinstance(value, int | float) else 0.0

"""A report on a terminal: figures, tables, bars. The only module that loads rich; writes to no stream."""

import io
from collections.abc import Sequence
from itertools import accumulate, pairwise

from rich.bar import Bar
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crmfs.core.messages import pick, say
from crmfs.core.text import width
from crmfs.exchange.export_cells import Words
from crmfs.formats import Page
from crmfs.formats.report_words import (
    figure_text,
    heading,
    notes_of,
    picked,
    rows_within,
    scope_of,
    shown,
    title_of,
    total_of,
)
from crmfs.records.yaml import Value
from crmfs.reports.model import Report, Section

ROWS_MOST = 20  # of a section
_PIPE_CELLS = 160
_TEXT_CELLS = 40  # of a column of words
_BAR_LEAST = 8
_BAR_CELLS = 24
_COLOURS = ("cyan", "yellow", "blue", "red")
_FILLS = "█▓▒░"  # of series that add up


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
    console.print(Text(scope_of(report, lang), "dim"))
    if report.figures:
        console.print()
        console.print(_figures(report, words))
    for section in report.sections:
        console.print()
        console.print(Text(pick(section.title, lang), "bold"))
        if section.rows:
            table, has_bars = _table(section, words, console.width)
            console.print(table)
            if has_bars and _is_stacked(section):
                console.print(Padding(Text(_legend(section, words), "dim"), (0, 0, 0, 2)))
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


def _table(section: Section, words: Words, cells: int) -> tuple[Table, bool]:
    """Returns a section's table and whether it has bars.

    Numbers and days are never cut, bars go first where a line has no room.
    """
    rows = rows_within(section, ROWS_MOST)
    headings = [heading(column, words) for column in section.columns]
    texts = [[shown(*cell, words) for cell in zip(section.columns, row, strict=True)] for row in rows]
    total = total_of(section, words)
    widths = [max(map(width, told)) for told in zip(headings, *texts, *([total] if total else []), strict=True)]
    bars = section.chart is not None and sum(min(size, _TEXT_CELLS) + 2 for size in widths) + _BAR_LEAST <= cells
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for column, head, size in zip(section.columns, headings, widths, strict=True):
        exact = bool(column.unit) or column.field.type == "date" or column.field.name == "time"
        table.add_column(
            head, justify="right" if column.unit else "left", overflow="ellipsis", no_wrap=True,
            max_width=None if exact else _TEXT_CELLS, min_width=size if exact else min(size, 8),
        )  # fmt: skip
    if bars:
        table.add_column("", min_width=_BAR_LEAST, max_width=_BAR_CELLS)
    for row, line in zip(rows, texts, strict=True):
        table.add_row(*map(Text, line), *([_bar(section, rows, row)] if bars else []))
    if total:
        table.add_row(*(Text(text, "bold") for text in total))
    return table, bars


class _Drawn(Bar):
    """A bar that is never narrower than can be seen."""

    def __rich_measure__(self, *_: object) -> Measurement:
        """Returns how wide it may be."""
        return Measurement(_BAR_LEAST, _BAR_CELLS)


class _Stack:
    """Bars that add up, one behind the other.

    Args:
        sizes: Of each series.
        most: What fills the whole width.
    """

    def __init__(self, sizes: Sequence[float], most: float) -> None:
        self._sizes = sizes
        self._most = most

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        """Yields the bars in one line."""
        ends = [
            round(min(options.max_width, _BAR_CELLS) * end / self._most) for end in accumulate(self._sizes, initial=0)
        ]
        parts = [(_FILLS[at] * (end - start), _COLOURS[at]) for at, (start, end) in enumerate(pairwise(ends))]
        yield Text.assemble(*parts)

    def __rich_measure__(self, *_: object) -> Measurement:
        """Returns how wide it may be."""
        return Measurement(_BAR_LEAST, _BAR_CELLS)


def _is_stacked(section: Section) -> bool:
    return section.chart is not None and section.chart.stacked and len(section.chart.series) <= len(_FILLS)


def _legend(section: Section, words: Words) -> str:
    places = section.chart.series if section.chart else ()
    return "  ".join(
        f"{fill} {heading(section.columns[place], words)}" for fill, place in zip(_FILLS, places, strict=False)
    )


def _bar(section: Section, rows: tuple[tuple[Value, ...], ...], row: tuple[Value, ...]) -> Bar | _Stack:
    assert section.chart is not None
    places = section.chart.series if section.chart.stacked else section.chart.series[:1]

    def sizes(of: tuple[Value, ...]) -> list[float]:
        return [max(_float(of[place]), 0) for place in places]

    most = max((sum(sizes(one)) for one in rows), default=0) or 1
    if _is_stacked(section):
        return _Stack(sizes(row), most)
    return _Drawn(most, 0, sum(sizes(row)), color=_COLOURS[0])


def _float(value: Value) -> float:
    return value if isinstance(value, int | float) else 0.0

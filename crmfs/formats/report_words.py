"""A report's values as people read them: labels, numbers, days, masks. Lays nothing out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crmfs.core.messages import Language, Text, pick, say
from crmfs.core.text import one_line
from crmfs.exchange.export_cells import Words, cell_of
from crmfs.formats.cells import cut, cut_inside
from crmfs.records.yaml import Value
from crmfs.reports.model import MASK, Chart, Column, Report, Section, Unit

COLOURS = ("#2f6fb3", "#e08e2b", "#3f9a6b", "#c2504d", "#7a62b0", "#4aa5b5", "#a8793f", "#8a96a3")  # of series
BARS_MOST = 14  # categories of a chart, one more for all others
_SHORT = 21  # cells of a label beside a chart

Row = tuple[Value, ...]


class Drawn(NamedTuple):
    """What a chart shows.

    Attributes:
        labels: The categories.
        names: Of the series.
        units: Of the series.
        series: One list of numbers each, None where there is none.
    """

    labels: list[str]
    names: list[str]
    units: list[Unit]
    series: list[list[float | None]]


def title_of(report: Report, lang: Language) -> str:
    """Returns a report's title."""
    return one_line(pick(report.title, lang))


def scope_of(report: Report, lang: Language) -> str:
    """Returns the days and the customers that a report is about, in one line."""
    if report.period is None:
        period = say("report.all_days", lang)
    elif report.period.first.year <= 1:
        period = say("report.until", lang, last=report.period.last.isoformat())
    else:
        first, last = report.period.first.isoformat(), report.period.last.isoformat()
        period = say("report.span", lang, first=first, last=last)
    said = [say("report.period", lang, period=period), say("report.as_of", lang, day=report.day.isoformat())]
    if report.filters:
        said.append(say("report.only_customers", lang, filters=one_line(" ".join(report.filters))))
    return ("，" if lang == "zh" else ", ").join(said)


def heading(column: Column, words: Words) -> str:
    """Returns what people read above a column; of one that stands for a person, the name."""
    label = one_line(pick(column.field.label, words.lang))
    return words.member(label) if column.unit and column.field.refers == "member" else label


def shown(column: Column, value: Value, words: Words) -> str:
    """Returns what people read for a value."""
    if value is None:
        return "" if column.unit else say("report.no_value", words.lang)
    if value == MASK:
        return say("report.masked_value", words.lang)
    if column.unit and isinstance(value, int | float) and not isinstance(value, bool):
        return number(value, column.unit, words.lang)
    cell = cell_of(column.field, value, words)
    return one_line(cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell))


def number(value: float, unit: Unit, lang: Language) -> str:
    """Returns a number with its unit; a percent is given as a fraction of 1."""
    if unit == "percent":
        return f"{value * 100:.1f} %"
    if unit == "days":
        return say("report.days", lang, count=f"{value:,.1f}".removesuffix(".0"))
    if unit == "amount":
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


def figure_text(value: Value, unit: Unit, words: Words) -> str:
    """Returns a figure as people read it."""
    return number(value, unit, words.lang) if isinstance(value, int | float) else str(value or "–")


def rows_within(section: Section, most: int) -> tuple[Row, ...]:
    """Returns so many rows of a table: the first ones, and the latest of one that goes along time."""
    return section.rows[-most:] if goes_by_time(section) else section.rows[:most]


def goes_by_time(section: Section) -> bool:
    """Says whether the rows of a table are stretches of time, one after the other."""
    return section.columns[0].field.name == "time"


def total_of(section: Section, words: Words) -> list[str]:
    """Returns the texts of the row of sums, none where there is none."""
    if section.total is None:
        return []
    pairs = zip(section.columns[1:], section.total[1:], strict=True)
    texts = ["" if value is None else shown(column, value, words) for column, value in pairs]
    return [say("report.total", words.lang), *texts]


def drawn(section: Section, chart: Chart, words: Words, most: int = BARS_MOST) -> Drawn:
    """Returns what a chart shows; of many categories the first ones, all others as one where they add up."""
    first = section.columns[0]
    columns = [section.columns[place] for place in chart.series]
    rows, rest = _shared(section.rows, most)
    labels = _told_apart([shown(first, row[0], words) for row in rows])
    series = [[_float(row[place]) for row in rows] for place in chart.series]
    if rest and chart.rest:
        labels.insert(most, say("report.others", words.lang, count=len(rest)))
        for values, place in zip(series, chart.series, strict=True):
            values.insert(most, sum(_float(row[place]) or 0 for row in rest))
    return Drawn(labels, [heading(one, words) for one in columns], [one.unit for one in columns], series)


def _shared(rows: Sequence[Row], most: int) -> tuple[list[Row], list[Row]]:
    """Returns what is drawn by itself, and what is not; those without a value and masks are never among others."""
    if len(rows) <= most + 1:
        return [*rows], []
    named = [row for row in rows if row[0] is not None and row[0] != MASK]
    return [*named[:most], *(row for row in rows if row[0] is None or row[0] == MASK)], named[most:]


def _told_apart(texts: list[str]) -> list[str]:
    """Returns labels no longer than their place; those that would read alike keep their ends, as branches need."""
    alike = Counter(short(text) for text in set(texts))
    return [cut_inside(text, _SHORT) if alike[short(text)] > 1 else short(text) for text in texts]


def short(label: str) -> str:
    """Returns a label of a chart no longer than its place; what distinguishes companies stands at their beginning."""
    return cut(label, _SHORT)


def notes_of(report: Report, lang: Language) -> list[str]:
    """Returns what has to be known to read a report."""
    notes = [one_line(pick(note, lang)) for note in report.notes]
    if report.masked:
        notes.append(say("report.masked", lang, fields=("、" if lang == "zh" else ", ").join(report.masked)))
    return notes


def picked(texts: tuple[Text, ...], lang: Language) -> list[str]:
    """Returns texts in one language."""
    return [one_line(pick(one, lang)) for one in texts]


def _float(value: Value) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None

"""Lines along time: counted by day, week, month, quarter or year, stretches without any as well. Reads no view."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from crmfs.checks.freshness import day_of
from crmfs.query.periods import Period
from crmfs.query.times import TimeUnit, fitting_unit, named_time, times
from crmfs.records.yaml import Value
from crmfs.reports.grouping import Line


def within(lines: Iterable[Line], name: str, period: Period | None, last: date | None = None) -> list[Line]:
    """Returns the lines whose day lies in a period; without one all, those without a day too.

    Args:
        name: The field that holds the day.
        last: Days after it never count: what is planned has not happened.
    """
    if period is None and last is None:
        return [*lines]
    first = period.first if period else date.min
    until = min(filter(None, (period.last if period else None, last)), default=date.max)
    return [line for line in lines if (day := day_of(line.text(name))) and first <= day <= until]


def span_of(lines: Iterable[Line], name: str, period: Period | None) -> Period | None:
    """Returns the days from the first line to the last, no longer than the period; the period itself without lines."""
    days = [day for line in lines if (day := day_of(line.text(name)))]
    if not days:
        return period if period and period.first > date.min else None
    found = Period(min(days), max(days))
    if period is None:
        return found
    return Period(found.first if period.first == date.min else period.first, max(period.first, period.last))


def by_time(
    lines: Sequence[Line],
    name: str,
    period: Period | None,
    unit: TimeUnit | None,
    measures: Callable[[list[Line]], Sequence[Value]],
) -> tuple[tuple[Value, ...], ...]:
    """Returns a row for each stretch of time: its name, and what `measures` gives for its lines.

    Args:
        unit: None for one that fits the period.
    """
    span = span_of(lines, name, period)
    if span is None:
        return ()
    unit = unit or fitting_unit(span)
    found: dict[str, list[Line]] = {one: [] for one in times(span, unit)}
    for line in lines:
        day = day_of(line.text(name))
        if day and (place := named_time(day, unit)) in found:
            found[place].append(line)
    return tuple((stretch, *measures(inside)) for stretch, inside in found.items())

"""Times: the days, weeks, months, quarters and years that a report is laid out by. Knows no record."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from crmfs.core.dates import add_months
from crmfs.query.periods import Period

TimeUnit = Literal["day", "week", "month", "quarter", "year"]
UNITS: dict[TimeUnit, tuple[str, ...]] = {
    "day": ("day", "days", "日", "天", "按日"), "week": ("week", "weeks", "周", "按周"),
    "month": ("month", "months", "月", "按月"), "quarter": ("quarter", "quarters", "季", "季度", "按季"),
    "year": ("year", "years", "年", "按年"),
}  # fmt: skip
_MONTHS: dict[TimeUnit, int] = {"month": 1, "quarter": 3, "year": 12}
_MOST = 10_000  # stretches of a period: a mistyped year 0202 makes no endless table


def time_unit(typed: str) -> TimeUnit | None:
    """Returns the unit that somebody typed, None for another word."""
    word = typed.strip().casefold()
    return next((unit for unit, names in UNITS.items() if word in names), None)


def fitting_unit(period: Period) -> TimeUnit:
    """Returns the unit by which a period is best laid out: some ten to forty stretches."""
    days = (period.last - period.first).days
    if days <= 31:
        return "day"
    return "week" if days <= 120 else "month" if days <= 1130 else "quarter" if days <= 3700 else "year"


def named_time(day: date, unit: TimeUnit) -> str:
    """Returns the name of the stretch that a day lies in: `2026-03-02`, `2026-W10` (ISO 8601), `2026-03`, `2026Q1`."""
    if unit == "day":
        return day.isoformat()
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if unit == "month":
        return f"{day.year}-{day.month:02}"
    return f"{day.year}Q{(day.month - 1) // 3 + 1}" if unit == "quarter" else f"{day.year}"


def times(period: Period, unit: TimeUnit) -> Iterator[str]:
    """Yields the names of all stretches of a period, those without anything in them too."""
    day = period.first
    if unit in _MONTHS:
        day = date(day.year, (day.month - 1) // _MONTHS[unit] * _MONTHS[unit] + 1, 1)
    elif unit == "week":
        day -= timedelta(days=min(day.weekday(), (day - date.min).days))
    for _ in range(_MOST):
        if day > period.last:
            return
        yield named_time(day, unit)
        try:
            step = 7 if unit == "week" else 1
            day = add_months(day, _MONTHS[unit]) if unit in _MONTHS else day + timedelta(days=step)
        except (OverflowError, ValueError):  # beyond the calendar's end
            return

"""What is asked of a report, and how words in it are understood. Reads no record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from crmfs.core.errors import UsageError
from crmfs.query.periods import Period
from crmfs.query.times import TimeUnit, time_unit
from crmfs.records.fields import Field
from crmfs.records.labels import field_code, unknown_field


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a report.

    Attributes:
        day: The day on which is looked: today, or the day whose state is asked for.
        period: The days that count; None for those that the report takes by itself.
        by: What to group by, as typed.
        stale_months: After how many calendar months without interaction a customer is called quiet.
        ticket_days: Days after which a ticket ought to be solved.
    """

    day: date
    period: Period | None
    by: tuple[str, ...]
    stale_months: int
    ticket_days: int


def chosen(asked: Asked, fields: Mapping[str, Field], *, times: bool) -> tuple[TimeUnit | None, list[str]]:
    """Returns the unit of time and the codes of the fields that somebody wants to group by.

    Args:
        times: Whether the report has anything to lay out by time.

    Raises:
        UsageError: A word is no field's, or `report.no_times`, `report.two_units`.
    """
    unit: TimeUnit | None = None
    codes: list[str] = []
    for typed in asked.by:
        found = time_unit(typed)
        if found and not times:
            raise UsageError("report.no_times", unit=typed)
        if found and unit and found != unit:
            raise UsageError("report.two_units")
        if found:
            unit = found
            continue
        code = field_code(fields, typed)
        if code is None:
            raise unknown_field(fields, typed)
        if code not in codes:
            codes.append(code)
    return unit, codes


def is_within(day: date | None, period: Period | None) -> bool:
    """Says whether a day counts; no day counts only where all do."""
    return period is None or (day is not None and period.first <= day <= period.last)

"""跟进: which follow-ups are due, and how many of those that were promised were kept. Reads the history of the day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from crmfs.checks.freshness import day_of
from crmfs.core.dates import add_months
from crmfs.core.messages import text
from crmfs.query.joined import joined_fields
from crmfs.query.periods import Period
from crmfs.query.times import TimeUnit, fitting_unit, named_time, times
from crmfs.records.fields import Choice, Field
from crmfs.records.kinds import CUSTOMER, INTERACTION
from crmfs.records.yaml import Value
from crmfs.reports.asking import Asked, chosen
from crmfs.reports.facts import Data, Fact
from crmfs.reports.grouping import Line, by_count, by_field, grouped
from crmfs.reports.joining import customer_columns, customers_by_id
from crmfs.reports.model import Chart, Column, Figure, Report, Section, measured, told

NAME = "follow-ups"
BEFORE_DAYS, AFTER_DAYS = 7, 3  # a talk so near to the day was the follow-up
_MONTHS = 3
_AHEAD_DAYS = 30
_OUTCOMES = ("kept", "late", "moved", "missed")
_LABELS = {"kept": "report.kept", "late": "report.kept_late", "moved": "report.moved", "missed": "report.missed"}


class Promise(NamedTuple):
    """A follow-up that was to be on a day.

    Attributes:
        replaced: The day on which another one was set in its place, None where it stands.
    """

    customer: str
    day: date
    replaced: date | None


def follow_ups(data: Data, asked: Asked) -> Report:
    """Returns what is due, and what became of what was promised, by default in the last three months."""
    fields = joined_fields(data.schemas, CUSTOMER)
    unit, by = chosen(asked, fields, times=True)
    code = by[0] if by else "owner"
    column = Column(data.schemas.field(CUSTOMER.name, code))
    period = asked.period or Period(add_months(asked.day, -_MONTHS) + timedelta(days=1), asked.day)
    customers = customers_by_id(data, ("company", "next_follow_up", "status", "lifecycle", "owner", code))
    due = [(fact, day) for fact in customers.values() if (day := _due(fact))]
    kept = _outcomes(data, customers, period, asked.day)
    counts = Counter(outcome for _, outcome in kept)
    figures = (
        Figure("overdue", text("report.overdue"), sum(1 for _, day in due if day < asked.day)),
        Figure("today", text("report.due_today"), sum(1 for _, day in due if day == asked.day)),
        Figure("week", text("report.due_week"), sum(1 for _, day in due if 0 < (day - asked.day).days <= 7)),
        Figure("promised", text("report.promised"), len(kept)),
        Figure("kept", text("report.kept_share"), counts["kept"] / len(kept) if kept else None, "percent"),
    )
    sections = (
        _by_owner(column, due, asked.day), _kept_by(column, kept, customers),
        _kept_over_time(kept, period, unit), _list(data, due, asked.day),
    )  # fmt: skip
    means = told("report.kept_means", before=BEFORE_DAYS, after=AFTER_DAYS)
    masked = {name for fact in customers.values() for name in fact.masked}
    return Report(
        NAME, text("report.follow_ups"), text("report.follow_ups_about"), asked.day, period, figures, sections,
        (means,), tuple(sorted(masked)),
    )  # fmt: skip


def _due(fact: Fact) -> date | None:
    """Returns the day of the next follow-up; lost and archived customers are not followed up."""
    if fact.text("status") == "lost" or fact.text("lifecycle") == "archived":
        return None
    return day_of(fact.text("next_follow_up"))


def _outcomes(data: Data, customers: Mapping[str, Fact], period: Period, today: date) -> list[tuple[Promise, str]]:
    talks: dict[str, list[date]] = {}
    for fact in data.facts(INTERACTION, ("date",)):
        if (day := day_of(fact.text("date"))) and day <= today:
            talks.setdefault(fact.customer, []).append(day)
    standing = (Promise(id_, day, None) for id_, fact in customers.items() if (day := _due(fact)))
    found = {*standing, *replaced_promises(data.changes(period.first))}
    last = min(period.last, today)
    ordered = sorted(found, key=lambda one: (one.day, one.customer))
    asked = [one for one in ordered if period.first <= one.day <= last and one.customer in customers]
    return [(one, outcome) for one in asked if (outcome := _outcome(one, talks.get(one.customer, ()), today))]


def _outcome(promise: Promise, talks: Iterable[date], today: date) -> str:
    """Returns what became of a promise, `""` where there is still time."""
    distances = [(talk - promise.day).days for talk in talks]
    if any(-BEFORE_DAYS <= days <= AFTER_DAYS for days in distances):
        return "kept"
    if promise.replaced and promise.replaced < promise.day:
        return "moved"
    if any(days > AFTER_DAYS for days in distances):
        return "late"
    return "missed" if (today - promise.day).days > AFTER_DAYS else ""


def _by_owner(column: Column, due: Iterable[tuple[Fact, date]], today: date) -> Section:
    lines = {Line(fact.customer, fact.fields, fact.masked).customer: day for fact, day in due}
    groups = by_count(
        grouped((Line(fact.customer, fact.fields, fact.masked) for fact, _ in due), [by_field(column.field.name)])
    )
    rows: list[tuple[Value, ...]] = []
    for group in groups:
        days = [(lines[line.customer] - today).days for line in group.lines]
        spans = ((-99999, -1), (0, 0), (1, 7), (8, _AHEAD_DAYS))
        counts = [sum(1 for one in days if first <= one <= last) for first, last in spans]
        if any(counts):
            rows.append((*group.keys, *counts))
    columns = (
        column, measured("overdue", text("report.overdue")), measured("today", text("report.due_today")),
        measured("week", text("report.due_week")), measured("month", text("report.due_month")),
    )  # fmt: skip
    return Section(
        column.field.name, told("report.due_by", field=column.field.label), columns, tuple(rows),
        Chart("bar", (1, 2, 3, 4), stacked=True), empty=text("report.nothing_due"),
    )  # fmt: skip


def _counted(outcomes: Iterable[str]) -> tuple[Value, ...]:
    counts = Counter(outcomes)
    total = sum(counts.values())
    return (*(counts[one] for one in _OUTCOMES), counts["kept"] / total if total else None)


def _outcome_columns() -> tuple[Column, ...]:
    return (
        *(measured(one, text(_LABELS[one])) for one in _OUTCOMES),
        measured("share", text("report.kept_share"), "percent"),
    )


def _kept_by(column: Column, kept: list[tuple[Promise, str]], customers: Mapping[str, Fact]) -> Section:
    lines = [
        Line(str(place), customers[promise.customer].fields, customers[promise.customer].masked)
        for place, (promise, _) in enumerate(kept)
    ]
    rows = tuple(
        (*group.keys, *_counted(kept[int(line.customer)][1] for line in group.lines))
        for group in by_count(grouped(lines, [by_field(column.field.name)]))
    )
    return Section(
        "kept", told("report.kept_by", field=column.field.label), (column, *_outcome_columns()), rows,
        Chart("bar", (1, 2, 3, 4), stacked=True), empty=text("report.nothing_promised"),
    )  # fmt: skip


def _kept_over_time(kept: list[tuple[Promise, str]], period: Period, unit: TimeUnit | None) -> Section:
    first = period.first if period.first > date.min else min((one.day for one, _ in kept), default=period.last)
    span = Period(first, period.last)
    unit = unit or fitting_unit(span)
    found: dict[str, list[str]] = {one: [] for one in times(span, unit)}
    for promise, outcome in kept:
        found.setdefault(named_time(promise.day, unit), []).append(outcome)
    rows = tuple((stretch, *_counted(outcomes)) for stretch, outcomes in found.items()) if kept else ()
    columns = (Column(Field("time", text("report.time"))), *_outcome_columns())
    return Section(
        "times", text("report.over_time"), columns, rows, Chart("column", (1, 2, 3, 4), stacked=True, rest=False),
        empty=text("report.nothing_promised"),
    )  # fmt: skip


def _list(data: Data, due: Iterable[tuple[Fact, date]], today: date) -> Section:
    """Returns what is overdue or due within a month, by day."""
    rows = [
        (
            fact.shown("company"),
            fact.customer,
            fact.shown("owner"),
            day.isoformat(),
            _state(day, today),
        )
        for fact, day in sorted(due, key=lambda one: (one[1], one[0].customer))
        if (day - today).days <= _AHEAD_DAYS
    ]
    states = (("overdue", "report.overdue"), ("today", "report.due_today"), ("coming", "report.due_coming"))
    choices = tuple(Choice(code, text(label)) for code, label in states)
    columns = (
        *customer_columns(data.schemas),
        *(Column(data.schemas.field(CUSTOMER.name, name)) for name in ("owner", "next_follow_up")),
        Column(Field("state", text("report.state"), choices=choices)),
    )  # fmt: skip
    return Section("due", text("report.due_list"), columns, tuple(rows), empty=text("report.nothing_due"))


def _state(day: date, today: date) -> str:
    days = (day - today).days
    return "overdue" if days < 0 else "coming" if days else "today"


def replaced_promises(changes: Iterable[tuple[str, Value, date]]) -> Iterator[Promise]:
    """Yields the promises that others took the place of.

    Args:
        changes: Customer, the day as it stood before, and when it was changed.
    """
    for customer, old, when in changes:
        day = day_of(old) if isinstance(old, str) else None
        if day:
            yield Promise(customer, day, when)

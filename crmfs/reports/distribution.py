"""客户分布: how many customers of each kind there are. Counts the visible ones."""

from collections.abc import Sequence

from crmfs.checks.freshness import day_of
from crmfs.core.messages import text
from crmfs.query.periods import Period
from crmfs.records.kinds import CUSTOMER, INTERACTION
from crmfs.records.yaml import Value
from crmfs.reports.asking import Asked, chosen, is_within
from crmfs.reports.facts import Data
from crmfs.reports.grouping import Line, by_count, by_field, grouped, lines_of, masked_fields
from crmfs.reports.model import Chart, Column, Figure, Report, Section, measured, told

NAME = "distribution"
BY = ("type", "industry", "region", "status", "source", "owner")
_STATUSES = ("active", "potential", "lost")
_PIE_MOST = 5  # slices that can be told apart


def distribution(data: Data, asked: Asked) -> Report:
    """Returns how customers are spread; with a period those alone that had an interaction in it."""
    fields = data.schemas.fields(CUSTOMER.name)
    _, by = chosen(asked, fields, times=False)
    codes = [code for code in by or BY if code in fields]
    lines = lines_of(data.facts(CUSTOMER, (*codes, "status")))
    if asked.period:
        met = _met(data, asked.period)
        lines = [line for line in lines if line.customer in met]
    sections = tuple(_section(Column(fields[code]), lines) for code in codes)
    notes = (text("report.only_met"),) if asked.period else ()
    return Report(
        NAME, text("report.distribution"), text("report.distribution_about"), asked.day, asked.period,
        (Figure("customers", text("report.customers"), len(lines)), *_statuses(data, lines)),
        sections, notes, tuple(sorted(masked_fields(lines))),
    )  # fmt: skip


def _met(data: Data, period: Period) -> set[str]:
    facts = data.facts(INTERACTION, ("date",))
    return {fact.customer for fact in facts if is_within(day_of(fact.text("date")), period)}


def _statuses(data: Data, lines: Sequence[Line]) -> tuple[Figure, ...]:
    choices = {choice.code: choice.label for choice in data.schemas.field(CUSTOMER.name, "status").choices}
    known = [line.fields.get("status") for line in lines]
    return tuple(Figure(code, choices[code], known.count(code)) for code in _STATUSES if code in choices)


def _section(column: Column, lines: Sequence[Line]) -> Section:
    groups = by_count(grouped(lines, [by_field(column.field.name)]))
    total = len(lines)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (*group.keys, len(group.lines), len(group.lines) / total) for group in groups
    )
    several = sum(len(group.lines) for group in groups) > total
    return Section(
        column.field.name,
        told("report.by_field", field=column.field.label),
        (column, measured("customers", text("report.customers")), measured("share", text("report.share"), "percent")),
        rows,
        Chart("pie" if len(rows) <= _PIE_MOST and not several else "bar", rest=not several),
        None if several else (None, total, 1.0 if total else None),
        (text("report.several"),) if several else (),
        text("report.no_customers"),
    )

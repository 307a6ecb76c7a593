"""互动频率: how often customers are talked to, by whom, and with whom nobody talks any more."""

from collections.abc import Mapping
from datetime import date, timedelta

from crmfs.checks.freshness import day_of, is_silent
from crmfs.core.dates import add_months
from crmfs.core.messages import text
from crmfs.query.joined import joined_fields
from crmfs.query.periods import Period
from crmfs.query.times import TimeUnit
from crmfs.records.kinds import CUSTOMER, INTERACTION
from crmfs.records.yaml import Value
from crmfs.reports.asking import Asked, chosen
from crmfs.reports.facts import Data, Fact
from crmfs.reports.grouping import Line, by_count, by_field, grouped, masked_fields
from crmfs.reports.joining import column_of, customer_columns, customers_by_id, lines_over, time_column
from crmfs.reports.model import Chart, Column, Figure, Report, Section, measured, told
from crmfs.reports.spans import by_time, within

NAME = "interactions"
BY = ("customer.owner", "employee", "type")
_MONTHS = 12
_CUSTOMER = ("company", "owner", "status", "lifecycle", "status_date")
_Rows = tuple[tuple[Value, ...], ...]


def interactions(data: Data, asked: Asked) -> Report:
    """Returns how often there was an interaction, by default in the last twelve months, and who has gone quiet."""
    fields = joined_fields(data.schemas, INTERACTION)
    unit, by = chosen(asked, fields, times=True)
    codes = [code for code in by or BY if code in fields]
    period = asked.period or Period(add_months(asked.day, -_MONTHS) + timedelta(days=1), asked.day)
    theirs = {code.removeprefix("customer.") for code in codes if code.startswith("customer.")}
    customers = customers_by_id(data, (*_CUSTOMER, *theirs))
    every = lines_over(data, INTERACTION, ("date", *codes), customers)
    lines = within(every, "date", period, asked.day)
    met = {line.customer for line in lines}
    quiet = _quiet(data, every, customers, asked)
    figures = (
        Figure("interactions", text("report.talks"), len(lines)),
        Figure("customers", text("report.met"), len(met)),
        Figure("each", text("report.talks_each"), len(lines) / len(met) if met else None, "number"),
        Figure("quiet", text("report.quiet"), len(quiet.rows)),
    )
    sections = (
        _times(lines, period, unit),
        *(_spread(column_of(fields[code]), code, lines, customers) for code in codes),
        _customers(data, lines, customers, asked.day),
        quiet,
    )
    return Report(
        NAME, text("report.interactions"), text("report.interactions_about"), asked.day, period, figures, sections,
        masked=tuple(sorted(masked_fields(lines))),
    )  # fmt: skip


def _times(lines: list[Line], period: Period, unit: TimeUnit | None) -> Section:
    rows = by_time(lines, "date", period, unit, lambda inside: (len(inside), len({line.customer for line in inside})))
    columns = (time_column(), measured("interactions", text("report.talks")), measured("customers", text("report.met")))
    return Section(
        "times", text("report.over_time"), columns, rows if lines else (), Chart("column", (1, 2), rest=False),
        empty=text("report.no_talks"),
    )  # fmt: skip


def _spread(column: Column, code: str, lines: list[Line], customers: Mapping[str, Fact]) -> Section:
    owned: dict[Value, int] = {}
    for fact in customers.values():
        if code == "customer.owner" and not _is_past(fact):
            owner = fact.text("owner") or None
            owned[owner] = owned.get(owner, 0) + 1
    groups = by_count(grouped(lines, [by_field(code)]))
    rows: list[tuple[Value, ...]] = []
    for group in groups:
        met = len({line.customer for line in group.lines})
        rows.append((*group.keys, len(group.lines), met, len(group.lines) / met))
    named = {row[0] for row in rows}
    rows += [(owner, 0, 0, None) for owner in sorted(map(str, filter(None, owned))) if owner not in named]
    columns = [column, measured("interactions", text("report.talks")), measured("customers", text("report.met")),
               measured("each", text("report.talks_each"), "number")]  # fmt: skip
    if owned:
        columns.insert(1, measured("owned", text("report.owned")))
        rows = [(row[0], owned.get(row[0], 0), *row[1:]) for row in rows]
    return Section(
        column.field.name, told("report.by_field", field=column.field.label), tuple(columns),
        tuple(rows), Chart("bar", (2 if owned else 1,)), empty=text("report.no_talks"),
    )  # fmt: skip


def _customers(data: Data, lines: list[Line], customers: Mapping[str, Fact], day: date) -> Section:
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.customer, []).append(line.text("date"))
    rows: list[tuple[Value, ...]] = []
    for customer, days in found.items():
        last = max(days)
        since = day_of(last)
        rows.append((_company(customers, customer), customer, len(days), last, (day - since).days if since else None))
    rows.sort(key=lambda row: (-int(str(row[2])), str(row[1])))
    columns = (
        *customer_columns(data.schemas), measured("interactions", text("report.talks")),
        Column(data.schemas.field(INTERACTION.name, "date")._replace(name="last", label=text("report.last_talk"))),
        measured("days", text("report.since"), "days"),
    )  # fmt: skip
    chart = Chart("bar", (2,), rest=False)
    return Section("customers", text("report.by_customer"), columns, tuple(rows), chart, empty=text("report.no_talks"))


def _quiet(data: Data, every: list[Line], customers: Mapping[str, Fact], asked: Asked) -> Section:
    """Returns the customers of whom nothing was heard for longer than `stale_months`, the longest silence first.

    Of who was never talked to, silence counts from the day of the status, as the lifecycle counts it.
    """
    today = asked.day.isoformat()
    last: dict[str, str] = {}
    for line in every:
        if line.text("date") <= today:
            last[line.customer] = max(last.get(line.customer, ""), line.text("date"))
    rows: list[tuple[Value, ...]] = []
    for customer, fact in customers.items():
        heard = day_of(last.get(customer, ""))
        since = heard or day_of(fact.text("status_date"))
        if _is_past(fact) or (since and not is_silent(since, asked.stale_months, asked.day)):
            continue
        days = (asked.day - heard).days if heard else None
        owner, status = fact.shown("owner"), fact.shown("status")
        rows.append((fact.shown("company"), customer, owner, status, last.get(customer), days))
    rows.sort(key=lambda row: (str(row[4] or ""), str(row[1])))
    day = data.schemas.field(INTERACTION.name, "date")
    columns = (
        *customer_columns(data.schemas),
        *(Column(data.schemas.field(CUSTOMER.name, name)) for name in ("owner", "status")),
        Column(day._replace(name="last", label=text("report.last_talk"))),
        measured("days", text("report.since"), "days"),
    )  # fmt: skip
    return Section(
        "quiet", text("report.quiet"), columns, tuple(rows),
        notes=(told("report.quiet_means", months=asked.stale_months),), empty=text("report.no_quiet"),
    )  # fmt: skip


def _is_past(fact: Fact) -> bool:
    """Says whether nobody is expected to talk to a customer any more."""
    return fact.text("status") == "lost" or fact.text("lifecycle") == "archived"


def _company(customers: Mapping[str, Fact], customer: str) -> Value:
    return customers[customer].shown("company") if customer in customers else None

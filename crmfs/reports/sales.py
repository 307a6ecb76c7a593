"""销售与消费分析: orders by time and customer, buyers by RFM. Amounts of two currencies never add up."""

import math
from collections.abc import Mapping, Sequence
from datetime import date

from crmfs.checks.freshness import day_of
from crmfs.core.messages import Text, text
from crmfs.query.joined import joined_fields
from crmfs.query.periods import Period
from crmfs.query.times import TimeUnit
from crmfs.records.fields import Choice, Field
from crmfs.records.kinds import ORDER
from crmfs.records.yaml import Value
from crmfs.reports.asking import Asked, chosen
from crmfs.reports.facts import Data, Fact
from crmfs.reports.grouping import Line, by_field, calculated, grouped, masked_fields, numbers, rounded
from crmfs.reports.joining import column_of, customer_columns, customers_by_id, lines_over, time_column
from crmfs.reports.model import Chart, Column, Figure, Report, Section, measured, told
from crmfs.reports.rfm import SEGMENTS, Buyer, Limits, limits_of, segment, segment_field
from crmfs.reports.spans import by_time, within

NAME = "sales"
BY = ("customer.owner", "customer.industry", "customer.region")
NOT_SOLD = ("draft", "cancelled", "returned")  # states of orders that nobody was paid for
_Rows = tuple[tuple[Value, ...], ...]


def sales(data: Data, asked: Asked) -> Report:
    """Returns what was ordered, all there is by default."""
    fields = joined_fields(data.schemas, ORDER)
    unit, by = chosen(asked, fields, times=True)
    codes = [code for code in by or BY if code in fields]
    theirs = {code.removeprefix("customer.") for code in codes if code.startswith("customer.")}
    customers = customers_by_id(data, ("company", *theirs))
    every = lines_over(data, ORDER, ("date", "amount", "currency", "status", *codes), customers)
    lines = [line for line in within(every, "date", asked.period, asked.day) if line.text("status") not in NOT_SOLD]
    currencies = _currencies(lines)
    figures = [
        Figure("orders", text("report.orders"), len(lines)),
        Figure("buyers", text("report.buyers"), len({line.customer for line in lines})),
        Figure("repeat", text("report.repeat"), _repeat(lines), "percent"),
    ]
    sections: list[Section] = []
    for currency in currencies or [""]:
        own = [line for line in lines if line.text("currency") == currency]
        told_in = currency if currency or len(currencies) > 1 else ""
        figures += _sums(own, told_in)
        sections += _of_currency(data, own, told_in, currency != (currencies or [""])[0], customers, asked, unit, codes)
    return Report(
        NAME, text("report.sales"), text("report.sales_about"), asked.day, asked.period, tuple(figures),
        tuple(sections), (text("report.not_sold"),), tuple(sorted(masked_fields(lines))),
    )  # fmt: skip


def _currencies(lines: Sequence[Line]) -> list[str]:
    """Returns the currencies, those of most orders first."""
    found: dict[str, int] = {}
    for line in lines:
        found[line.text("currency")] = found.get(line.text("currency"), 0) + 1
    return sorted(found, key=lambda one: (-found[one], one))


def _repeat(lines: Sequence[Line]) -> float | None:
    """Returns how many of the buyers bought more than once, as a fraction."""
    orders: dict[str, int] = {}
    for line in lines:
        orders[line.customer] = orders.get(line.customer, 0) + 1
    return sum(1 for count in orders.values() if count > 1) / len(orders) if orders else None


def _sums(lines: Sequence[Line], currency: str) -> list[Figure]:
    amounts = numbers(lines, "amount")
    total = rounded(math.fsum(amounts))
    named = f"_{currency}" if currency else ""
    return [
        Figure(f"amount{named}", _in(text("report.amount"), currency), total, "amount"),
        Figure(f"average{named}", _in(text("report.average_order"), currency),
               calculated("average", amounts), "amount"),
    ]  # fmt: skip


def _in(label: Text, currency: str) -> Text:
    return told("report.in_currency", what=label, currency=currency) if currency else label


def _of_currency(
    data: Data, lines: list[Line], currency: str, is_further: bool, customers: Mapping[str, Fact], asked: Asked,
    unit: TimeUnit | None, codes: Sequence[str],
) -> list[Section]:  # fmt: skip
    """Returns the sections of one currency's orders; those of a second currency are named after it."""
    fields = joined_fields(data.schemas, ORDER)
    end = min(asked.period.last, asked.day) if asked.period else asked.day
    buyers = _buyers(lines, end)
    limits = limits_of(buyers) if buyers else None
    found = [
        _times(lines, asked.period, unit, currency),
        *(_spread(column_of(fields[code]), code, lines, currency) for code in codes),
        _segments(buyers, limits, currency),
        _customers(data, lines, buyers, limits, customers, currency),
    ]
    if is_further:
        return [section._replace(code=f"{section.code}_{currency}") for section in found]
    return found


def _amount(lines: Sequence[Line]) -> float:
    return rounded(math.fsum(numbers(lines, "amount")))


def _measures(currency: str) -> tuple[Column, ...]:
    return (
        measured("orders", text("report.orders")),
        measured("amount", _in(text("report.amount"), currency), "amount"),
    )


def _times(lines: list[Line], period: Period | None, unit: TimeUnit | None, currency: str) -> Section:
    rows = by_time(lines, "date", period, unit, lambda inside: (len(inside), _amount(inside)))
    return Section(
        "times", _in(text("report.over_time"), currency), (time_column(), *_measures(currency)), rows if lines else (),
        Chart("column", (2,), rest=False), (None, len(lines), _amount(lines)) if lines else None,
        empty=text("report.no_orders"),
    )  # fmt: skip


def _spread(column: Column, code: str, lines: list[Line], currency: str) -> Section:
    groups = grouped(lines, [by_field(code)])
    total = _amount(lines)
    rows: list[tuple[Value, ...]] = []
    for group in groups:
        amount = _amount(group.lines)
        buyers = len({line.customer for line in group.lines})
        rows.append((*group.keys, len(group.lines), amount, amount / total if total else None, buyers))
    rows.sort(key=lambda row: (row[0] is None, -float(str(row[2])), str(row[0])))
    columns = (column, *_measures(currency), measured("share", text("report.share_of_amount"), "percent"),
               measured("buyers", text("report.buyers")))  # fmt: skip
    return Section(
        column.field.name, _in(told("report.by_field", field=column.field.label), currency), columns, tuple(rows),
        Chart("bar", (2,)), empty=text("report.no_orders"),
    )  # fmt: skip


def _buyers(lines: Sequence[Line], end: date) -> list[Buyer]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.customer, []).append(line)
    buyers = []
    for customer, own in found.items():
        last = max((day for line in own if (day := day_of(line.text("date")))), default=None)
        if last:
            buyers.append(Buyer(customer, (end - last).days, len(own), _amount(own)))
    return buyers


def _segments(buyers: Sequence[Buyer], limits: Limits | None, currency: str) -> Section:
    level = Field(
        "level", Text("", ""), choices=(Choice("high", text("report.high")), Choice("low", text("report.low")))
    )
    columns = (
        Column(segment_field()), Column(level._replace(name="recency", label=text("report.rfm_recency"))),
        Column(level._replace(name="frequency", label=text("report.rfm_frequency"))),
        Column(level._replace(name="monetary", label=text("report.rfm_monetary"))),
        measured("customers", text("report.customers")), measured("share", text("report.share"), "percent"),
        measured("amount", _in(text("report.amount"), currency), "amount"),
    )  # fmt: skip
    title, none = _in(text("report.rfm"), currency), text("report.no_orders")
    if limits is None:
        return Section("rfm", title, columns, (), empty=none)
    rows: list[tuple[Value, ...]] = []
    for signs, code in SEGMENTS.items():
        own = [buyer for buyer in buyers if segment(buyer, limits) == code]
        marks = ("high" if sign else "low" for sign in signs)
        amount = rounded(math.fsum(buyer.amount for buyer in own))
        rows.append((code, *marks, len(own), len(own) / len(buyers), amount))
    means = told("report.rfm_means", days=rounded(limits.days), orders=rounded(limits.orders),
                 amount=f"{limits.amount:,.2f}")  # fmt: skip
    return Section("rfm", title, columns, tuple(rows), Chart("bar", (4,)), notes=(means,), empty=none)


def _customers(
    data: Data, lines: Sequence[Line], buyers: Sequence[Buyer], limits: Limits | None, customers: Mapping[str, Fact],
    currency: str,
) -> Section:  # fmt: skip
    own: dict[str, list[Line]] = {}
    for line in lines:
        own.setdefault(line.customer, []).append(line)
    rows: list[tuple[Value, ...]] = []
    for buyer in sorted(buyers, key=lambda one: (-one.amount, one.customer)):
        dates = [day for line in own[buyer.customer] if (day := line.text("date"))]
        company = customers[buyer.customer].shown("company") if buyer.customer in customers else None
        code = segment(buyer, limits) if limits else None
        average = calculated("average", numbers(own[buyer.customer], "amount"))
        first, last = min(dates), max(dates)
        rows.append((company, buyer.customer, buyer.orders, buyer.amount, average, first, last, buyer.days, code))
    date_of = data.schemas.field(ORDER.name, "date")
    columns = (
        *customer_columns(data.schemas), *_measures(currency),
        measured("average", _in(text("report.average_order"), currency), "amount"),
        Column(date_of._replace(name="first", label=text("report.first_order"))),
        Column(date_of._replace(name="last", label=text("report.last_order"))),
        measured("days", text("report.since"), "days"), Column(segment_field()),
    )  # fmt: skip
    return Section(
        "customers", _in(text("report.by_customer"), currency), columns, tuple(rows), Chart("bar", (3,)),
        empty=text("report.no_orders"),
    )  # fmt: skip

"""满意度与问题: how customers rate, what they complain of, and how long it takes until it is solved."""

from collections.abc import Sequence
from datetime import date

from crmfs.checks.freshness import day_of
from crmfs.core.messages import Text, text
from crmfs.query.joined import joined_fields
from crmfs.query.times import TimeUnit
from crmfs.records.kinds import FEEDBACK, TICKET
from crmfs.records.yaml import Value
from crmfs.reports.asking import Asked, chosen
from crmfs.reports.facts import Data
from crmfs.reports.grouping import Line, by_count, by_field, calculated, grouped, masked_fields, numbers
from crmfs.reports.joining import column_of, customer_columns, customers_by_id, lines_over, time_column
from crmfs.reports.model import Chart, Column, Figure, Report, Section, measured, told
from crmfs.reports.spans import by_time, within

NAME = "satisfaction"
BY = ("kind", "employee")
DONE = ("solved", "closed")
_RATINGS = (5, 4, 3, 2, 1)


def satisfaction(data: Data, asked: Asked) -> Report:
    """Returns ratings and tickets, all there are by default."""
    fields = joined_fields(data.schemas, TICKET)
    unit, by = chosen(asked, fields, times=True)
    codes = [code for code in by or BY if code in fields]
    theirs = {code.removeprefix("customer.") for code in codes if code.startswith("customer.")}
    customers = customers_by_id(data, ("company", *theirs))
    ratings = within(lines_over(data, FEEDBACK, ("date", "rating"), customers), "date", asked.period, asked.day)
    every = lines_over(data, TICKET, ("opened", "closed", "status", "subject", "employee", *codes), customers)
    tickets = within(every, "opened", asked.period, asked.day)
    solved = [days for line in tickets if (days := _days(line)) is not None]
    late = _open(tickets, asked)
    figures = (
        Figure("rating", text("report.rating"), calculated("average", numbers(ratings, "rating")), "number"),
        Figure("ratings", text("report.ratings"), len(ratings)),
        Figure("tickets", text("report.tickets"), len(tickets)),
        Figure("open", text("report.tickets_open"), len(late)),
        Figure("handling", text("report.handling_median"), calculated("median", solved), "days"),
    )
    ticket = data.schemas.field(TICKET.name, "id")._replace(name="ticket")
    company = {id_: fact.shown("company") for id_, fact in customers.items()}
    sections = (
        _ratings(data, ratings), _rated(ratings, asked, unit), _tickets_over_time(tickets, asked, unit),
        *(_tickets(column_of(fields[code]), code, tickets, asked) for code in codes),
        Section(
            "open", text("report.tickets_open"),
            (*customer_columns(data.schemas)[:1], Column(ticket),
             *(Column(data.schemas.field(TICKET.name, name)) for name in ("subject", "employee", "opened")),
             measured("days", text("report.open_for"), "days")),
            tuple((company.get(line.customer), *rest) for line, rest in late), notes=_limit(asked),
            empty=text("report.no_open_tickets"),
        ),
    )  # fmt: skip
    return Report(
        NAME, text("report.satisfaction"), text("report.satisfaction_about"), asked.day, asked.period, figures,
        sections, masked=tuple(sorted(masked_fields([*ratings, *tickets]))),
    )  # fmt: skip


def _days(line: Line) -> int | None:
    """Returns how many days a ticket took, None for one that is open or whose days are not known."""
    opened, closed = day_of(line.text("opened")), day_of(line.text("closed"))
    return (closed - opened).days if opened and closed and closed >= opened else None


def is_open(line: Line, day: date) -> bool:
    """Says whether a ticket was not solved on a day."""
    closed = day_of(line.text("closed"))
    if closed:
        return closed > day
    return line.text("status") not in DONE


def _limit(asked: Asked) -> tuple[Text, ...]:
    return (told("report.ticket_days", days=asked.ticket_days),)


def _open(tickets: Sequence[Line], asked: Asked) -> list[tuple[Line, tuple[Value, ...]]]:
    """Returns the tickets that are open, the oldest first, with what is told of each."""
    found: list[tuple[Line, tuple[Value, ...]]] = []
    for line in tickets:
        opened = day_of(line.text("opened"))
        if is_open(line, asked.day) and opened:
            days = (asked.day - opened).days
            subject, employee = line.fields.get("subject"), line.fields.get("employee")
            found.append((line, (line.id, subject, employee, line.text("opened"), days)))
    return sorted(found, key=lambda one: (one[0].text("opened"), one[0].customer))


def _ratings(data: Data, ratings: Sequence[Line]) -> Section:
    known = numbers(ratings, "rating")
    rows = (
        tuple((rating, known.count(rating), known.count(rating) / len(known)) for rating in _RATINGS) if known else ()
    )
    columns = (
        Column(data.schemas.field(FEEDBACK.name, "rating")),
        measured("ratings", text("report.ratings")), measured("share", text("report.share"), "percent"),
    )  # fmt: skip
    title = told("report.by_field", field=columns[0].field.label)
    return Section("ratings", title, columns, rows, Chart("bar"), empty=text("report.no_ratings"))


def _rated(ratings: list[Line], asked: Asked, unit: TimeUnit | None) -> Section:
    def measures(inside: list[Line]) -> tuple[Value, ...]:
        return (calculated("average", numbers(inside, "rating")), len(inside))

    columns = (
        time_column(), measured("rating", text("report.rating"), "number"), measured("ratings", text("report.ratings"))
    )  # fmt: skip
    rows = by_time(ratings, "date", asked.period, unit, measures) if ratings else ()
    chart = Chart("line", rest=False)
    return Section("rated", text("report.rated_over_time"), columns, rows, chart, empty=text("report.no_ratings"))


def _tickets_over_time(tickets: list[Line], asked: Asked, unit: TimeUnit | None) -> Section:
    def measures(inside: list[Line]) -> tuple[Value, ...]:
        return len(inside), sum(1 for line in inside if not is_open(line, asked.day))

    columns = (
        time_column(), measured("tickets", text("report.tickets")), measured("solved", text("report.tickets_solved"))
    )  # fmt: skip
    rows = by_time(tickets, "opened", asked.period, unit, measures) if tickets else ()
    return Section(
        "times", text("report.tickets_over_time"), columns, rows, Chart("column", (1, 2), rest=False),
        empty=text("report.no_tickets"),
    )  # fmt: skip


def _tickets(column: Column, code: str, tickets: Sequence[Line], asked: Asked) -> Section:
    rows: list[tuple[Value, ...]] = []
    for group in by_count(grouped(tickets, [by_field(code)])):
        taken = [days for line in group.lines if (days := _days(line)) is not None]
        late = sum(1 for days in taken if days > asked.ticket_days)
        still = sum(1 for line in group.lines if is_open(line, asked.day))
        rows.append((*group.keys, len(group.lines), still, calculated("median", taken), calculated("average", taken),
                     late / len(taken) if taken else None))  # fmt: skip
    columns = (
        column, measured("tickets", text("report.tickets")), measured("open", text("report.still_open")),
        measured("median", text("report.handling_median"), "days"),
        measured("average", text("report.handling_average"), "days"),
        measured("late", text("report.handled_late"), "percent"),
    )  # fmt: skip
    title = told("report.tickets_by", field=column.field.label)
    none = text("report.no_tickets")
    return Section(column.field.name, title, columns, tuple(rows), Chart("bar"), notes=_limit(asked), empty=none)

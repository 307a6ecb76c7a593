"""Dues: follow-ups, tickets and documents by the day on which somebody has to act. Reads a view, changes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crmfs.access.view import View
from crmfs.checks.freshness import day_of
from crmfs.core.paths import RepoPath
from crmfs.lifecycle.terms import Terms, expiring_below, terms_by_customer
from crmfs.records.kinds import locate
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

FOLLOW_UP, DOCUMENT, TICKET = "follow_up", "document", "ticket"
KINDS = {FOLLOW_UP: "lifecycle.follow_up", DOCUMENT: "lifecycle.document", TICKET: "lifecycle.ticket"}  # their names
GROUPS = ("overdue", "today", "coming")
FIELDS = ("company", "lifecycle", "name", "next_follow_up", "owner", "status")  # of a customer, that dues are made from

Row = Mapping[str, Value]


class Span(NamedTuple):
    """What is looked for.

    Attributes:
        today: The day.
        until: The last day that still counts as coming.
        ticket_days: Days after which a ticket ought to be solved.
        owner: Id of the employee whose dues are wanted, `""` for everybody's.
    """

    today: date
    until: date
    ticket_days: int
    owner: str = ""


class Due(NamedTuple):
    """One thing to be done on a day.

    Attributes:
        id: The customer's id, `CUST001/TIC-…` for a ticket, the path of a document.
        path: The record, or the document.
        customer: Id of the customer, `""` for a document of the library.
        kind: One of `KINDS`.
        date: Day of the follow-up; last valid day of a document; day by which a ticket ought to be solved.
        days: Days from today until then; negative where it has passed.
        owner: Id of who has to act, `""` where nobody is named or it is kept from the reader.
        company: The customer's company.
        title: The contact person, the document's title, the ticket's subject.
    """

    id: str
    path: RepoPath
    customer: str
    kind: str
    date: date
    days: int
    owner: str
    company: str
    title: str

    @property
    def group(self) -> str:
        """One of `GROUPS`."""
        return "overdue" if self.days < 0 else "coming" if self.days else "today"


def find_dues(
    view: View,
    customers: Iterable[tuple[RepoPath, Row]],
    span: Span,
    derived: "Derived | None" = None,
    *,
    library: bool = False,
) -> list[Due]:
    """Returns what is overdue, for today, or coming, by day.

    Archived customers are left in peace, and lost ones are not followed up, as in the checks.

    Args:
        customers: The path of each customer.yaml that is wanted, with its fields (at least `FIELDS`) as shown.
        library: Whether documents of the library are wanted, too; they have no owner.
    """
    terms = terms_by_customer(view, derived)
    none = Terms([], [])
    found = [due for path, shown in customers for due in _of_customer(view, path, shown, terms.get(path, none), span)]
    if library and not span.owner:
        for one in expiring_below(view, "library"):
            found += _made(one.path, one.path, DOCUMENT, one.expires_on, span, title=one.title)
    return sorted(found, key=lambda due: (due.date, due.customer, due.id))


def _of_customer(view: View, path: RepoPath, shown: Row, terms: Terms, span: Span) -> Iterator[Due]:
    fields = view.unmasked(path, {name: shown[name] for name in FIELDS if name in shown})
    if fields.get("lifecycle") == "archived":
        return
    owner, company, customer = _text(fields, "owner"), _text(shown, "company"), locate(path).customer
    if fields.get("status") != "lost" and span.owner in ("", owner):
        day = _text(fields, "next_follow_up")
        yield from _made(customer, path, FOLLOW_UP, day, span, owner, company, _text(shown, "name"))
    for ticket in terms.tickets:
        handler = ticket.employee or owner
        if span.owner in ("", handler):
            name = f"{customer}/{locate(ticket.path).id}"
            yield from _made(name, ticket.path, TICKET, ticket.opened, span, handler, company, ticket.subject)
    if span.owner in ("", owner):
        for one in terms.documents:
            yield from _made(one.path, one.path, DOCUMENT, one.expires_on, span, owner, company, one.title)


def _made(
    name: str, path: RepoPath, kind: str, stored: str, span: Span, owner: str = "", company: str = "", title: str = ""
) -> Iterator[Due]:
    day = day_of(stored)
    if day and kind == TICKET:
        day = _later(day, span.ticket_days)
    if day and day <= span.until:
        days = (day - span.today).days
        yield Due(name, path, locate(path).customer, kind, day, days, owner, company, title)


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:  # beyond the calendar's end
        return None


def _text(fields: Row, key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""

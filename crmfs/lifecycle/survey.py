"""Survey: what a run of the lifecycle has to do at each customer that its member may judge. Changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from crmfs.access.overview import Overview, overview_of
from crmfs.access.policy import READ
from crmfs.access.view import View
from crmfs.checks.freshness import day_of, is_silent
from crmfs.core.paths import RepoPath, parent
from crmfs.edits.basis import may_edit
from crmfs.lifecycle.keeping import Condition, Months, deletion_conditions, next_lifecycle
from crmfs.lifecycle.terms import Terms
from crmfs.query.table import derived_columns
from crmfs.records.kinds import INTERACTION

EXPIRED = "expired"
_JUDGED_BY = ("hold", "lifecycle", "status", "status_date")
_EVERY = 1_000_000  # more interactions than a customer ever has


class Step(NamedTuple):
    """One customer whose `lifecycle` has to change.

    Attributes:
        path: Its customer.yaml.
        old: The code as stored, `""` for none.
        new: What it has to become.
        last: Day of the latest interaction, None without any.
    """

    id: str
    path: RepoPath
    company: str
    old: str
    new: str
    last: date | None


class Deletable(NamedTuple):
    """A customer or a document beyond its retention.

    Attributes:
        id: The customer's id, or the document's path.
        conditions: Why: `lost`, `archived`, `expired`.
    """

    id: str
    path: RepoPath
    company: str
    conditions: tuple[str, ...]


@dataclass(slots=True)
class Survey:
    """What a look at all customers found.

    Attributes:
        held: How many are on hold.
        unjudged: How many cannot be judged, as interactions or fields of theirs are kept from the member.
        not_allowed: How many would have to change, and the member may not change them.
    """

    steps: list[Step] = field(default_factory=list)
    deletable: list[Deletable] = field(default_factory=list)
    held: int = 0
    unjudged: int = 0
    not_allowed: int = 0


def survey(view: View, customers: Iterable[Overview], terms: dict[str, Terms], months: Months, today: date) -> Survey:
    """Returns what is to be done on a day.

    Args:
        terms: By the path of each customer.yaml, the documents that end.
    """
    found = Survey()
    for customer in customers:
        if not _is_known(view, customer.path):
            found.unjudged += 1
            continue
        now, company = _condition(view, customer, today), _text(customer, "company")
        if now.held:
            found.held += 1
            continue
        new = next_lifecycle(now, months, today)
        if new and not may_edit(view, customer.path, "lifecycle"):
            found.not_allowed += 1
        elif new:
            found.steps.append(Step(customer.id, customer.path, company, now.lifecycle, new, now.last))
        reasons = deletion_conditions(now, months, today)
        if reasons:
            found.deletable.append(Deletable(customer.id, customer.path, company, reasons))
        elif customer.path in terms:
            found.deletable += _expired(terms[customer.path], company, months, today)
    return found


def _is_known(view: View, path: str) -> bool:
    """Says whether the member sees all that decides: who cannot see the latest talk would call a customer silent."""
    rights = view.rights(path)
    fields_seen = rights is None or all(rights.allows(READ, (name,)) for name in _JUDGED_BY)
    return fields_seen and view.has_all(f"{parent(path)}/{INTERACTION.folder}")


def _condition(view: View, customer: Overview, today: date) -> Condition:
    def all_recent(one: Overview) -> list[list[str]]:
        whole = overview_of(view, parent(one.path), recent=_EVERY)
        return whole.recent if whole else []

    last = derived_columns(customer, today, all_recent)["interaction_date"]
    return Condition(
        _text(customer, "lifecycle"),
        _text(customer, "status"),
        day_of(last) if isinstance(last, str) else None,
        day_of(_text(customer, "status_date")),
        bool(customer.fields.get("hold")),
    )


def _expired(terms: Terms, company: str, months: Months, today: date) -> Iterator[Deletable]:
    for one in terms.documents:
        day = day_of(one.expires_on)
        if day and months.retention and is_silent(day, months.retention, today):
            yield Deletable(one.path, one.path, company, (EXPIRED,))


def _text(customer: Overview, key: str) -> str:
    value = customer.fields.get(key)
    return value if isinstance(value, str) else ""

"""company.duplicate among all customers: what a change brings beside the customers it does not touch."""

from collections.abc import Sequence

from crmfs.checks.companies import companies
from crmfs.checks.facts import company_of
from crmfs.core.problem import Problem
from crmfs.git.change import Change
from crmfs.git.derived import Derived
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kinds import CUSTOMER, customer_of, locate
from crmfs.records.record import Record, read_record


def duplicate_companies(
    old: Snapshot | None, new: Snapshot, changes: Sequence[Change], derived: Derived
) -> list[Problem]:
    """Returns a warning for each customer whose company's name is new with the change and another customer's, too.

    The other customers are read from the old state only, and only when a company's name is new at all: what a push
    brings is kept nowhere before it has landed.

    Args:
        old: The state before, None for nothing.
        new: The state after.
        changes: What differs between them.
        derived: Where the names of the companies are kept.
    """
    changed = [change for change in changes if locate(change.path).kind is CUSTOMER]
    before = {locate(one.path).customer: _company(old, one.old) for one in changed if old and one.old}
    records = [record for one in changed if (record := _record(new, one.new))]
    fresh = [record for record in records if company_of(record) not in ("", before.get(record.place.customer))]
    if not fresh:
        return []
    touched = {customer_of(change.path) for change in changed}
    known = {
        company: [folder for folder in folders if folder not in touched]
        for company, folders in (companies(old, derived) if old else {}).items()
    }
    for record in records:
        known.setdefault(company_of(record), []).append(customer_of(record.path) or "")
    return [problem for record in fresh for problem in _told(record, known[company_of(record)])]


def _told(record: Record, folders: Sequence[str]) -> list[Problem]:
    other = next((folder for folder in folders if folder != customer_of(record.path)), None)
    return [record.problem("company.duplicate", "/company", other=other)] if other else []


def _company(snapshot: Snapshot | None, entry: Entry | None) -> str:
    record = _record(snapshot, entry)
    return company_of(record) if record else ""


def _record(snapshot: Snapshot | None, entry: Entry | None) -> Record | None:
    if snapshot is None or entry is None or not entry.is_file:
        return None
    found = read_record(entry.path, CUSTOMER, snapshot.content(entry))
    return found if isinstance(found, Record) else None

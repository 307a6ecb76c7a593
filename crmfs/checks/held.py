"""record.held: files of a customer on hold that a change takes away."""

from collections.abc import Iterator, Sequence

from crmfs.checks.subject import Rules
from crmfs.core.paths import name
from crmfs.core.problem import Problem
from crmfs.git.change import Change
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import CUSTOMER, customer_of
from crmfs.records.record import Record, read_record


def check(old: Snapshot | None, new: Snapshot, changes: Sequence[Change], rules: Rules) -> Iterator[Problem]:
    """Finds what is deleted of a customer that was on hold before the change; a file that moved inside it is there.

    That a change takes the hold away as well does not count: ending a hold is a decision of its own.
    """
    if old is None:
        return
    gone = [change for change in changes if change.old and not change.new and customer_of(change.path)]
    kept = {_in_customer(change.path) for change in changes if change.new}
    contents = {(_customer(change.path), change.new.oid) for change in changes if change.new}
    told: set[str] = set()
    for change in sorted(gone, key=lambda change: not change.path.endswith(f"/{CUSTOMER.file}")):
        customer = _customer(change.path)
        is_there = _in_customer(change.path) in kept or (change.old and (customer, change.old.oid) in contents)
        if customer not in told and not is_there and not _is_nothing(change.path) and _is_held(old, change.path):
            told.add(customer)
            yield Problem("record.held", change.path, params={"customer": customer})


def _is_nothing(path: str) -> bool:
    return name(path) == ".gitkeep"


def _customer(path: str) -> str:
    return name(customer_of(path) or "")


def _in_customer(path: str) -> str:
    """Returns a path without its shard: a customer that is put into the right one stays the same."""
    return path.split("/", 2)[2] if customer_of(path) else path


def _is_held(old: Snapshot, path: str) -> bool:
    customer = f"{customer_of(path)}/{CUSTOMER.file}"
    entry = old.entry(customer)
    found = read_record(customer, CUSTOMER, old.content(entry)) if entry and entry.is_file else None
    return isinstance(found, Record) and bool(found.text("hold").strip())

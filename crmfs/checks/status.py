"""status.*: a change of status tells why, by whom, when, and what is next (requirements N4, N5)."""

from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.records.kinds import CUSTOMER
from crmfs.records.labels import choice_code
from crmfs.records.record import Record

_TOLD = ("status_reason", "status_by", "status_date")


def check(old: Record | None, new: Record | None, rules: Rules) -> Iterator[Problem]:
    """Finds status changes that leave no trace in the record itself; a new customer's first status needs none.

    What stood there for the change before does not count: with reason, employee and date all as they were, nothing was
    told. The follow-up counts if it is not before the change.
    """
    if old is None or new is None or new.kind is not CUSTOMER:
        return
    before, after = (_status(record, rules) for record in (old, new))
    if not before or before == after:
        return
    at = "/status" if "status" in new.value else ""
    if all(old.value.get(field) == new.value.get(field) for field in _TOLD):
        yield new.problem("status.reason_missing", at)
        if not new.text("status_by"):
            yield new.problem("status.by_missing", at)
        if not new.text("status_date"):
            yield new.problem("status.date_missing", at)
    else:
        codes = ("status.reason_missing", "status.by_missing", "status.date_missing")
        for code, field in zip(codes, _TOLD, strict=True):
            if not new.text(field).strip():
                yield new.problem(code, at)
    follow_up = new.text("next_follow_up")
    if after != "lost" and (not follow_up or follow_up < new.text("status_date")):
        yield new.problem("status.follow_up_missing", at)


def _status(record: Record, rules: Rules) -> str:
    """Returns the status as its code: a label mended to its code is no change."""
    typed = record.text("status")
    return choice_code(rules.schemas.field(CUSTOMER.name, "status"), typed) or typed

"""id.changed, interaction.rewritten: records that become another one, or are told otherwise long after."""

from collections.abc import Iterator
from datetime import date

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.records.kinds import INTERACTION
from crmfs.records.record import Record

_LONG_AFTER_DAYS = 30
_TOLD = ("date", "content", "employee")


def check_id(old: Record | None, new: Record | None, rules: Rules) -> Iterator[Problem]:
    """Finds an id that was changed: what refers to it, in and outside of the repository, would point nowhere."""
    if old and new and old.text("id") and new.text("id") and old.text("id") != new.text("id"):
        yield new.problem("id.changed", "/id")


def check_interaction(old: Record | None, new: Record | None, rules: Rules) -> Iterator[Problem]:
    """Finds an interaction whose date, content or employee was rewritten more than 30 days after it."""
    if old is None or new is None or new.kind is not INTERACTION:
        return
    changed = [field for field in _TOLD if old.value.get(field) != new.value.get(field)]
    if not changed:
        return
    try:
        days = (rules.today - date.fromisoformat(old.text("date"))).days
    except ValueError:
        return
    if days > _LONG_AFTER_DAYS:
        yield new.problem("interaction.rewritten", f"/{changed[0]}", days=days)

"""What becomes of a customer of whom nothing is heard: marked, archived, listed for deletion. Pure; reads nothing."""

from datetime import date
from typing import NamedTuple

from crmfs.checks.freshness import is_silent

IN_USE, TO_ARCHIVE, ARCHIVED = "in_use", "to_archive", "archived"
LOST = "lost"


class Months(NamedTuple):
    """Calendar months of the settings.

    Attributes:
        stale: Without an interaction, after which a customer is marked.
        archive: The same, after which it is archived; 0 for never.
        retention: After which it is listed for deletion; 0 for never.
    """

    stale: int
    archive: int = 0
    retention: int = 0


class Condition(NamedTuple):
    """How a customer stands.

    Attributes:
        lifecycle: As stored, `""` counts as in use.
        status: As stored.
        last: Day of the latest interaction, today's included, later ones not; None without any.
        since: Day of its status, from which silence counts where there never was an interaction.
        held: Whether somebody wrote why it must stay as it is.
    """

    lifecycle: str
    status: str
    last: date | None
    since: date | None
    held: bool = False


def next_lifecycle(now: Condition, months: Months, today: date) -> str | None:
    """Returns what `lifecycle` has to become, None where all is right already; doing it changes that to None.

    A lost customer is neither marked nor archived, as in the checks. The mark goes by interactions alone: a recent one
    takes it away. What is archived or on hold stays as it is.
    """
    if now.held or now.lifecycle == ARCHIVED:
        return None
    heard = now.last or now.since
    if heard is None:
        return None
    if not is_silent(heard, months.stale, today):
        return IN_USE if now.lifecycle == TO_ARCHIVE and now.last else None
    if now.status == LOST:
        return None
    if months.archive and is_silent(heard, max(months.archive, months.stale), today):
        return ARCHIVED
    return None if now.lifecycle == TO_ARCHIVE else TO_ARCHIVE


def deletion_conditions(now: Condition, months: Months, today: date) -> tuple[str, ...]:
    """Returns why a customer may be deleted, `lost` and `archived`, none where it may not yet, or is on hold (N15)."""
    days = [day for day in (now.last, now.since) if day]
    if now.held or not months.retention or not days or not is_silent(max(days), months.retention, today):
        return ()
    return tuple(name for name, said in ((LOST, now.status), (ARCHIVED, now.lifecycle)) if said == name)

"""freshness.follow_up_overdue, freshness.stale, interaction.in_future, document.expired: what the calendar says."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from crmfs.checks.facts import Facts
from crmfs.checks.subject import Folder, Rules
from crmfs.core.dates import add_months
from crmfs.core.problem import Problem
from crmfs.records.kinds import INTERACTION
from crmfs.records.record import Record


def check_customers(facts: Sequence[Facts], rules: Rules, open_folder: Callable[[str], Folder]) -> Iterator[Problem]:
    """Finds follow-ups that are overdue, and customers of whom nothing was heard for longer than `stale_months`.

    Archived and lost customers are left in peace; one that is marked already is not told again.
    """
    today, months = rules.today.isoformat(), rules.settings.stale_months
    surely_fresh = (add_months(rules.today, -months) + timedelta(days=4)).isoformat()  # months differ by up to 3 days
    for fact in facts:
        if fact.status == "lost" or fact.lifecycle == "archived":
            continue
        due = day_of(fact.follow_up) if fact.follow_up < today else None
        if due:
            days = (rules.today - due).days
            yield Problem(
                "freshness.follow_up_overdue", fact.path, *fact.follow_up_at, "/next_follow_up", {"days": days}
            )
        last = fact.last_interaction
        last = _last_until(open_folder(fact.folder), today) if last > today else last
        heard = day_of(last or fact.since) if (last or fact.since) < surely_fresh else None
        if heard and is_silent(heard, months, rules.today) and fact.lifecycle != "to_archive":
            yield Problem("freshness.stale", fact.path, params={"months": months})


def check_interactions(facts: Sequence[Facts], rules: Rules, open_folder: Callable[[str], Folder]) -> Iterator[Problem]:
    """Finds interactions dated after today."""
    today = rules.today.isoformat()
    for fact in facts:
        if fact.last_interaction > today:
            for record in _interactions(open_folder(fact.folder)):
                if record.text("date") > today and day_of(record.text("date")):
                    yield record.problem("interaction.in_future", "/date")


def check_documents(facts: Sequence[Facts], rules: Rules, open_folder: Callable[[str], Folder]) -> Iterator[Problem]:
    """Finds documents whose `expires_on` has passed."""
    for fact in facts:
        for path, line, column, expires_on in fact.expiring:
            day = day_of(expires_on)
            if day and day < rules.today:
                yield Problem("document.expired", path, line, column, "/expires_on", {"days": (rules.today - day).days})


def _last_until(folder: Folder, today: str) -> str:
    return max((day for record in _interactions(folder) if (day := record.text("date")) <= today), default="")


def _interactions(folder: Folder) -> Iterator[Record]:
    return (record for record in folder.records() if record.kind is INTERACTION)


def is_silent(heard: date, months: int, today: date) -> bool:
    """Says whether more than some calendar months have passed since something was heard; the day is clipped (N6)."""
    try:
        return add_months(heard, months) < today
    except ValueError:  # beyond the calendar's end
        return False


def day_of(text: str) -> date | None:
    """Returns the day that a stored date says, None for what is no date."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None

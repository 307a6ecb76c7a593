"""Follow-ups that another day took the place of, as the history tells them. Counts nothing."""

from collections.abc import Iterator
from datetime import date

from crmfs.git.log import Span
from crmfs.history.entries import Wish, entries
from crmfs.history.moments import Clock
from crmfs.history.past import Past
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.yaml import Value

_FIELD = ("next_follow_up",)


def changed_follow_ups(past: Past, clock: Clock, since: date, until: date) -> Iterator[tuple[str, Value, date]]:
    """Yields customer, the day as it stood before, and the day on which it was changed, newest first.

    Args:
        since, until: When it was changed; years before 1970 have no history.
    """
    first = clock.start(since) if since.year > 1970 else None
    for entry in entries(past, Wish(field=_FIELD, span=Span(first, clock.end(until)))):
        when = clock.shown(entry.revision.time).date()
        for change in entry.changes:
            place = locate(change.path)
            if place.kind is CUSTOMER and change.old_fields:
                yield place.customer, change.old_fields.get("next_follow_up"), when

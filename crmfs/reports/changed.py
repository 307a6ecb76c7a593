"""Follow-ups that another day took the place of, as the history tells them. Counts nothing."""

from collections.abc import Iterator
from datetime import date

from crmfs.git.glimpse import glimpse
from crmfs.git.log import Revision, Span, log_with_paths
from crmfs.history.moments import Clock
from crmfs.history.past import Past
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.yaml import Value

_FIELD = "next_follow_up"
_FIRST_YEAR = 1970  # of commits


def changed_follow_ups(past: Past, clock: Clock, since: date, until: date) -> Iterator[tuple[str, Value, date]]:
    """Yields customer, the day as it stood before, and the day on which it was changed, newest first.

    A merge is passed by: what it joins was changed on its sides. Earlier values are shown to whom the customer belongs
    today.

    Args:
        since, until: When it was changed.
    """
    if past.head is None:
        return
    first = clock.start(since) if since.year > _FIRST_YEAR else None
    for revision, paths in log_with_paths(past.repository, past.head, Span(first, clock.end(until))):
        if len(revision.parents) == 1:
            for customer, old in _replaced(past, revision, paths):
                yield customer, old, clock.shown(revision.time).date()


def _replaced(past: Past, revision: Revision, paths: set[str]) -> Iterator[tuple[str, Value]]:
    """Yields the customers of whom a commit changed the day, with the one that stood before."""
    before, now = glimpse(past.repository, revision.parents[0]), glimpse(past.repository, revision.oid)
    there = [path for path in sorted(paths) if locate(path).kind is CUSTOMER and before.entry(path)]
    past.look_at(there)
    for path in there:
        data = before.read(path)
        if _FIELD.encode() not in data or not past.is_visible(path):
            continue
        new = past.fields(path, now.read(path)) if now.entry(path) else {}
        old = past.fields(path, data)
        if old and old.get(_FIELD) != (new or {}).get(_FIELD):
            yield locate(path).customer, old.get(_FIELD)

"""Which commit, or which time, somebody means: a revision of git, the id of an act, a day. Reads no file."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from crmfs.core.errors import NotFound, UsageError
from crmfs.core.regex import regex
from crmfs.git.log import Span, before, log
from crmfs.git.message import OP
from crmfs.git.repository import Repository

if TYPE_CHECKING:
    from crmfs.query.periods import Period

_ACT = regex(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Clock:
    """The days of a repository.

    Args:
        today: What relative days count from.
        timezone: IANA name of the zone in which its days begin.
    """

    def __init__(self, today: date, timezone: str) -> None:
        self._today = today
        self._zone = ZoneInfo(timezone)

    def period(self, typed: str) -> "Period | None":
        """Returns the days that somebody means, None for what is no time."""
        from crmfs.query.periods import typed_period  # slow to load, and most histories are asked for as a whole

        return typed_period(typed, self._today)

    def start(self, day: date) -> int:
        """Returns the first second of a day, counted since 1970 (UTC)."""
        return int(datetime.combine(day, time.min, self._zone).timestamp())

    def end(self, day: date) -> int:
        """Returns the last second of a day, counted as in `start`."""
        return self.start(day + timedelta(days=1)) - 1

    def shown(self, moment: int) -> datetime:
        """Returns the date and time of a moment in seconds since 1970 (UTC)."""
        return datetime.fromtimestamp(moment, self._zone)


def span_between(since: str | None, until: str | None, clock: Clock) -> Span:
    """Returns the time between two typed days or periods, both in it.

    Raises:
        UsageError: `history.date_invalid`.
    """
    first, last = (_period(option, typed, clock) for option, typed in (("--since", since), ("--until", until)))
    return Span(clock.start(first.first) if first else None, clock.end(last.last) if last else None)


def commit_meant(repository: Repository, typed: str, clock: Clock) -> str:
    """Returns the commit that somebody means.

    Args:
        typed: A day or period, for the state at its end; the id of an act of crmfs; any revision of git.

    Raises:
        NotFound: `history.revision_unknown`; `history.too_early`: there was no commit at that time.
    """
    head, period = repository.head(), clock.period(typed)
    found: str | None = None
    if period and head:
        found = before(repository, head, clock.end(period.last))
        if found is None:
            raise NotFound("history.too_early", date=typed)
    elif _ACT.fullmatch(typed):
        found = act(repository, typed)
    if found:
        return found
    try:
        return repository.resolve(typed)
    except NotFound:
        raise NotFound("history.revision_unknown", revision=typed) from None


def act(repository: Repository, op: str) -> str | None:
    """Returns the commit that an act of crmfs made, on whatever machine, None for none in this history."""
    from crmfs.git.journal import landed_commit  # most revisions are named otherwise

    here, head = landed_commit(repository.state_dir, op), repository.head()
    if here or head is None:
        return here
    return next((one.oid for one in log(repository, head, grep=f"{OP}: {op}") if one.op == op), None)


def _period(option: str, typed: str | None, clock: Clock) -> "Period | None":
    found = clock.period(typed) if typed is not None else None
    if typed is not None and found is None:
        raise UsageError("history.date_invalid", option=option)
    return found

"""Dues as an iCalendar file. The only module that loads icalendar; decides nothing.

Source: RFC 5545; an event with a known UID replaces the earlier one.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from crmfs.core.errors import ConfigError
from crmfs.core.messages import Language, say
from crmfs.core.text import one_line
from crmfs.lifecycle.dues import KINDS, Due

if TYPE_CHECKING:
    from icalendar import Event

ALARM = timedelta(hours=9)  # after the day begins
EPOCH = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())  # SEQUENCE counts from here: until 2088 it has 31 bits


def calendar(dues: Iterable[Due], moment: datetime, language: Language, owner_name: Callable[[str], str]) -> bytes:
    """Returns a calendar with an all-day event for each due, with an alarm at nine; the same dues give the same bytes.

    The UID is made from what the due is about and not from its day: a follow-up that is moved stays one event.

    Args:
        moment: When the repository was last changed (aware): DTSTAMP, and as seconds SEQUENCE, so that a later file
            wins over an earlier one.
        owner_name: Returns what people call the employee with an id.

    Raises:
        ConfigError: `lifecycle.icalendar_missing`.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise ConfigError("lifecycle.icalendar_missing") from None
    made = Calendar()
    made.add("prodid", "-//crmfs//due//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", say("lifecycle.calendar", language))
    for due in dues:
        made.add_component(_event(due, moment.astimezone(UTC), language, owner_name))
    return bytes(made.to_ical())


def _event(due: Due, moment: datetime, language: Language, owner_name: Callable[[str], str]) -> "Event":
    from icalendar import Alarm, Event

    what = say(KINDS[due.kind], language)
    about = " · ".join(one_line(part) for part in (due.company, due.title, due.customer) if part) or due.id
    summary = say("lifecycle.event", language, what=what, about=about)
    event = Event()
    event.add("uid", f"{blake2b(f'{due.kind} {due.id}'.encode(), digest_size=16).hexdigest()}@crmfs")
    event.add("dtstamp", moment)
    event.add("sequence", max(0, int(moment.timestamp()) - EPOCH))
    event.add("dtstart", due.date)
    event.add("dtend", due.date + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", "\n".join(filter(None, (due.id, owner_name(due.owner) if due.owner else ""))))
    event.add("categories", [what])
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event

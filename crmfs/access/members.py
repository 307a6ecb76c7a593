"""Members: the people of members.yaml and how they are named. Decides no rights."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from crmfs.core.errors import ConfigError, UsageError
from crmfs.core.text import fold_name
from crmfs.records.kinds import MEMBERS
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value

_NONE: Mapping[str, Value] = MappingProxyType({})


class Member(NamedTuple):
    """One person who works with the repository; `language` is "" where none is chosen.

    Attributes:
        attributes: All that members.yaml says of the person, a team's own fields too: what `me.` in a condition means.
    """

    id: str
    name: str
    emails: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    team: str = ""
    regions: tuple[str, ...] = ()
    language: str = ""
    attributes: Mapping[str, Value] = _NONE


class Members:
    """The members of a repository, found by id, e-mail address or unique name."""

    def __init__(self, members: Iterable[Member] = ()) -> None:
        self.all = tuple(members)
        self.ids = frozenset(member.id for member in self.all)

    def find(self, typed: str) -> Member | None:
        """Returns the member with this id, e-mail address or unique name, else None.

        Raises:
            UsageError: `member.ambiguous`: several have this name; it lists their ids.
        """
        found = self.meant(typed)
        if len(found) > 1:
            raise UsageError("member.ambiguous", name=typed.strip(), ids=", ".join(member.id for member in found))
        return found[0] if found else None

    def meant(self, typed: str) -> tuple[Member, ...]:
        """Returns the member with this id or e-mail address, else all of this name."""
        for member in self.all:
            if member.id == typed.strip():
                return (member,)
        found = self.by_email(typed)
        wanted = fold_name(typed)
        return (
            (found,) if found else tuple(member for member in self.all if wanted and fold_name(member.name) == wanted)
        )

    def by_email(self, email: str) -> Member | None:
        """Returns the member with this e-mail address (trimmed, case folded), else None."""
        wanted = email.strip().casefold()
        if not wanted:
            return None
        return next((m for m in self.all if wanted in (e.strip().casefold() for e in m.emails)), None)


def read_members(data: bytes) -> Members:
    """Returns the members in the bytes of members.yaml.

    Raises:
        ConfigError: `members.unreadable`, naming the line; nobody is known then.
    """
    record = read_record("members.yaml", MEMBERS, data)
    if not isinstance(record, Record):
        raise ConfigError("members.unreadable", line=record.line or 1)
    entries = record.value.get("members")
    if not isinstance(entries, list):
        return Members()
    return Members(
        member_from(entry) for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)
    )


def member_from(entry: Mapping[str, Value]) -> Member:
    """Returns the member that one entry of members.yaml describes; what is of a wrong type counts as absent."""

    def text(key: str) -> str:
        value = entry.get(key)
        return value if isinstance(value, str) else ""

    def texts(key: str) -> tuple[str, ...]:
        value = entry.get(key)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    return Member(
        text("id"),
        text("name"),
        texts("emails"),
        texts("roles"),
        text("team"),
        texts("regions"),
        text("language"),
        entry,
    )

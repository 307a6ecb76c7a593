"""Whom a hook speaks to: a member where one is known, in his language, with the support line. Decides nothing."""

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property

from crmfs.access.configuration import load_members, load_settings, load_team_schemas
from crmfs.access.members import Member, Members
from crmfs.core.errors import CrmfsError
from crmfs.core.languages import wishes
from crmfs.core.messages import Language, say
from crmfs.core.problem import Problem, in_order
from crmfs.core.text import one_line
from crmfs.formats import PIPE, Page
from crmfs.formats.colours import are_wanted
from crmfs.formats.wording import Wording
from crmfs.git.snapshot import Snapshot
from crmfs.records.fields import Field, no_field
from crmfs.records.kinds import locate
from crmfs.records.schema import Schemas


class Listener:
    """Who reads what a hook says. Until a snapshot is known, only the environment tells the language.

    Attributes:
        language: The reader's.
        support: Whom to ask, from the settings; "" if they do not say.
        member: The member, None for a stranger.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.language: Language = wishes(None, environment)
        self.support = ""
        self.member: Member | None = None

    def learn(self, snapshot: Snapshot, email: str) -> None:
        """Takes members and settings from a snapshot; what cannot be read there leaves everything as it is.

        Args:
            email: Address of who acts; the variable CRMFS_ACTOR (id, e-mail address or name) wins.
        """
        named = self._environment.get("CRMFS_ACTOR")
        members = _members(snapshot)
        self.member = _actor(members, named, email)
        chosen = self.member.language if self.member else None
        try:
            settings = load_settings(snapshot)
        except CrmfsError:
            self.language = wishes(None, self._environment, member=chosen)
            return
        self.support = settings.support
        self.language = wishes(None, self._environment, member=chosen, settings=settings.language)

    def tell(self, line: str) -> None:
        """Writes one line to who runs git; on a server git sends it to the pusher."""
        print(line, file=sys.stderr)

    def tell_problems(self, problems: Sequence[Problem], judged: Snapshot | None) -> None:
        """Writes problems as text, those that refuse and those that only warn.

        Args:
            judged: The state whose schemas name the fields.
        """
        from crmfs.formats.text import write  # a hook that finds nothing never needs it

        wording = Wording(self.language, _Fields(judged).field_of if judged else no_field)
        for line in write(in_order(problems), wording, _page(self._environment)):
            self.tell(line)

    def tell_support(self) -> None:
        """Writes whom to ask, shown with every refusal, if the settings say so."""
        if self.support:
            self.tell(say("cli.support", self.language, support=one_line(self.support)))


def errors_of(problems: Sequence[Problem]) -> list[Problem]:
    """Returns the problems that refuse."""
    return [problem for problem in problems if problem.severity == "error"]


def worth_telling(problems: Sequence[Problem]) -> list[Problem]:
    """Returns the problems that a hook shows: errors and warnings."""
    return [problem for problem in problems if problem.severity != "info"]


def _page(environment: Mapping[str, str]) -> Page:
    """Returns what stderr goes to: the terminal of who commits, or a pipe, as on a server."""
    if not sys.stderr.isatty():
        return PIPE
    try:
        cells = os.get_terminal_size(sys.stderr.fileno()).columns or None
    except OSError:
        cells = None
    return Page(cells=cells, colours=are_wanted(True, environment))


def _actor(members: Members, named: str | None, email: str) -> Member | None:
    """Returns who acts; None for a stranger, and for a name that several members have."""
    if not named:
        return members.by_email(email)
    meant = members.meant(named)
    return meant[0] if len(meant) == 1 else None


def _members(snapshot: Snapshot) -> Members:
    try:
        return load_members(snapshot)
    except CrmfsError:
        return Members()


class _Fields:
    """Fields as the schemas of a state know them; those that cannot be read know none."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_property
    def _schemas(self) -> Schemas | None:
        try:
            return load_team_schemas(self._snapshot)
        except CrmfsError:
            return None

    def field_of(self, path: str, field: str) -> Field | None:
        """Returns a field of a file's kind, None where there is none."""
        kind = locate(path).kind
        if kind is None or self._schemas is None:
            return None
        try:
            return self._schemas.fields(kind.name).get(field)
        except CrmfsError:
            return None

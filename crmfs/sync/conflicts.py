"""The conflicts that are open here: those that git left, else those that keep our side and the server's apart."""

from collections.abc import Mapping

from crmfs.core.errors import RepositoryError
from crmfs.edits.joining import Conflict
from crmfs.git.remote import server_of
from crmfs.git.repository import Repository
from crmfs.records.merge3 import Decision
from crmfs.sync.git_conflicts import GitConflicts
from crmfs.sync.meeting import Meeting
from crmfs.sync.standing import meeting_of


def conflicts_of(repository: Repository) -> "GitConflicts | ServerConflicts":
    """Returns what is in conflict here, by what was last seen of the server; errors as `server_of`."""
    if repository.root and repository.in_progress():
        return GitConflicts(repository)
    try:
        theirs = repository.ref(server_of(repository).tracking)
    except RepositoryError:  # without a server there is nothing to be joined with
        theirs = None
    return ServerConflicts(meeting_of(repository, repository.head(), theirs))


class ServerConflicts:
    """The files that keep both sides from being joined.

    Attributes:
        then: The command that goes on when all is decided.
    """

    then = "crmfs sync"

    def __init__(self, meeting: Meeting | None) -> None:
        self._meeting = meeting

    def conflicts(self) -> list[Conflict]:
        """Returns what nobody decided."""
        return self._meeting.joined().conflicts if self._meeting else []

    def all_conflicts(self) -> list[Conflict]:
        """Returns also what was decided and is not joined yet: that may be decided anew."""
        return self._meeting.undecided().conflicts if self._meeting else []

    def decide(self, path: str, decided: Mapping[str, Decision]) -> None:
        """Keeps decisions on places of a file until both sides are joined."""
        if self._meeting:
            self._meeting.decide(path, decided)

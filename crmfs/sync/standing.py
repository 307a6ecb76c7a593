"""How far our side and the server's are apart. Changes nothing but what git remembers of the server."""

from typing import NamedTuple

from crmfs.access.view import View
from crmfs.core.errors import StorageError
from crmfs.edits.joining import Conflict
from crmfs.edits.keeping_both import Copy, copies
from crmfs.git.history import count_between, is_ancestor
from crmfs.git.remote import fetch, server_of
from crmfs.git.repository import Repository
from crmfs.sync.meeting import Meeting


class Standing(NamedTuple):
    """How far both sides are apart.

    Attributes:
        ahead: Commits of ours that the server has not; merges are not counted.
        behind: Commits of the server that we have not.
        conflicts: What has to be decided before they can be joined.
        copies: Documents of which two versions are kept.
        unsaved: Files that were changed and not committed: they are not pushed.
        seen: Whether the server was asked; else the numbers are of the last time.
    """

    ahead: int
    behind: int
    conflicts: list[Conflict]
    copies: list[Copy]
    unsaved: list[str]
    seen: bool


def standing(repository: Repository, view: View) -> Standing:
    """Returns how far both sides are apart; errors as `server_of`.

    Args:
        view: What the reader may see of the last commit.
    """
    server = server_of(repository)
    try:
        theirs, seen = fetch(repository, server), True
    except StorageError:
        theirs, seen = repository.ref(server.tracking), False
    ours = repository.head()
    conflicts = open_conflicts(repository, ours, theirs)
    ahead = count_between(repository, theirs, ours) if ours else 0
    behind = count_between(repository, ours, theirs) if theirs else 0
    return Standing(ahead, behind, conflicts, list(copies(view)), unsaved(repository), seen)


def open_conflicts(repository: Repository, ours: str | None, theirs: str | None) -> list[Conflict]:
    """Returns the conflicts between two tips that nobody decided."""
    found = meeting_of(repository, ours, theirs)
    return found.joined().conflicts if found else []


def meeting_of(repository: Repository, ours: str | None, theirs: str | None) -> Meeting | None:
    """Returns where two tips meet; None where one has all that the other has."""
    if ours is None or theirs is None:
        return None
    if is_ancestor(repository, ours, theirs) or is_ancestor(repository, theirs, ours):
        return None
    return Meeting(repository, ours, theirs, "")


def unsaved(repository: Repository) -> list[str]:
    """Returns the files that differ from the last commit, new ones included; none where there is no work tree."""
    if repository.root is None:
        return []
    listed = repository.git("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
    return [line[3:] for line in listed.decode("utf-8", "surrogateescape").split("\0") if line]

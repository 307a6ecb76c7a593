"""`sync --fold`: the commits that were not pushed yet become one. What they were is kept for a while."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import uuid4

from crmfs.core.errors import UsageError
from crmfs.edits.intent import Intent
from crmfs.git.fold import fold_into, kept_refs, remove_ref
from crmfs.git.history import commits_between, merge_base
from crmfs.git.message import EMPLOYEE, with_trailers
from crmfs.git.remote import server_of
from crmfs.git.repository import Repository

KEPT_DAYS = 30


class Folded(NamedTuple):
    """What became of a fold.

    Attributes:
        commit: The one commit.
        folded: How many there were.
        backup: Ref under which they are kept.
    """

    commit: str
    folded: int
    backup: str


def unpushed(repository: Repository) -> tuple[str | None, int]:
    """Returns the commit that the unpushed ones begin at, and how many they are, merges included."""
    ours, theirs = repository.head(), repository.ref(server_of(repository).tracking)
    base = merge_base(repository, ours, theirs) if ours and theirs else None
    return base, len(commits_between(repository, ours, base)) if ours else 0


def fold(repository: Repository, intent: Intent, subject: str) -> Folded:
    """Makes the unpushed commits one, with the same files; old ones of earlier folds go after `KEPT_DAYS`.

    Args:
        subject: First line of its message. The messages of the old ones are left out: they may be what is refused.

    Raises:
        UsageError: `sync.fold_nothing`: there are fewer than two.
        RepositoryError, ChangedMeanwhile, StorageError: As `commit`.
    """
    base, count = unpushed(repository)
    if count < 2:
        raise UsageError("sync.fold_nothing", count=count)
    message = with_trailers(subject, [(EMPLOYEE, intent.member.id)])
    backup = f"refs/crmfs/backup/{intent.today:%Y%m%d}-{uuid4().hex[:8]}"
    commit = fold_into(repository, base, message, author=intent.author, op=str(uuid4()), backup=backup)
    _forget_old(repository, intent.today)
    return Folded(commit, count, backup)


def _forget_old(repository: Repository, today: date) -> None:
    oldest = f"{today - timedelta(days=KEPT_DAYS):%Y%m%d}"
    for ref in kept_refs(repository):
        if ref.rpartition("/")[2][:8] < oldest:
            remove_ref(repository, ref)

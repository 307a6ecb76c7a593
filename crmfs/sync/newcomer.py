"""Somebody whom the server knows as a member and this clone does not yet: a sync makes him known. Syncs nothing."""

from crmfs.access.authority import authority_at
from crmfs.access.members import Member
from crmfs.core.errors import StorageError
from crmfs.git.remote import fetch, server_of
from crmfs.git.repository import Repository


def newcomer(repository: Repository, email: str) -> Member | None:
    """Returns the member whom the server knows by an e-mail address, None for nobody or without the server.

    Raises:
        RepositoryError, ChangedMeanwhile: As `server_of`.
    """
    try:
        theirs = fetch(repository, server_of(repository))
    except StorageError:
        return None
    return authority_at(repository.snapshot(theirs)).members.by_email(email) if theirs else None

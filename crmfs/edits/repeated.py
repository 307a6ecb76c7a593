"""An operation that is asked for once more: what it did the first time. Changes nothing but what a crash left."""

from typing import NamedTuple

from crmfs.access.members import Member
from crmfs.core.errors import ChangedMeanwhile
from crmfs.core.paths import RepoPath, name
from crmfs.core.regex import regex
from crmfs.git.change import Change, changes_between
from crmfs.git.history import first_parent
from crmfs.git.journal import landed_commit
from crmfs.git.message import EMPLOYEE
from crmfs.git.recover import mend
from crmfs.git.repository import Repository
from crmfs.records.kinds import CONTACTS, CUSTOMER, META, META_SUFFIX, customer_of, locate

_BY = regex(rf"(?m)^{EMPLOYEE}: (.*)$")


class Done(NamedTuple):
    """One record that the operation made, changed or deleted, named as the command named it the first time."""

    id: str
    path: RepoPath
    is_new: bool


class Landed(NamedTuple):
    """What an operation did, and the commit that holds it."""

    commit: str
    records: tuple[Done, ...]


def landed(repository: Repository, op: str, member: Member) -> Landed | None:
    """Returns what an operation did that landed already, None if it did not; a crash is recovered from first.

    Raises:
        ChangedMeanwhile: `edit.op_taken`: the id is that of somebody else's operation; `git.busy`.
    """
    mend(repository)
    commit = landed_commit(repository.state_dir, op)
    if commit is None or not repository.objects.has(commit):
        return None
    if _BY.findall(repository.objects.commit(commit).message)[-1:] != [member.id]:
        raise ChangedMeanwhile("edit.op_taken")
    parent = first_parent(repository, commit)
    changes = changes_between(repository.snapshot(parent) if parent else None, repository.snapshot(commit))
    paths = {change.path: change for change in changes}
    return Landed(commit, tuple(_done(change) for change in changes if not _belongs(change, paths)))


def _belongs(change: Change, all_: dict[str, Change]) -> bool:
    """Says whether a file is no record of its own here: the rest of a customer that came or went, a file's metadata."""
    kind = locate(change.path).kind
    folder = customer_of(change.path)
    about = all_.get(f"{folder}/{CUSTOMER.file}") if folder else None
    if kind is META and change.path.removesuffix(META_SUFFIX) in all_:
        return True
    if about is None or kind is CUSTOMER:
        return False
    return about.old is None or about.new is None or kind is CONTACTS


def _done(change: Change) -> Done:
    place = locate(change.path)
    customer = place.customer
    said = f"{customer}/{place.id}" if customer and place.id and place.kind is not CUSTOMER else customer
    return Done(said or name(change.path), RepoPath(change.path), change.old is None)

"""Authority: the policy and the members that are in force in one state of the repository. Decides about nobody."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from crmfs.access.configuration import load_members
from crmfs.access.grant import Grant
from crmfs.access.members import Member, Members
from crmfs.access.policy import Policy
from crmfs.access.policy_reader import PATH
from crmfs.access.verdict import accepted_policy
from crmfs.core.errors import ConfigError
from crmfs.git.history import versions_of
from crmfs.git.snapshot import Snapshot

if TYPE_CHECKING:
    from crmfs.git.repository import Repository


_accepted = lru_cache(maxsize=8)(accepted_policy)


class Authority:
    """Who decides, and about whom.

    Attributes:
        members: The people.
        policy: The rules in force; None where all is denied.
        fault: Why all is denied: `access.policy_missing` or `access.policy_broken`; "" where it is not.
    """

    def __init__(self, members: Members, policy: Policy | None, fault: str = "") -> None:
        self.members = members
        self.policy = policy
        self.fault = fault

    def grant(self, member: Member) -> Grant:
        """Returns what a member may do.

        Raises:
            ConfigError: No policy is in force, so nobody may do anything.
        """
        if self.policy is None:
            raise ConfigError(self.fault)
        return Grant(self.policy, member)

    def administrators(self) -> list[Member]:
        """Returns the members who may edit access.yaml and members.yaml: their roles alone decide."""
        if self.policy is None:
            return []
        known: dict[frozenset[str], bool] = {}
        for member in self.members.all:
            roles = self.policy.roles_of(member)
            if roles not in known:
                known[roles] = is_administrator(Grant(self.policy, member))
        return [member for member in self.members.all if known[self.policy.roles_of(member)]]


def is_administrator(grant: Grant) -> bool:
    """Says whether an actor may edit both access.yaml and members.yaml."""
    return all(grant.rights(path).allows("edit") for path in (PATH, "members.yaml"))


def authority_at(snapshot: Snapshot) -> Authority:
    """Returns the policy and members of one state, and of no other: a broken policy denies all.

    Raises:
        ConfigError: members.yaml cannot be read.
    """
    members = load_members(snapshot)
    if snapshot.entry(PATH) is None:
        return Authority(members, None, "access.policy_missing")
    found = _accepted(snapshot.read(PATH))
    return Authority(members, found) if isinstance(found, Policy) else Authority(members, None, "access.policy_broken")


def authority_in(snapshot: Snapshot, tip: Callable[[], Snapshot]) -> Authority:
    """Returns the policy and members of some files; a policy that is broken or missing there leaves the commit's.

    Args:
        tip: Returns the commit that they were made from; asked for where it is needed, for it costs git's library.
    """
    found = authority_at(snapshot)
    if found.policy is None and (made_from := tip()) is not snapshot:
        return Authority(found.members, authority_at(made_from).policy, found.fault)
    return found


def last_valid_policy(repository: "Repository", commit: str) -> Policy | None:
    """Returns the newest valid policy in a commit's history of first parents, its own too; None if there is none."""
    for oid in versions_of(repository, commit, PATH):
        found = _accepted(repository.objects.read(oid))
        if isinstance(found, Policy):
            return found
    return None

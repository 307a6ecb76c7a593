"""Authority: the policy and the members that are in force in one state of the repository. Decides about nobody."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from crmfs.access.configuration import MEMBERS_PATH, load_members
from crmfs.access.grant import Grant
from crmfs.access.members import Member, Members
from crmfs.access.policy import Policy
from crmfs.access.policy_reader import PATH, policy_of
from crmfs.access.spelling import Spellings
from crmfs.access.verdict import accepted_policy
from crmfs.core.errors import ConfigError
from crmfs.core.problem import Problem
from crmfs.git.history import versions_of
from crmfs.git.model import object_id
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import ACCESS
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Document

if TYPE_CHECKING:
    from crmfs.git.derived import Derived
    from crmfs.git.repository import Repository


Store = Callable[[], "Derived"]
_FUNCTION, _VERSION = "accepted_policy", 3  # the version counts up when a file that was accepted no longer would be
_OWN_FILES = (PATH, MEMBERS_PATH)
_accepted = lru_cache(maxsize=8)(accepted_policy)


class Authority:
    """Who decides, and about whom.

    Attributes:
        members: The people.
        policy: The rules in force; None where all is denied.
        fault: Why all is denied: `access.policy_missing` or `access.policy_broken`; "" where it is not.
        spellings: How fields are called; None where every key is what it says.
    """

    def __init__(
        self, members: Members, policy: Policy | None, fault: str = "", spellings: Spellings | None = None
    ) -> None:
        self.members = members
        self.policy = policy
        self.fault = fault
        self.spellings = spellings

    def grant(self, member: Member) -> Grant:
        """Returns what a member may do.

        Raises:
            ConfigError: No policy is in force, so nobody may do anything.
        """
        if self.policy is None:
            raise ConfigError(self.fault)
        return Grant(self.policy, member, self.spellings)

    def administrators(self) -> list[Member]:
        """Returns the members who may edit access.yaml and members.yaml: their roles alone decide."""
        if self.policy is None:
            return []
        fit = {number for path in _OWN_FILES for number in self.policy.automaton.at(path).fit}
        policy = self.policy.limited_to(
            self.policy.allowances_in(sorted(fit)), self.policy.restrictions_in(sorted(fit))
        )
        known: dict[frozenset[str], bool] = {}
        for member in self.members.all:
            roles = policy.roles_of(member)
            if roles not in known:
                known[roles] = is_administrator(Grant(policy, member))
        return [member for member in self.members.all if known[policy.roles_of(member)]]


def is_administrator(grant: Grant) -> bool:
    """Says whether an actor may edit both access.yaml and members.yaml."""
    return all(grant.rights(path).allows("edit") for path in _OWN_FILES)


def authority_at(snapshot: Snapshot, derived: Store | None = None) -> Authority:
    """Returns the policy and members of one state, and of no other: a broken policy denies all.

    Args:
        derived: Opens the store that keeps what an accepted policy says: reading and testing it takes longer than all
            else that many a command does.

    Raises:
        ConfigError: members.yaml cannot be read.
    """
    members, spellings = load_members(snapshot), Spellings(snapshot)
    if snapshot.entry(PATH) is None:
        return Authority(members, None, "access.policy_missing", spellings)
    data = snapshot.read(PATH)
    found = _kept(data, derived()) if derived else _accepted(data)
    if isinstance(found, Policy):
        return Authority(members, found, "", spellings)
    return Authority(members, None, "access.policy_broken", spellings)


def authority_in(snapshot: Snapshot, tip: Callable[[], Snapshot], derived: Store | None = None) -> Authority:
    """Returns the policy and members of some files; a policy that is broken or missing there leaves the commit's.

    Args:
        tip: Returns the commit that they were made from; asked for where it is needed, for it costs git's library.
        derived: As for `authority_at`.
    """
    found = authority_at(snapshot, derived)
    if found.policy is None and (made_from := tip()) is not snapshot:
        return Authority(found.members, authority_at(made_from, derived).policy, found.fault, found.spellings)
    return found


def _kept(data: bytes, store: "Derived") -> Policy | list[Problem]:
    """Returns what `accepted_policy` does; of an accepted file its rules are kept by its blob id, not its tests."""
    key = object_id("blob", data)
    said = store.get_many(_FUNCTION, _VERSION, [key]).get(key)
    if said is not None:
        return policy_of(Record(PATH, ACCESS, Document(data, said)))
    found = _accepted(data)
    record = read_record(PATH, ACCESS, data) if isinstance(found, Policy) else None
    if isinstance(record, Record):
        store.put_many(
            _FUNCTION, _VERSION, {key: {name: said for name, said in record.value.items() if name != "tests"}}
        )
    return found


def last_valid_policy(repository: "Repository", commit: str) -> Policy | None:
    """Returns the newest valid policy in a commit's history of first parents, its own too; None if there is none."""
    for oid in versions_of(repository, commit, PATH):
        found = _accepted(repository.objects.read(oid))
        if isinstance(found, Policy):
            return found
    return None

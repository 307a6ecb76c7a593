"""Whether a changed access.yaml or members.yaml may be the ones in force from then on. Decides about no other file."""

from collections.abc import Sequence

from crmfs.access.authority import Authority, authority_at, is_administrator
from crmfs.access.grant import Grant
from crmfs.access.policy import Policy
from crmfs.access.policy_reader import PATH
from crmfs.access.verdict import accepted_policy
from crmfs.core.errors import ConfigError
from crmfs.core.problem import Problem
from crmfs.git.change import Change
from crmfs.git.snapshot import Snapshot

MEMBERS_PATH = "members.yaml"
RULING = (PATH, MEMBERS_PATH)  # the files that say who may do what


def policy_problems(old: Snapshot | None, new: Snapshot, changes: Sequence[Change]) -> list[Problem]:
    """Returns what keeps a changed policy, or changed members, from being in force; none where neither changed.

    A repository that never had a policy may go on without one.

    Args:
        old: The state before, None for nothing.
        new: The state after.
        changes: What differs between them.
    """
    touched = [change.path for change in changes if change.path in RULING]
    if not touched:
        return []
    faults = faults_of(new)
    if faults:
        never = new.entry(PATH) is None and (old is None or old.entry(PATH) is None)
        return faults if PATH in touched and not never else []
    try:
        authority = authority_at(new)
    except ConfigError:
        return []  # members.yaml cannot be read: its own problem
    return [] if has_administrator(authority) else [Problem("access.no_administrator", MEMBERS_PATH)]


def faults_of(state: Snapshot) -> list[Problem]:
    """Returns what keeps the access.yaml of a state from being in force; none where it is."""
    entry = state.entry(PATH)
    if entry is None or not entry.is_file:
        return [Problem("access.policy_gone", PATH)]
    found = accepted_policy(state.read(PATH))
    return [] if isinstance(found, Policy) else found


def has_administrator(authority: Authority) -> bool:
    """Says whether some member may change who may do what: that depends on roles alone, so each set is asked once."""
    policy = authority.policy
    if policy is None:
        return False
    by_roles = {policy.roles_of(member): member for member in authority.members.all}
    return any(is_administrator(Grant(policy, member)) for member in by_roles.values())

"""What somebody may not do of what he is about to commit by git: told at once, not when he pushes. Refuses nothing."""

from crmfs.access.authority import authority_at
from crmfs.core.errors import ConfigError
from crmfs.core.problem import Problem
from crmfs.gate.rights import rights_problems, truths_of_edit
from crmfs.git.change import changes_between
from crmfs.git.derived import Derived
from crmfs.git.history import merge_base
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot


def unallowed(repository: Repository, new: Snapshot, email: str) -> list[Problem]:
    """Returns what the trusted state does not allow a member of the last commit's difference to what comes next.

    What only takes back what an earlier commit of his should not have done is allowed: the server will not see it where
    he folds both into one. A stranger is judged by the server alone, and so is what he brings by a merge or a rebase.

    Args:
        new: The state that is about to be committed.
        email: His address.
    """
    head, trusted = repository.head(), repository.trusted_tip()
    if head is None or trusted is None or repository.in_progress():
        return []
    try:
        authority = authority_at(repository.snapshot(trusted), lambda: Derived(repository))
    except ConfigError:
        return []
    member = authority.members.by_email(email)
    if member is None or authority.policy is None:
        return []
    truths = truths_of_edit(repository, authority.grant(member), head, new)
    old = repository.snapshot(head)
    found = rights_problems(old, new, changes_between(old, new), truths)
    base = merge_base(repository, head, trusted) if found else None
    if base is None or base == head:
        return found
    left, paths = repository.snapshot(base), {problem.path for problem in found}
    changes = [change for change in changes_between(left, new) if change.path in paths]
    net = rights_problems(left, new, changes, truths)
    return [problem for problem in found if any(_is_about(problem, other) for other in net)]


def _is_about(problem: Problem, other: Problem) -> bool:
    """Says whether two problems can be of one place; one of a whole file, or of what is gone, has no pointer."""
    same = problem.pointer == other.pointer or not problem.pointer or not other.pointer
    return problem.path == other.path and same

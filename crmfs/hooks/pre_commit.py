"""pre-commit: judges what is staged against the last commit. Never looks at files that are not staged."""

from collections.abc import Sequence
from pathlib import Path

from crmfs.access.authority import authority_at
from crmfs.access.configuration import SETTINGS_PATH
from crmfs.access.visible import told_view, visible_problems
from crmfs.core.errors import ConfigError
from crmfs.core.messages import say
from crmfs.core.problem import Problem
from crmfs.gate.hand_made import unallowed
from crmfs.gate.judge import judge_change
from crmfs.git.derived import Derived
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.hooks.listener import Listener, errors_of, worth_telling


def judge(arguments: Sequence[str], listener: Listener) -> bool:
    """Says whether the staged files may be committed, and tells why not."""
    repository = Repository.find(Path())
    old, new = last_commit(repository), repository.staged()
    if not is_crmfs(old, new):
        return True
    listener.learn(old or new, repository.user()[1])
    found = worth_telling(judge_change(old, new, derived=Derived(repository)))
    found += unallowed(repository, new, repository.user()[1])
    if not found:
        return True
    problems = _told(found, old or new, new, listener)
    if not problems:
        return True
    listener.tell_problems(problems, new)
    errors = errors_of(problems)
    if errors:
        listener.tell(say("hook.commit_refused", listener.language, count=len(errors)))
        listener.tell_support()
    return not errors


def _told(problems: Sequence[Problem], ruling: Snapshot, new: Snapshot, listener: Listener) -> list[Problem]:
    """Returns the problems as who commits may be told of them: an error about what is hidden says no more than that.

    Args:
        ruling: The state whose policy decides.
    """
    try:
        authority = authority_at(ruling)
    except ConfigError:
        return list(problems)
    if authority.fault == "access.policy_missing":
        return list(problems)
    told = visible_problems(problems, told_view(new, authority, listener.member))
    hidden = [problem for problem in errors_of(problems) if problem not in told]
    return told + list({problem.path: Problem("access.out_of_reach", problem.path) for problem in hidden}.values())


def last_commit(repository: Repository) -> Snapshot | None:
    """Returns the files of the last commit, None before the first one."""
    head = repository.head()
    return repository.snapshot(head) if head else None


def is_crmfs(old: Snapshot | None, new: Snapshot) -> bool:
    """Says whether a commit is one of a crmfs repository: hooks may be shared by many repositories (core.hooksPath)."""
    return any(snapshot.entry(SETTINGS_PATH) is not None for snapshot in (old, new) if snapshot)

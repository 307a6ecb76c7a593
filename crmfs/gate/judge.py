"""The one judgement of a push, a range or an edit. Finds problems and says which count; never moves a ref."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from crmfs import checks
from crmfs.checks.load import load_rules
from crmfs.checks.run import guarded
from crmfs.checks.subject import Rules
from crmfs.core.errors import ConfigError, RepositoryError
from crmfs.core.problem import Problem
from crmfs.gate.introduced import introduced
from crmfs.git.change import Change, changes_between
from crmfs.git.history import Commit, commits_between, is_ancestor, merge_base
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot

EVERY_COMMIT_AREAS = ("access", "privacy", "path", "file")  # what was once in a commit stays in history
BRANCHES = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Update:
    """One ref that a push wants to move; None for a ref that is not there before or after."""

    ref: str
    old: str | None
    new: str | None


def judge(repository: Repository, updates: Sequence[Update], *, today: date | None = None) -> list[Problem]:
    """Returns the problems that a push brings, in no order; those of severity error refuse it.

    Judged are the net change of each branch and every commit that the protected branch does not have yet: the areas of
    `EVERY_COMMIT_AREAS` count in every commit, all others at the new tip.

    Args:
        updates: The refs as git hands them to pre-receive.
        today: Wins over the calendar.
    """
    protected = repository.trusted_tip()
    problems: list[Problem] = []
    for update in updates:
        problems += _judge_ref(repository, update)
        if update.new and update.ref.startswith(BRANCHES):
            problems += _judge_branch(repository, update.old, update.new, protected, today)
    return problems


def judge_range(
    repository: Repository, old: str | None, new: str, *, today: date | None = None, profile: str | None = None
) -> list[Problem]:
    """Returns the problems that the commits `old..new` bring, as the server's hook would see them."""
    return _judge_branch(repository, old, new, old, today, profile)


def judge_change(
    old: Snapshot | None, new: Snapshot, *, today: date | None = None, profile: str | None = None
) -> list[Problem]:
    """Returns the problems that one change introduces; rules that cannot be read are its only problem then."""
    try:
        rules = load_rules(new, profile=profile, today=today)
    except (ConfigError, RepositoryError) as error:
        return [Problem("check.rules_unreadable", "", params={"reason": error.code})]
    return introduced(old, new, changes_between(old, new), rules)


def judge_message(message: str, rules: Rules) -> list[Problem]:
    """Returns what is wrong with the text of a commit message."""
    return guarded([partial(check, message, rules) for check in checks.MESSAGE_CHECKS], "")


def _judge_ref(repository: Repository, update: Update) -> list[Problem]:
    if not update.ref.startswith(BRANCHES):
        return [Problem("push.ref_refused", "", params={"ref": update.ref})]
    if update.ref != BRANCHES + repository.head_branch() or update.old is None:
        return []
    if update.new is None:
        return [Problem("push.branch_deleted", "", params={"ref": update.ref})]
    if not is_ancestor(repository, update.old, update.new):
        return [Problem("push.forced", "", params={"ref": update.ref})]
    return []


def _judge_branch(
    repository: Repository,
    old: str | None,
    new: str,
    protected: str | None,
    today: date | None,
    profile: str | None = None,
) -> list[Problem]:
    base = old or (merge_base(repository, protected, new) if protected else None)
    tip = repository.snapshot(new)
    problems = judge_change(repository.snapshot(base) if base else None, tip, today=today, profile=profile)
    try:
        rules = load_rules(tip, profile=profile, today=today)
    except (ConfigError, RepositoryError):
        return problems
    seen = {(p.code, p.path, p.pointer) for p in problems}
    for commit in commits_between(repository, new, protected):
        for problem in _judge_commit(repository, commit, rules):
            if (problem.code, problem.path, problem.pointer) not in seen:
                seen.add((problem.code, problem.path, problem.pointer))
                problems.append(problem)
    return problems


def _judge_commit(repository: Repository, commit: Commit, rules: Rules) -> list[Problem]:
    snapshot = repository.snapshot(commit.oid)
    parents = [repository.snapshot(parent) for parent in commit.parents]
    changes = _own_changes(parents, snapshot)
    found = introduced(parents[0] if parents else None, snapshot, changes, rules)
    kept = [p for p in found if p.code.partition(".")[0] in EVERY_COMMIT_AREAS]
    where = {"commit": commit.oid[:10]}
    return [
        Problem(p.code, p.path, p.line, p.column, p.pointer, {**p.params, **where})
        for p in [*kept, *judge_message(commit.message, rules)]
    ]


def _own_changes(parents: Sequence[Snapshot], snapshot: Snapshot) -> list[Change]:
    """Returns what a commit itself changed: for a merge, the paths that equal neither of its parents."""
    if not parents:
        return changes_between(None, snapshot)
    changes = changes_between(parents[0], snapshot)
    for parent in parents[1:]:
        differing = {change.path for change in changes_between(parent, snapshot)}
        changes = [change for change in changes if change.path in differing]
    return changes

"""pre-receive: judges a push in quarantine, before any ref moves. Moves none itself."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from crmfs.core.errors import RepositoryError
from crmfs.core.messages import say
from crmfs.core.problem import Problem
from crmfs.edits.git_settings import trusts_committer
from crmfs.gate.judge import BRANCHES, Update
from crmfs.gate.judge import judge as judge_push
from crmfs.gate.pusher import Claim
from crmfs.git.repository import Repository
from crmfs.hooks.listener import Listener, errors_of, worth_telling


def judge(arguments: Sequence[str], listener: Listener) -> bool:
    """Says whether the push on standard input may land, and tells the pusher why not."""
    repository = Repository.find(Path())
    updates = read_updates(sys.stdin)
    committer = _committer(repository, updates)
    _learn(repository, updates, listener, committer)
    problems = worth_telling(judge_push(repository, updates, _claim(repository, committer)))
    if not problems:
        return True
    tip = _pushed_tip(updates)
    listener.tell_problems(problems, repository.snapshot(tip) if tip else None)
    errors = errors_of(problems)
    if errors:
        listener.tell(say("hook.push_refused", listener.language, count=len(errors)))
        if any(problem.path or "commit" in problem.params for problem in errors):
            listener.tell(_remedy(errors, listener))
        listener.tell_support()
    return not errors


def read_updates(lines: Iterable[str]) -> list[Update]:
    """Returns the updates that git hands to pre-receive: a line `old new ref` each, ids of zeros for none."""
    found = []
    for line in lines:
        if line.strip():
            old, new, ref = line.rstrip("\n").split(" ", 2)
            found.append(Update(ref, _id(old), _id(new)))
    return found


def _id(text: str) -> str | None:
    return text if text.strip("0") else None


def _committer(repository: Repository, updates: Sequence[Update]) -> str:
    """Returns the e-mail address of the committer of the new tip, of an old one where branches only go; "" for none."""
    tip = _pushed_tip(updates) or next((update.old for update in updates if update.old), None)
    try:
        return repository.objects.commit(tip).committer.email if tip else ""
    except RepositoryError:
        return ""


def _claim(repository: Repository, committer: str) -> Claim:
    """Returns who the server says pushes: its account's or key's variable, else the committer if it trusts that."""
    named = os.environ.get("CRMFS_ACTOR", "").strip()
    trusted = not named and bool(trusts_committer(repository))
    return Claim(named, committer if trusted else "")


def _learn(repository: Repository, updates: Sequence[Update], listener: Listener, committer: str) -> None:
    """Learns whom to speak to: the pusher among the members of the state that is in force."""
    known = repository.trusted_tip() or _pushed_tip(updates)
    if known is not None:
        listener.learn(repository.snapshot(known), committer)


def _pushed_tip(updates: Sequence[Update]) -> str | None:
    return next((update.new for update in updates if update.new and update.ref.startswith(BRANCHES)), None)


def _remedy(errors: Sequence[Problem], listener: Listener) -> str:
    """Returns how to get the push accepted: mend and push again, or take something out of the history first."""
    commits = sorted({str(problem.params["commit"]) for problem in errors if "commit" in problem.params})
    if not commits:
        return say("hook.push_remedy_tip", listener.language)
    without = " ".join(f"--without {commit}" for commit in commits)
    return say("hook.push_remedy_history", listener.language, commits=", ".join(commits), without=without)

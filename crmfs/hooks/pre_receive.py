"""pre-receive: judges a push in quarantine, before any ref moves. Moves none itself."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from crmfs.core.errors import RepositoryError
from crmfs.core.messages import say
from crmfs.core.problem import Problem
from crmfs.gate.judge import BRANCHES, Update
from crmfs.gate.judge import judge as judge_push
from crmfs.git.history import merge_base
from crmfs.git.repository import Repository
from crmfs.hooks.listener import Listener, errors_of, worth_telling


def judge(arguments: Sequence[str], listener: Listener) -> bool:
    """Says whether the push on standard input may land, and tells the pusher why not."""
    repository = Repository.find(Path())
    updates = read_updates(sys.stdin)
    _learn(repository, updates, listener)
    problems = worth_telling(judge_push(repository, updates))
    if not problems:
        return True
    tip = _pushed_tip(updates)
    listener.tell_problems(problems, repository.snapshot(tip) if tip else None)
    errors = errors_of(problems)
    if errors:
        listener.tell(say("hook.push_refused", listener.language, count=len(errors)))
        listener.tell(_remedy(repository, updates, errors, listener))
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


def _learn(repository: Repository, updates: Sequence[Update], listener: Listener) -> None:
    """Learns who pushes: the committer of the new tip among the members of the state that is in force."""
    tip = _pushed_tip(updates)
    known = repository.trusted_tip() or tip
    if known is None:
        return
    try:
        email = repository.objects.commit(tip).committer.email if tip else ""
    except RepositoryError:
        email = ""
    listener.learn(repository.snapshot(known), email)


def _pushed_tip(updates: Sequence[Update]) -> str | None:
    return next((update.new for update in updates if update.new and update.ref.startswith(BRANCHES)), None)


def _remedy(repository: Repository, updates: Sequence[Update], errors: Sequence[Problem], listener: Listener) -> str:
    """Returns how to get the push accepted: mend and push again, or take something out of the history first."""
    commits = sorted({str(problem.params["commit"]) for problem in errors if "commit" in problem.params})
    tip = _pushed_tip(updates)
    if not commits or tip is None:
        return say("hook.push_remedy_tip", listener.language)
    trusted = repository.trusted_tip()
    base = merge_base(repository, trusted, tip) if trusted else None
    back = f"git reset --soft {base[:10]}" if base else "git update-ref -d HEAD"
    return say("hook.push_remedy_history", listener.language, commits=", ".join(commits), back=back)

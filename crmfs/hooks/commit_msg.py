"""commit-msg: judges the message of a commit; it stays in history for ever. Never looks at the files."""

from collections.abc import Sequence
from pathlib import Path

from crmfs.checks.load import load_rules
from crmfs.core.messages import say
from crmfs.gate.judge import judge_message
from crmfs.git.repository import Repository
from crmfs.hooks.listener import Listener, errors_of, worth_telling
from crmfs.hooks.pre_commit import is_crmfs, last_commit

_SCISSORS = b"------------------------ >8 ------------------------"  # git-commit(1), --cleanup=scissors


def judge(arguments: Sequence[str], listener: Listener) -> bool:
    """Says whether a message may be committed, and tells why not.

    Args:
        arguments: The file with the message.
    """
    repository = Repository.find(Path())
    old, new = last_commit(repository), repository.staged()
    if not is_crmfs(old, new):
        return True
    listener.learn(old or new, repository.user()[1])
    message = _message(repository, Path(arguments[0]).read_bytes())
    problems = worth_telling(judge_message(message, load_rules(new)))
    if problems:
        listener.tell_problems(problems, new)
    errors = errors_of(problems)
    if errors:
        listener.tell(say("hook.message_refused", listener.language, count=len(errors)))
        listener.tell_support()
    return not errors


def _message(repository: Repository, data: bytes) -> str:
    """Returns the message without git's own comments; the diff below the scissors is not part of it."""
    lines = data.split(b"\n")
    end = next((number for number, line in enumerate(lines) if line.endswith(_SCISSORS)), len(lines))
    text = b"\n".join(lines[:end])
    return repository.git("stripspace", "--strip-comments", stdin=text).decode("utf-8", "replace")

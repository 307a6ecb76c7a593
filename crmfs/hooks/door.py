"""Runs one hook and fails closed: only a hook that came to its end and found nothing lets git go on."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from crmfs.core.errors import CrmfsError, UsageError
from crmfs.core.messages import say
from crmfs.core.text import one_line
from crmfs.edits.hook_scripts import REFUSED
from crmfs.git.repository import Repository
from crmfs.hooks.listener import Listener

_HOOKS = {
    "pre-commit": "crmfs.hooks.pre_commit",
    "prepare-commit-msg": "crmfs.hooks.prepare_commit_msg",
    "commit-msg": "crmfs.hooks.commit_msg",
    "pre-receive": "crmfs.hooks.pre_receive",
    "post-receive": "crmfs.hooks.post_receive",
}


def run(arguments: Sequence[str]) -> int:
    """Runs a hook in the current folder and returns its exit code: 0 to go on, `REFUSED` once told why not.

    Args:
        arguments: The hook's name, then what git gives it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    listener = Listener(os.environ)
    try:
        name, *rest = arguments or [""]
        if name not in _HOOKS:
            raise UsageError("hook.unknown", name=name, known=", ".join(_HOOKS))
        passed: bool = import_module(_HOOKS[name]).judge(rest, listener)
        return 0 if passed else REFUSED
    except CrmfsError as error:
        shown = {name: one_line(value) if isinstance(value, str) else value for name, value in error.params.items()}
        message = say(error.code, listener.language, **shown)
        listener.tell(say("hook.rules_unreadable", listener.language, message=message))
    except BaseException as error:  # noqa: BLE001 - whatever went wrong, nothing was judged
        listener.tell(_bug(error, listener))
    listener.tell_support()
    return REFUSED


def _bug(error: BaseException, listener: Listener) -> str:
    from crmfs.core.bug_log import write_log

    return say("hook.failed", listener.language, kind=type(error).__name__, path=write_log(error, _state()))


def _state() -> Path | None:
    try:
        return Repository.find(Path()).state_dir
    except (CrmfsError, OSError):
        return None

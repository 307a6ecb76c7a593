"""`crmfs watch`: keeps the index in step with saved files until stopped. Only prints; the work is in `crmfs.search`."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from queue import SimpleQueue

import click

from crmfs.access.configuration import load_settings
from crmfs.cli import output
from crmfs.cli.anywhere import open_repository, sees_all, told_of
from crmfs.cli.exits import INTERRUPTED, OK
from crmfs.cli.frame import command
from crmfs.cli.globals import audience_of
from crmfs.cli.progress import meter
from crmfs.context import Context
from crmfs.core.bug_log import write_log
from crmfs.core.dates import now
from crmfs.core.errors import ErrorParam, RepositoryError
from crmfs.core.messages import Language, Text, pick, say, text
from crmfs.core.text import one_line
from crmfs.git.repository import Repository
from crmfs.search.watching import Told, Watcher, only_watcher

_GRACE_SECONDS = 0.7  # for what is being written to be given up; the index is good even if it is cut off
_NOTES = ("watch.again", "watch.too_many_folders", "watch.not_watched")
_UNCOUNTED = {
    "watch.ready": "watch.ready_seen",
    "watch.moved": "watch.moved_seen",
    "watch.rebuilt": "watch.rebuilt_seen",
}
_COUNTING = (*_UNCOUNTED, "watch.many", "watch.compared")
_ENDS = {signal.SIGINT: INTERRUPTED, signal.SIGTERM: OK, signal.SIGHUP: OK}


class _End(int):
    """The exit code with which a signal, or the end of the work, ends the command."""


_Said = Told | _End | BaseException


@command(
    help=Text(
        zh="监视文件：保存之后随即可以检索到。一直运行，按 Ctrl-C 结束。\n"
        "每有一处变化显示一行：时间、做了什么、哪个文件。不运行它也能检索：每次检索前会跟上最新的提交。",
        en="Watches the files: what is saved can be searched at once. Runs until Ctrl-C.\n"
        "Says in one line for each change when, what and which file. Searches work without it too: each catches up with"
        " the last commit.",
    ),
    examples=("crmfs watch", "crmfs -C ~/customers watch --json"),
)
@click.pass_context
def watch(ctx: click.Context) -> int:
    """Watches until a signal comes."""
    repository, lang = open_repository(ctx)
    as_member = ctx.obj.as_member
    if repository.is_bare:
        raise RepositoryError("watch.bare")
    told_of(Context(repository, lang, as_member))  # whose eyes may not be looked through is told at once
    timezone = load_settings(repository.worktree()).timezone
    now(timezone)  # an unknown one is told at once
    audience_of(ctx).state = repository.state_dir
    show = _printer(lang, timezone, as_json=ctx.obj.json)
    with only_watcher(repository):
        return _watched(repository, lambda told: _show_seen(told, Context(repository, lang, as_member), show), lang)


def _watched(repository: Repository, show: Callable[[Told], None], lang: Language) -> int:
    """Prints what a watcher in another thread tells, which may be in the middle of long work when a signal comes."""
    said: SimpleQueue[_Said] = SimpleQueue()
    watcher = Watcher(repository, said.put, meter(say("watch.building", lang)))
    for number in _ENDS:
        signal.signal(number, lambda number, _: said.put(_End(_ENDS[signal.Signals(number)])))
    threading.excepthook = lambda fault: _log(fault, repository)
    thread = threading.Thread(target=_run, args=(watcher, said), daemon=True)
    thread.start()
    try:
        while not isinstance(one := said.get(), _End):
            if isinstance(one, BaseException):
                raise one
            show(one)
            sys.stdout.flush()
    finally:
        watcher.stop()
        thread.join(_GRACE_SECONDS)
    output.note(say("watch.stopped", lang))
    if thread.is_alive():
        _leave(one)
    return int(one)


def _run(watcher: Watcher, said: "SimpleQueue[_Said]") -> None:
    try:
        watcher.run()
    except BaseException as error:  # noqa: BLE001 - raised again by who waits for it
        said.put(error)


def _log(fault: threading.ExceptHookArgs, repository: Repository) -> None:
    """Notes that a thread of the watching library died; the watcher sees that and begins to watch anew."""
    if fault.exc_value:
        write_log(fault.exc_value, repository.state_dir)


def _leave(code: int) -> None:
    """Ends the process at once: some work cannot be interrupted, and whatever it leaves is dropped by the next one."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _show_seen(told: Told, context: Context, show: Callable[[Told], None]) -> None:
    """Shows of what is told what who asks may know; rights may have changed since the last change of a file.

    Numbers of files are for who sees every file alone: others would learn from them how much is hidden.
    """
    if told.path:
        if told_of(context)(told.path):
            show(told)
    elif told.code not in _COUNTING or sees_all(context):
        show(told)
    elif told.code in _UNCOUNTED:
        show(replace(told, code=_UNCOUNTED[told.code], params=_without_counts(told.params)))


def _without_counts(params: Mapping[str, ErrorParam]) -> dict[str, ErrorParam]:
    return {name: value for name, value in params.items() if name != "count"}


def _printer(lang: Language, timezone: str, *, as_json: bool) -> Callable[[Told], None]:
    """Returns what prints one thing told: a line of the result, or a note where something is wrong."""

    def show(told: Told) -> None:
        clock = now(timezone)
        said = _params(told, lang)
        if as_json:
            action = told.code.partition(".")[2].removesuffix("_seen")
            facts = {"path": told.path, "action": action, "time": clock.isoformat("T", "seconds")}
            code = told.error.code if told.error else None
            output.objects([{**facts, **told.params, **said, **({"error": code} if code else {})}])
            return
        line = " ".join(filter(None, (f"{clock:%H:%M:%S}", say(told.code, lang, **{**told.params, **said}), told.path)))
        if told.code in _NOTES:
            output.note(one_line(line))
        else:
            output.lines([one_line(line)])

    return show


def _params(told: Told, lang: Language) -> dict[str, str]:
    """Returns the parameters of a message that are words themselves."""
    if told.error:
        return {"reason": say(told.error.code, lang, **told.error.params)}
    code = told.params.get("code")
    return {"problem": pick(text(code), lang)} if isinstance(code, str) else {}

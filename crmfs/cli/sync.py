"""`crmfs sync`: fetches, joins, checks and pushes. What that means is in `crmfs.sync`."""

from contextlib import ExitStack

import click

from crmfs.access.visible import may_be_named
from crmfs.cli import output
from crmfs.cli.changing import intent_of, repeatable
from crmfs.cli.conflicts_told import ConflictsTold, told_summary
from crmfs.cli.exits import CONFLICT
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals
from crmfs.cli.options import option
from crmfs.cli.progress import waiting
from crmfs.cli.session import open_context
from crmfs.cli.sync_fold import fold_told
from crmfs.context import Context
from crmfs.core.errors import CrmfsError, Denied, UsageError
from crmfs.core.messages import Text, say
from crmfs.core.paths import name
from crmfs.core.text import one_line
from crmfs.edits.intent import Intent
from crmfs.edits.keeping_both import Copy
from crmfs.edits.transaction import Refused
from crmfs.sync.newcomer import newcomer
from crmfs.sync.pending import Pending
from crmfs.sync.standing import standing, unsaved
from crmfs.sync.synchronise import PushRefused, Synced, Synchronising

_LISTED = 5  # files that are named at most
_COMMA = {"zh": "、", "en": ", "}
_STAGES = {"fetch": "sync.fetching", "join": "sync.joining", "push": "sync.pushing"}


@command(
    help=Text(
        zh="取回同事的修改，与自己的按字段合并，检查，再上传。"
        "有冲突时先停下，什么也不改；用 crmfs resolve 选定后再运行。",
        en="Fetches the others' changes, joins them with yours by field, checks, and pushes. Where both contradict each"
        " other it stops and changes nothing; decide by crmfs resolve, then run it again.",
    ),
    examples=(
        "crmfs sync",
        "crmfs sync --status",
        "crmfs sync --fold",
        "crmfs sync --fold --without 77b203a8b6 --dry-run",
        "crmfs sync --abort",
    ),
)
@option("--status", "only_status", is_flag=True, help=Text("只看双方相差多少。", "Only tell how far both are apart."))
@option(
    "--fold",
    is_flag=True,
    help=Text(
        "把未上传的提交合成一个（原来的保留 30 天）：中间某个提交被服务器拒绝时的出路。",
        "Join the unpushed commits into one (the old ones are kept for 30 days): the way out when one of them"
        " is refused.",
    ),
)
@option(
    "--without",
    multiple=True,
    metavar=Text("提交", "COMMIT"),
    help=Text(
        "与 --fold 一起：去掉这个未上传的提交所改的内容，其余保留；可写多次。",
        "With --fold: leave out what this unpushed commit changed and keep all else; may be given several times.",
    ),
)
@option("--reason", default="", help=Text("与 --fold 一起：原因，记入提交。", "With --fold: why, kept in the commit."))
@option("--abort", is_flag=True, help=Text("忘记已选定的冲突，从头再来。", "Forget what was decided of conflicts."))
@option(
    "--dry-run", is_flag=True, help=Text("与 --fold 一起：只说会怎样。", "With --fold: only tell what would be done.")
)
@repeatable
@click.pass_context
def sync(
    ctx: click.Context, only_status: bool, fold: bool, without: tuple[str, ...], reason: str, abort: bool, dry_run: bool
) -> int:
    """Syncs."""
    if only_status + fold + abort > 1:
        raise UsageError("cli.usage_invalid")
    if not fold and (dry_run or without or reason or ctx.obj.op):
        raise UsageError("sync.only_with_fold")
    context = open_context(ctx)
    if context.as_member is not None:
        raise Denied("access.as_reads_only")
    asked: Globals = ctx.obj
    if abort:
        count = Pending(context.repository).forget()
        _tell(asked, {"forgotten": count}, [say("sync.aborted", context.lang, count=count)])
        return 0
    if only_status:
        return _status(asked, context)
    return fold_told(asked, context, without, reason, dry_run=dry_run) if fold else _sync(asked, context)


def _sync(asked: Globals, context: Context) -> int:
    done = Synced()
    with ExitStack() as shown:

        def stage(name: str) -> None:
            shown.pop_all().close()
            shown.enter_context(waiting(say(_STAGES[name], context.lang)))

        intent = _intent(context)
        try:
            Synchronising(context.repository, intent, context.settings.language, stage).run(done)
        except CrmfsError as error:
            shown.pop_all().close()
            if done.fetched:
                _told(asked, _reopened(context), done, is_whole=False)
            _explain(context, error)
            raise
    return _told(asked, _reopened(context), done)


def _intent(context: Context) -> Intent:
    """Returns who syncs; a stranger here may be a member on the server by now."""
    try:
        return intent_of(context)
    except Denied:
        member = newcomer(context.repository, context.identity[1])
        if member is None:
            raise
        return Intent(member, context.identity, context.today, context.lang)


def _reopened(context: Context) -> Context:
    return Context.open(context.repository.root or context.repository.git_dir, lang=context.asked_lang)


def _explain(context: Context, error: CrmfsError) -> None:
    """Tells what stands behind an error, before it is told itself."""
    if isinstance(error, PushRefused):
        _tell_server(error.said)
        _tell_unsaved(context, unsaved(context.repository))  # what was put right may just not be committed
    elif isinstance(error, Refused) and Pending(context.repository).count:
        output.note(say("sync.decide_anew", context.lang))


def _tell_server(said: tuple[str, ...]) -> None:
    for line in said:
        output.note(f"  {one_line(line)}")


def _told(asked: Globals, context: Context, done: Synced, *, is_whole: bool = True) -> int:
    """Tells what was done; where it was not all, an error follows that says so."""
    _tell_server(done.said)
    conflicts = ConflictsTold(context)
    conflicts.note("sync", done.conflicts)
    if asked.json:
        output.objects(conflicts.objects(done.conflicts))
        output.objects(conflicts.joined_objects(done))
        more = {"commit": done.commit, "fetched": done.fetched, "pushed": done.pushed, "merged": len(done.merged)}
        output.objects([told_summary(done.conflicts, **more)])
        return CONFLICT if done.conflicts else 0
    _tell_joined(context, conflicts, done)
    if done.conflicts:
        output.lines(conflicts.lines(done.conflicts))
        count = sum(len(conflict.clashes) for conflict in done.conflicts)
        output.note(say("sync.conflicts", context.lang, count=count))
        return CONFLICT
    code = (
        "sync.done"
        if done.pushed or (done.fetched and is_whole)
        else "sync.fetched"
        if done.fetched
        else "sync.nothing"
    )
    output.lines([say(code, context.lang, fetched=done.fetched, pushed=done.pushed)])
    if is_whole:
        _tell_unsaved(context, unsaved(context.repository))
    return 0


def _tell_joined(context: Context, conflicts: ConflictsTold, done: Synced) -> None:
    merged = list(conflicts.merged(done.merged))
    if merged:
        output.lines([say("merge.settled", context.lang, count=len(merged)), *merged])
    _tell_copies(context, done.kept)
    output.lines(say("sync.renumbered", context.lang, **one._asdict()) for one in done.renumbered)


def _tell_unsaved(context: Context, paths: list[str]) -> None:
    if not paths:
        return
    seen = [path for path in paths if may_be_named(path, context.tip_view)]
    said = _COMMA[context.lang].join(one_line(each) for each in seen[:_LISTED]) + " …" * (
        len(paths) > len(seen[:_LISTED])
    )
    output.note(say("sync.unsaved", context.lang, count=len(paths), files=said))


def _status(asked: Globals, context: Context) -> int:
    with waiting(say("sync.fetching", context.lang)):
        found = standing(context.repository, context.tip_view)
    conflicts = ConflictsTold(context)
    conflicts.note("sync --status", found.conflicts)
    if asked.json:
        output.objects(conflicts.objects(found.conflicts))
        output.objects(conflicts.joined_objects(Synced(kept=found.copies)))
        more = {"ahead": found.ahead, "behind": found.behind, "unsaved": len(found.unsaved), "seen": found.seen}
        output.objects([told_summary(found.conflicts, **more, copies=len(found.copies))])
        return 0
    if not found.seen:
        output.note(say("sync.not_asked", context.lang))
    even = not (found.ahead or found.behind)
    output.lines([say("sync.even" if even else "sync.apart", context.lang, ahead=found.ahead, behind=found.behind)])
    output.lines(conflicts.lines(found.conflicts))
    _tell_copies(context, found.copies)
    _tell_unsaved(context, found.unsaved)
    return 0


def _tell_copies(context: Context, copies: list[Copy]) -> None:
    seen = [copy for copy in copies if may_be_named(copy.copy, context.tip_view)]
    if seen:
        output.lines([say("sync.kept_both", context.lang)])
    for copy in seen:
        said = say("sync.copy", context.lang, copy=copy.copy, path=name(copy.path), name=f"'{copy.copy}'")
        output.lines(said.splitlines())


def _tell(asked: Globals, summary: dict[str, object], lines: list[str]) -> None:
    if asked.json:
        output.objects([{"summary": summary}])
    else:
        output.lines(lines)

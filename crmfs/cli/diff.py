"""`crmfs diff`: what differs between two states, in terms of fields."""

from collections.abc import Iterator, Sequence

import click

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.history_asked import asked_about, clock_of, past_of
from crmfs.cli.history_text import text_lines
from crmfs.cli.history_told import Telling
from crmfs.cli.options import argument, option
from crmfs.cli.pager import show_lines
from crmfs.cli.session import open_context
from crmfs.cli.shown_noted import note_shown, protected_changes
from crmfs.context import Context
from crmfs.core.messages import Text, say
from crmfs.git.snapshot import Snapshot
from crmfs.history.changes import FileChange, changes_of
from crmfs.history.moments import Clock, commit_meant
from crmfs.history.steps import steps_between

_LINES = 200  # of the text of one document
_REVISION = Text(
    "日期（那天结束时）、提交号、操作号或分支名。",
    "A date (as it was at the end of that day), the id of a commit or of an act, a branch.",
)


@command(
    help=Text(
        zh="比较两个版本，按字段列出不同之处。只写 A 是与磁盘上的文件比较；版本可以是日期。",
        en="Compares two revisions and lists what differs, field by field. A alone is compared with the files on disk;"
        " a date is a revision too.",
    ),
    examples=(
        Text("crmfs diff 上月", "crmfs diff last-month"),
        "crmfs diff 2026-01-01 2026-03-31 --of CUST001",
        "crmfs diff HEAD~1 HEAD --json",
    ),
)
@argument("a", metavar="A", help=_REVISION)
@argument(
    "b",
    required=False,
    metavar="B",
    help=Text("同上；不写则是磁盘上的文件。", "The same; without it, the files on disk."),
)
@option(
    "--of",
    metavar=Text("ID[#字段]", "ID[#FIELD]"),
    help=Text("只比较这个客户、记录或字段。", "Compare this customer, record or field only."),
)
@click.pass_context
def diff(ctx: click.Context, a: str, b: str | None, of: str | None) -> None:
    """Compares two states."""
    context = open_context(ctx)
    _ = context.reader
    past, clock = past_of(context), clock_of(context)
    asked = asked_about(context, past, of) if of is not None else None
    old, new = (_state(context, one, clock) for one in (a, b))
    within = asked.path if asked else ""
    changes = changes_of(past, steps_between(old, new, within))
    if asked and asked.field:
        changes = [found for one in changes if (found := one.narrowed(asked.field))]
    note_shown(context, "diff", *protected_changes(context, changes))
    telling = Telling(context, past, within)
    if ctx.obj.json:
        objects = [one for change in changes for one in telling.objects(change)]
        output.objects([*objects, {"summary": {"files": len(changes), "changes": len(objects)}}])
    elif changes:
        show_lines(list(_page(telling, changes)))
    else:
        output.note(say("history.equal", context.lang))


def _page(telling: Telling, changes: Sequence[FileChange]) -> Iterator[str]:
    for change, lines in telling.grouped(changes):
        yield from lines
        yield from text_lines(telling.context, [change] if change else [], _LINES)


def _state(context: Context, typed: str | None, clock: Clock) -> Snapshot:
    if typed is None:
        return context.snapshot
    return context.repository.snapshot(commit_meant(context.repository, typed, clock))

"""`crmfs resolve`: decides a conflict by field. What there is to decide, `crmfs.sync` knows."""

from collections.abc import Mapping
from typing import Literal

import click

from crmfs.access.visible import may_be_named
from crmfs.cli import output
from crmfs.cli.changing import carry_out, desk, repeatable, rules_of
from crmfs.cli.conflicts_told import ConflictsTold, both_made, matching, told_summary
from crmfs.cli.exits import CONFLICT
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals
from crmfs.cli.options import argument, option
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.errors import Denied, NotFound, UsageError
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath
from crmfs.edits.creation import Draft
from crmfs.edits.joining import Conflict
from crmfs.edits.keeping_both import Copy, chosen, copies, copy_at
from crmfs.edits.permission import NotAllowed
from crmfs.edits.settling import demand_fitting
from crmfs.records.fields import Field
from crmfs.records.kinds import locate, typed_name
from crmfs.records.labels import field_code
from crmfs.records.merge3 import ABSENT, Clash, Decision
from crmfs.records.merge3.sides import address_of, at_of
from crmfs.records.typed import typed_value
from crmfs.sync.conflicts import ServerConflicts, conflicts_of
from crmfs.sync.decided import Decided, remember, remembered

_Side = Literal["ours", "theirs", "both"]
_CHOSEN: dict[_Side, str] = {
    "ours": "sync.copy_mine",
    "theirs": "sync.copy_theirs",
    "both": "sync.copy_both",
}


@command(
    help=Text(
        zh="选定一处冲突：用我的、用服务器（对方）的，或写一个新内容。不写 ID 时列出所有冲突。",
        en="Decides a conflict: mine, theirs, or another value. Without an ID it lists all conflicts.",
    ),
    examples=(
        "crmfs resolve",
        "crmfs resolve CUST001#status --mine",
        "crmfs resolve 'CUST001#contacts[P01].phone' --theirs",
        "crmfs resolve CUST001#需求 --value 库存管理",
        "crmfs resolve 'customers/01/CUST001/documents/quotes/报价单 (王芳 2026-03-02).xlsx' --both",
    ),
)
@argument("id", required=False, metavar="[ID[#FIELD]]", help=Text("哪一处。", "Which one."))
@option("--mine", is_flag=True, help=Text("用我的。", "Take mine."))
@option("--theirs", is_flag=True, help=Text("用服务器（对方）的。", "Take theirs."))
@option(
    "--both",
    is_flag=True,
    help=Text(
        "附件，或编号相同的两位新客户：都留下。", "Of a document, or of two new customers with one id: keep both."
    ),
)
@option("--value", metavar="TEXT", help=Text("新的内容；空的表示不填。", "Another value; empty for none."))
@option(
    "--reason",
    default="",
    help=Text("选附件时：原因，记入提交。", "Where a document is chosen: why, kept in the commit."),
)
@repeatable
@click.pass_context
def resolve(
    ctx: click.Context,
    id: str | None,  # noqa: A002 - the field's word
    mine: bool,
    theirs: bool,
    both: bool,
    value: str | None,
    reason: str,
) -> int:
    """Decides a conflict, or lists all."""
    context = open_context(ctx)
    if context.as_member is not None:
        raise Denied("access.as_reads_only")
    if id is None:
        return _list(ctx.obj, context)
    if mine + theirs + both + (value is not None) != 1:
        raise UsageError("sync.one_choice")
    typed, _, field = id.partition("#")
    copy = copy_at(context.tip_view, typed)
    if copy:
        if value is not None:
            raise UsageError("sync.value_needs_field", id=typed)
        return _choose(ctx, context, copy, "both" if both else "theirs" if theirs else "ours", reason)
    if reason:
        raise UsageError("sync.reason_for_copies")
    side: _Side = "both" if both else "theirs" if theirs else "ours"
    return _decide(ctx.obj, context, typed, field, side, value)


def _choose(ctx: click.Context, context: Context, copy: Copy, side: _Side, reason: str) -> int:
    """Leaves the versions chosen of a document; who may not is told what he may, and who may do the rest."""
    workplace = desk(context, reason)
    edits = chosen(workplace.view, copy, mine=side != "theirs", theirs=side != "ours")
    draft = Draft(copy.copy, RepoPath(copy.path), tuple(edits))
    try:
        return carry_out(ctx, context, [draft], workplace.intent, _CHOSEN[side])
    except NotAllowed as error:
        told = "sync.copy_not_allowed" if side == "both" else "sync.copy_not_yours"
        raise Denied(told, path=copy.path, copy=f"'{copy.copy}'", reasons=error.params["reasons"]) from None


def _decide(asked: Globals, context: Context, typed: str, field: str, side: _Side, value: str | None) -> int:
    if context.op and (before := remembered(context.repository, context.op)):
        return _tell_decided(asked, context, before)
    found = conflicts_of(context.repository)
    conflict, clashes = _meant(context, found.conflicts(), typed, field)
    if not clashes:
        conflict, clashes = _meant(context, found.all_conflicts(), typed, field)
    if conflict is None or not clashes:
        raise NotFound("sync.no_conflict", id=f"{typed}#{field}" if field else typed)
    if side == "both" and not (found.then == ServerConflicts.then and both_made(conflict.path, clashes[0])):
        raise UsageError("sync.both_needs_copy")
    if value is not None:
        if len(clashes) > 1 or not clashes[0].at:
            raise UsageError("sync.value_needs_field", id=typed)
        decision = _typed(context, conflict.path, clashes[0], value)
        demand_fitting(conflict.path, clashes[0].at, decision, rules_of(context))
    else:
        decision = Decision(side)
    found.decide(conflict.path, {clash.address: decision for clash in clashes})
    done = Decided(conflict.path, tuple(clash.address for clash in clashes), found.then)
    if context.op:
        remember(context.repository, context.op, done)
    return _tell_decided(asked, context, done)


def _tell_decided(asked: Globals, context: Context, done: Decided) -> int:
    left = conflicts_of(context.repository).conflicts()
    count = sum(len(one.clashes) for one in left)
    if asked.json:
        named = {"op": context.op} if context.op else {}
        name = typed_name(done.path)
        output.objects({"id": name, "path": done.path, "field": field, **named} for field in done.fields)
        output.objects([told_summary(left)])
        return 0
    code = "sync.decided" if count else "sync.all_decided"
    name = typed_name(done.path)
    said = f"{name}#{done.fields[0]}" if len(done.fields) == 1 and done.fields[0] else name
    output.lines([say(code, context.lang, id=said, count=count, command=done.then)])
    return 0


def _meant(context: Context, conflicts: list[Conflict], typed: str, field: str) -> tuple[Conflict | None, list[Clash]]:
    """Returns the file that somebody typed and the places in it, nothing where it is in no conflict."""
    visible = [one for one in conflicts if may_be_named(one.path, context.tip_view)]
    conflict = matching(visible, typed, _path(context, typed))
    return conflict, _chosen(context, conflict, field) if conflict else []


def _chosen(context: Context, conflict: Conflict, field: str) -> list[Clash]:
    """Returns the places meant: all of the file where no field is named, else the one, by code or label."""
    if not field:
        return list(conflict.clashes)
    kind = locate(conflict.path).kind
    fields: Mapping[str, Field] = context.schemas.fields(kind.name) if kind else {}
    steps: list[str] = []
    for step in at_of(field):
        code = None if step.startswith("[") else field_code(fields, step)
        if code:
            fields = fields[code].items
        steps.append(code or step)
    return [clash for clash in conflict.clashes if clash.address in (field, address_of(tuple(steps)))]


def _typed(context: Context, path: str, clash: Clash, value: str) -> Decision:
    field = context.field_of(path, clash.at[0])
    for step in clash.at[1:]:
        field = field if step.startswith("[") or field is None else field.items.get(step)
    if not value:
        return Decision("value", ABSENT)
    return Decision("value", typed_value(field, value, context.today, context.member_id) if field else value)


def _path(context: Context, typed: str) -> str | None:
    """Returns the path of the record that somebody typed, None where it is only on one side."""
    try:
        return context.find(typed, context.tip_view)
    except NotFound:
        return None


def _list(asked: Globals, context: Context) -> int:
    found = conflicts_of(context.repository).conflicts()
    told = ConflictsTold(context)
    told.note("resolve", found)
    kept = [copy for copy in copies(context.tip_view) if may_be_named(copy.copy, context.tip_view)]
    if asked.json:
        output.objects(told.objects(found))
        output.objects({"path": copy.path, "copy": copy.copy} for copy in kept)
        output.objects([told_summary(found, copies=len(kept))])
    else:
        output.lines(told.lines(found))
        for copy in kept:
            said = say("sync.copy", context.lang, copy=copy.copy, path=copy.path, name=f"'{copy.copy}'")
            output.lines(said.splitlines())
        if not found and not kept:
            output.lines([say("sync.none", context.lang)])
    return CONFLICT if found else 0

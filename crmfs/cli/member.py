"""`crmfs member`: the people who work with the repository. What a change of them is, is in `crmfs.edits.members`."""

from collections.abc import Mapping

import click

from crmfs.access.members import Member, read_members
from crmfs.cli import output
from crmfs.cli.changing import commit, intent_of, repeatable
from crmfs.cli.frame import group
from crmfs.cli.globals import Globals
from crmfs.cli.options import argument, option
from crmfs.cli.session import open_context
from crmfs.cli.shown_noted import note_shown
from crmfs.context import Context
from crmfs.core.messages import Text, say
from crmfs.core.text import one_line, width
from crmfs.edits.creation import Draft
from crmfs.edits.members import MEMBERS, alter_member, enrol, named_member
from crmfs.formats.cells import padded
from crmfs.records import kinds
from crmfs.records.fields import Field
from crmfs.records.labels import label
from crmfs.records.yaml import Value

_COLUMNS = ("id", "name", "roles", "team", "emails")


@group(help=Text(zh="使用这个仓库的员工。", en="The people who work with this repository."))
def member() -> None:
    """Groups the commands on members."""


@member.command(
    help=Text(
        zh="登记一位员工；不写 --id 则自动编号。邮箱要与他的 git user.email 一致，仓库才认得他。",
        en="Adds a member; without --id one is made. The address must be the person's git user.email, to be known by.",
    ),
    examples=(
        "crmfs member add 李强 --role sales --team east --email li@example.com",
        "crmfs member add 赵敏 --role finance --id E010 --language en",
    ),
)
@argument("name", metavar=Text("姓名", "NAME"), help=Text("员工的姓名。", "The person's name."))
@option(
    "--role", multiple=True, metavar=Text("角色", "ROLE"), help=Text("access.yaml 里的角色。", "A role of access.yaml.")
)
@option("--id", metavar="ID", help=Text("员工ID，例如 E010。", "The employee id, such as E010."))
@option("--email", multiple=True, metavar=Text("邮箱", "ADDRESS"), help=Text("邮箱。", "An e-mail address."))
@option("--team", metavar=Text("团队", "TEAM"), help=Text("团队。", "The team."))
@option("--region", multiple=True, metavar=Text("地区", "REGION"), help=Text("负责的地区。", "A region to look after."))
@option("--language", type=click.Choice(["zh", "en"]), help=Text("消息的语言。", "Language of messages."))
@repeatable
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    role: tuple[str, ...],
    id: str | None,  # noqa: A002 - the field's word
    email: tuple[str, ...],
    team: str | None,
    region: tuple[str, ...],
    language: str | None,
) -> None:
    """Adds a member."""
    context = open_context(ctx)
    person: dict[str, Value] = {
        "id": id,
        "name": name,
        "emails": list(email),
        "roles": list(role),
        "team": team,
        "regions": list(region),
        "language": language,
    }
    same = [one.id for one in context.members.all if one.name == name]
    draft = enrol(context.tip_view, person, _fields(context))
    _commit(ctx, context, draft, "member.added", "member.subject_added")
    if not email:
        output.note(say("member.no_email", context.lang, id=draft.id))
    if same:
        output.note(say("member.same_name", context.lang, id=same[0]))


@member.command(
    "set",
    help=Text(
        zh="修改一位员工，以员工ID、邮箱或唯一的姓名指明；字段可写代码或名称，+= 和 -= 增减列表。",
        en="Changes a member, named by id, e-mail address or unique name; += and -= change a list.",
    ),
    examples=("crmfs member set E002 团队=east", "crmfs member set 李强 roles+=sales-lead emails-=old@example.com"),
)
@argument("who", metavar="MEMBER", help=Text("哪位员工。", "Which member."))
@argument("typed", nargs=-1, metavar="FIELD=VALUE", help=Text("要修改的字段。", "The fields to change."))
@repeatable
@click.pass_context
def set_(ctx: click.Context, who: str, typed: tuple[str, ...]) -> None:
    """Changes a member."""
    context = open_context(ctx)
    found = named_member(context.tip_view, who)
    draft = alter_member(context.tip_view, found, typed, _fields(context), context.today)
    _commit(ctx, context, draft, "member.changed", "member.subject_changed")


@member.command("list", help=Text(zh="列出全部员工。", en="Lists all members."), examples=("crmfs member list",))
@click.pass_context
def list_(ctx: click.Context) -> None:
    """Lists the members."""
    context = open_context(ctx)
    view = context.view
    members = read_members(view.read(MEMBERS)).all if view.entry(MEMBERS) else ()
    asked: Globals = ctx.obj
    told = sum(any("*" not in email for email in one.emails) for one in members)
    note_shown(context, "member list", [f"{kinds.MEMBERS.name}.emails"], told)
    if asked.json:
        output.objects(_as_object(one) for one in members)
        output.objects([{"summary": {"members": len(members)}}])
        return
    rows = [(one.id, one.name, ", ".join(one.roles), one.team, ", ".join(one.emails)) for one in members]
    fields = _fields(context)
    shown = [tuple(label(fields[column], context.lang) if column in fields else column for column in _COLUMNS), *rows]
    cells = [max(width(row[column]) for row in shown) for column in range(len(_COLUMNS))]
    for row in shown:
        output.lines(["  ".join(padded(one_line(cell), cells[i]) for i, cell in enumerate(row)).rstrip()])
    output.note(say("member.count", context.lang, count=len(members)))


def _commit(ctx: click.Context, context: Context, draft: Draft, said: str, subject: str) -> None:
    """Commits a change of one member and tells of it."""
    if not draft.edits:
        output.note(say("edit.unchanged", context.lang, name=draft.id))
        return
    line = say(subject, context.settings.language, id=draft.id)
    done = commit(context, draft.edits, intent_of(context), line)
    asked: Globals = ctx.obj
    if asked.json:
        output.objects([{"id": draft.id, "path": draft.path, "commit": done.commit, "op": done.op}])
    else:
        output.lines([say(said, context.lang, id=draft.id, path=draft.path)])


def _as_object(one: Member) -> Mapping[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "emails": list(one.emails),
        "roles": list(one.roles),
        "team": one.team,
        "regions": list(one.regions),
        "language": one.language,
    }


def _fields(context: Context) -> Mapping[str, Field]:
    return context.schemas.field(kinds.MEMBERS.name, "members").items

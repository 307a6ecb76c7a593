"""`crmfs access explain` and `who`: a decision and its reasons, and all whom it lets. Decides nothing."""

from collections.abc import Iterator
from typing import Any

import click

from crmfs.access.explanation import Explanation
from crmfs.access.field_path import shown_field
from crmfs.access.members import Member
from crmfs.access.policy import MASK
from crmfs.access.rights import ALLOW, DENY
from crmfs.cli import output
from crmfs.cli.access_asked import (
    Action,
    Asked,
    asked,
    customer_asked,
    demand_administrator,
    explained,
    member_asked,
)
from crmfs.cli.access_words import Words
from crmfs.cli.frame import command
from crmfs.cli.options import argument
from crmfs.cli.progress import progress
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.messages import Text, say
from crmfs.core.text import one_line, width
from crmfs.formats.cells import padded

_ACTION = Text("操作", "ACTION")
_ACTION_HELP = Text(
    "read 查看、edit 修改、create 新建、delete 删除，write 是全部四种。",
    "read, edit, create, delete, or write for all four.",
)
_PATH = Text("路径[#字段]", "PATH[#FIELD]")
_PATH_HELP = Text(
    "客户ID、公司名称、客户ID/记录ID 或路径；后面可加 #字段。",
    "Customer id, company, CUSTOMER/RECORD or a path; a field may follow after #.",
)


@command(
    help=Text(
        zh="说明一位成员能不能做某事，以及是哪些规则决定的。自己的权限人人可问，别人的由管理员问。",
        en="Says whether a member may do something, and which rules decide. All may ask about themselves, "
        "administrators about everybody.",
    ),
    examples=(
        "crmfs access explain E002 edit CUST001#level",
        "crmfs access explain 李强 read CUST001/contacts#contacts[0].mobile",
        "crmfs access explain li@example.com create customers/01/CUST001/finance/terms.yaml --json",
    ),
)
@argument("member", metavar="MEMBER", help=Text("员工ID、邮箱或姓名。", "Employee id, e-mail address or name."))
@argument("action", metavar=_ACTION, type=Action(), help=_ACTION_HELP)
@argument("path", metavar=_PATH, help=_PATH_HELP)
@click.pass_context
def explain(ctx: click.Context, member: str, action: str, path: str) -> None:
    """Explains one decision."""
    context = open_context(ctx)
    grant = context.authority.grant(member_asked(context, member))
    about = asked(context, path)
    found = explained(context, grant, about, action, customer_asked(context, about))
    if context.snapshot.entry(about.path) is None:
        output.note(say("access.nothing_there", context.lang, path=one_line(about.path)))
    if ctx.obj.json:
        output.objects([_as_object(grant.member, action, about, found)])
    else:
        output.lines([_sentence(Words(context), about, found, action)])


@command(
    help=Text(
        zh="列出谁可以对一个文件或字段做某事。管理员使用。",
        en="Lists who may do something to a file or a field. For administrators.",
    ),
    examples=(
        "crmfs access who read CUST001#budget",
        "crmfs access who edit CUST001/contacts --json",
    ),
)
@argument("action", metavar=_ACTION, type=Action(), help=_ACTION_HELP)
@argument("path", metavar=_PATH, help=_PATH_HELP)
@click.pass_context
def who(ctx: click.Context, action: str, path: str) -> None:
    """Lists the members who may do something."""
    context = open_context(ctx)
    demand_administrator(context)
    about = asked(context, path)
    customer, authority = customer_asked(context, about), context.authority
    alike = sorted(context.members.all, key=lambda member: sorted(member.roles))  # the same roles meet the same rules
    by_id = {
        member.id: explained(context, authority.grant(member), about, action, customer)
        for member in progress(alike, say("access.asking", context.lang))
    }
    decided = [(member, by_id[member.id]) for member in context.members.all]
    found = [(member, one) for member, one in decided if one.decision.verdict != DENY]
    if ctx.obj.json:
        output.objects(
            {
                "id": member.id,
                "name": member.name,
                "decision": one.decision.verdict,
                "grants": list(one.decision.grants),
                "stopped_by": list(one.decision.stopped_by),
            }
            for member, one in found
        )
        output.objects([{"summary": {"members": len(found)}}])
        return
    output.lines(_table(context, found))
    output.note(say("access.who_count", context.lang, count=len(found), all=len(decided)))


def _table(context: Context, found: list[tuple[Member, Explanation]]) -> Iterator[str]:
    words = Words(context)
    rows = [
        (
            member.id,
            one_line(member.name),
            words.verdict(one.decision.verdict),
            words.listed(words.rule(rule) for rule in one.grants),
        )
        for member, one in found
    ]
    cells = [max((width(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        yield "  ".join([*(padded(cell, cells[number]) for number, cell in enumerate(row[:3])), row[3]])


def _as_object(member: Member, action: str, about: Asked, found: Explanation) -> dict[str, Any]:
    return {
        "decision": found.decision.verdict,
        "grants": list(found.decision.grants),
        "stopped_by": list(found.decision.stopped_by),
        "near": [{"id": rule.id, "condition": rule.where.text if rule.where else ""} for rule in found.near],
        "fields": {shown_field(field): one.verdict for field, one in found.apart.items()},
        "member": member.id,
        "action": action,
        "path": about.path,
        "field": shown_field(about.field),
    }


def _sentence(words: Words, about: Asked, found: Explanation, action: str) -> str:
    verdict = found.decision.verdict
    parts = [words.grant(rule) for rule in found.grants] or [say("access.said_none", words.lang)]
    if found.lacking:
        parts.append(
            say("access.said_lacking", words.lang, actions=words.listed(words.action(each) for each in found.lacking))
        )
    if verdict == DENY:
        parts += [words.near(rule) for rule in found.near]
    parts += [words.stop(rule, masks=verdict == MASK) for rule in found.stops]
    for other in (ALLOW, MASK, DENY):
        fields = [words.field(about.path, field) for field, one in found.apart.items() if one.verdict == other]
        if fields and verdict != DENY:
            stops = dict.fromkeys(
                each for one in found.apart.values() if one.verdict == other for each in one.stopped_by
            )
            parts.append(
                words.noted(
                    say(
                        "access.said_fields",
                        words.lang,
                        verdict=words.verdict(other).lower(),
                        fields=words.listed(fields),
                    ),
                    words.listed(stops),
                )
            )
    return say("access.said", words.lang, verdict=words.verdict(verdict), reasons=words.sentences(parts))

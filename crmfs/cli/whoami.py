"""`crmfs whoami`: who the repository takes one for, and what one may do. Decides nothing."""

import os

import click

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals
from crmfs.cli.rights_told import rights_as_objects, rights_told
from crmfs.cli.session import open_context
from crmfs.core.messages import Text, say
from crmfs.core.text import one_line, width
from crmfs.formats.cells import padded


@command(
    help=Text(
        zh="显示这个仓库把您认作谁：员工ID、姓名、角色、团队，以及您可以看什么、改什么。",
        en="Shows who this repository takes you for: employee id, name, roles, team, and what you may see and change.",
    ),
    examples=("crmfs whoami", "CRMFS_ACTOR=E002 crmfs whoami"),
)
@click.pass_context
def whoami(ctx: click.Context) -> None:
    """Shows the member who asks."""
    context = open_context(ctx)
    member, lang = context.reader, context.lang
    asked: Globals = ctx.obj
    by_variable = bool(os.environ.get("CRMFS_ACTOR"))
    if asked.json:
        found = {
            "id": member.id,
            "name": member.name,
            "emails": list(member.emails),
            "roles": list(member.roles),
            "team": member.team,
            "regions": list(member.regions),
            "language": member.language or lang,
            "known_by": "CRMFS_ACTOR" if by_variable else "user.email",
            "rights": [] if context.authority.policy is None else rights_as_objects(context.grant),
        }
        output.objects([found, {"summary": {"members": 1}}])
        return
    rows = [
        (say("member.you_id", lang), member.id),
        (say("member.you_name", lang), member.name),
        (say("member.you_roles", lang), ", ".join(member.roles)),
        (say("member.you_team", lang), member.team),
        (say("member.you_regions", lang), ", ".join(member.regions)),
        (say("member.you_language", lang), member.language or lang),
        (say("member.you_emails", lang), ", ".join(member.emails)),
        (say("member.you_known_by", lang), say("member.by_variable" if by_variable else "member.by_email", lang)),
    ]
    cells = max(width(name) for name, _ in rows)
    output.lines(f"{padded(name, cells)}  {one_line(value) or '—'}" for name, value in rows)
    output.lines(["", *rights_told(context)])

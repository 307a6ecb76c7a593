"""`crmfs upgrade`: brings a repository to this release. What that takes is in `crmfs.edits.upgrade`."""

import click

from crmfs.cli import output
from crmfs.cli.changing import commit, intent_of
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals
from crmfs.cli.options import option
from crmfs.cli.session import open_context
from crmfs.core.messages import Language, Text, say
from crmfs.edits.upgrade import Upgrade, upgrade_of


@command(
    help=Text(
        zh="把仓库升级到本机 crmfs 的格式，并更新 schema/base/，一次提交；其余文件一个字节也不变。",
        en="Brings the repository to the format of the crmfs here and replaces schema/base/, in one commit;"
        " no other byte changes.",
    ),
    examples=("crmfs upgrade --dry-run", "crmfs upgrade"),
)
@option("--dry-run", is_flag=True, help=Text("只说明会改什么，不写入。", "Say what would change and write nothing."))
@click.pass_context
def upgrade(ctx: click.Context, dry_run: bool) -> None:
    """Upgrades."""
    context = open_context(ctx)
    intent = intent_of(context)
    wanted = upgrade_of(context.tip)
    landed, op = None, None
    if wanted.edits and not dry_run:
        done = commit(context, wanted.edits, intent, say("upgrade.subject", context.settings.language))
        landed, op = done.commit, done.op
    asked: Globals = ctx.obj
    if asked.json:
        output.objects({"id": e.path, "path": e.path, "commit": landed, "op": op} for e in wanted.edits)
        output.objects([{"summary": {"from": wanted.old, "to": wanted.new, "files": len(wanted.edits)}}])
    else:
        _tell(wanted, dry_run, context.lang)


def _tell(wanted: Upgrade, dry_run: bool, lang: Language) -> None:
    if not wanted.edits:
        output.lines([say("upgrade.up_to_date", lang, format=wanted.new)])
        return
    if wanted.old != wanted.new:
        output.lines([say("upgrade.format", lang, old=wanted.old, new=wanted.new)])
    for edit in wanted.edits:
        output.lines([say("upgrade.removed" if edit.data is None else "upgrade.replaced", lang, path=edit.path)])
    output.note(say("upgrade.would" if dry_run else "upgrade.done", lang, count=len(wanted.edits)))

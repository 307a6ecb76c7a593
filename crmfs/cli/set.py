"""`crmfs set` and `crmfs status`: change fields of one record, or of all that match a filter."""

from collections.abc import Sequence

import click

from crmfs.cli import output
from crmfs.cli.changing import carry_out, desk, repeatable
from crmfs.cli.foretold import dry_run_option, foretell
from crmfs.cli.frame import command
from crmfs.cli.options import argument, option
from crmfs.cli.rows import matching
from crmfs.cli.session import note_unread, open_context
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath
from crmfs.edits.alteration import alter, alter_status
from crmfs.edits.creation import Desk
from crmfs.records.kinds import locate, meta_path


@command(
    help=Text(
        zh="修改一条记录的字段，或用 --where 修改所有符合的客户。每次是一次提交；文件其余部分一字不变。",
        en="Changes fields of a record, or with --where of all customers that match. No other byte changes.",
    ),
    examples=(
        "crmfs set CUST001 下次跟进日期=+7d 备注=客户对价格敏感",
        "crmfs set CUST001 tags+=重点 --reason 年度评审",
        "crmfs set --where 负责员工:E007 负责员工=E002 --reason 交接 --dry-run",
    ),
)
@argument(
    "words",
    nargs=-1,
    metavar="[ID] FIELD=VALUE…",
    help=Text(
        "记录（有 --where 时不写），然后是 字段=值；“字段=”清空，“+=”“-=”增减列表，明细[0].数量=5 改一项。",
        "The record (not with --where), then FIELD=VALUE; `FIELD=` empties, `+=` and `-=` change a list, "
        "`lines[0].quantity=5` an item.",
    ),
)
@option(
    "--where",
    multiple=True,
    metavar="FILTER",
    help=Text("筛选条件 字段:值，可多次，须全部符合。", "Filter field:value; all must match."),
)
@option(
    "--reason",
    default="",
    help=Text(
        "原因，记入提交；改状态和 --where 时必填。", "Why; kept in the commit. Needed for a status and with --where."
    ),
)
@dry_run_option
@repeatable
@click.pass_context
def set_(ctx: click.Context, words: tuple[str, ...], where: tuple[str, ...], reason: str, dry_run: bool) -> int:
    """Changes records."""
    context = open_context(ctx)
    workplace = desk(context, reason)
    paths, typed = _addressed(context, workplace, words, where)
    if not typed:
        raise UsageError("edit.nothing")
    if where and not reason and not dry_run:
        raise UsageError("edit.reason_needed")
    drafts = [alter(workplace, path, typed) for path in paths]
    if dry_run:
        return foretell(ctx, context, drafts, workplace.intent)
    if where and not drafts:
        output.note(say("edit.none_match", context.lang))
        return 0
    return carry_out(ctx, context, drafts, workplace.intent, "edit.changed")


def _addressed(
    context: Context, workplace: Desk, words: Sequence[str], where: Sequence[str]
) -> tuple[list[RepoPath], Sequence[str]]:
    if where:
        unread: list[RepoPath] = []
        found = [overview.path for overview, _ in matching(context, workplace.view, where, unread, ())]
        note_unread(context, unread)
        return found, words
    if not words or "=" in words[0] or "＝" in words[0]:
        raise UsageError("edit.nothing")
    named = context.find(words[0], workplace.view)
    beside = meta_path(named)  # what is known of a document stands beside it
    return [beside if locate(named).kind is None and workplace.view.entry(beside) else named], words[1:]


@command(
    help=Text(
        zh="修改客户状态：潜在、活跃、流失。须说明原因；除流失外须给出下次跟进日期。",
        en="Changes a customer's status: potential, active, lost. Needs a reason and, but for lost, a follow-up.",
    ),
    examples=("crmfs status CUST001 活跃 --reason 客户签约成功 --follow-up +7d",),
)
@argument("id", metavar="ID", help=Text("客户ID 或公司名称。", "Customer id or company."))
@argument(
    "value", metavar="STATUS", help=Text("潜在、活跃、流失，或 potential、active、lost。", "potential, active or lost.")
)
@option(
    "--reason",
    default="",
    help=Text("原因，例如 客户签约成功、长期未响应。", "Why, such as: contract signed, no answer for long."),
)
@option(
    "--follow-up",
    default=None,
    metavar="DATE",
    help=Text("下次跟进日期，例如 2026-04-01、+7d。", "Date of the next follow-up, such as 2026-04-01 or +7d."),
)
@dry_run_option
@repeatable
@click.pass_context
def status(
    ctx: click.Context,
    id: str,  # noqa: A002 - the field's word
    value: str,
    reason: str,
    follow_up: str | None,
    dry_run: bool,
) -> int:
    """Changes a customer's status."""
    context = open_context(ctx)
    workplace = desk(context, reason)
    draft = alter_status(workplace, context.find(id, workplace.view), value, follow_up)
    if dry_run:
        return foretell(ctx, context, [draft], workplace.intent)
    return carry_out(ctx, context, [draft], workplace.intent, "edit.changed")

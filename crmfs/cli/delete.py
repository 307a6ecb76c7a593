"""`crmfs delete`: remove a record, a document or a customer, with a reason."""

import click

from crmfs.cli.changing import carry_out, desk, repeatable
from crmfs.cli.foretold import dry_run_option, foretell
from crmfs.cli.frame import command
from crmfs.cli.options import argument, option
from crmfs.cli.session import open_context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text
from crmfs.edits.creation import Draft
from crmfs.edits.records import deletion
from crmfs.records.kinds import CUSTOMER, locate, typed_name


@command(
    help=Text(
        zh="删除一条记录或一个文件，须说明原因。还被其他记录引用的不会删除；历史里仍可找回。",
        en="Deletes a record or a document, with a reason. What others refer to stays; history keeps what was deleted.",
    ),
    examples=(
        "crmfs delete CUST001/INT-20231015-7K3M9Q --reason 重复登记",
        "crmfs delete CUST001 --whole --reason 不再是客户",
    ),
)
@argument("id", metavar="ID", help=Text("记录、文件路径或客户。", "A record, a document's path or a customer."))
@option("--reason", default="", help=Text("原因，必填。", "Why; needed."))
@option(
    "--whole", is_flag=True, help=Text("连同客户的全部记录和文件。", "A customer with all its records and documents.")
)
@dry_run_option
@repeatable
@click.pass_context
def delete(ctx: click.Context, id: str, reason: str, whole: bool, dry_run: bool) -> int:  # noqa: A002 - the field's word
    """Deletes a record."""
    context = open_context(ctx)
    if not reason.strip():
        raise UsageError("edit.reason_needed")
    workplace = desk(context, reason)
    path = context.find(id, workplace.view)
    draft = Draft(typed_name(path), path, tuple(deletion(workplace.view, path, whole=whole)))
    if dry_run:
        return foretell(ctx, context, [draft], workplace.intent)
    said = "edit.deleted_whole" if locate(path).kind is CUSTOMER else "edit.deleted"
    return carry_out(ctx, context, [draft], workplace.intent, said)

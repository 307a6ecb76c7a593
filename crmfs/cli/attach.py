"""`crmfs attach`: put documents into a customer's folder, with their metadata."""

from pathlib import Path

import click

from crmfs.access.view import path_of
from crmfs.cli.changing import carry_out, desk
from crmfs.cli.frame import command
from crmfs.cli.options import argument, option
from crmfs.cli.session import open_context
from crmfs.core.messages import Text
from crmfs.edits.attachments import attachment, category_of
from crmfs.edits.creation import Draft
from crmfs.edits.records import filled
from crmfs.records.kinds import META

MIB = 1024**2


@command(
    help=Text(
        zh="把文件附加到客户，并写好元数据；类别从文件名判断，或用 --category 指定。",
        en="Attaches files to a customer with their metadata; the category is told by the name, or by --category.",
    ),
    examples=(
        "crmfs attach CUST001 采购合同.pdf",
        "crmfs attach 未来科技有限公司 报价单.xlsx --tags 重要,定稿 --expires-on +1y",
    ),
)
@argument("customer", metavar="ID", help=Text("客户ID 或公司名称。", "Customer id or company."))
@argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE…",
    help=Text("要附加的文件。", "The files to attach."),
)
@option(
    "--category",
    default=None,
    metavar="NAME",
    help=Text(
        "合同、报价单、产品、演示文稿、邮件、会议纪要、其他、财务，或其代码 contracts、quotes、product、"
        "presentations、mail、minutes、other、finance。",
        "contracts, quotes, product, presentations, mail, minutes, other or finance.",
    ),
)
@option("--title", default=None, help=Text("标题，默认为文件名。", "Title; by default the file's name."))
@option("--tags", default=None, help=Text("标签，以逗号分隔。", "Tags, separated by commas."))
@option(
    "--sensitivity",
    default=None,
    help=Text("密级：公开、内部、保密、机密。", "Sensitivity: public, internal, confidential, secret."),
)
@option(
    "--expires-on",
    default=None,
    metavar="DATE",
    help=Text("到期日，例如 2026-12-31、+1y。", "Date of expiry, such as 2026-12-31 or +1y."),
)
@option("--reason", default="", help=Text("原因，记入提交。", "Why; kept in the commit."))
@click.pass_context
def attach(
    ctx: click.Context,
    /,
    customer: str,
    files: tuple[Path, ...],
    category: str | None,
    reason: str,
    **meta: str | None,
) -> int:
    """Attaches files."""
    context = open_context(ctx)
    workplace = desk(context, reason)
    folder = context.find_customer(customer, workplace.view)
    fields = workplace.fields(META)
    value = filled(workplace.parse([f"{name}={text}" for name, text in meta.items() if text], fields))
    drafts = []
    for file in files:
        where = category or category_of(file.name)
        largest = int(context.settings.attachment_max_mib * MIB)
        edits = attachment(workplace.view, folder, file, where, value, fields, context.settings.language, largest)
        drafts.append(Draft(folder.rpartition("/")[2], path_of(edits[0].path), tuple(edits)))
    return carry_out(ctx, context, drafts, workplace.intent, "edit.attached")

"""`crmfs attach`: put documents into a customer's folder, with their metadata."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click

from crmfs.cli import output
from crmfs.cli.changing import carry_out, desk, repeatable
from crmfs.cli.frame import command
from crmfs.cli.options import argument, option
from crmfs.cli.session import open_context
from crmfs.core.errors import ValueRefused
from crmfs.core.messages import Language, Text, say
from crmfs.core.paths import RepoPath, name
from crmfs.edits.attachments import KNOWN_CATEGORIES, attachment, category_of, document_path
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
@repeatable
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
    value = filled(workplace.parse([f"{key}={text}" for key, text in meta.items() if text], fields))
    largest = int(context.settings.attachment_max_mib * MIB)
    plans: dict[RepoPath, Draft] = {}
    for file in files:
        where = category or category_of(file.name)
        edits = attachment(workplace.view, folder, file, where, value, fields, context.settings.language, largest)
        path = document_path(folder, file, where)
        if path in plans:
            raise ValueRefused("attach.twice", name=name(path))
        plans[path] = Draft(name(folder), path, tuple(edits))
    changing = [draft for draft in plans.values() if draft.edits]
    code = carry_out(ctx, context, changing, workplace.intent, "edit.attached")
    for (path, draft), file in zip(plans.items(), files, strict=True):
        for said in _notes(path, draft, file, context.lang):
            output.note(said)
    unsorted = [name(draft.path) for draft in changing if category is None and "/documents/other/" in draft.path]
    if unsorted:
        output.note(say("attach.other", context.lang, name=", ".join(unsorted), known=KNOWN_CATEGORIES))
    return code


def _notes(path: RepoPath, draft: Draft, file: Path, lang: Language) -> Iterator[str]:
    """Yields what else is to be known of an attached file: that it is not new, not stored under its own name."""
    if not draft.edits:
        yield say("attach.unchanged", lang, path=path)
    elif draft.edits[0].path == path and draft.edits[0].base_oid:
        yield say("attach.replaced", lang, path=path)
    if name(path) != unicodedata.normalize("NFC", file.name):
        yield say("attach.renamed", lang)

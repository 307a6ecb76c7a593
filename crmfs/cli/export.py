"""`crmfs export`: customers as a file for others, encrypted unless somebody says why not."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crmfs.access.overview import Overview
from crmfs.cli import output
from crmfs.cli.customers_found import customers_found, is_query
from crmfs.cli.delivery import Delivery, delivery_options, format_of, noted_of, stamp_of
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals
from crmfs.cli.options import FILTERS, argument, option
from crmfs.cli.progress import progress, waiting
from crmfs.cli.rows import column_fields, matching, unmasking
from crmfs.cli.session import note_unread, open_context
from crmfs.cli.words import words_of
from crmfs.context import Context
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath
from crmfs.core.text import one_line
from crmfs.exchange.audit import Exported
from crmfs.exchange.audit_filters import told_filters
from crmfs.exchange.export_sheets import Shown
from crmfs.exchange.exporting import FORMATS, Asked, Contents, export, gathered
from crmfs.query.names import Names
from crmfs.query.table import COLUMNS

if TYPE_CHECKING:
    from crmfs.exchange.exporting import Format


@command(
    help=Text(
        zh="导出您能看到的客户：与 crmfs list 条件 相同，遮蔽的仍是遮蔽的。xlsx 有客户、互动、订单、工单四张表，"
        "pdf 是便于阅读和打印的客户册，两者默认加密；csv、json、vcf（通讯录）不能加密，要用 --plain 并写明原因。"
        "每次导出都记入本机的记录。",
        en="Exports the customers that you may see, as crmfs list FILTER shows them; what is masked stays so. xlsx has"
        " sheets of customers, interactions, orders and tickets, pdf is a book to read and print; both are encrypted."
        " csv, json and vcf (address book) cannot be and need --plain with a reason. Every export is recorded on this"
        " computer.",
    ),
    examples=(
        "crmfs export 状态:活跃 --password-file 密码.txt -o ../活跃客户.xlsx",
        "crmfs export owner:me --prompt -o ../mine.xlsx",
        Text(
            "crmfs export 年度合同 --prompt -o ../合同客户.xlsx", "crmfs export annual contract --prompt -o ../a.xlsx"
        ),
        "crmfs export --prompt -o ../客户册.pdf",
        'crmfs export --plain --reason "交给税务系统" -o ../客户.csv',
    ),
    context_settings=FILTERS,
)
@argument(
    "filters",
    nargs=-1,
    metavar=Text("[条件或检索词…]", "[FILTER or QUERY…]"),
    help=Text(
        "筛选条件 字段:值，须全部符合；-字段:值 表示不符合。写了别的词就是全文检索，与 crmfs search 相同："
        "记录或附件里有这些词的客户。",
        "Filter field:value, all must match; -field:value excludes. With other words it is a full-text query as for"
        " crmfs search: customers of which a record or an attachment has them.",
    ),
)
@option(
    "--format",
    "wanted",
    type=click.Choice(FORMATS),
    metavar="|".join(FORMATS),
    help=Text("格式；默认看文件的扩展名，否则 xlsx。", "Format; by default what the file ends in, else xlsx."),
)
@delivery_options(required=True)
@click.pass_context
def export_(
    ctx: click.Context, filters: tuple[str, ...], wanted: "Format | None", file: Path, delivery: Delivery
) -> None:
    """Exports customers."""
    context = open_context(ctx)
    kind: Format = wanted or format_of(file, FORMATS, "xlsx")
    password, reason = delivery.password(context, file, kind), delivery.reason.strip()
    names = Names.of(column_fields(context), context.today, context.member_id)
    asked = Asked(kind, file, delivery.force, password, reason, told_filters(filters, names))
    unread: list[RepoPath] = []
    customers = _customers(context, filters, unread)
    counted = _Counted(progress(customers, say("export.working", context.lang)))
    contents = gathered(context.view, context.schemas, column_fields(context), counted, kind)
    with waiting(say("export.writing", context.lang)):
        done = export(
            context.repository, context.schemas, contents, asked, stamp_of(context), words_of(context),
            noted_of(context, kind, asked.filters, plain=not password, reason=reason),
        )  # fmt: skip
    note_unread(context, unread)
    _tell(context, ctx.obj, counted.count, contents, asked, done)


class _Counted:
    """Customers that are counted while they are gone through."""

    def __init__(self, customers: Iterator[Shown]) -> None:
        self._customers = customers
        self.count = 0

    def __iter__(self) -> Iterator[Shown]:
        for one in self._customers:
            self.count += 1
            yield one


def _customers(context: Context, filters: tuple[str, ...], unread: list[RepoPath]) -> Iterator[Shown]:
    """Yields what `crmfs list` finds, or `crmfs search`, each with its row and the same without masks."""
    judged = unmasking(context, context.view, COLUMNS)
    found = customers_found(context, " ".join(filters)) if filters and is_query(context, filters) else None
    for overview, row in matching(context, context.view, filters if found is None else (), unread, COLUMNS):
        assert isinstance(overview, Overview)  # the derived columns are asked for
        if found is not None and overview.id not in found:
            continue
        yield overview, row, judged(overview, row)


def _tell(
    context: Context, asked_globals: Globals, customers: int, contents: Contents, asked: Asked, done: Exported
) -> None:
    lang = context.lang
    path = one_line(str(asked.file))
    if contents.unread:
        output.note(say("export.unread", lang, count=len(contents.unread), path=contents.unread[0]))
    if asked_globals.json:
        made = {
            "path": str(asked.file), "format": asked.format, "encrypted": not done.plain, "customers": customers,
            "records": done.records, "masked": list(done.masked),
        }  # fmt: skip
        output.objects([made, {"summary": {"files": 1, "customers": customers, "records": done.records}}])
        return
    said = "export.done_people" if asked.format == "vcf" else "export.done"
    output.lines([say(said, lang, customers=customers, records=done.records, path=path)])
    if not customers:
        output.note(say("export.nobody", lang))
    if done.masked:
        output.note(say("export.masks", lang, count=len(done.masked), fields=", ".join(done.masked)))
    output.note(say("export.in_clear" if done.plain else "export.sealed", lang))

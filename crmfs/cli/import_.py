"""`crmfs import`: tables of other systems into the repository."""

from pathlib import Path

import click

from crmfs.access.overview import overviews
from crmfs.cli import output
from crmfs.cli.changing import desk, repeatable
from crmfs.cli.exits import PROBLEMS
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals
from crmfs.cli.history_asked import past_of
from crmfs.cli.import_told import recognised, tell
from crmfs.cli.options import argument, option
from crmfs.cli.progress import progress, waiting
from crmfs.cli.rows import column_fields
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.exchange.importing import Options, run_import
from crmfs.exchange.inputs import KIND_NAMES, read_inputs, read_password
from crmfs.exchange.mapping import ImportMap, read_map
from crmfs.exchange.returning_states import Past
from crmfs.records.kind_names import kind_code
from crmfs.records.kinds import KINDS


@command(
    help=Text(
        zh="导入 CSV、Excel、JSON 等表格。几个文件可以互相引用；重复导入同一文件不会改变任何内容。",
        en="Imports tables: CSV, Excel, JSON. Files may refer to each other; importing the same again changes nothing.",
    ),
    examples=(
        "crmfs import 客户表.xlsx --dry-run",
        "crmfs import customers.csv orders.csv order_details.csv",
        "crmfs import employees.csv --kind member",
    ),
)
@argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=Text(
        "CSV、TSV、XLSX、XLS、ODS、JSON；一起导入的文件可以互相引用。",
        "CSV, TSV, XLSX, XLS, ODS or JSON; files imported together may refer to each other.",
    ),
)
@option(
    "--kind", default="", metavar="KIND", help=Text("表的种类，如 customer、order、member。", "What the tables hold.")
)
@option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    metavar="MAP.yaml",
    help=Text("映射文件：种类、编号列、列与字段。", "A file that says kinds, ids, columns and fields."),
)
@option("--keep-ids", is_flag=True, help=Text("编号不能保留的行不导入。", "Reject rows whose id cannot be kept."))
@option("--dry-run", is_flag=True, help=Text("只检查和说明，不写入。", "Check and tell, write nothing."))
@option("--strict", is_flag=True, help=Text("有一行被拒绝就什么也不写入。", "Write nothing if any row is rejected."))
@option(
    "--batch",
    type=click.IntRange(min=1),
    metavar="N",
    help=Text("每 N 个客户一次提交，用于很大的文件。", "A commit for every N customers, for huge files."),
)
@option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="F",
    help=Text("第一行是 Excel 的密码。", "Its first line opens workbooks that have a password."),
)
@repeatable
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[Path, ...],
    kind: str,
    map_file: Path | None,
    keep_ids: bool,
    dry_run: bool,
    strict: bool,
    batch: int | None,
    password_file: Path | None,
) -> int:
    """Imports tables."""
    context = open_context(ctx)
    wanted = _kind(context, kind) if kind else ""
    workplace = desk(context)
    said = read_map(map_file) if map_file else ImportMap()
    password = read_password(password_file) if password_file else ""
    inputs = read_inputs(files, context.schemas, said, wanted, password, column_fields(context))
    for line in recognised(context, inputs):
        output.note(line)
    options = Options(keep_ids, dry_run, strict, batch or 0)
    customers = overviews(workplace.view, context.derived)
    label = say("imports.working", context.lang)
    done = run_import(
        context.repository, workplace, customers, inputs, options,
        lambda rows, count: progress(rows, label, count),
        lambda: waiting(say("imports.landing", context.lang)),
        _past(context),
    )  # fmt: skip
    asked: Globals = ctx.obj
    tell(context, inputs, done, asked.json, options)
    return PROBLEMS if done.rejected else 0


def _past(context: Context) -> Past:
    earlier = past_of(context)
    return Past(lambda base: earlier.view(context.repository.snapshot(base)), context.tip_view, context.view)


def _kind(context: Context, typed: str) -> str:
    """Returns the kind of table that a name means; of a kind of record also by label and short name."""
    code = kind_code(typed, (name for name in KIND_NAMES if name in KINDS), context.schemas.label)
    found = KIND_NAMES.get(typed) or KIND_NAMES.get(code or "")
    if found is None:
        raise UsageError("imports.kind_invalid", kind=typed, kinds=", ".join(KIND_NAMES))
    return found

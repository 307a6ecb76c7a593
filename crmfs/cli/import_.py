"""`crmfs import`: tables of other systems into the repository, with what becomes of every row."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from crmfs.access.overview import overviews
from crmfs.cli import output
from crmfs.cli.exits import PROBLEMS
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals
from crmfs.cli.options import argument, option
from crmfs.cli.progress import progress
from crmfs.cli.session import desk, open_context, wording
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.core.problem import Problem
from crmfs.core.text import one_line
from crmfs.exchange.drafts import RowKey, Verdict
from crmfs.exchange.importing import Imported, Options, run_import
from crmfs.exchange.inputs import KIND_NAMES, Inputs, read_inputs
from crmfs.exchange.mapping import ImportMap, read_map
from crmfs.exchange.recognise import Recognised
from crmfs.exchange.rejected import write_rejected
from crmfs.records.kinds import CUSTOMER, MEMBERS, locate
from crmfs.records.yaml import pointer_parts

SHOWN = 20  # rejected rows that the screen shows; their file holds all
_OUTCOMES = ("created", "changed", "unchanged", "rejected")


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
) -> int:
    """Imports tables."""
    context = open_context(ctx)
    if kind and kind not in KIND_NAMES:
        raise UsageError("imports.kind_invalid", kind=kind, kinds=", ".join(KIND_NAMES))
    workplace = desk(context)
    said = read_map(map_file) if map_file else ImportMap()
    inputs = read_inputs(files, context.schemas, said, KIND_NAMES.get(kind, ""))
    for line in _recognised(context, inputs):
        output.note(line)
    options = Options(keep_ids, dry_run, strict, batch or 0)
    customers = overviews(workplace.view, context.derived)
    label = say("imports.working", context.lang)
    done = run_import(
        context.repository, workplace, context.tip, customers, inputs, options,
        lambda rows, count: progress(rows, label, count),
    )  # fmt: skip
    asked: Globals = ctx.obj
    _tell(context, inputs, done, asked.json, options)
    return PROBLEMS if done.rejected else 0


def _recognised(context: Context, inputs: Inputs) -> Iterator[str]:
    """Yields what was recognised: encoding, delimiter, headings, kind, columns and what is kept under extra."""
    lang = context.lang
    for found in inputs.tables:
        table = found.table
        how = say("imports.encoding", lang, encoding=table.encoding) if table.encoding else ""
        if table.delimiter:
            how += say("imports.delimiter", lang, delimiter=repr(table.delimiter))
        yield say(
            "imports.recognised", lang,
            name=_name(found), kind=found.kind, count=len(table.rows), encoding=how, line=table.header_line,
        )  # fmt: skip
        fields = [f"{one_line(c.heading)} → {c.target.code}" for c in found.columns if c.target]
        yield say("imports.columns", lang, columns=", ".join(fields))
        left = [column for column in found.columns if not column.target and not column.ignored]
        for code, personal in (("imports.kept", False), ("imports.kept_protected", True)):
            kept = [one_line(column.heading) for column in left if column.personal is personal]
            if kept:
                yield say(code, lang, columns=", ".join(kept))
        for column in left:
            if column.misfit:
                yield say("imports.misfit", lang, column=one_line(column.heading), field=column.misfit)
    for sheet in inputs.left_out:
        yield say("imports.left_out", lang, name=one_line(f"{sheet.name}#{sheet.sheet}"))


def _tell(context: Context, inputs: Inputs, done: Imported, json: bool, options: Options) -> None:
    lang = context.lang
    reasons = {key: _reason(context, inputs.tables[key[0]], verdict) for key, verdict in done.rejected.items()}
    counts: Counter[str] = Counter(done.outcomes.values())
    summary = {outcome: counts[outcome] for outcome in _OUTCOMES}
    if json:
        output.objects(
            {"id": _id(path), "path": path, "commit": made.commit if made else None, "op": made.op if made else None}
            for path, made in done.landed
        )
        output.objects(_rejected_rows(inputs, done, reasons))
    for (table, heading), count in done.unknown.items():
        name = _name(inputs.tables[table])
        output.note(say("imports.strangers", lang, name=name, column=one_line(heading), count=count))
    if not json:
        for line in _rejected_lines(context, inputs, reasons):
            output.note(line)
    if any(locate(path).kind is not None and path.endswith("/contacts.yaml") for path, _ in done.landed):
        output.note(say("imports.personal_moved", lang))
    if not options.dry_run:
        _save_rejected(context, inputs, reasons)
    else:
        output.note(say("imports.dry_run", lang))
    if counts["held"]:
        output.note(say("imports.held", lang, count=counts["held"]))
        summary["held"] = counts["held"]
    if json:
        output.objects([{"summary": summary}])
    else:
        output.lines([say("imports.summary", lang, **{outcome: counts[outcome] for outcome in _OUTCOMES})])


def _reason(context: Context, found: Recognised, verdict: Verdict) -> str:
    """Returns why a row is rejected: the column, what is wrong with it, what to do."""
    if isinstance(verdict, Problem):
        words, column = wording(context), _column(found, verdict.pointer)
        said = say("imports.reason", context.lang, message=words.message(verdict), remedy=words.remedy(verdict))
    else:
        column = "" if "field" in verdict.params else verdict.column
        said = say(verdict.code, context.lang, **verdict.params)
    return say("imports.in_column", context.lang, column=column, reason=said) if column else said


def _column(found: Recognised, pointer: str) -> str:
    """Returns the heading of the column that a value of a record came from, "" where none did."""
    parts = pointer_parts(pointer)
    named = {column.target.key if column.target else column.heading: column.heading for column in found.columns}
    return next((named[part] for part in reversed(parts) if part in named), "")


def _rejected_rows(inputs: Inputs, done: Imported, reasons: dict[RowKey, str]) -> Iterator[dict[str, Any]]:
    for (table, row), verdict in sorted(done.rejected.items(), key=lambda item: item[0]):
        found = inputs.tables[table]
        line = found.table.rows[row].line
        yield {"path": _name(found), "line": line, "rejected": verdict.code, "message": reasons[table, row]}


def _rejected_lines(context: Context, inputs: Inputs, reasons: dict[RowKey, str]) -> Iterator[str]:
    for table, row in sorted(reasons)[:SHOWN]:
        found = inputs.tables[table]
        line, reason = found.table.rows[row].line, one_line(reasons[table, row])
        yield say("imports.rejected_row", context.lang, name=_name(found), line=line, reason=reason)
    if len(reasons) > SHOWN:
        yield say("imports.more_rejected", context.lang, count=len(reasons) - SHOWN)


def _save_rejected(context: Context, inputs: Inputs, reasons: dict[RowKey, str]) -> None:
    heading = say("imports.reason_heading", context.lang)
    for table, found in enumerate(inputs.tables):
        rows = [(found.table.rows[row], reason) for (at, row), reason in sorted(reasons.items()) if at == table]
        if rows:
            path = write_rejected(context.repository, inputs.files[table], found.table, rows, heading)
            output.note(say("imports.rejected_file", context.lang, path=path))


def _name(found: Recognised) -> str:
    table = found.table
    return one_line(f"{table.name}#{table.sheet}" if table.sheet else table.name)


def _id(path: str) -> str:
    place = locate(path)
    if place.kind in (None, MEMBERS):
        return path
    return place.customer if place.kind is CUSTOMER else f"{place.customer}/{place.id or place.kind.name}"

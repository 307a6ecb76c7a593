"""`crmfs list`: customers as lines or as the standard table."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import click

from crmfs.access.overview import Brief, Overview
from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.options import FILTERS, argument, option
from crmfs.cli.pager import show_table
from crmfs.cli.progress import progress
from crmfs.cli.rows import column_fields, matching
from crmfs.cli.session import note_strangers, note_unread, open_context
from crmfs.cli.shown_noted import Rows, note_shown
from crmfs.cli.values_shown import shown_value
from crmfs.context import Context
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath
from crmfs.query.table import COLUMNS
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER
from crmfs.records.labels import label
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.query.stranger import Stranger

_SHORT = ("id", "company", "name", "status", "owner", "next_follow_up")


@command(
    help=Text(
        zh="列出客户；--table 输出标准的 14 列客户表。",
        en="Lists customers; --table prints the standard table of 14 columns.",
    ),
    examples=("crmfs list 状态:活跃 -负责员工:王芳", "crmfs list --table", "crmfs list 'next_follow_up:<today' --json"),
    context_settings=FILTERS,
)
@argument(
    "filters",
    nargs=-1,
    metavar="[FILTER…]",
    help=Text(
        "筛选条件 字段:值，须全部符合；-字段:值 表示不符合。",
        "Filter field:value, all must match; -field:value excludes.",
    ),
)
@option(
    "--table",
    is_flag=True,
    help=Text("标准的 14 列，含最近一次互动。", "The standard 14 columns, the latest interaction included."),
)
@click.pass_context
def list_(ctx: click.Context, filters: tuple[str, ...], table: bool) -> None:
    """Lists customers."""
    context = open_context(ctx)
    unread: list[RepoPath] = []
    names = COLUMNS if table else _SHORT
    shown = names if table or not ctx.obj.json else None
    strangers: list[Stranger] = []
    asked = matching(context, context.view, filters, unread, shown, strangers)
    seen = Rows(context.schemas.fields(CUSTOMER.name), shown)
    found = progress(seen.watched(asked), say("show.reading", context.lang))
    if ctx.obj.json:
        first = next(found, None)
        output.objects(_as_object(overview, row, table) for overview, row in chain([first] if first else [], found))
        note_strangers(context, strangers if first is None else [])
        note_unread(context, unread)
        _note_shown(context, seen, filters)
        return
    fields = column_fields(context)
    stored = [[row.get(name) for name in names] for _, row in found]
    columns = [_column(context, fields.get(name), values) for name, *values in zip(names, *stored, strict=True)]
    rows = [*zip(*columns, strict=True)]
    note_unread(context, unread)
    if not rows and not filters and not unread:
        output.note(say("show.no_customers", context.lang))
        return
    headings = [label(fields[name], context.lang) if name in fields else name for name in names]
    show_table(headings, rows, context.lang, whole=table)
    _note_shown(context, seen, filters)
    output.note(say("show.customers", context.lang, count=len(rows)))
    note_strangers(context, [] if rows else strangers)


def _note_shown(context: Context, seen: Rows, filters: Sequence[str]) -> None:
    if seen.records:
        from crmfs.exchange.audit_filters import told_filters  # few lists show what is protected
        from crmfs.query.names import Names

        names = Names.of(column_fields(context), context.today, context.member_id)
        note_shown(context, "list", seen.fields, seen.records, told_filters(filters, names))


def _column(context: Context, field: Field | None, values: Sequence[Value]) -> Iterator[str]:
    """Yields what people read for the values of one column; most stand in many rows and are put into words once."""
    known: dict[str, str] = {}
    for value in values:
        if not isinstance(value, str):
            yield shown_value(context, field, value)
            continue
        if value not in known:
            known[value] = shown_value(context, field, value)
        yield known[value]


def _as_object(overview: Overview | Brief, row: Mapping[str, Value], table: bool) -> dict[str, Value]:
    shown = {column: row.get(column) for column in COLUMNS} if table else row
    return {"id": None, "path": overview.path} | dict(shown) | {"id": overview.id}

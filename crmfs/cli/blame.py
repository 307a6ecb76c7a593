"""`crmfs blame`: who gave each field its value, and who wrote each line of a text."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.history_asked import past_of
from crmfs.cli.history_told import Telling
from crmfs.cli.options import argument
from crmfs.cli.pager import show_table
from crmfs.cli.session import open_context
from crmfs.cli.shown_noted import note_shown, protected_in
from crmfs.context import Context
from crmfs.core.errors import NotFound, ValueRefused
from crmfs.core.messages import Text, say
from crmfs.core.text import one_line
from crmfs.extract.types import file_type
from crmfs.git.blame import Line
from crmfs.history.blame import Blamed, blame_fields, blame_lines
from crmfs.history.entries import Origin
from crmfs.history.past import Past, kind_of
from crmfs.records.kinds import typed_name

_TEXT = "text"
_OF_FIELDS = (
    "history.column_field",
    "history.column_value",
    "history.column_who",
    "history.column_date",
    "history.column_reason",
)
_OF_LINES = ("history.column_line", "history.column_who", "history.column_date", "history.column_text")


@command(
    help=Text(
        zh="查看每个字段的值是谁、何时、因为什么填上的；文本附件则是每一行。",
        en="Shows who gave each field the value that it has, when and why; of a text document, who wrote each line.",
    ),
    examples=("crmfs blame CUST001", "crmfs blame CUST001/contacts", "crmfs blame CUST001 --json"),
)
@argument(
    "id",
    metavar="ID",
    help=Text("客户ID、公司名称、客户ID/记录ID 或路径。", "Customer id, company, CUSTOMER/RECORD or a path."),
)
@click.pass_context
def blame(ctx: click.Context, id: str) -> None:  # noqa: A002 - the field's word
    """Shows who gave each field its value."""
    context = open_context(ctx)
    _ = context.reader
    past = past_of(context)
    path = context.find(id)
    telling = Telling(context, past, path)
    if kind_of(path):
        rows = blame_fields(past, path, context.view.fields(path), context.snapshot.read(path))
        note_shown(context, "blame", protected_in(context, path, context.view.fields(path)), 1, [typed_name(path)])
        _tell_fields(ctx, telling, path, rows)
    else:
        _tell_lines(ctx, telling, path, _lines(context, past, path))


def _tell_fields(ctx: click.Context, telling: Telling, path: str, rows: Sequence[Blamed]) -> None:
    lang = telling.context.lang
    if ctx.obj.json:
        found = [
            {"path": path, "pointer": row.field.pointer, "value": row.field.new, **telling.origin(row.origin)}
            for row in rows
        ]
        output.objects([*found, {"summary": {"fields": len(found)}}])
        return
    headings = [say(code, lang) for code in _OF_FIELDS]
    cells = [
        [
            telling.words.label(path, row.field),
            telling.words.value(telling.words.field(path, row.field), row.field.new)
            + ("" if row.is_open else say("show.masked", lang)),
            *_said(telling, row.origin, row.is_open),
        ]
        for row in rows
    ]
    show_table(headings, cells, lang, whole=False)


def _said(telling: Telling, origin: Origin | None, is_open: bool) -> list[str]:
    if origin is None:
        return [say("history.not_committed", telling.context.lang) if is_open else "", "", ""]
    return [telling.who(origin.revision), telling.day(origin.revision), one_line(origin.reason)]


def _lines(context: Context, past: Past, path: str) -> list[tuple[Line, Origin]]:
    if not past.head or context.tip.entry(path) is None:
        raise NotFound("history.document_new", path=path)
    if file_type(path) != _TEXT or b"\0" in context.tip.read(path):
        raise ValueRefused("history.no_text", path=path)
    return blame_lines(past, path)


def _tell_lines(ctx: click.Context, telling: Telling, path: str, rows: Sequence[tuple[Line, Origin]]) -> None:
    if ctx.obj.json:
        output.objects([*_line_objects(telling, path, rows), {"summary": {"lines": len(rows)}}])
        return
    lang = telling.context.lang
    headings = [say(code, lang) for code in _OF_LINES]
    cells = [
        [str(number), telling.who(origin.revision), telling.day(origin.revision), _text(line.data)]
        for number, (line, origin) in enumerate(rows, 1)
    ]
    show_table(headings, cells, lang, whole=False)


def _line_objects(telling: Telling, path: str, rows: Sequence[tuple[Line, Origin]]) -> Iterator[dict[str, Any]]:
    for number, (line, origin) in enumerate(rows, 1):
        yield {"path": path, "line": number, "text": _text(line.data), **telling.origin(origin)}


def _text(data: bytes) -> str:
    """Returns a line as text; of the encodings of old Chinese files GB 18030 takes in the others."""
    try:
        return one_line(data.rstrip(b"\r").decode())
    except UnicodeDecodeError:
        return one_line(data.rstrip(b"\r").decode("gb18030", "replace"))

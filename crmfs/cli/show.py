"""`crmfs show` and `crmfs open`: one record, or where its folder is."""

from collections.abc import Iterator, Mapping

import click

from crmfs.access.field_path import ITEM, FieldPath
from crmfs.access.policy import MASK, PARTIAL
from crmfs.access.rights import ALLOW, Rights
from crmfs.access.view import tag_of
from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.options import argument, option
from crmfs.cli.session import open_context
from crmfs.cli.shown_noted import note_shown, protected_in
from crmfs.cli.values_shown import shown_value
from crmfs.context import Context
from crmfs.core.errors import RepositoryError
from crmfs.core.messages import Text, pick, say
from crmfs.core.paths import RepoPath, customer_folder, parent
from crmfs.core.text import one_line, width
from crmfs.formats.cells import padded
from crmfs.formats.colours import paint
from crmfs.records.fields import Field
from crmfs.records.kinds import CHILDREN, CONTACTS, CUSTOMER, TERMS, is_protected, locate, typed_name
from crmfs.records.labels import label
from crmfs.records.yaml import Value


@command(
    help=Text(zh="查看一条记录。", en="Shows one record."),
    examples=(
        "crmfs show 未来科技有限公司",
        "crmfs show CUST001/INT-20231015-7K3M9Q",
        "crmfs show CUST001/contacts --json",
    ),
)
@argument(
    "id",
    metavar="ID",
    help=Text(
        "客户ID、公司名称、来源编号、客户ID/记录ID 或路径。",
        "Customer id, company, source id, CUSTOMER/RECORD or a path.",
    ),
)
@click.pass_context
def show(ctx: click.Context, id: str) -> None:  # noqa: A002 - the field's word
    """Shows a record."""
    context = open_context(ctx)
    _ = context.reader
    path = context.find(id)
    place = locate(path)
    data = context.view.read(path)
    kind = place.kind.name if place.kind else "document" if place.customer else "library" if place.document else "file"
    record = context.view.record(path) if place.kind else None
    if ctx.obj.json:
        shown = record.value if record else None
        output.objects([{"path": path, "kind": kind, "data": shown, "tag": tag_of(data)}])
    elif record:
        output.lines(_page(context, path, record.value))
    else:
        output.lines([path, f"{len(data)} B"])
    if record:
        note_shown(context, "show", protected_in(context, path, record.value), 1, [typed_name(path)])


def _page(context: Context, path: RepoPath, value: Mapping[str, Value]) -> Iterator[str]:
    place = locate(path)
    kind = place.kind or CUSTOMER
    colours = output.page().colours
    title = pick(context.schemas.label(kind.name), context.lang)
    yield paint(f"{title}  {path}", "bold", colours)
    yield from _Lines(context, context.view.rights(path)).of(context.schemas.fields(kind.name), value)
    if kind is CUSTOMER:
        yield from _contents(context, place.customer)


class _Lines:
    """The lines of a record's fields, one below the other; of a mask it is said that it is one.

    Args:
        rights: The reader's, to the record; None for all.
    """

    def __init__(self, context: Context, rights: Rights | None) -> None:
        self._context = context
        self._rights = rights

    def of(
        self, fields: Mapping[str, Field], value: Mapping[str, Value], indent: str = "", at: FieldPath = ()
    ) -> Iterator[str]:
        """Yields the lines of a record, or of a map in it.

        Args:
            at: Where the map stands in the record.
        """
        names = {key: label(fields[key], self._context.lang) if key in fields else key for key in value}
        cells = max(map(width, names.values()), default=0)
        for key, item in value.items():
            field, head, here = fields.get(key), indent + padded(names[key], cells) + "  ", (*at, key)
            inner = field.items if field else {}
            if isinstance(item, dict):
                yield head.rstrip()
                yield from self.of(inner, item, indent + "  ", here)
            elif isinstance(item, list) and any(isinstance(one, dict) for one in item):
                yield head.rstrip()
                for number, one in enumerate(item, 1):
                    yield f"{indent}  {number}."
                    yield from self.of(inner, one if isinstance(one, dict) else {}, indent + "    ", (*here, ITEM))
            else:
                first, *more = shown_value(self._context, field, item).splitlines() or [""]
                yield head + one_line(first) + self._masked(item, here)
                yield from (indent + " " * (cells + 2) + one_line(line) for line in more)

    def _masked(self, value: Value, at: FieldPath) -> str:
        """Returns what is to be said of a value that is a mask, `""` where it is none."""
        shown = [ALLOW] if self._rights is None else [self._rights.shown(at)]
        if self._rights is not None and isinstance(value, list) and value:
            shown.append(self._rights.shown((*at, ITEM)))
        ways = {MASK: "show.masked", PARTIAL: "show.masked_partly"}
        return next((say(ways[how], self._context.lang) for how in shown if how in ways), "")


def _contents(context: Context, customer: str) -> Iterator[str]:
    """Yields what else there is of a customer, with names that `crmfs show` takes."""
    folder = customer_folder(customer)
    places = [(entry.path, locate(entry.path)) for entry in context.view.walk(folder)]
    yield ""
    for kind in CHILDREN:
        ids = [place.id for _, place in places if place.kind is kind]
        if ids:
            yield f"{pick(context.schemas.label(kind.name), context.lang)}  {len(ids)}  {customer}/{max(ids)}"
    for kind in (CONTACTS, TERMS):
        if any(place.kind is kind for _, place in places):
            yield f"{pick(context.schemas.label(kind.name), context.lang)}  {customer}/{kind.name}"
    documents = [path.removeprefix(folder + "/") for path, place in places if place.document]
    yield from (f"{say('show.document', context.lang)}  {path}" for path in documents)


@command(
    help=Text(
        zh="找到客户的文件夹，并在文件管理器中打开。", en="Finds a customer's folder, and opens it in the file manager."
    ),
    examples=("crmfs open 未来科技", 'cd "$(crmfs open --print 未来科技)"'),
)
@argument("id", metavar="ID", help=Text("客户ID、公司名称或来源编号。", "Customer id, company or source id."))
@option("--print", "only_print", is_flag=True, help=Text("只输出路径，不打开。", "Only print the path."))
@click.pass_context
def open_(ctx: click.Context, id: str, only_print: bool) -> None:  # noqa: A002 - the field's word
    """Opens a customer's folder."""
    context = open_context(ctx)
    _ = context.reader
    path = context.find(id)
    folder = customer_folder(locate(path).customer) if locate(path).kind is CUSTOMER else parent(path)
    root = context.repository.root
    if root is None:
        raise RepositoryError("git.needs_work_tree")
    if ctx.obj.json:
        output.objects(
            [{"id": locate(path).customer, "path": folder, "file": str(root / folder)}, {"summary": {"total": 1}}]
        )
        return
    output.lines([str(root / folder)])
    files = [entry.path for entry in context.view.walk(folder) if is_protected(entry.path)]
    kinds = {kind.name if (kind := locate(one).kind) else "finance" for one in files}
    note_shown(context, "open", kinds, len(files), [typed_name(path)])
    if not only_print and output.page().cells is not None and _has_desktop(context):
        click.launch(str(root / folder))


def _has_desktop(context: Context) -> bool:
    import sys

    variables = context.environment
    return sys.platform == "darwin" or bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))

"""`crmfs tree`: customers grouped by their classification, as text or as a folder of links."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.options import FILTERS, argument, option
from crmfs.cli.rows import column_fields, matching, unmasking
from crmfs.cli.session import note_unread, open_context
from crmfs.cli.shown_noted import note_shown
from crmfs.cli.values_shown import shown_value
from crmfs.context import Context
from crmfs.core.errors import RepositoryError, UsageError
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath, parent
from crmfs.edits.attachments import stored_name
from crmfs.formats.colours import paint
from crmfs.records.fields import Field
from crmfs.records.labels import field_code, unknown_field
from crmfs.records.yaml import Value

Leaf = tuple[str, str, str]  # id, company, folder


@command(
    help=Text(
        zh="按分类把客户列成树；--links 在仓库外建立按名称排列的链接文件夹。",
        en="Shows customers as a tree by classification; --links makes a folder of named links outside the repository.",
    ),
    examples=("crmfs tree --by type,region", "crmfs tree --by 行业类型 --links ~/客户"),
    context_settings=FILTERS,
)
@argument("filters", nargs=-1, metavar="[FILTER…]", help=Text("筛选条件 字段:值。", "Filter field:value."))
@option(
    "--by",
    "by",
    default="type,status",
    show_default=True,
    metavar="A,B",
    help=Text("分组的字段，依次。", "The fields to group by, in turn."),
)
@option(
    "--links",
    default=None,
    metavar="DIR",
    help=Text("建立链接的目录，须在仓库外。", "Where to make the links; outside the repository."),
)
@click.pass_context
def tree(ctx: click.Context, filters: tuple[str, ...], by: str, links: str | None) -> None:
    """Shows the tree."""
    context = open_context(ctx)
    fields = column_fields(context)
    keys = [_key(fields, name) for name in by.replace("，", ",").split(",") if name.strip()]
    unread: list[RepoPath] = []
    found: list[tuple[list[str], Leaf]] = []
    stored: dict[str, list[Value]] = {}
    unmasked = unmasking(context, context.view, keys)
    for overview, row in matching(context, context.view, filters, unread):
        leaf = overview.id, str(row.get("company") or ""), parent(overview.path)
        grouped = unmasked(overview, row)
        found.append(([_group(context, fields[key], grouped, key) for key in keys], leaf))
        stored[leaf[2]] = [grouped.get(key) for key in keys]
    found.sort()
    note_unread(context, unread)
    seen = {f"contacts.{key}" if key in ("phone", "email") else f"customer.{key}" for key in keys
            if key in ("phone", "email") or fields[key].protected}  # fmt: skip
    note_shown(context, "tree", seen, sum(any(stored[leaf[2]]) for _, leaf in found))
    if links is not None:
        count = _link(context, Path(links), found)
        output.note(say("show.links_made", context.lang, folder=links, count=count))
    if ctx.obj.json:
        output.objects({"id": leaf[0], "path": leaf[2], "groups": stored[leaf[2]]} for _, leaf in found)
        output.objects([{"summary": {"total": len(found), "by": keys}}])
    elif links is None:
        output.lines(_drawn(found, 0, len(keys)))
        output.note(say("show.customers", context.lang, count=len(found)))


def _key(fields: Mapping[str, Field], typed: str) -> str:
    code = field_code(fields, typed.strip())
    if code is None:
        raise unknown_field(fields, typed)
    return code


def _group(context: Context, field: Field, row: Mapping[str, object], key: str) -> str:
    return shown_value(context, field, row.get(key)) or say("show.none", context.lang)  # type: ignore[arg-type]


def _drawn(found: Sequence[tuple[list[str], Leaf]], depth: int, depths: int) -> Iterator[str]:
    if depth == depths:
        yield from (f"{'  ' * depth}{id_}  {company}" for _, (id_, company, _) in found)
        return
    groups = dict.fromkeys(labels[depth] for labels, _ in found)
    for name in groups:
        inside = [row for row in found if row[0][depth] == name]
        yield paint(f"{'  ' * depth}{name} ({len(inside)})", "bold", output.page().colours)
        yield from _drawn(inside, depth + 1, depths)


def _link(context: Context, target: Path, found: Sequence[tuple[list[str], Leaf]]) -> int:
    """Makes the links afresh; a folder that holds anything but links and folders is left alone."""
    root = context.repository.root
    if root is None:
        raise RepositoryError("git.needs_work_tree")
    target = target.expanduser().resolve()
    if target == root or target.is_relative_to(root):
        raise UsageError("show.links_inside", folder=str(target))
    inside = sorted(target.rglob("*"), reverse=True) if target.exists() else []
    if any(not path.is_symlink() and not path.is_dir() for path in inside):
        raise UsageError("show.links_foreign", folder=str(target))
    for path in inside:
        if path.is_symlink():
            path.unlink()
        else:
            path.rmdir()
    for groups, (id_, company, folder) in found:
        link = target.joinpath(*map(stored_name, groups), stored_name(f"{company} ({id_})"))
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(root / folder, target_is_directory=True)
    return len(found)

"""`crmfs search`: finds records and attachments by their words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

import click
from click.core import ParameterSource

from crmfs.access.classes import Classes
from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.options import FILTERS, argument, option
from crmfs.cli.progress import meter
from crmfs.cli.search_told import Told, trouble, write_objects, write_text
from crmfs.cli.session import open_context
from crmfs.cli.shown_noted import note_shown, protected_told
from crmfs.context import Context
from crmfs.core.errors import NotFound, QueryRefused, UsageError
from crmfs.core.messages import Text, say
from crmfs.extract.texts import Texts
from crmfs.query.as_typed import conditions_typed
from crmfs.query.evaluate import named_fields
from crmfs.query.meant import with_meanings
from crmfs.query.names import Names
from crmfs.query.parser import parse_filters, parse_query
from crmfs.query.saved import Saved, saved_text
from crmfs.query.tree import And, Node
from crmfs.records.fields import Field
from crmfs.records.labels import named
from crmfs.search.answering import Answered, Asked, answered
from crmfs.search.carried import is_carried
from crmfs.search.find import Page, Sort, split
from crmfs.search.names import searched_fields
from crmfs.search.rules import EntryRules

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_OPTIONS = {
    "kind": "kind",
    "status": "status",
    "industry": "industry",
    "owner": "owner",
    "tag": "tags",
    "file_type": "file",
}
_BOUNDS = {"since": ("--from", ">="), "until": ("--to", "<=")}
_EVERYTHING = "*＊ 　"  # a query of these alone asks for all there is


def _completed(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> "list[CompletionItem[str]]":
    from crmfs.cli.search_start import completed

    return completed(ctx, parameter, incomplete)


@command(
    help=Text(
        zh='在记录和附件中全文检索。多个词须同时出现；支持 "短语"、OR、-排除、字段:值、@保存的搜索。'
        "不写词则列出保存的搜索。",
        en='Searches records and attachments. All words must occur; "phrases", OR, -word, field:value and @saved'
        " searches are understood. Without words it lists the saved searches.",
    ),
    examples=(
        Text("crmfs search 未来科技 报价", "crmfs search acme quotation"),
        Text(
            "crmfs search '合同 状态:活跃 -机密' --from 2026-01-01",
            "crmfs search 'contract status:active -secret' --from 2026-01-01",
        ),
        Text("crmfs search 投诉 --facets 状态,行业", "crmfs search complaint --facets status,industry"),
        Text("crmfs search @本周到期", "crmfs search @due-this-week"),
    ),
    context_settings=FILTERS,
)
@argument(
    "query",
    nargs=-1,
    metavar=Text("[检索词…]", "[QUERY…]"),
    shell_complete=_completed,
    help=Text("要找的词和条件；@名称 是保存的搜索。", "Words and conditions; @name is a saved search."),
)
@option("--kind", metavar="KIND", help=Text("只找这种记录。", "Only records of this kind."))
@option("--status", metavar="STATUS", help=Text("只找这种状态的客户。", "Only customers of this status."))
@option("--industry", metavar="VALUE", help=Text("只找这个行业。", "Only this industry."))
@option("--owner", metavar="MEMBER", help=Text("只找这位员工负责的客户。", "Only customers of this owner."))
@option("--tag", metavar="VALUE", help=Text("只找有这个标签的。", "Only what has this tag."))
@option(
    "--file-type", metavar="VALUE", help=Text("只找这类附件，如 pdf。", "Only attachments of this type, such as pdf.")
)
@option(
    "--from",
    "since",
    metavar="DATE",
    help=Text("只找这天及以后的，如 2026-01-01、上月。", "Only from this day on, such as 2026-01-01 or last-month."),
)
@option("--to", "until", metavar="DATE", help=Text("只找这天及以前的。", "Only up to this day, included."))
@option(
    "--sort",
    type=click.Choice(("relevance", "date")),
    default="relevance",
    show_default=True,
    help=Text("排序：相关度高的在前，或最近的在前。", "Order: best first, or latest first."),
)
@option(
    "--limit",
    type=click.IntRange(0, 10_000),
    default=20,
    show_default=True,
    metavar=Text("条数", "COUNT"),
    help=Text("最多显示几条；0 只显示总数。", "How many to show; 0 tells only how many there are."),
)
@option(
    "--offset",
    type=click.IntRange(0),
    default=0,
    metavar=Text("条数", "COUNT"),
    help=Text("跳过前几条。", "How many to skip."),
)
@option(
    "--facets",
    metavar=Text("字段,字段", "FIELD,FIELD"),
    help=Text(
        "按这些字段的值计数，如 状态,行业。", "Count the hits by the values of these fields, such as status,industry."
    ),
)
@option("--fresh", is_flag=True, help=Text("也检索尚未提交的修改。", "Look for uncommitted edits too."))
@click.pass_context
def search(
    ctx: click.Context,
    /,
    query: tuple[str, ...],
    sort: str,
    limit: int,
    offset: int,
    facets: str | None,
    fresh: bool,
    **filters: str | None,
) -> None:
    """Searches."""
    context = open_context(ctx)
    _ = context.reader
    typed = " ".join(query)
    if typed.strip() in ("", "@", "＠") and facets is None and all(value is None for value in filters.values()):
        from crmfs.cli.search_start import write_start  # loads much, for who asks for nothing yet

        write_start(context, as_json=ctx.obj.json)
        return
    saved: list[Saved] = []
    names = search_names(context, saved)
    wish = _wished(typed, filters, names)
    limit, sort = _of_saved(ctx, saved[:1], limit, sort)
    page = Page(limit, offset, cast(Sort, sort), _facets(facets or "", names))
    rules = EntryRules(context.schemas, Classes(context.authority.policy))
    with Texts(context.derived) as texts:
        meant = with_meanings(wish.query, names)
        asked = Asked(meant, page, context.view, context.grant, rules, texts, context.lang)
        building = meter(say("search.building", context.lang))
        found = answered(context.repository, asked, fresh=fresh, progress=building)
    _refuse_strangers(context, names, found)
    told = Told(wish.query, page, wish.filters, saved, fresh, found)
    if ctx.obj.json:
        write_objects(names, told)
    else:
        write_text(context, names, told)
    _note_shown(context, names, typed, found)
    for line in trouble(context, found):
        output.note(line)


def _note_shown(context: Context, names: Names, typed: str, found: Answered) -> None:
    told = [protected_told(context, hit.path, f"{hit.title}\n{hit.snippet.text}") for hit in found.answer.hits]
    if any(told):
        from crmfs.exchange.audit_filters import told_filters  # few hits are protected

        note_shown(context, "search", set().union(*told), sum(map(bool, told)), told_filters([typed], names))


def search_names(context: Context, saved: list[Saved] | None = None) -> Names:
    """Returns what the queries of a request may name.

    Args:
        saved: Where each saved search goes that a query takes in.
    """

    def customer_id(typed: str) -> str | None:
        try:
            return context.find_customer(typed).rpartition("/")[2]
        except NotFound:
            return None

    fields, query = searched_fields(context.schemas), saved_text(context.view, saved)
    return Names.over(fields, context.today, context.member_id, customer_id, query, [])


def _refuse_strangers(context: Context, names: Names, found: Answered) -> None:
    """Raises QueryRefused where a condition names nobody of the members, and no record carries the name of one gone."""
    index = found.index.opened
    for one in names.strangers or ():
        if index and not is_carried(index.reader, found.scope, one.field.name, one.typed):
            raise one.refusal(said for member in context.members.all for said in (member.id, member.name))


class _Wish(NamedTuple):
    """What is looked for, and what filtered it, as typed."""

    query: Node
    filters: Sequence[str]


def _wished(typed: str, options: Mapping[str, str | None], names: Names) -> _Wish:
    """Returns the tree of a query and of the options, each of which says the same as a `field:value` in the query."""
    query = parse_query(typed, names)
    terms = {f"--{name.replace('_', '-')}": f"{field}:{value}"
             for name, field in _OPTIONS.items() if (value := options[name]) is not None}  # fmt: skip
    filters = [parse_filters([term], names) for term in terms.values()]
    filters += [bound for name in _BOUNDS if (bound := _bound(name, options[name], names))]
    if query == And() and not filters and typed.strip(_EVERYTHING):
        raise UsageError("search.nothing_asked", query=typed)
    conditions = split(query)[1]
    told = [*terms, *(flag for name, (flag, _) in _BOUNDS.items() if options[name])]
    told += conditions_typed(typed, frozenset().union(*map(named_fields, conditions)), names) if conditions else ()
    parts = query.parts if isinstance(query, And) else (query,)
    return _Wish(And((*parts, *filters)) if filters else query, list(dict.fromkeys(told)))


def _bound(name: str, value: str | None, names: Names) -> Node | None:
    """Returns the condition of `--from` or `--to`."""
    if value is None:
        return None
    flag, sign = _BOUNDS[name]
    try:
        return parse_filters([f"date:{sign}{value.strip()}"], names)
    except QueryRefused:
        raise UsageError("search.date_invalid", option=flag) from None


def _of_saved(ctx: click.Context, saved: Sequence[Saved], limit: int, sort: str) -> tuple[int, str]:
    """Returns how many hits and in which order: as typed, else as the first saved search named says."""

    def is_typed(name: str) -> bool:
        return ctx.get_parameter_source(name) is not ParameterSource.DEFAULT

    for one in saved:
        limit = limit if is_typed("limit") else one.limit or limit
        sort = sort if is_typed("sort") else one.sort or sort
    return limit, sort


def _facets(typed: str, names: Names) -> tuple[Field, ...]:
    """Returns the fields that the hits are counted by."""
    found = [_field(name.strip(), names) for name in typed.replace("，", ",").split(",") if name.strip()]
    return tuple({field.name: field for field in found}.values())


def _field(typed: str, names: Names) -> Field:
    found = names.find(typed)
    if found:
        field = found[0].fields[0]._replace(name=found[0].code)
        if field.type in ("number", "integer") and not field.choices:
            raise UsageError("search.facet_number", field=named(field))
        return field
    near = names.near(typed)
    raise (
        UsageError("field.misspelt", field=typed, suggestion=near) if near else UsageError("field.no_such", field=typed)
    )

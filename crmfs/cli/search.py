"""`crmfs search`: finds records and attachments by their words."""

from collections.abc import Iterator, Mapping
from typing import cast

import click

from crmfs.access.maskable import maskable_fields
from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.options import argument, option
from crmfs.cli.progress import meter
from crmfs.cli.rows import FILTERS
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.errors import CrmfsError, UsageError
from crmfs.core.messages import Language, Text, pick, say, text
from crmfs.core.text import one_line
from crmfs.extract.texts import Texts
from crmfs.formats.colours import paint
from crmfs.query.names import Names
from crmfs.query.parser import parse_filters, parse_query
from crmfs.query.saved import saved_text
from crmfs.query.tree import And, Node
from crmfs.records.fields import Field
from crmfs.search.answering import Answered, Asked, answered
from crmfs.search.current import Current
from crmfs.search.find import Answer, Page, Sort
from crmfs.search.names import searched_fields
from crmfs.search.shown import Hit
from crmfs.search.snippet import Snippet
from crmfs.search.stamps import RECORDS
from crmfs.search.sync import rules_key

_OPTIONS = {
    "kind": "kind",
    "status": "status",
    "industry": "industry",
    "owner": "owner",
    "tag": "tags",
    "file_type": "file",
}


@command(
    help=Text(
        zh='在记录和附件中全文检索。多个词须同时出现；支持 "短语"、OR、-排除、字段:值。',
        en='Searches records and attachments. All words must occur; "phrases", OR, -word, field:value are understood.',
    ),
    examples=(
        "crmfs search 未来科技 报价",
        "crmfs search '合同 状态:活跃 -机密' --from 2026-01-01",
        "crmfs search 投诉 --facets status,industry --json",
    ),
    context_settings=FILTERS,
)
@argument("query", nargs=-1, metavar="QUERY…", help=Text("检索词。", "What to look for."))
@option("--kind", metavar="KIND", help=Text("只找这种记录。", "Only records of this kind."))
@option("--status", metavar="STATUS", help=Text("只找这种状态的客户。", "Only customers of this status."))
@option("--industry", metavar="VALUE", help=Text("只找这个行业。", "Only this industry."))
@option("--owner", metavar="MEMBER", help=Text("只找这位员工负责的客户。", "Only customers of this owner."))
@option("--tag", metavar="VALUE", help=Text("只找有这个标签的。", "Only what has this tag."))
@option(
    "--file-type", metavar="VALUE", help=Text("只找这类附件，如 pdf。", "Only attachments of this type, such as pdf.")
)
@option("--from", "since", metavar="DATE", help=Text("只找这天及以后的。", "Only from this day on."))
@option("--to", "until", metavar="DATE", help=Text("只找这天及以前的。", "Only up to this day."))
@option(
    "--sort",
    type=click.Choice(("relevance", "date")),
    default="relevance",
    show_default=True,
    help=Text("排序：相关度，或最近的在前。", "Order: best first, or latest first."),
)
@option(
    "--limit",
    type=click.IntRange(0, 10_000),
    default=20,
    show_default=True,
    help=Text("最多显示几条。", "How many to show."),
)
@option("--offset", type=click.IntRange(0), default=0, help=Text("跳过前几条。", "How many to skip."))
@option("--facets", metavar="A,B", help=Text("按这些字段计数。", "Count the hits by these fields."))
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
    names = search_names(context)
    node = _asked(" ".join(query), filters, names)
    fields = tuple(_field(names, name) for name in (facets or "").replace("，", ",").split(",") if name.strip())
    page = Page(limit, offset, cast(Sort, sort), fields)
    rules = rules_key(context.schemas, maskable_fields(context.snapshot))
    building = meter(say("search.building", context.lang))
    with Texts(context.derived) as texts:
        asked = Asked(node, page, context.view, context.schemas, texts, context.lang)
        found = answered(context.repository, rules, asked, fresh=fresh, progress=building)
    if ctx.obj.json:
        output.objects(map(_as_object, found.answer.hits))
        output.objects([{"summary": _summary(found.answer, found.index)}])
    else:
        _print(context, found.answer, found.index, offset)
    for line in _trouble(context.lang, found):
        output.note(line)


def search_names(context: Context) -> Names:
    """Returns what the queries of a request may name."""

    def customer_id(typed: str) -> str | None:
        try:
            return context.find_customer(typed).rpartition("/")[2]
        except CrmfsError:
            return None

    return Names.over(
        searched_fields(context.schemas), context.today, context.member_id, customer_id, saved_text(context.view)
    )


def _asked(query: str, options: Mapping[str, str | None], names: Names) -> Node:
    """Returns the tree of a query and of the options, each of which says the same as a `field:value` in the query."""
    terms = [f"{_OPTIONS[name]}:{value}" for name, value in options.items() if name in _OPTIONS and value]
    terms += [f"date:{sign}{options[name]}" for name, sign in (("since", ">="), ("until", "<=")) if options[name]]
    parsed = parse_query(query, names)
    if not terms:
        return parsed
    filters = [parse_filters([term], names) for term in terms]
    return And((*(parsed.parts if isinstance(parsed, And) else (parsed,)), *filters))


def _field(names: Names, typed: str) -> Field:
    """Returns a field that facets count."""
    found = names.find(typed.strip())
    if not found:
        raise UsageError("field.no_such", field=typed.strip())
    return found[0].fields[0]._replace(name=found[0].code)


def _as_object(hit: Hit) -> dict[str, object]:
    return {
        "path": hit.path, "customer": hit.customer, "kind": hit.kind, "title": hit.title,
        "snippet": hit.snippet.text, "date": hit.date, "marks": hit.snippet.marks,
    }  # fmt: skip


def _summary(answer: Answer, index: Current) -> dict[str, object]:
    commit = index.opened.state.commit if index.opened else None
    return {
        "total": answer.total if index.is_equal else None,
        "shown": len(answer.hits),
        "hidden_by_filters": answer.hidden_by_filters,
        "fallback": answer.fallback,
        "facets": answer.facets if index.is_equal else None,
        "index": {
            "commit": commit, "behind": index.behind, "failed": index.failed,
            "trouble": index.trouble.code if index.trouble else None,
        },
    }  # fmt: skip


def _print(context: Context, answer: Answer, index: Current, offset: int) -> None:
    colours = output.page().colours
    kinds = {kind: context.schemas.label(kind) for kind in RECORDS}
    for hit in answer.hits:
        kind = kinds.get(hit.kind) or text(f"query.{hit.kind}")
        about = " · ".join(filter(None, (pick(kind, context.lang), hit.customer, hit.date)))
        output.lines((f"{paint(one_line(hit.title), 'bold', colours)}  {paint(about, 'faint', colours)}",))
        if hit.snippet.text:
            output.lines((f"  {_marked(hit.snippet, colours)}",))
        output.lines((f"  {paint(one_line(hit.path), 'code', colours)}",))
    for name, counts in answer.facets.items():
        output.lines((f"{name}: " + ", ".join(f"{code} {count}" for code, count in counts.items()),))
    for line in _notes(context.lang, answer, index, offset):
        output.note(line)


def _marked(snippet: Snippet, colours: bool) -> str:
    """Returns a snippet with its words in colour."""
    shown, place = "", 0
    for start, end in snippet.marks:
        shown += one_line(snippet.text[place:start]) + paint(one_line(snippet.text[start:end]), "warning", colours)
        place = end
    return shown + one_line(snippet.text[place:])


def _notes(lang: Language, answer: Answer, index: Current, offset: int) -> Iterator[str]:
    if answer.fallback:
        yield say("search.ranked", lang)
    if answer.total:
        first, last = offset + 1, offset + len(answer.hits)
        yield say("search.found", lang, total=answer.total, first=first, last=last)
    else:
        yield say("search.found_none", lang)
    if answer.hidden_by_filters:
        yield say("search.more", lang, count=answer.hidden_by_filters)
    if index.behind and index.opened:
        yield say("search.behind", lang, count=index.behind)
    if index.failed:
        yield say("search.failed", lang, count=index.failed)


def _trouble(lang: Language, found: Answered) -> Iterator[str]:
    """Says why the index could not be used, or could not be brought up to date: with `--json` too."""
    trouble = found.index.trouble
    if trouble is None:
        return
    why = say(trouble.code, lang)
    if found.index.opened is None:
        yield say("index.scanned", lang, count=found.scanned, why=why)
    else:
        yield say("index.outdated", lang, why=why)

"""`crmfs review`: starts a quarterly review, tells how far it is, ticks customers off. `lifecycle` knows what it is."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from crmfs.access.overview import Overview
from crmfs.cli import output
from crmfs.cli.changing import carry_out, desk, repeatable, rules_of, take_back_told
from crmfs.cli.frame import group
from crmfs.cli.options import argument, option
from crmfs.cli.pager import show_table
from crmfs.cli.progress import progress
from crmfs.cli.review_asked import asked_review, choice_of, demand_ahead, same_as_started, value_of
from crmfs.cli.review_told import item_objects, item_rows, owner_objects, owner_rows, tell_counts
from crmfs.cli.rows import matching
from crmfs.cli.session import note_part, note_unread, open_context
from crmfs.context import Context
from crmfs.core.errors import ConfigError, ValueRefused
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath
from crmfs.core.text import one_line
from crmfs.edits.creation import Draft
from crmfs.edits.records import write_record
from crmfs.edits.transaction import commit_edits, rehearse
from crmfs.git.commit import Committed
from crmfs.git.edit import FileEdit
from crmfs.lifecycle.likeness import find_pairs
from crmfs.lifecycle.nearness import nearness
from crmfs.lifecycle.reviewing import (
    DUPLICATE,
    FIELD,
    LOOK_AT,
    OWNER_LEFT,
    Basis,
    Item,
    Review,
    demand_open,
    find_review,
    items_of,
    period_of,
    progress_of,
)
from crmfs.lifecycle.ticking import ticked
from crmfs.lifecycle.traits import traits_of_all
from crmfs.records.kinds import CUSTOMER, REVIEW, typed_name

if TYPE_CHECKING:
    from crmfs.query.stranger import Stranger

_TERMS = ("scope", "look_at", "due")
_PERIOD = Text("季度，如 2026Q4。", "The quarter, such as 2026Q4.")
_OWNERS = ("review.column_owner", "review.column_done", "review.column_total", "review.column_share",
           "review.column_wrong")  # fmt: skip
_ITEMS = ("review.column_id", "review.column_company", "review.column_owner", "review.column_result",
          "review.column_findings")  # fmt: skip


@group(help=Text(zh="季度审查（全面审查）。", en="The full review of every quarter."))
def review() -> None:
    """Groups the commands on reviews."""


@review.command(
    name="start",
    help=Text(
        zh="开始一次季度审查：写下 reviews/2026-Q4.yaml。\n"
        "文件里是范围、检查项和截止日期；哪些客户、谁来看，按范围和负责员工随时算出，新客户自动加入。再运行一次不会再改。",
        en="Starts a quarterly review: writes reviews/2026-Q4.yaml.\n"
        "The file says the scope, what to look at and by when; which customers, and who looks, follows from scope and"
        " owners at any time, so new customers join by themselves. A second run changes nothing.",
    ),
    examples=(
        "crmfs review start 2026Q4",
        "crmfs review start 2026Q4 --scope 客户状态:活跃 --look-at incomplete,duplicate",
        "crmfs review start 2026Q4 --due 2026-12-15 --dry-run",
    ),
)
@argument("period", metavar="PERIOD", help=_PERIOD)
@option(
    "--scope", multiple=True, metavar="FILTER", help=Text("只审查符合的客户：字段:值。", "Only customers that match.")
)
@option(
    "--look-at",
    default=",".join(LOOK_AT),
    show_default=True,
    metavar=Text("检查项", "WHAT"),
    help=Text(
        "检查什么，用逗号分开：incomplete 资料不全，stale 久无互动，duplicate 可能重复，owner_left 负责员工已离开。",
        "What to look at, with commas: incomplete, stale, duplicate, owner_left.",
    ),
)
@option(
    "--due", metavar="DATE", help=Text("截止日期；默认季度最后一天。", "By when; the quarter's last day by default.")
)
@option("--reason", default="", help=Text("原因，记入提交。", "Why; kept in the commit."))
@option("--dry-run", is_flag=True, help=Text("只说会怎样，不写入。", "Only say what would be done."))
@repeatable
@click.pass_context
def start(
    ctx: click.Context, period: str, scope: tuple[str, ...], look_at: str, due: str | None, reason: str, dry_run: bool
) -> None:
    """Starts a review."""
    context = open_context(ctx)
    named = period_of(period)
    workplace = desk(context, reason or say("review.reason", context.settings.language, period=named))
    asked = asked_review(context, named, scope, look_at, due)
    there = workplace.view.entry(asked.path) is not None
    if there:
        typed = [key for key in _TERMS if ctx.get_parameter_source(key) is ParameterSource.COMMANDLINE]
        asked = same_as_started(context, find_review(workplace.view, named, context.today), asked, typed)
    else:
        demand_ahead(context, asked)
    done: Committed | None = None
    items = list(_items(context, asked, strict=not there))
    if not there:
        value = value_of(asked, context)
        data = write_record(asked.path, value, context.schemas.fields(REVIEW.name), context.settings.language)
        act = rehearse if dry_run else commit_edits
        subject = say("review.reason", context.settings.language, period=named)
        edits = [FileEdit(asked.path, None, data)]
        done = act(context.repository, edits, workplace.intent, subject, rules_of(context))
    owners = progress_of(items)
    counts = {"total": len(items), "owners": len(owners), "wrong": sum(one.wrong for one in owners)}
    if ctx.obj.json:
        made = {"commit": done.commit if done else None, "op": done.op if done else None}
        output.objects([{"id": named, "path": asked.path, **made}, {"summary": counts}])
        return
    code = "review.goes_on" if there else "review.would_start" if dry_run else "review.started"
    output.lines([say(code, context.lang, period=named, path=asked.path, **counts)])
    note_part(context)
    if done and context.repository.root:
        output.note(take_back_told(context, done))


def _items(context: Context, asked: Review, *, strict: bool = False) -> Iterator[Item]:
    """Yields the customers of a review, as its reader may see them.

    Args:
        strict: Whether a scope that names nobody known is refused.
    """
    unread: list[RepoPath] = []
    strangers: list[Stranger] = []
    found = matching(context, context.view, asked.scope, unread, strangers=strangers)
    members = context.authority.members.ids if OWNER_LEFT in asked.look_at and _knows_members(context) else None
    basis = Basis(context.today, context.settings.stale_months, members, _doubles(context, asked))
    customers = (one for one, _ in progress(found, say("review.reading", context.lang)) if isinstance(one, Overview))
    yield from items_of(context.view, asked, customers, basis)
    if strict and strangers:
        raise strangers[0].refusal(said for member in context.members.all for said in (member.id, member.name))
    note_unread(context, unread)


def _knows_members(context: Context) -> bool:
    return context.view.entry("members.yaml") is not None


def _doubles(context: Context, asked: Review) -> frozenset[str]:
    if DUPLICATE not in asked.look_at:
        return frozenset()
    pairs = find_pairs(list(traits_of_all(context.view, context.derived)), nearness())
    return frozenset(one.path for pair in pairs if pair.strength != "possible" for one in (pair.one, pair.other))


@review.command(
    name="status",
    help=Text(
        zh="审查进行到哪里：每位负责员工一行；--list 列出还没审查的客户和要看什么。\n不写季度就是正在进行的那次。",
        en="How far a review is: a line for each owner; --list lists the customers to do and what to look at.\n"
        "Without a quarter it is the one that goes on.",
    ),
    examples=(
        "crmfs review status",
        "crmfs review status 2026Q4 --list --owner 王芳",
        "crmfs review status --json",
    ),
)
@argument("period", metavar="PERIOD", required=False, help=_PERIOD)
@option("--owner", metavar="MEMBER", help=Text("只看这位负责员工的。", "Only this owner's."))
@option("--list", "listed", is_flag=True, help=Text("逐个列出还没审查的客户。", "List the customers to do."))
@option(
    "--all",
    "every",
    is_flag=True,
    help=Text("与 --list 一起：已审查的也列出。", "With --list: those that are done, too."),
)
@click.pass_context
def status(ctx: click.Context, period: str | None, owner: str | None, listed: bool, every: bool) -> None:
    """Tells how far a review is."""
    context = open_context(ctx)
    asked = find_review(context.view, period_of(period) if period else None, context.today)
    wanted = (context.member_id(owner) or owner) if owner else None
    items = [item for item in _items(context, asked) if wanted is None or item.owner == wanted]
    shown = [item for item in items if every or item.done is None]
    if ctx.obj.json:
        output.objects(item_objects(shown, asked) if listed else owner_objects(progress_of(items), context))
        output.objects([_summary(items, asked)])
        return
    _show(context, items, shown if listed else None)
    tell_counts(context, asked, items)
    note_part(context)
    if owner and not items and not context.member_id(owner):
        output.note(say("lifecycle.owner_unknown", context.lang, name=one_line(owner)))


def _show(context: Context, items: Sequence[Item], shown: Sequence[Item] | None) -> None:
    lang = context.lang
    if not items:
        output.note(say("review.no_customers", lang))
    elif shown is None:
        show_table(
            [say(code, lang) for code in _OWNERS], list(owner_rows(context, progress_of(items))), lang, whole=False
        )
    elif shown:
        show_table([say(code, lang) for code in _ITEMS], list(item_rows(context, shown)), lang, whole=False)


def _summary(items: Iterable[Item], asked: Review) -> dict[str, Any]:
    listed = list(items)
    done = sum(item.done is not None for item in listed)
    findings = {name: sum(name in item.findings for item in listed) for name in asked.look_at}
    told = {"period": asked.period, "path": asked.path, "total": len(listed), "done": done}
    return {"summary": {**told, "left": len(listed) - done, "due": asked.due or None, "findings": findings}}


@review.command(
    name="done",
    help=Text(
        zh="记下客户已审查：结果、员工和日期写进客户的审查记录；一次提交。",
        en="Ticks customers off: result, employee and day go to the customers' reviews; one commit.",
    ),
    examples=(
        "crmfs review done CUST001",
        "crmfs review done CUST001 CUST002 --result corrected --note 更正联系人",
        "crmfs review done CUST003 --result 建议归档 --period 2026Q4",
    ),
)
@argument("ids", nargs=-1, required=True, metavar="ID…", help=Text("客户。", "Customers."))
@option("--note", default="", metavar="TEXT", help=Text("发现了什么、改了什么。", "What was found and changed."))
@option(
    "--result",
    default="",
    metavar="ok|corrected|to_archive",
    help=Text(
        "结果：无误（默认）、已更正、建议归档；记过的不写就不变。",
        "In order (default), corrected, or to be archived; one that was given stays.",
    ),
)
@option(
    "--period",
    metavar=Text("季度", "PERIOD"),
    help=Text("默认是正在进行的那次。", "The review that goes on by default."),
)
@repeatable
@click.pass_context
def done(ctx: click.Context, ids: tuple[str, ...], note: str, result: str, period: str | None) -> int:
    """Ticks customers off."""
    context = open_context(ctx)
    asked = find_review(context.view, period_of(period) if period else None, context.today)
    demand_open(asked)
    workplace = desk(context, note or say("review.reason", context.settings.language, period=asked.period))
    paths = dict.fromkeys(RepoPath(f"{context.find_customer(one, workplace.view)}/customer.yaml") for one in ids)
    _demand_in_scope(context, asked, paths)
    code = _result(context, result)
    drafts = [Draft(typed_name(path), path, ticked(workplace, path, asked.period, code, note)) for path in paths]
    return carry_out(ctx, context, drafts, workplace.intent, "review.ticked")


def _result(context: Context, typed: str) -> str:
    reviews = context.schemas.fields(CUSTOMER.name).get(FIELD)
    field = reviews.items.get("result") if reviews else None
    if field is None:
        raise ConfigError("review.schema_old", field=FIELD)
    return choice_of(field, typed) if typed else ""


def _demand_in_scope(context: Context, asked: Review, paths: Iterable[RepoPath]) -> None:
    """Refuses a customer that the review does not count: its owner would believe it done."""
    if not asked.scope:
        return
    within = {one.path for one, _ in matching(context, context.tip_view, asked.scope, [])}
    for path in paths:
        if path not in within:
            scope = one_line(" ".join(asked.scope))
            raise ValueRefused("review.out_of_scope", id=typed_name(path), period=asked.period, scope=scope)

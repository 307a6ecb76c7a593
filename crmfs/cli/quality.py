"""`crmfs quality`: how complete and free of errors customers are, now and over time. `reports` counts it."""

from collections.abc import Iterator
from datetime import date, timedelta

import click

from crmfs.access.overview import overviews
from crmfs.access.view import View
from crmfs.access.visible import visible_problems
from crmfs.checks.load import load_rules
from crmfs.checks.run import check_snapshot
from crmfs.checks.subject import Rules
from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.history_asked import clock_of, past_of
from crmfs.cli.options import option
from crmfs.cli.pager import show_table
from crmfs.cli.progress import meter, progress
from crmfs.cli.quality_told import objects_of, show_usage, tables_of, usage_objects
from crmfs.cli.session import note_part, note_unread, open_context
from crmfs.context import Context
from crmfs.core.dates import add_months, typed_date
from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath
from crmfs.git.log import before
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import CUSTOMER
from crmfs.records.labels import field_code, label
from crmfs.reports.quality import BY, Quality, quality_of
from crmfs.reports.tally import usage_of

_MOST = 120  # month ends that are looked at


@command(
    help=Text(
        zh="数据质量：资料完整的比例、有问题的比例，按字段、负责员工、地区；--since 看每个月末。\n"
        "完整：标准客户表该填的列填了多少。有问题：crmfs validate 的错误和警告。"
        "--fields 找出没人填的字段、没人用的选项。",
        en="Data quality: how much is filled in, how much is wrong, by field, owner, region.\n"
        "Filled in: columns of the standard table. Wrong: errors and warnings of crmfs validate. --fields names fields"
        " that nobody fills in and choices that nobody uses.",
    ),
    examples=("crmfs quality", "crmfs quality --by owner", "crmfs quality --since 6m", "crmfs quality --fields --json"),
)
@option("--by", default="", metavar="owner|region", help=Text("按负责员工或地区。", "By owner or by region."))
@option(
    "--fields", "usage", is_flag=True, help=Text("没人填的字段、没人用的选项。", "Fields and choices that nobody uses.")
)
@option(
    "--since",
    metavar="DATE",
    help=Text("从这天起的每个月末，如 2026-01-01、6m。", "Every month end since a day, such as 2026-01-01, or 6m."),
)
@click.pass_context
def quality(ctx: click.Context, by: str, usage: bool, since: str | None) -> None:
    """Tells the quality of data."""
    context = open_context(ctx)
    by = _by(context, by)
    if usage and (by or since):
        raise UsageError("quality.fields_alone")
    if usage:
        _usage(ctx, context)
        return
    first = _first(context, since)
    unread: list[RepoPath] = []
    now = _state(context, context.snapshot, context.view, context.today, unread)
    earlier = list(_earlier(context, first)) if first else []
    if ctx.obj.json:
        output.objects(objects_of(now, earlier, by))
        return
    note_unread(context, unread)
    if not now.whole.customers:
        output.note(say("quality.none", context.lang))
        return
    for headings, rows in tables_of(context, now, earlier, by):
        show_table(headings, rows, context.lang, whole=False)
    _note(context, now, trend=bool(earlier))
    if first and not earlier:
        output.note(say("quality.no_earlier", context.lang, day=first.isoformat()))


def _by(context: Context, typed: str) -> str:
    known = {name: context.schemas.field(CUSTOMER.name, name) for name in BY}
    code = field_code(known, typed) if typed else ""
    if code is None:
        named = ", ".join(f"{name} ({label(field, context.lang)})" for name, field in known.items())
        raise UsageError("quality.by_unknown", known=named)
    return code


def _note(context: Context, now: Quality, *, trend: bool) -> None:
    whole = now.whole
    rates = {"complete": f"{whole.completeness or 0:.0%}", "rate": f"{whole.error_rate or 0:.0%}"}
    output.note(say("quality.summary", context.lang, customers=whole.customers, wrong=whole.wrong, **rates))
    if trend:
        output.note(say("quality.by_todays_rules", context.lang))
    note_part(context)


def _usage(ctx: click.Context, context: Context) -> None:
    show = meter(say("quality.reading", context.lang))
    found = usage_of(context.view, context.schemas, context.derived, show)
    if ctx.obj.json:
        output.objects(usage_objects(found))
        return
    show_usage(context, found)
    note_part(context)


def _first(context: Context, typed: str | None) -> date | None:
    """Returns the day since which month ends are wanted; UsageError (`quality.since_malformed`)."""
    if typed is None:
        return None
    span = typed if typed[:1] in "+-" or typed[-1:] not in "dwmy" else f"-{typed}"
    try:
        found = date.fromisoformat(typed_date(span, context.today))
    except ValueRefused:
        raise UsageError("quality.since_malformed", text=typed) from None
    return max(found, add_months(context.today, -_MOST))


def _earlier(context: Context, first: date) -> Iterator[Quality]:
    """Yields the quality at every month end from a day on, where there was a commit already."""
    repository, clock, past = context.repository, clock_of(context), past_of(context)
    head = repository.head()
    for day in progress(_month_ends(first, context.today), say("quality.checking", context.lang)):
        commit = before(repository, head, clock.end(day)) if head else None
        if commit:
            snapshot = repository.snapshot(commit)
            yield _state(context, snapshot, past.view(snapshot), day, [], kept_for=commit)


def _month_ends(first: date, today: date) -> list[date]:
    """Returns the last days of the months from a day on, those before today."""
    found, start = [], first.replace(day=1)
    while (end := add_months(start, 1) - timedelta(days=1)) < today:
        if end >= first:
            found.append(end)
        start = add_months(start, 1)
    return found


def _state(
    context: Context, snapshot: Snapshot, view: View, day: date, unread: list[RepoPath], kept_for: str = ""
) -> Quality:
    """Returns the quality of a state, judged by today's rules as of its day.

    Args:
        kept_for: Commit of an earlier state, whose parts are kept only where they depend on no rights of today.
    """
    derived = context.derived if not kept_for or view.is_whole else None
    show = meter(say("quality.state_of", context.lang, day=day.isoformat()))
    found = check_snapshot(snapshot, _rules(context, day), context.derived, under=("customers",), progress=show)
    told = visible_problems(found, view)
    return quality_of(view, overviews(view, derived, unread), told, day)


def _rules(context: Context, day: date) -> Rules:
    return load_rules(context.snapshot, today=day)

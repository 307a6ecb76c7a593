"""`crmfs due`: what is to be done and by when, as a table, as JSON, as a calendar. What is due is in `lifecycle`."""

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.options import FILTERS, argument, option
from crmfs.cli.pager import show_table
from crmfs.cli.progress import progress
from crmfs.cli.rows import matching
from crmfs.cli.session import note_strangers, note_unread, open_context
from crmfs.cli.values_shown import shown_value
from crmfs.context import Context
from crmfs.core.dates import typed_date
from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath
from crmfs.core.text import one_line
from crmfs.lifecycle.dues import DOCUMENT, FIELDS, GROUPS, KINDS, Due, Span, find_dues
from crmfs.records.kinds import CUSTOMER

if TYPE_CHECKING:
    from crmfs.query.stranger import Stranger

_COLUMNS = (
    "lifecycle.column_date", "lifecycle.column_days", "lifecycle.column_kind", "lifecycle.column_company",
    "lifecycle.column_title", "lifecycle.column_owner", "lifecycle.column_id",
)  # fmt: skip

_DISTANCES = {
    "overdue": "lifecycle.days_over", "today": "lifecycle.today", "coming": "lifecycle.days_left",
}  # fmt: skip


@command(
    help=Text(
        zh="列出该办的事：逾期、今天和即将的跟进，到期的合同和文档，拖久了的工单。\n"
        "已归档的客户不列；流失的客户不再跟进。工单的期限是 crmfs.yaml 里的 lifecycle.ticket_days（默认 14 天）。",
        en="Lists what is to be done: follow-ups overdue, today and coming, contracts and documents that expire, "
        "tickets open too long.\n"
        "Archived customers are left out, lost ones are not followed up. How long a ticket may take stands in"
        " crmfs.yaml (lifecycle.ticket_days, 14 by default).",
    ),
    examples=(
        "crmfs due",
        "crmfs due --owner 王芳 --within 1m",
        "crmfs due 客户级别:重点 --json",
        "crmfs due --within 2m --ics crmfs.ics",
    ),
    context_settings=FILTERS,
)
@argument(
    "filters",
    nargs=-1,
    metavar="[FILTER…]",
    help=Text("只看符合的客户：字段:值，须全部符合。", "Only customers that match: field:value, all of them."),
)
@option(
    "--owner",
    metavar="MEMBER",
    help=Text(
        "只看由这位员工办的：他负责的客户，他处理的工单。",
        "Only what this member has to do: his customers, his tickets.",
    ),
)
@option(
    "--within",
    default="7d",
    show_default=True,
    metavar=Text("7d", "7d"),
    help=Text("往后看多久：7d、2w、1m、1y。", "How far to look ahead: 7d, 2w, 1m, 1y."),
)
@option(
    "--ics",
    metavar=Text("文件", "FILE"),
    help=Text(
        "再写成日历文件（iCalendar，全天事项，早上九点提醒）；- 表示标准输出。",
        "Write a calendar, too (iCalendar: all-day events, reminders at nine); - for stdout.",
    ),
)
@click.pass_context
def due(ctx: click.Context, filters: tuple[str, ...], owner: str | None, within: str, ics: str | None) -> None:
    """Lists what is due."""
    context = open_context(ctx)
    as_json = bool(ctx.obj.json)
    file = _calendar_file(ics, as_json)
    unread: list[RepoPath] = []
    strangers: list[Stranger] = []
    until = _until(context, within)
    span = Span(context.today, until, context.settings.ticket_days, _owner(context, owner))
    asked = matching(context, context.view, filters, unread, FIELDS, strangers)
    rows = ((RepoPath(one.path), row) for one, row in progress(asked, say("lifecycle.reading", context.lang)))
    found = find_dues(context.view, rows, span, context.derived, library=not filters)
    note_unread(context, unread)
    if ics is not None:
        _write_calendar(context, found, file)
    if as_json:
        output.objects(_objects(found, until))
    elif ics != "-":
        _show(context, found, until)
    if not found:
        if owner and not context.member_id(owner):
            output.note(say("lifecycle.owner_unknown", context.lang, name=one_line(owner)))
        note_strangers(context, strangers)


def _until(context: Context, within: str) -> date:
    try:
        return datetime.fromisoformat(typed_date(f"+{within}", context.today)).date()
    except ValueRefused:
        raise UsageError("lifecycle.within_malformed", within=within) from None


def _owner(context: Context, typed: str | None) -> str:
    """Returns the id of whoever is asked for; the name itself where nobody has it, as records may carry it still."""
    return (context.member_id(typed) or typed) if typed else ""


def _calendar_file(typed: str | None, as_json: bool) -> Path | None:
    """Returns the file for the calendar, None for none or stdout.

    Raises:
        UsageError: `lifecycle.ics_and_json`, `lifecycle.ics_is_folder`, `lifecycle.ics_no_folder`.
    """
    if typed == "-" and as_json:
        raise UsageError("lifecycle.ics_and_json")
    if typed in (None, "-"):
        return None
    file = Path(typed)
    if file.is_dir():
        raise UsageError("lifecycle.ics_is_folder", path=str(file))
    if not file.parent.is_dir():
        raise UsageError("lifecycle.ics_no_folder", path=str(file.parent))
    return file


def _write_calendar(context: Context, found: Sequence[Due], file: Path | None) -> None:
    from crmfs.formats.calendar import calendar  # most lists are no calendars

    owner = context.schemas.fields(CUSTOMER.name).get("owner")
    head = context.repository.head()
    seconds = context.repository.objects.commit(head).commit_time if head else 0
    data = calendar(
        found, datetime.fromtimestamp(seconds, UTC), context.lang, lambda one: shown_value(context, owner, one)
    )
    if file is None:
        sys.stdout.buffer.write(data)
        return
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        fresh.write_bytes(data)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    output.note(say("lifecycle.ics_written", context.lang, path=one_line(str(file)), count=len(found)))


def _objects(found: Sequence[Due], until: date) -> Iterator[dict[str, Any]]:
    for one in found:
        yield {
            "id": one.id,
            "path": one.path,
            "kind": one.kind,
            "when": one.group,
            "date": one.date.isoformat(),
            "days": one.days,
            "customer": one.customer or None,
            "company": one.company or None,
            "owner": one.owner or None,
            "title": one.title or None,
        }
    yield {"summary": {"total": len(found), **_counts(found), "until": until.isoformat()}}


def _counts(found: Sequence[Due]) -> dict[str, int]:
    return {group: sum(one.group == group for one in found) for group in GROUPS}


def _show(context: Context, found: Sequence[Due], until: date) -> None:
    lang, day = context.lang, until.isoformat()
    if not found:
        output.note(say("lifecycle.due_none", lang, until=day))
        return
    show_table([say(code, lang) for code in _COLUMNS], list(_rows(context, found)), lang, whole=False)
    output.note(say("lifecycle.due_counts", lang, until=day, **_counts(found)))


def _rows(context: Context, found: Sequence[Due]) -> Iterator[list[str]]:
    """Yields a row for each; a customer's document is told by its title and the customer's id: a path is too long."""
    lang, owner = context.lang, context.schemas.fields(CUSTOMER.name).get("owner")
    for one in found:
        yield [
            one.date.isoformat(),
            say(_DISTANCES[one.group], lang, days=abs(one.days)),
            say(KINDS[one.kind], lang),
            one.company,
            one.title,
            shown_value(context, owner, one.owner),
            one.customer if one.kind == DOCUMENT and one.customer else one.id,
        ]

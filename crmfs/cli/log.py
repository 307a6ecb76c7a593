"""`crmfs log`: who changed what, when and why."""

from collections.abc import Iterator, Mapping
from itertools import islice

import click

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.history_asked import Asked, People, asked_about, clock_of, past_of
from crmfs.cli.history_told import Telling
from crmfs.cli.options import argument, option
from crmfs.cli.pager import show_lines
from crmfs.cli.session import open_context
from crmfs.cli.shown_noted import note_shown, protected_changes
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.git.log import Revision
from crmfs.history.entries import Entry, Fits, Wish, entries
from crmfs.history.moments import span_between
from crmfs.history.past import Past
from crmfs.records.kinds import locate


@command(
    help=Text(
        zh="查看变更记录：谁在何时因为什么改了什么，最近的在前。客户ID 包括该客户的全部记录和附件；"
        "客户ID#字段 只看一个字段。",
        en="Shows who changed what, when and why, latest first. A customer's id stands for all records and documents"
        " of the customer; ID#FIELD is about one field.",
    ),
    examples=(
        "crmfs log CUST001",
        Text("crmfs log CUST001#状态", "crmfs log CUST001#status"),
        Text("crmfs log --since 上月 --employee 王芳", "crmfs log --since last-month --employee E001"),
        "crmfs log CUST001/contacts --json",
    ),
)
@argument(
    "id",
    required=False,
    metavar=Text("ID[#字段]", "ID[#FIELD]"),
    help=Text(
        "客户ID、公司名称、客户ID/记录ID 或路径，可加 #字段；不写则是全部。",
        "Customer id, company, CUSTOMER/RECORD or a path, with #FIELD if wanted; without it, everything.",
    ),
)
@option(
    "--since",
    metavar="DATE",
    help=Text("只看这天及以后的，如 2026-01-01、上月。", "Only from this day on, such as 2026-01-01 or last-month."),
)
@option("--until", metavar="DATE", help=Text("只看这天及以前的。", "Only up to this day, included."))
@option("--author", metavar="MEMBER", help=Text("只看这位成员提交的。", "Only what this member committed."))
@option("--employee", metavar="MEMBER", help=Text("只看这位员工经手的。", "Only what this employee did."))
@option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    metavar=Text("条数", "COUNT"),
    help=Text("最多显示几条。", "How many to show."),
)
@option(
    "--offset",
    type=click.IntRange(0),
    default=0,
    metavar=Text("条数", "COUNT"),
    help=Text("跳过前几条。", "How many to skip."),
)
@click.pass_context
def log(
    ctx: click.Context,
    id: str | None,  # noqa: A002 - the field's word
    since: str | None,
    until: str | None,
    author: str | None,
    employee: str | None,
    limit: int,
    offset: int,
) -> None:
    """Shows a history."""
    context = open_context(ctx)
    _ = context.reader
    span = span_between(since, until, clock_of(context))
    fits = _fits(context, author, employee)
    past = past_of(context)
    asked = asked_about(context, past, id) if id is not None else Asked()
    found = entries(past, Wish(asked.path, asked.field, span, fits))
    shown = list(islice(found, offset, offset + limit))
    if not shown and not offset:
        _refuse_strangers(context, past, {"--author": author, "--employee": employee})
    note_shown(context, "log", *protected_changes(context, (one for entry in shown for one in entry.changes)))
    telling = Telling(context, past, asked.path)
    if ctx.obj.json:
        output.objects(map(telling.as_object, shown))
        return
    if not shown:
        is_narrowed = bool(since or until or author or employee or offset)
        output.note(say("history.none_fitting" if is_narrowed else "history.none", context.lang))
        return
    show_lines(list(_page(telling, past, asked, shown)))
    if next(found, None):
        output.note(say("history.earlier", context.lang, offset=offset + limit))


def _fits(context: Context, author: str | None, employee: str | None) -> Fits | None:
    if author is None and employee is None:
        return None
    people = People(context)

    def fits(revision: Revision) -> bool:
        by = author is None or people.is_author(author, revision)
        return by and (employee is None or people.is_employee(employee, revision))

    return fits


def _refuse_strangers(context: Context, past: Past, typed: Mapping[str, str | None]) -> None:
    """Refuses who is no member and whom no visible commit of any time names, rather than to say that nothing was done.

    Raises:
        UsageError: `history.person_unknown`, `history.person_misspelt`.
    """
    for asked_by, name in typed.items():
        if name is None or context.member_id(name):
            continue
        fits = _fits(context, *((name, None) if asked_by == "--author" else (None, name)))
        if next(entries(past, Wish(fits=fits)), None) is None:
            near = People(context).near(name)
            if near:
                raise UsageError("history.person_misspelt", option=asked_by, suggestion=near)
            raise UsageError("history.person_unknown", option=asked_by)


def _page(telling: Telling, past: Past, asked: Asked, shown: list[Entry]) -> Iterator[str]:
    is_document = locate(asked.path).document
    for number, entry in enumerate(shown):
        if asked.field:
            yield from telling.line(entry)
            continue
        if number:
            yield ""
        yield from telling.block(entry)
        if is_document:
            from crmfs.cli.history_text import text_lines  # what reads texts is slow to load

            yield from text_lines(telling.context, entry.changes)

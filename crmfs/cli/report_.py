"""`crmfs report`: reports on the screen and as files. What they count is in `reports`, how they look in `formats`."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from crmfs.access.view import View
from crmfs.cli import output
from crmfs.cli.delivery import Delivery, delivery_options, format_of, noted_of, stamp_of
from crmfs.cli.frame import command
from crmfs.cli.history_asked import clock_of, past_of
from crmfs.cli.options import FILTERS, argument, option
from crmfs.cli.pager import show_lines, show_table
from crmfs.cli.progress import meter, waiting
from crmfs.cli.rows import column_fields, matching
from crmfs.cli.session import note_strangers, open_context
from crmfs.cli.shown_noted import note_shown
from crmfs.cli.words import words_of
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, pick, say
from crmfs.core.text import one_line
from crmfs.exchange.audit import Exported
from crmfs.exchange.audit_filters import told_filters
from crmfs.exchange.exporting import deliver, sealed
from crmfs.formats.report_files import report_bytes
from crmfs.formats.report_json import report_objects
from crmfs.formats.report_term import report_text
from crmfs.history.moments import commit_meant
from crmfs.query.names import Names
from crmfs.query.periods import Period
from crmfs.query.stranger import Stranger
from crmfs.reports.asking import Asked
from crmfs.reports.catalogue import Entry, entries_of, entry_named
from crmfs.reports.changed import changed_follow_ups
from crmfs.reports.facts import Data
from crmfs.reports.model import Report

FORMATS = ("term", "html", "pdf", "xlsx", "json", "png", "svg")
_ON_SCREEN = ("term", "json")
_FLAGS = {"since": "--from", "until": "--to", "by": "--by", "as_of": "--as-of"}
_DAY = Text("日期", "DATE")


@command(
    help=Text(
        zh="报告：客户分布、互动频率、销售、满意度、数据质量、跟进，以及团队自己定义的；只统计您能看到的。\n"
        "不写名称则列出全部报告。在屏幕上看，或用 -o 写成文件：pdf 和 xlsx 默认加密；"
        "html、png、svg、json 不能加密，要用 --plain 并写明原因。每个文件都记入本机的导出记录。",
        en="Reports: distribution, interactions, sales, satisfaction, data quality, follow-ups, and the team's own;"
        " only what you may see is counted.\n"
        "Without NAME lists them. Shown on the screen, or written by -o: pdf and xlsx are encrypted; html, png, svg and"
        " json cannot be and need --plain with a reason. Every file is in this computer's record of exports.",
    ),
    examples=(
        "crmfs report",
        "crmfs report 客户分布",
        "crmfs report 互动频率 --from 2026Q1 --by 周,负责员工",
        "crmfs report 销售与消费分析 地区:华东 负责员工:王芳",
        "crmfs report sales --as-of 2026-06-30 --json",
        "crmfs report 销售与消费分析 --password-file 密码.txt -o ../销售.pdf",
        'crmfs report 客户分布 --plain --reason "周会" -o ../客户分布.html',
    ),
    context_settings=FILTERS,
)
@argument("name", required=False, metavar="NAME", help=Text("报告的名称或标题。", "Name or title of a report."))
@argument(
    "filters",
    nargs=-1,
    metavar="[FILTER…]",
    help=Text(
        "只统计符合条件的客户：字段:值，须全部符合；-字段:值 表示不符合。",
        "Count these customers alone: filter field:value, all must match; -field:value excludes.",
    ),
)
@option("--from", "since", metavar=_DAY, help=Text("从哪天起：2026-01-01、2026Q1、上月。", "First day, or a period."))
@option("--to", "until", metavar=_DAY, help=Text("到哪天止，也可以是时间段。", "Last day, or a period."))
@option(
    "--by",
    default="",
    metavar="A,B",
    help=Text("按哪些字段统计，或按日、周、月、季、年。", "Fields to group by; or day, week, month, quarter, year."),
)
@option("--as-of", "as_of", metavar=_DAY, help=Text("按那天仓库的状态。", "By the state of that day's files."))
@option(
    "--format",
    "wanted",
    type=click.Choice(FORMATS),
    metavar="|".join(FORMATS),
    help=Text(
        "格式；默认看 -o 文件的扩展名，没有 -o 就在屏幕上。", "Format; by default what -o ends in, else the screen."
    ),
)
@delivery_options(required=False)
@click.pass_context
def report(
    ctx: click.Context,
    /,
    name: str | None,
    filters: tuple[str, ...],
    wanted: str | None,
    file: Path | None,
    delivery: Delivery,
    **when: str | None,
) -> None:
    """Makes a report."""
    context = open_context(ctx)
    kind = wanted or _kind_of(file, as_json=ctx.obj.json)
    entries = entries_of(context.view, context.schemas, context.today, context.member_id)
    if name is None:
        if file or kind not in _ON_SCREEN:
            raise UsageError("report.name_missing")
        _list(context, entries, as_json=kind == "json")
        return
    entry = entry_named(entries, name)
    password = delivery.password(context, file, kind) if file else ""
    if not file and kind not in _ON_SCREEN:
        raise UsageError("report.output_missing", format=kind)
    asked, data = _asked(context, when)
    data.only = _only(context, data.view, filters)
    made = entry.make(data, asked)._replace(filters=filters)
    typed = _noted_words(context, entry, filters, when)
    if file:
        noted = noted_of(context, kind, typed, plain=not password, reason=delivery.reason)
        _write(context, made, file, noted, password, force=delivery.force, as_json=ctx.obj.json)
    else:
        _show(context, made, as_json=kind == "json")
        note_shown(context, "report", data.told, max(data.told.values(), default=0), typed)
    if data.unread:
        output.note(say("report.unread", context.lang, count=len(data.unread), path=min(data.unread)))


def _asked(context: Context, when: Mapping[str, str | None]) -> tuple[Asked, Data]:
    """Returns what is asked of a report, and what it reads from."""
    day, view = _state(context, when["as_of"])
    period = _period(when["since"], when["until"], context, day)
    by = tuple(one for one in (when["by"] or "").replace("，", ",").split(",") if one.strip())
    keeps = view is context.view or view.is_whole  # else by whom customers belong to today, which no tree's id tells
    data = Data(view, context.schemas, context.derived if keeps else None, meter(say("report.reading", context.lang)))
    data.changes = lambda since: changed_follow_ups(past_of(context), clock_of(context), since, day)
    return Asked(day, period, by, context.settings.stale_months, context.settings.ticket_days), data


def _noted_words(
    context: Context, entry: Entry, filters: tuple[str, ...], when: Mapping[str, str | None]
) -> tuple[str, ...]:
    """Returns what was asked for as the record of exports keeps it."""
    names = Names.of(column_fields(context), context.today, context.member_id)
    flags = (f"{_FLAGS[key]} {value}" for key, value in when.items() if value)
    return (f"report {entry.name}", *told_filters(filters, names), *flags)


def _only(context: Context, view: View, filters: tuple[str, ...]) -> frozenset[str] | None:
    """Returns the ids of the customers that fulfil all filters, None without any."""
    if not filters:
        return None
    strangers: list[Stranger] = []
    found = frozenset(customer.id for customer, _ in matching(context, view, filters, [], ("id",), strangers))
    if not found:
        note_strangers(context, strangers)
    return found


def _show(context: Context, made: Report, *, as_json: bool) -> None:
    if as_json:
        output.objects(report_objects(made))
    else:
        show_lines(report_text(made, words_of(context), output.page()))


def _kind_of(file: Path | None, *, as_json: bool) -> str:
    """Returns the format that a file's name says, the screen's where it says none; errors as `format_of`."""
    screen = "json" if as_json else "term"
    return screen if file is None or file.suffix == ".txt" else format_of(file, FORMATS, screen)


def _write(
    context: Context, made: Report, file: Path, noted: Exported, password: str, *, force: bool, as_json: bool
) -> None:
    kind = noted.format
    lang = context.lang
    with waiting(say("report.writing", lang)):
        data = sealed(report_bytes(made, kind, words_of(context), stamp_of(context)), kind, password)
        noted = noted._replace(records=made.rows, masked=made.masked)
        deliver(context.repository, file, data, noted, force=force)
    if as_json:
        told = {"path": str(file), "format": kind, "encrypted": bool(password), "rows": made.rows}
        output.objects([told, {"summary": {"files": 1, "rows": made.rows}}])
        return
    output.lines([say("report.done", lang, title=pick(made.title, lang), path=one_line(str(file)))])
    output.note(say("export.sealed" if password else "export.in_clear", lang))


def _state(context: Context, as_of: str | None) -> tuple[date, View]:
    """Returns the day on which is looked, and what the reader sees of that day's files."""
    if as_of is None:
        return context.today, context.view
    clock = clock_of(context)
    period = clock.period(as_of)
    if period is None:
        raise UsageError("report.date_invalid", option="--as-of")
    if period.last >= context.today:
        return context.today, context.view
    commit = commit_meant(context.repository, as_of, clock)
    return period.last, past_of(context).view(context.repository.snapshot(commit))


def _period(since: str | None, until: str | None, context: Context, day: date) -> Period | None:
    if since is None and until is None:
        return None
    clock = clock_of(context)
    first, last = (clock.period(typed) if typed is not None else None for typed in (since, until))
    for option_name, typed, found in (("--from", since, first), ("--to", until, last)):
        if typed is not None and found is None:
            raise UsageError("report.date_invalid", option=option_name)
    period = Period(first.first if first else date.min, last.last if last else max(day, first.first if first else day))
    if period.first > period.last:
        raise UsageError("report.period_backward", first=period.first.isoformat(), last=period.last.isoformat())
    return period


def _list(context: Context, entries: Sequence[Entry], *, as_json: bool) -> None:
    lang = context.lang
    if as_json:
        output.objects(
            {"id": one.name, "path": one.path or None, "title": one.title._asdict(), "about": one.about._asdict()}
            for one in entries
        )
        output.objects([{"summary": {"total": len(entries)}}])
        return
    headings = ("report.column_name", "report.column_title", "report.column_about")
    rows = [[one.name, pick(one.title, lang), pick(one.about, lang)] for one in entries]
    show_table([say(code, lang) for code in headings], rows, lang, whole=True)
    output.note(say("report.how", lang))

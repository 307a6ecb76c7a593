"""`crmfs audit`: what was exported and shown on this computer, and whether the record of it is whole."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import click

from crmfs.cli import output
from crmfs.cli.access_asked import demand_administrator
from crmfs.cli.exits import OK, PROBLEMS
from crmfs.cli.frame import group
from crmfs.cli.pager import show_table
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.messages import Language, Text, say
from crmfs.exchange.audit import EXPORT, FILE, SHOWN, Noted, read_record

_HEADINGS = (
    "audit.heading_at", "audit.heading_who", "audit.heading_format", "audit.heading_records", "audit.heading_filters",
    "audit.heading_masked", "audit.heading_sealed", "audit.heading_file",
)  # fmt: skip
_SHOWN_HEADINGS = (
    "audit.heading_at", "audit.heading_who", "audit.heading_command", "audit.heading_records", "audit.heading_filters",
    "audit.heading_fields",
)  # fmt: skip
_SHA_SHOWN = 12


@group(help=Text(zh="本机的导出和查看记录。", en="The record of exports and of looks on this computer."))
def audit() -> None:
    """Groups the commands on the record."""


@audit.command(
    help=Text(
        zh="列出本机的全部导出：谁、何时、什么条件、多少条、哪些字段是遮蔽的、文件的校验和，并核对记录链。被改、被删、"
        "被调换的行会指出来，退出码为 1。管理员使用。",
        en="Lists all exports made on this computer: who, when, by which filters, how many records, what was masked,"
        " the file's checksum; and verifies their chain. Lines changed, removed or swapped are named, with exit code 1."
        " For administrators.",
    ),
    examples=("crmfs audit exports", "crmfs audit exports --json"),
)
@click.pass_context
def exports(ctx: click.Context) -> int:
    """Lists and verifies exports."""
    context = open_context(ctx)
    demand_administrator(context)
    return _tell(context, EXPORT, as_json=ctx.obj.json)


@audit.command(
    help=Text(
        zh="列出在本机查看受保护内容（联系人、财务、同事邮箱等）的记录：谁、何时、用哪个命令、什么条件、多少条、哪些字段；"
        "并核对记录链。管理员使用。",
        en="Lists who was shown protected fields (contacts, finance, colleagues' addresses …) on this computer: when,"
        " by which command and filters, how many records, which fields; and verifies the chain. For administrators.",
    ),
    examples=("crmfs audit shown", "crmfs audit shown --json"),
)
@click.pass_context
def shown(ctx: click.Context) -> int:
    """Lists and verifies looks at protected fields."""
    context = open_context(ctx)
    demand_administrator(context)
    return _tell(context, SHOWN, as_json=ctx.obj.json)


class _Kind(NamedTuple):
    """How one kind of line is told."""

    name: str
    headings: Sequence[str]
    row: Callable[[Noted, Language], Sequence[str]]
    none: str
    whole: str
    broken: str


def _tell(context: Context, act: str, *, as_json: bool) -> int:
    """Tells the lines of one kind and every fault of the record; returns the exit code."""
    lang, kind = context.lang, _KINDS[act]
    noted = [one for one in read_record(context.repository.state_dir) if one.fault or one.act == act]
    faults = [one for one in noted if one.fault]
    count = sum(1 for one in noted if one.entry and one.act == act)
    if as_json:
        output.objects(map(_as_object, noted))
        output.objects([{"summary": {kind.name: count, "faults": len(faults), "whole": not faults}}])
        return PROBLEMS if faults else OK
    if not noted:
        output.note(say(kind.none, lang))
        return OK
    rows = [kind.row(one, lang) for one in noted if one.entry and one.act == act]
    if rows:
        show_table([say(code, lang) for code in kind.headings], rows, lang, whole=True)
    for one in faults:
        output.lines([say("audit.fault", lang, line=one.line, what=say(one.fault, lang))])
    path = str(context.repository.state_dir / FILE)
    output.note(say(kind.broken if faults else kind.whole, lang, count=count, faults=len(faults), path=path))
    return PROBLEMS if faults else OK


def _as_object(one: Noted) -> dict[str, Any]:
    entry = {key: value for key, value in one.entry.items() if key not in ("seq", "prev", "hash")}
    return {"id": one.entry.get("seq"), **entry, "line": one.line, "fault": one.fault or None}


def _row(one: Noted, lang: Language) -> Sequence[str]:
    said = one.entry
    who, other = str(said.get("who")), said.get("seen_as")
    reason = str(said.get("reason") or "-")
    return (
        str(said.get("at")),
        say("audit.seen_as", lang, who=who, other=other) if other else who,
        str(said.get("format")),
        str(said.get("records")),
        _listed(said.get("filters")),
        _listed(said.get("masked")),
        say("audit.plain", lang, reason=reason) if said.get("plain") else say("audit.yes", lang),
        str(said.get("sha256"))[:_SHA_SHOWN],
    )


def _shown_row(one: Noted, lang: Language) -> Sequence[str]:
    said = one.entry
    who, other = str(said.get("who")), said.get("seen_as")
    return (
        str(said.get("at")),
        say("audit.seen_as", lang, who=who, other=other) if other else who,
        str(said.get("command")),
        str(said.get("records")),
        _listed(said.get("filters")),
        _listed(said.get("fields")),
    )


def _listed(found: object) -> str:
    return " ".join(map(str, found)) if isinstance(found, list) else ""


_KINDS = {
    EXPORT: _Kind("exports", _HEADINGS, _row, "audit.none", "audit.whole", "audit.broken"),
    SHOWN: _Kind("shown", _SHOWN_HEADINGS, _shown_row, "audit.none_shown", "audit.shown_whole", "audit.shown_broken"),
}

"""`crmfs audit`: what was exported on this computer, and whether the record of it is whole."""

from collections.abc import Sequence
from typing import Any

import click

from crmfs.cli import output
from crmfs.cli.access_asked import demand_administrator
from crmfs.cli.exits import OK, PROBLEMS
from crmfs.cli.frame import group
from crmfs.cli.pager import show_table
from crmfs.cli.session import open_context
from crmfs.core.messages import Language, Text, say
from crmfs.exchange.audit import FILE, Noted, read_exports

_HEADINGS = (
    "audit.heading_at", "audit.heading_who", "audit.heading_format", "audit.heading_records", "audit.heading_filters",
    "audit.heading_masked", "audit.heading_sealed", "audit.heading_file",
)  # fmt: skip
_SHA_SHOWN = 12


@group(help=Text(zh="本机的导出记录。", en="The record of exports on this computer."))
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
    noted = list(read_exports(context.repository.state_dir))
    faults = [one for one in noted if one.fault]
    count = sum(1 for one in noted if one.entry)
    if ctx.obj.json:
        output.objects(map(_as_object, noted))
        output.objects([{"summary": {"exports": count, "faults": len(faults), "whole": not faults}}])
        return PROBLEMS if faults else OK
    if not noted:
        output.note(say("audit.none", context.lang))
        return OK
    rows = [_row(one, context.lang) for one in noted if one.entry]
    if rows:
        show_table([say(code, context.lang) for code in _HEADINGS], rows, context.lang, whole=True)
    for one in faults:
        output.lines([say("audit.fault", context.lang, line=one.line, what=say(one.fault, context.lang))])
    path = str(context.repository.state_dir / FILE)
    code = "audit.broken" if faults else "audit.whole"
    output.note(say(code, context.lang, count=count, faults=len(faults), path=path))
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


def _listed(found: object) -> str:
    return " ".join(map(str, found)) if isinstance(found, list) else ""

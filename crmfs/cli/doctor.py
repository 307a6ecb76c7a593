"""`crmfs doctor`: what is off with git, the hooks and the machine. What it looks after is in `crmfs.diagnoses`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import click

from crmfs.cli import output
from crmfs.cli.anywhere import open_repository, told_of
from crmfs.cli.exits import OK, PROBLEMS
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals
from crmfs.cli.options import option
from crmfs.context import Context
from crmfs.core.messages import Language, Text, say
from crmfs.core.text import one_line, width
from crmfs.diagnoses import examine
from crmfs.diagnoses.finding import Finding, Trouble
from crmfs.formats.cells import padded
from crmfs.formats.colours import paint

_STATES = {"ok": "doctor.ok", "problem": "doctor.problem", "fixed": "doctor.fixed"}
_COLOURS = {"ok": "good", "problem": "error", "fixed": "warning"}


@command(
    help=Text(
        zh="检查 git、钩子和本机是否正常，不检查资料本身（那是 validate）；--fix 修复不会丢东西的问题。\n"
        "还有问题时退出码为 1。",
        en="Looks whether git, the hooks and the machine are well; validate looks at the data. --fix mends what"
        " loses nothing.\nExit code 1 where something is left.",
    ),
    examples=("crmfs doctor", "crmfs doctor --fix", "crmfs -C /srv/customers.git doctor --json"),
)
@option("--fix", is_flag=True, help=Text("修复能安全修复的。", "Mend what can be mended safely."))
@click.pass_context
def doctor(ctx: click.Context, fix: bool) -> int:
    """Looks after the repository."""
    repository, lang = open_repository(ctx)
    asked: Globals = ctx.obj
    findings = []
    for finding in examine(repository, fix=fix, told=told_of(Context(repository, lang, asked.as_member, keeps=False))):
        findings.append(finding)
        if asked.json:
            output.objects([_as_object(finding, lang)])
        else:
            output.lines(_lines(finding, lang))
    numbers = Counter(finding.state for finding in findings)
    counted = {state: numbers[state] for state in ("ok", "problem", "fixed")}
    if asked.json:
        output.objects([{"summary": counted}])
    else:
        output.lines(["", say("doctor.summary", lang, **counted), *_hint(findings, lang)])
    return PROBLEMS if counted["problem"] else OK


def _lines(finding: Finding, lang: Language) -> Iterator[str]:
    cells = max(width(say(code, lang)) for code in _STATES.values())
    state = padded(say(_STATES[finding.state], lang), cells)
    yield f"{paint(state, _COLOURS[finding.state], output.page().colours)}  {say(finding.title, lang)}"
    for trouble in finding.troubles:
        said, remedy = _words(trouble, lang)
        yield f"{' ' * cells}  {said}"
        if finding.state == "problem":
            yield f"{' ' * cells}  → {remedy}"
    if finding.did:
        yield f"{' ' * cells}  → {say(finding.did, lang)}"


def _hint(findings: Sequence[Finding], lang: Language) -> Iterator[str]:
    fixable = sum(finding.state == "problem" and finding.fixable for finding in findings)
    if fixable:
        yield say("doctor.fix_hint", lang, count=fixable)


def _words(trouble: Trouble, lang: Language) -> tuple[str, str]:
    """Returns what is off and what to do."""
    shown = {name: one_line(value) if isinstance(value, str) else value for name, value in trouble.params.items()}
    return say(trouble.code, lang, **shown), say(trouble.remedy, lang, **shown)


def _as_object(finding: Finding, lang: Language) -> dict[str, Any]:
    troubles = [
        {"code": trouble.code, "params": dict(trouble.params), "message": said, "remedy": remedy}
        for trouble in finding.troubles
        for said, remedy in [_words(trouble, lang)]
    ]
    did = say(finding.did, lang) if finding.did else None
    return {"id": finding.id, "state": finding.state, "fixable": finding.fixable, "troubles": troubles, "did": did}

"""`crmfs rule`: the rules that data is checked by. Checks nothing itself."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import click

from crmfs.cli import output
from crmfs.cli.frame import command
from crmfs.cli.globals import Globals, audience_of
from crmfs.cli.options import argument
from crmfs.core.errors import NotFound
from crmfs.core.messages import Language, Rule, Text, every_code, say
from crmfs.core.text import width
from crmfs.formats.cells import padded, wrapped
from crmfs.formats.colours import paint
from crmfs.formats.wording import SEVERITIES, in_general


@command(
    help=Text(
        zh="列出检查数据的全部规则；给出规则代码时，说明它检查什么、为什么、怎么处理。",
        en="Lists all rules that data is checked by; with a code: what it checks, why, and what to do.",
    ),
    examples=("crmfs rule", "crmfs rule file.lfs_pointer"),
)
@argument("code", required=False, help=Text("规则代码，见 validate 的输出。", "A rule's code, as validate shows it."))
@click.pass_context
def rule(ctx: click.Context, code: str | None) -> None:
    """Shows one rule or all."""
    asked: Globals = ctx.obj
    language = audience_of(ctx).language
    rules = {name: entry for name, entry in sorted(every_code().items()) if isinstance(entry, Rule)}
    if code is not None:
        rules = {code: _named(code, rules)}
    if asked.json:
        output.objects(_as_object(name, entry, language) for name, entry in rules.items())
        output.objects([{"summary": {"rules": len(rules)}}])
    elif code is not None:
        output.lines(_explained(code, rules[code], language))
    else:
        output.lines(_listed(rules, language))


def _named(code: str, rules: dict[str, Rule]) -> Rule:
    if code in rules:
        return rules[code]
    near = get_close_matches(code, rules, n=1)
    if near:
        raise NotFound("cli.rule_unknown_near", name=code, near=near[0])
    raise NotFound("cli.rule_unknown", name=code)


def _as_object(code: str, entry: Rule, language: Language) -> dict[str, Any]:
    return {
        "id": code,
        "code": code,
        "severity": entry.severity,
        "fixable": entry.fixable,
        "text": in_general(entry.text, language),
        "remedy": in_general(entry.remedy, language),
        "why": in_general(entry.why, language),
    }


def _listed(rules: dict[str, Rule], language: Language) -> Iterator[str]:
    page = output.page()
    code_cells = max(map(len, rules), default=0)
    severity_cells = max(map(width, SEVERITIES[language].values()))
    area = ""
    for code, entry in rules.items():
        if area and not code.startswith(area):
            yield ""
        area = code.partition(".")[0] + "."
        head = f"{code:<{code_cells}}  "
        severity = paint(padded(SEVERITIES[language][entry.severity], severity_cells), entry.severity, page.colours)
        said = in_general(entry.text, language)
        left = code_cells + severity_cells + 4
        first, *rest = wrapped(said, max(20, page.cells - left)) if page.cells else [said]
        yield f"{head}{severity}  {first}"
        for line in rest:
            yield " " * left + line


def _explained(code: str, entry: Rule, language: Language) -> Iterator[str]:
    page = output.page()
    severity = paint(SEVERITIES[language][entry.severity], entry.severity, page.colours)
    yield f"{paint(code, 'bold', page.colours)}  {severity}"
    for heading, text in (("", entry.text), ("cli.rule_why", entry.why), ("cli.rule_remedy", entry.remedy)):
        said = in_general(text, language)
        if heading:
            yield ""
            yield paint(say(heading, language), "bold", page.colours)
        yield from (f"  {line}" for line in (wrapped(said, page.cells - 2) if page.cells else [said]))
    if entry.fixable:
        yield ""
        yield "  " + say("cli.rule_fixable", language)

"""Double customers as people and programs read them: evidence, unions, what is to be decided. Finds none."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from crmfs.cli import output
from crmfs.cli.changing import take_back_told
from crmfs.cli.pager import show_lines
from crmfs.cli.shown_noted import note_shown
from crmfs.cli.values_shown import shown_value
from crmfs.context import Context
from crmfs.core.messages import Language, pick, say
from crmfs.core.paths import RepoPath, name
from crmfs.core.text import one_line, width
from crmfs.formats.cells import padded, wrapped
from crmfs.git.commit import Committed
from crmfs.lifecycle.likeness import Evidence, Pair, groups_of
from crmfs.lifecycle.union import Difference, Union
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, TERMS
from crmfs.records.labels import label
from crmfs.records.merge3 import ABSENT, Side
from crmfs.records.yaml.writer import flow_text

STRENGTHS = {"strong": "dedupe.strong", "likely": "dedupe.likely", "possible": "dedupe.possible"}
_NUMBER = 3  # cells of a group's number
_EVIDENCE = {
    "credit_code": "dedupe.credit_code",
    "name": "dedupe.name",
    "name_place": "dedupe.name_place",
    "name_branch": "dedupe.name_branch",
    "name_elsewhere": "dedupe.name_elsewhere",
    "name_near": "dedupe.name_near",
    "name_alike": "dedupe.name_alike",
    "phone": "dedupe.phone",
    "mail": "dedupe.mail",
    "website": "dedupe.website",
    "domain": "dedupe.domain",
    "address": "dedupe.address",
    "person": "dedupe.person",
    "credit_code_differs": "dedupe.credit_code_differs",
}


def pairs_told(context: Context, pairs: Sequence[Pair]) -> None:
    """Tells pairs, group by group: how sure, the two customers one below the other, the evidence in full."""
    lang = context.lang
    if not pairs:
        output.note(say("dedupe.none", lang))
        return
    numbers = groups_of(pairs)
    listed = sorted(pairs, key=lambda pair: numbers[pair.one.path])
    lines, last = [], 0
    for pair in listed:
        number = numbers[pair.one.path]
        lines += _pair_lines("" if number == last else str(number), pair, lang)
        last = number
    show_lines(lines)
    output.note(say("dedupe.found", lang, pairs=len(pairs), groups=last))


def _pair_lines(number: str, pair: Pair, lang: Language) -> list[str]:
    sure = max(width(say(code, lang)) for code in STRENGTHS.values())
    head = f"{padded(number, _NUMBER)}  {padded(say(STRENGTHS[pair.strength], lang), sure)}  "
    told = [one_line(f"{one.id} {one.company}".strip()) for one in (pair.one, pair.other)]
    told.append(evidence_told(pair.evidence, lang))
    cells = output.page().cells
    folded = [line for text in told for line in (wrapped(text, cells - width(head)) if cells else [text])]
    return [(" " * width(head) if at else head) + line for at, line in enumerate(folded)]


def evidence_told(evidence: Sequence[Evidence], lang: Language) -> str:
    """Returns the evidence of one pair in words."""
    between = "；" if lang == "zh" else "; "
    return between.join(say(_EVIDENCE[one.kind], lang, shared=one_line(one.shared)) for one in evidence)


def objects_of(pairs: Sequence[Pair], weaker: int) -> Iterator[dict[str, Any]]:
    """Yields a JSON object for each pair, then the summary.

    Args:
        weaker: How many pairs on weak evidence are left out.
    """
    numbers = groups_of(pairs)
    for pair in pairs:
        yield {
            "id": pair.one.id,
            "path": pair.one.path,
            "other": pair.other.id,
            "other_path": pair.other.path,
            "group": numbers[pair.one.path],
            "strength": pair.strength,
            "points": pair.points,
            "evidence": [{"kind": one.kind, "shared": one.shared or None} for one in pair.evidence],
            "company": pair.one.company or None,
            "other_company": pair.other.company or None,
        }
    yield {"summary": {"pairs": len(pairs), "groups": len(set(numbers.values())), "weaker": weaker}}


def merged_told(
    ctx: click.Context, context: Context, found: Union, folders: tuple[RepoPath, RepoPath], done: Committed | None
) -> None:
    """Tells what a union did, would do, or what has to be decided before."""
    kept, gone = name(folders[0]), name(folders[1])
    private = {f"{one.kind.name}.{one.clash.address}" for one in found.differences if one.kind is not CUSTOMER}
    note_shown(context, "dedupe merge", private, 2, [kept, gone])
    if ctx.obj.json:
        output.objects(_merge_objects(found, folders, done))
        return
    lang = context.lang
    if found.differences:
        for one in found.differences:
            output.lines([_difference(context, one, kept, gone)])
        output.note(say("dedupe.decide", lang, count=len(found.differences), id=kept, other=gone))
        return
    code = "dedupe.merged" if done else "dedupe.would_merge"
    output.lines([say(code, lang, gone=gone, kept=kept, what=_what(context, found))])
    for old, new in found.renamed:
        output.note(say("dedupe.renamed", lang, old=one_line(old), new=one_line(new)))
    for path in found.mentioned:
        output.note(say("dedupe.mentioned", lang, id=gone, path=one_line(path)))
    if done and context.repository.root:
        output.note(take_back_told(context, done))


def _merge_objects(
    found: Union, folders: tuple[RepoPath, RepoPath], done: Committed | None
) -> Iterator[dict[str, Any]]:
    kept, gone = name(folders[0]), name(folders[1])
    path = f"{folders[0]}/{CUSTOMER.file}"
    for one in found.differences:
        sides = {"kept": _json(one.clash.ours), "other": _json(one.clash.theirs)}
        yield {"id": kept, "path": path, "field": one.name, **sides}
    if not found.differences:
        commit, op = (done.commit, done.op) if done else (None, None)
        yield {"id": kept, "path": path, "commit": commit, "op": op, "merged": gone}
    summary = {
        "differences": len(found.differences),
        "filled": found.filled,
        "moved": dict(found.moved),
        "referring": found.referring,
        "mentioned": found.mentioned,
    }
    yield {"summary": summary}


def _what(context: Context, found: Union) -> str:
    lang = context.lang
    said, between = [], "、" if lang == "zh" else ", "
    if found.filled:
        said.append(say("dedupe.what_filled", lang, fields=between.join(_label(context, one) for one in found.filled)))
    if found.moved:
        kinds = {kind: pick(context.schemas.label(kind), lang) for kind in found.moved if kind != "document"}
        named = {"document": say("dedupe.document", lang)} | kinds
        counted = [say("dedupe.what_counted", lang, count=n, kind=named[kind]) for kind, n in found.moved.items()]
        said.append(say("dedupe.what_moved", lang, what=between.join(counted)))
    if found.referring:
        said.append(say("dedupe.what_referring", lang, count=len(found.referring)))
    return ("；" if lang == "zh" else "; ").join(said) or say("dedupe.what_nothing", lang)


def _difference(context: Context, one: Difference, kept: str, gone: str) -> str:
    field = _field(context, one)
    sides = [_shown(context, field, side) for side in (one.clash.ours, one.clash.theirs)]
    named = f"{label(field, context.lang)} ({one.name})" if field else one.name
    return say("dedupe.differs", context.lang, field=named, id=kept, mine=sides[0], other=gone, theirs=sides[1])


def _field(context: Context, one: Difference) -> Field | None:
    fields = context.schemas.fields(one.kind.name)
    field = fields.get(one.clash.at[0]) if one.clash.at else None
    for step in one.clash.at[1:]:
        field = field if step.startswith("[") or field is None else field.items.get(step)
    return field


def _shown(context: Context, field: Field | None, side: Side) -> str:
    if side is ABSENT or side is None:
        return say("dedupe.nothing", context.lang)
    if isinstance(side, dict):
        return one_line(flow_text(side))
    return one_line(shown_value(context, field, side))  # type: ignore[arg-type]


def _label(context: Context, key: str) -> str:
    kind = TERMS if key.startswith(f"{TERMS.name}.") else CUSTOMER
    field = context.schemas.fields(kind.name).get(key.removeprefix(f"{TERMS.name}."))
    return label(field, context.lang) if field else key


def _json(side: Side) -> Any:
    return None if side is ABSENT else side

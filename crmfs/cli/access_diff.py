"""`crmfs access diff`: what a change of the rules, or of the members, gives and takes. Decides nothing."""

from collections.abc import Iterator, Sequence
from typing import Any

import click

from crmfs.access.authority import Authority, authority_at
from crmfs.access.difference import Shift, Spot, difference
from crmfs.access.members import Member
from crmfs.access.premises import ALWAYS, Premise
from crmfs.cli import output
from crmfs.cli.access_asked import demand_administrator
from crmfs.cli.access_words import Words
from crmfs.cli.frame import command
from crmfs.cli.options import argument, format_option
from crmfs.cli.progress import waiting
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.core.text import one_line
from crmfs.git.derived import Derived

_RANGE_HELP = Text(
    "两个版本；只写 A 是与磁盘上的文件比较。", "Two revisions; A alone is compared with the files on disk."
)
_MOST_NAMED = 8  # members in one line
_MOST_ALIKE = 3  # places in one folder; of more one is named, and how many there are


@command(
    help=Text(
        zh="比较两个版本的 access.yaml 和 members.yaml：谁多了、谁少了什么权限。不写版本时，把磁盘上的文件与最近的提交"
        "比较；markdown 可以贴进合并请求。管理员使用。",
        en="Compares access.yaml and members.yaml of two revisions: who gains and who loses what. Without a revision, "
        "the files on disk with the last commit; markdown is for a merge request. For administrators.",
    ),
    examples=("crmfs access diff", "crmfs access diff main..HEAD --format markdown"),
)
@argument("range_", required=False, metavar="A..B", help=_RANGE_HELP)
@format_option("text", "json", "markdown")
@click.pass_context
def diff(ctx: click.Context, range_: str | None, format: str) -> None:  # noqa: A002 - the option's word
    """Compares the rights of two revisions."""
    context = open_context(ctx)
    demand_administrator(context)
    with waiting(say("access.comparing", context.lang)):
        old, new = _sides(context, range_)
        shifts = difference(old, new)
    if format == "json":
        output.objects(map(_as_object, shifts))
        gains = sum(shift.is_gain for shift in shifts)
        summary = {"gains": gains, "losses": len(shifts) - gains, "faults": [old.fault or None, new.fault or None]}
        output.objects([{"summary": summary}])
        return
    if old.policy is None or new.policy is None:
        output.note(say("access.diff_new_fault" if old.policy else "access.diff_old_fault", context.lang))
        return
    names = {member.id: member for side in (old, new) for member in side.members.all}
    output.lines(_page(Words(context), shifts, names, markdown=format == "markdown"))


def _sides(context: Context, range_: str | None) -> tuple[Authority, Authority]:
    def kept() -> Derived:
        return context.derived

    if range_ is None:
        return authority_at(context.tip, kept), authority_at(context.snapshot, kept)
    start, dots, end = range_.partition("..")
    if end.startswith("."):
        raise UsageError("validate.range_malformed", range=range_)
    repository = context.repository
    old = authority_at(repository.snapshot(start or "HEAD"), kept)
    return old, authority_at(repository.snapshot(end or "HEAD") if dots else context.snapshot, kept)


def _as_object(shift: Shift) -> dict[str, Any]:
    return {
        "members": list(shift.members),
        "change": "gain" if shift.is_gain else "loss",
        "actions": list(shift.actions),
        "before": shift.before,
        "after": shift.after,
        "places": [_place(spot) for spot in shift.places],
        "except": sorted({f"{spot.glob}#{field}" for spot in shift.places for field in spot.without}),
        "when": [] if shift.when == ALWAYS else [_premise(one) for one in shift.when],
    }


def _premise(premise: Premise) -> dict[str, list[str]]:
    return {"holding": [one.text for one in premise.holding], "failing": [one.text for one in premise.failing]}


def _page(words: Words, shifts: Sequence[Shift], names: dict[str, Member], *, markdown: bool) -> Iterator[str]:
    if markdown:
        yield f"## {say('access.diff_title', words.lang)}"
        yield ""
    if not shifts:
        yield say("access.diff_none", words.lang)
        return
    for code, gains in (("access.diff_losses", False), ("access.diff_gains", True)):
        found = [shift for shift in shifts if shift.is_gain == gains]
        if not found:
            continue
        yield f"### {say(code, words.lang)}" if markdown else say(code, words.lang)
        if markdown:
            yield ""
        for shift in found:
            yield from _lines(words, shift, names, markdown=markdown)
        yield ""


def _lines(words: Words, shift: Shift, names: dict[str, Member], *, markdown: bool) -> Iterator[str]:
    people = [f"{one_line(names[each].name)} ({each})" for each in shift.members[:_MOST_NAMED]]
    if len(shift.members) > _MOST_NAMED:
        people.append(say("access.diff_more", words.lang, count=len(shift.members) - _MOST_NAMED))
    who = words.listed(people)
    actions = words.listed(words.action(action) for action in shift.actions)
    change = f"{words.verdict(shift.before).lower()} → {words.verdict(shift.after).lower()}"
    said = words.when(shift.when)
    when = say("access.diff_when", words.lang, when=said) if said else ""
    what = words.noted(actions, words.sentences([change, *([when] if when else [])]))
    yield f"- **{_safe(who)}**: {_safe(what)}" if markdown else f"  {who}: {what}"
    for alike in _alike(shift.places):
        for number, spot in enumerate(_named(alike)):
            place = f"`{_place(spot)}`" if markdown else _place(spot)
            fields = [f"`{field}`" if markdown else field for field in spot.without]
            notes = [say("access.diff_without", words.lang, fields=words.listed(fields))] if fields else []
            if not number and len(alike) > _MOST_ALIKE:
                notes.append(say("access.diff_alike", words.lang, count=len(alike) - 1))
            yield f"{'  - ' if markdown else '    '}{words.noted(place, words.sentences(notes))}"


def _named(alike: list[Spot]) -> list[Spot]:
    """Returns the places to name: all, or of many the one that says most."""
    return alike if len(alike) <= _MOST_ALIKE else [min(alike, key=lambda spot: len(spot.glob))]


def _alike(places: Sequence[Spot]) -> list[list[Spot]]:
    """Returns places, those together that are names in one folder of which the same is said."""
    found: dict[tuple[str, str, tuple[str, ...]], list[Spot]] = {}
    for spot in places:
        found.setdefault((spot.glob.rpartition("/")[0] or spot.glob, spot.field, spot.without), []).append(spot)
    return list(found.values())


def _place(spot: Spot) -> str:
    return f"{spot.glob}#{spot.field}" if spot.field else spot.glob


def _safe(text: str) -> str:
    """Returns a text in which Markdown sees no marks."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in text)

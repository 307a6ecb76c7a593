"""`crmfs index`: how the index of searches stands, building it anew, comparing it with the files."""

import time
from collections.abc import Iterator

import click

from crmfs.access.visible import may_be_named
from crmfs.cli import output
from crmfs.cli.exits import OK, PROBLEMS
from crmfs.cli.frame import group
from crmfs.cli.progress import meter
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.messages import Language, Rule, Text, pick, rule, say
from crmfs.core.text import one_line
from crmfs.search.opened import Opened, opened
from crmfs.search.place import IndexPlace
from crmfs.search.standing import Noted, Sees, Standing, behind, entries, standing
from crmfs.search.sync import Sync
from crmfs.search.verify import Verified, verify

_MB = 1_000_000
_STATES = {
    "missing": "index.state_missing",
    "outdated": "index.state_outdated",
    "extra": "index.state_extra",
    "damaged": "index.state_damaged",
    "edited": "index.state_edited",
    "removed": "index.state_removed",
    "none": "index.none",
    "unreadable": "index.unreadable",
    "other_rules": "index.other_rules",
}


@group(help=Text(zh="检索用的索引：查看、重建、核对。", en="The index of searches: look at it, rebuild it, verify it."))
def index() -> None:
    """Groups the commands on the index."""


@index.command(
    help=Text(
        zh="显示索引反映哪个提交、落后多少、有多大，列出读不出的文件和原因。",
        en="Shows which commit the index shows, how far behind it is, its size, and which files could not be read.",
    ),
    examples=("crmfs index status", "crmfs index status --json"),
)
@click.pass_context
def status(ctx: click.Context) -> None:
    """Shows how the index stands."""
    context = open_context(ctx)
    found = standing(context.repository, _sees(context))
    if ctx.obj.json:
        output.objects(_noted(one, context.lang) for one in found.noted)
        output.objects([{"summary": _summary(found)}])
        return
    for one in found.noted:
        said, remedy = _words(one, context.lang)
        output.lines([f"{one_line(one.path)}  {said}", *([f"  → {remedy}"] if remedy else [])])
    output.lines(_lines(found, context.lang))


@index.command(
    help=Text(
        zh="在旁边重新建立索引，建好后换上；其间检索照常。",
        en="Builds the index anew beside the one in use, then switches.",
    ),
    examples=("crmfs index rebuild",),
)
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Builds the index anew."""
    context = open_context(ctx)
    start = time.monotonic()
    done = Sync(context.repository, meter(say("index.building", context.lang))).rebuild()
    seconds = round(time.monotonic() - start, 1)
    sees, made = _sees(context), opened(IndexPlace(context.repository))
    written = done.written if sees is None or made is None else entries(made.reader, sees)
    if ctx.obj.json:
        summary = {"commit": done.state.commit, "entries": written, "seconds": seconds}
        output.objects([{"summary": summary}])
    else:
        output.lines([say("index.rebuilt", context.lang, count=f"{written:,}", seconds=seconds)])


@index.command(
    name="verify",
    help=Text(
        zh="逐条核对索引与文件是否一致，列出不一致之处。只是还没跟上后来的修改，退出码为 0；索引有错或没有索引，"
        "退出码为 1。",
        en="Compares every entry with the files and lists what differs. An index that is merely behind later changes"
        " gives exit code 0; one that is wrong, or none at all, gives 1.",
    ),
    examples=("crmfs index verify", "crmfs index verify --json"),
)
@click.pass_context
def verify_(ctx: click.Context) -> int:
    """Compares the index with the files."""
    context = open_context(ctx)
    found = opened(IndexPlace(context.repository))
    if found is None:
        return _unverified(context, as_json=ctx.obj.json)
    compared = _as_seen(verify(context.repository, found), found, _sees(context))
    if ctx.obj.json:
        output.objects({"path": one.path, "state": one.state, "behind": one.is_behind} for one in compared.differences)
        output.objects([{"summary": _verified(context, found, compared)}])
    else:
        for one in compared.differences:
            output.lines([f"{one_line(one.path)}  {say(_STATES[one.state], context.lang)}"])
        output.lines(_verdict(compared, context.lang))
    return PROBLEMS if compared.is_wrong else OK


def _sees(context: Context) -> Sees | None:
    """Returns what says which files who asks may be told of; None for all."""
    seen = context.told_view(context.snapshot)
    return None if seen is not None and seen.is_whole else lambda path: may_be_named(path, seen)


def _as_seen(compared: Verified, found: Opened, sees: Sees | None) -> Verified:
    """Returns what of a comparison is about files that who asks may be told of, and about the index's own."""
    if sees is None:
        return compared
    told = [one for one in compared.differences if one.state == "damaged" or sees(one.path)]
    return Verified(entries(found.reader, sees) if compared.entries else 0, told, compared.made_by_rules)


def _unverified(context: Context, *, as_json: bool) -> int:
    """Says that there is no index to compare; what is missing is no index that is right."""
    state = standing(context.repository).state
    if as_json:
        output.objects([{"summary": {"state": state, "commit": None, "entries": 0, "differences": None}}])
    else:
        output.lines([say(_STATES[state], context.lang)])
    return PROBLEMS


def _verified(context: Context, found: Opened, compared: Verified) -> dict[str, object]:
    damaged = any(one.state == "damaged" for one in compared.differences)
    return {
        "state": "right" if compared.is_right else "wrong" if compared.is_wrong else "behind",
        "commit": found.state.commit, "entries": compared.entries, "differences": len(compared.differences),
        "behind": 0 if damaged else behind(context.repository, found, _sees(context)),
    }  # fmt: skip


def _verdict(compared: Verified, lang: Language) -> Iterator[str]:
    count = len(compared.differences)
    if not compared.made_by_rules:
        yield say("index.other_rules", lang)
    if count:
        yield say("index.wrong" if compared.is_wrong else "index.only_behind", lang, count=f"{count:,}")
    elif compared.is_right:
        yield say("index.right", lang, count=f"{compared.entries:,}")


def _summary(found: Standing) -> dict[str, object]:
    return {
        "state": found.state, "commit": found.commit, "behind": found.behind, "edits": found.edits,
        "entries": found.entries, "bytes": found.size_bytes, "failed": found.failed,
    }  # fmt: skip


def _noted(one: Noted, lang: Language) -> dict[str, object]:
    said, remedy = _words(one, lang)
    return {"path": one.path, "state": one.state, "code": one.code, "message": said, "remedy": remedy}


def _words(one: Noted, lang: Language) -> tuple[str, str]:
    """Returns what is to be said of a file, and what to do about it."""
    if one.code is None:
        return say(_STATES[one.state], lang), ""
    found: Rule = rule(one.code)
    return pick(found.text, lang), pick(found.remedy, lang).format(path=one_line(one.path))


def _lines(found: Standing, lang: Language) -> Iterator[str]:
    if found.state != "ready":
        yield say(_STATES[found.state], lang)
    if found.state in ("none", "unreadable"):
        return
    yield say("index.commit", lang, commit=found.commit[:10] if found.commit else say("index.no_commit", lang))
    yield say("index.behind", lang, count=f"{found.behind:,}")
    yield say("index.edits", lang, count=f"{found.edits:,}")
    yield say("index.entries", lang, count=f"{found.entries:,}")
    if found.size_bytes is not None:
        yield say("index.size", lang, size=f"{found.size_bytes / _MB:,.1f}")
    yield say("index.failed", lang, count=f"{found.failed:,}")

"""`crmfs lifecycle run`: marks, unmarks and archives customers, lists what may be deleted. Rules are in `lifecycle`."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from crmfs.access.overview import overviews
from crmfs.cli import output
from crmfs.cli.changing import commit, desk, repeatable, take_back_told
from crmfs.cli.frame import group
from crmfs.cli.options import option
from crmfs.cli.pager import show_table
from crmfs.cli.progress import progress
from crmfs.cli.session import note_part, note_unread, open_context
from crmfs.context import Context
from crmfs.core.messages import Language, Text, say
from crmfs.core.paths import RepoPath
from crmfs.edits.alteration import alter
from crmfs.git.commit import Committed
from crmfs.lifecycle.keeping import ARCHIVED, IN_USE, TO_ARCHIVE, Months
from crmfs.lifecycle.survey import Deletable, Step, Survey, survey
from crmfs.lifecycle.terms import terms_by_customer

_ACTS = {TO_ARCHIVE: "mark", IN_USE: "clear", ARCHIVED: "archive"}
_SAID = {TO_ARCHIVE: "lifecycle.mark", IN_USE: "lifecycle.clear", ARCHIVED: "lifecycle.archive"}
_CONDITIONS = {"lost": "lifecycle.is_lost", "archived": "lifecycle.is_archived", "expired": "lifecycle.is_expired"}
_COLUMNS = ("lifecycle.column_act", "lifecycle.column_id", "lifecycle.column_company", "lifecycle.column_why")


@group(help=Text(zh="档案的生命周期：待归档、归档、待删除。", en="The life of files: marked, archived, deleted."))
def lifecycle() -> None:
    """Groups the commands on the lifecycle."""


@lifecycle.command(
    name="run",
    help=Text(
        zh="标记待归档、恢复在用、归档，列出可以删除的；一次提交。\n"
        "超过 lifecycle.stale_months 个月没有互动的客户标为待归档，有了互动就去掉标记；设了 lifecycle.archive_months"
        " 才归档；设了 lifecycle.retention_months 就列出可以删除的和理由，但不删除。\n"
        "再运行一次不会再改。写了保留原因的客户不动，流失的客户不标记、不归档。",
        en="Marks customers as to be archived, takes marks away, archives, lists what may be deleted; one commit.\n"
        "Marked is who had no interaction for more than lifecycle.stale_months; a new one takes the mark away."
        " Archived is only where lifecycle.archive_months is set. Where lifecycle.retention_months is set, what may be"
        " deleted is listed with the reason, and not deleted.\n"
        "A second run changes nothing. What is on hold is left alone; lost customers are neither marked nor archived.",
    ),
    examples=("crmfs lifecycle run --dry-run", "crmfs lifecycle run", "crmfs lifecycle run --json"),
)
@option("--dry-run", is_flag=True, help=Text("只列出会改什么，不写入。", "Only list what would change."))
@option(
    "--reason",
    default="",
    help=Text("原因，记入提交；不写则说明按哪条规则。", "Why; kept in the commit. By default the rule."),
)
@repeatable
@click.pass_context
def run_(ctx: click.Context, dry_run: bool, reason: str) -> None:
    """Marks, unmarks and archives customers."""
    context = open_context(ctx)
    settings = context.settings
    months = Months(settings.stale_months, settings.archive_months, settings.retention_months)
    workplace = desk(context, reason or say("lifecycle.reason", settings.language, months=months.stale))
    unread: list[RepoPath] = []
    customers = progress(overviews(workplace.view, context.derived, unread), say("lifecycle.reading", context.lang))
    terms = terms_by_customer(workplace.view, context.derived) if months.retention else {}
    found = survey(workplace.view, customers, terms, months, context.today)
    note_unread(context, unread)
    done = None
    if found.steps and not dry_run:
        steps = progress(found.steps, say("lifecycle.changing", context.lang))
        edits = [edit for one in steps for edit in alter(workplace, one.path, [f"lifecycle={one.new}"]).edits]
        counted = say("lifecycle.subject", settings.language, **_counts(found))
        done = commit(context, edits, workplace.intent, counted)
    if ctx.obj.json:
        output.objects(_objects(found, done))
    else:
        _tell(context, found, dry_run)
        if done and context.repository.root:
            output.note(take_back_told(context, done))


def _objects(found: Survey, done: Committed | None) -> Iterator[dict[str, Any]]:
    commit_id, op = (done.commit, done.op) if done else (None, None)
    for one in found.steps:
        yield {
            "id": one.id,
            "path": one.path,
            "commit": commit_id,
            "op": op,
            "act": _ACTS[one.new],
            "old": one.old or None,
            "new": one.new,
            "last_interaction": one.last.isoformat() if one.last else None,
        }
    for gone in found.deletable:
        yield {"id": gone.id, "path": gone.path, "act": "delete", "conditions": list(gone.conditions)}
    yield {"summary": _counts(found) | {"held": found.held, "unjudged": found.unjudged}}


def _counts(found: Survey) -> dict[str, int]:
    acts = Counter(one.new for one in found.steps)
    return {
        "marked": acts[TO_ARCHIVE],
        "cleared": acts[IN_USE],
        "archived": acts[ARCHIVED],
        "deletable": len(found.deletable),
        "not_allowed": found.not_allowed,
    }


def _tell(context: Context, found: Survey, dry_run: bool) -> None:
    lang = context.lang
    rows = [*(_changed(one, lang) for one in found.steps), *(_deletable(one, lang) for one in found.deletable)]
    if rows:
        show_table([say(code, lang) for code in _COLUMNS], rows, lang, whole=False)
    if not found.steps:
        is_right = not (found.not_allowed or found.unjudged)
        output.note(say("lifecycle.nothing" if is_right else "lifecycle.unchanged", lang))
    else:
        output.note(say("lifecycle.would" if dry_run else "lifecycle.done", lang, **_counts(found)))
    if found.deletable:
        output.note(say("lifecycle.deletable", lang, count=len(found.deletable)))
    for code, count in (
        ("lifecycle.held", found.held),
        ("lifecycle.not_allowed", found.not_allowed),
        ("lifecycle.unjudged", found.unjudged),
    ):
        if count:
            output.note(say(code, lang, count=count))
    note_part(context)


def _changed(one: Step, lang: Language) -> list[str]:
    known = say("lifecycle.last", lang, day=one.last.isoformat()) if one.last else say("lifecycle.never", lang)
    return [say(_SAID[one.new], lang), one.id, one.company, known]


def _deletable(one: Deletable, lang: Language) -> list[str]:
    why = ("、" if lang == "zh" else ", ").join(say(_CONDITIONS[name], lang) for name in one.conditions)
    return [say("lifecycle.delete", lang), one.id, one.company, why]

"""What commands share: the context of a request, and a change carried out and told. Decides nothing."""

from collections.abc import Sequence
from typing import Any

import click

from crmfs.cli import output
from crmfs.cli.exits import PROBLEMS
from crmfs.cli.globals import Globals, audience_of
from crmfs.context import Context
from crmfs.core.messages import say
from crmfs.core.problem import Problem
from crmfs.edits.creation import Desk, Draft
from crmfs.edits.intent import Intent
from crmfs.edits.proposal import proposed
from crmfs.edits.subject import subject_of
from crmfs.edits.transaction import Refused, commit_edits
from crmfs.formats import writer
from crmfs.formats.wording import Wording
from crmfs.git.change import Change
from crmfs.git.commit import Committed
from crmfs.git.edit import FileEdit


def open_context(ctx: click.Context) -> Context:
    """Returns the context of a request; from now on errors are told in the reader's language, with the support line."""
    asked: Globals = ctx.obj
    context = Context.open(asked.directory, lang=asked.lang, as_member=asked.as_member)
    audience = audience_of(ctx)
    audience.state = context.repository.state_dir
    audience.language = context.lang
    audience.support = context.settings.support
    return context


def wording(context: Context) -> Wording:
    """Returns how problems are put into words for the reader."""
    return Wording(context.lang, context.label_of)


def desk(context: Context, reason: str = "") -> Desk:
    """Returns what changes are made with."""
    return Desk(context.tip_view, context.schemas, context.settings, context.intent(reason), context.member_id)


def carry_out(ctx: click.Context, context: Context, drafts: Sequence[Draft], intent: Intent, said: str) -> int:
    """Commits drafts as one change, tells what was done, and returns the exit code.

    Args:
        said: Code of the message that tells of one draft, with `{id}` and `{path}`.
    """
    edits = [edit for draft in drafts for edit in draft.edits]
    asked: Globals = ctx.obj
    if not edits:
        for draft in drafts:
            output.note(say("edit.unchanged", context.lang, name=draft.id))
        return 0
    done = commit_or_tell(ctx, context, edits, intent)
    if done is None:
        return PROBLEMS
    if asked.json:
        output.objects(_told(draft, done) for draft in drafts if draft.edits)
        return 0
    for draft in drafts:
        if draft.edits:
            output.lines([say(said, context.lang, id=draft.id, path=draft.path)])
        if draft.mask:
            output.note(say("edit.personal_moved", context.lang, mask=draft.mask))
        if draft.cleared:
            output.note(say("edit.lifecycle_cleared", context.lang))
    return 0


def commit_or_tell(
    ctx: click.Context, context: Context, edits: Sequence[FileEdit], intent: Intent, subject: str = ""
) -> Committed | None:
    """Commits edits; where they are refused, tells the problems and returns None.

    Args:
        subject: First line of the commit message; by default made from what changes.
    """
    line = subject or subject_line(context, edits)
    try:
        return commit_edits(context.repository, edits, intent, line)
    except Refused as refused:
        tell_refused(ctx, context, refused.problems)
        output.note(say(refused.code, context.lang, **refused.params))
        return None


def tell_refused(ctx: click.Context, context: Context, problems: Sequence[Problem]) -> None:
    """Tells the problems of a refused change: as text on stderr, with `--json` as objects on stdout."""
    asked: Globals = ctx.obj
    write = writer("json" if asked.json else "text")
    tell = (lambda text: output.lines([text])) if asked.json else output.note
    for text in write(problems, wording(context), output.page()):
        tell(text)
    if context.settings.support and not asked.json:
        output.note(say("cli.support", context.lang, support=context.settings.support))


def subject_line(context: Context, edits: Sequence[FileEdit]) -> str:
    """Returns the subject of a commit of edits, in the repository's language."""
    result = proposed(context.tip, edits)
    changes = [Change(edit.path, context.tip.entry(edit.path), result.entry(edit.path)) for edit in edits]
    return subject_of(changes, context.tip, result, context.schemas, context.settings.language) or "crmfs"


def _told(draft: Draft, done: Committed) -> dict[str, Any]:
    return {"id": draft.id, "path": draft.path, "commit": done.commit, "op": done.op}

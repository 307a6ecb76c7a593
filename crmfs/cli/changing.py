"""What changing commands share: a change carried out and told. Decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar, cast

import click

from crmfs.access.visible import may_be_named
from crmfs.checks.subject import Rules
from crmfs.cli import output
from crmfs.cli.globals import Globals
from crmfs.cli.options import option
from crmfs.cli.session import open_context
from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.core.messages import Text, say
from crmfs.edits.creation import Desk, Draft
from crmfs.edits.intent import Intent
from crmfs.edits.permission import may_take_back
from crmfs.edits.proposal import as_shown, proposed
from crmfs.edits.records import given_ids
from crmfs.edits.repeated import landed
from crmfs.edits.subject import subject_of
from crmfs.edits.transaction import commit_edits
from crmfs.git.change import Change
from crmfs.git.commit import Committed, is_op
from crmfs.git.edit import FileEdit
from crmfs.records.kinds import CUSTOMER
from crmfs.records.labels import label

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_SHORT = 10  # characters of a commit's id that name it in a large repository


def intent_of(context: Context, reason: str = "") -> Intent:
    """Returns who changes something and why; Denied for a stranger."""
    intent = Intent(context.actor, context.author, context.today, context.lang, reason)
    return replace(intent, op=context.op) if context.op else intent


def desk(context: Context, reason: str = "") -> Desk:
    """Returns what changes are made with."""
    intent = intent_of(context, reason)
    by_team = "team" in context.grant.named_fields
    return Desk(
        context.tip_view, context.schemas, context.settings, intent, context.member_id,
        lambda: given_ids(context.repository, context.tip), by_team, rules_of(context),
    )  # fmt: skip


def rules_of(context: Context) -> Rules:
    """Returns the rules as they stand on disk: a schema that is being changed counts for what is typed now."""
    settings = context.settings
    return Rules(context.schemas, settings, context.authority.members.ids, context.today, settings.privacy)


def carry_out(ctx: click.Context, context: Context, drafts: Sequence[Draft], intent: Intent, said: str) -> int:
    """Commits drafts as one change, tells what was done, and returns the exit code; errors as `commit_edits`.

    Args:
        said: Code of the message that tells of one draft, with `{id}` and `{path}`, or the `{count}` of its files.
    """
    edits = [edit for draft in drafts for edit in draft.edits]
    asked: Globals = ctx.obj
    if not edits:
        for draft in drafts:
            output.note(say("edit.unchanged", context.lang, name=draft.id))
        if asked.json:
            output.objects(told(draft, None) for draft in drafts)
        return 0
    done = commit(context, edits, intent)
    if done.repeated:
        return _tell_again(ctx, context)
    if asked.json:
        output.objects(told(draft, done) for draft in drafts if draft.edits)
        return 0
    for draft in drafts:
        if draft.edits:
            output.lines([say(said, context.lang, id=draft.id, path=draft.path, count=len(draft.edits))])
        if draft.mask:
            output.note(say("edit.personal_moved", context.lang, mask=draft.mask))
        if draft.cleared:
            output.note(say("edit.lifecycle_cleared", context.lang))
    if context.repository.root:
        output.note(_taken_back(context, drafts, done))
    return 0


def repeatable(function: Decorated) -> Decorated:
    """Adds `--op` to a command that changes records: asked for twice with the same id, it is done once.

    The second time tells what the first one did. A command with options `dry_run` or `batch` is simply run where these
    are given.
    """

    @option(
        "--op",
        default="",
        callback=_checked,
        metavar="OP",
        help=Text(
            "这次操作的编号（如 UUID）；用同一编号重试，只会做一次。",
            "An id for this change (such as a UUID): tried again with the same id, it is done once.",
        ),
    )
    @wraps(function)
    def once(*args: Any, op: str, **given: Any) -> Any:
        ctx = click.get_current_context()
        ctx.obj = ctx.obj._replace(op=op)
        if op and not given.get("dry_run") and not given.get("batch"):
            context = open_context(ctx)
            if landed(context.repository, op, context.actor):
                return _tell_again(ctx, context)
        return function(*args, **given)

    return cast(Decorated, once)


def _checked(ctx: click.Context, param: click.Parameter, value: str) -> str:
    if value and not is_op(value):
        raise UsageError("edit.op_malformed")
    return value


def _tell_again(ctx: click.Context, context: Context) -> int:
    """Tells what an operation did that had landed before."""
    found = landed(context.repository, context.op, context.actor)
    records = [record for record in found.records if may_be_named(record.path, context.tip_view)] if found else []
    commit = found.commit if found else None
    if ctx.obj.json:
        output.objects({"id": one.id, "path": one.path, "commit": commit, "op": context.op} for one in records)
        if ctx.info_name == "import":
            new = sum(record.is_new for record in records)
            summary = {"created": new, "changed": len(records) - new, "unchanged": 0, "rejected": 0}
            output.objects([{"summary": summary}])
    else:
        output.lines(f"{record.id}  {record.path}" for record in records)
        output.note(say("edit.repeated", context.lang, commit=(commit or "")[:_SHORT]))
    return 0


def _taken_back(context: Context, drafts: Sequence[Draft], done: Committed) -> str:
    """Returns how to take a change back; back from a status leads only another change of it, with a reason."""
    status = context.schemas.fields(CUSTOMER.name).get("status")
    changed = [draft for draft in drafts if draft.status_before]
    if len(changed) == 1 and status:
        before = next((c for c in status.choices if c.code == changed[0].status_before), None)
        named = label(before, context.lang) if before and context.lang == "zh" else changed[0].status_before
        return say("edit.status_back", context.lang, id=changed[0].id, status=named)
    return take_back_told(context, done, "edit.take_back_status" if changed else "edit.take_back")


def take_back_told(context: Context, done: Committed, said: str = "edit.take_back") -> str:
    """Returns how whoever made a commit takes it back: by himself, or by whom.

    Args:
        said: Code of the message for who may do so.
    """
    if not may_take_back(context.repository, context.actor, done.commit):
        is_unpushed = context.repository.trusted_tip() not in (None, done.commit)
        said = "edit.take_back_unpushed" if is_unpushed else "edit.take_back_asked"
    return say(said, context.lang, commit=done.commit[:_SHORT])


def commit(context: Context, edits: Sequence[FileEdit], intent: Intent, subject: str = "") -> Committed:
    """Commits edits as one change; errors as `commit_edits`.

    Args:
        subject: First line of the commit message; by default made from what changes.
    """
    return commit_edits(context.repository, edits, intent, subject or subject_line(context, edits), rules_of(context))


def subject_line(context: Context, edits: Sequence[FileEdit]) -> str:
    """Returns the subject of a commit of edits, in the repository's language."""
    before, after = as_shown(context.tip, edits), proposed(context.tip, edits)
    changes = [Change(edit.path, before.entry(edit.path), after.entry(edit.path)) for edit in edits]
    return subject_of(changes, before, after, context.schemas, context.settings.language) or "crmfs"


def told(draft: Draft, done: Committed | None) -> dict[str, Any]:
    """Returns what programs are told of a draft; nothing was done with it where `done` is None."""
    commit, op = (done.commit, done.op) if done else (None, None)
    return {"id": draft.id, "path": draft.path, "commit": commit, "op": op}

"""`crmfs restore` and `crmfs undo`: what was before, as a new commit."""

from collections.abc import Callable, Sequence

import click

from crmfs.access.view import path_of
from crmfs.cli import output
from crmfs.cli.changing import carry_out, desk, repeatable
from crmfs.cli.foretold import dry_run_option, foretell
from crmfs.cli.frame import command
from crmfs.cli.history_asked import asked_about, clock_of, past_of
from crmfs.cli.options import argument, option
from crmfs.cli.session import open_context
from crmfs.core.errors import ChangedMeanwhile, NotFound, UsageError
from crmfs.core.messages import Text, say
from crmfs.core.paths import RepoPath, name, parent
from crmfs.edits.creation import Draft
from crmfs.edits.permission import NotAllowed
from crmfs.edits.take_back import restoring, undoing
from crmfs.git.edit import FileEdit
from crmfs.git.history import is_ancestor
from crmfs.git.log import log
from crmfs.history.moments import commit_meant
from crmfs.history.places import place_now
from crmfs.records.kinds import CUSTOMER, customer_of, locate, typed_name

_SHORT = 10  # characters of a commit's id that name it
_LINES_MOST = 5  # of what was done; more are told by folder
_REASON = Text("原因，记入提交；状态改变时必填。", "Why, kept in the commit; needed where a status changes.")


@command(
    help=Text(
        zh="把一条记录、一个字段、一个附件或一个文件夹恢复成某个版本的样子，作为一次新的提交；之后新增的文件保留。",
        en="Makes a record, a field, a document or a folder what it was in a revision, as a new commit; files that came"
        " since then stay.",
    ),
    examples=(
        "crmfs restore CUST001@2026-03-01 --reason 误改",
        Text("crmfs restore CUST001#备注@HEAD~1", "crmfs restore CUST001#notes@HEAD~1"),
        "crmfs restore customers/01/CUST001/documents@2026-03-01",
    ),
)
@argument(
    "target",
    metavar=Text("ID[#字段]@版本", "ID[#FIELD]@REV"),
    help=Text(
        "记录或路径，@ 后是日期（那天结束时）、提交号、操作号或分支名。已删除的客户恢复整个文件夹；后来换了"
        "位置或编号的，恢复到现在的位置。",
        "A record or a path; behind @ a date (the end of that day), the id of a commit or of an act, or a branch. Of a"
        " customer that is gone, the whole folder. What has another place or id since comes back to the one it has.",
    ),
)
@option("--reason", default="", help=_REASON)
@dry_run_option
@repeatable
@click.pass_context
def restore(ctx: click.Context, target: str, reason: str, dry_run: bool) -> int:
    """Restores something."""
    context = open_context(ctx)
    workplace, past = desk(context, reason), past_of(context)
    typed, sign, revision = target.rpartition("@")
    if not sign or not typed or not revision:
        raise UsageError("history.restore_malformed", target=target)
    try:
        asked = asked_about(context, past, typed, whole=False)
    except NotFound:
        asked = asked_about(context, past, typed)
    path = place_now(past, asked.path)
    is_folder = path_of(typed.strip()) == parent(asked.path) or not context.view.entry(path)
    if locate(path).kind is CUSTOMER and not asked.field and is_folder:
        path = parent(path)
    then = past.repository.snapshot(commit_meant(past.repository, revision, clock_of(context)))
    drafts = _drafts(restoring(workplace, past, path, then, asked.field), typed, path)
    if dry_run:
        return foretell(ctx, context, drafts, workplace.intent)
    told, many = _gathered(drafts, as_json=ctx.obj.json)
    return carry_out(ctx, context, told, workplace.intent, "history.restored_many" if many else "history.restored")


@command(
    help=Text(
        zh="撤回一次操作：把它改过的字段改回去，作为一次新的提交；别人后来改的其他字段保留，改了同一字段则不撤回。",
        en="Takes an act back as a new commit: the fields that it changed become what they were. Other fields that were"
        " changed since stay; where the same field was changed since, nothing is done.",
    ),
    examples=("crmfs undo 77b203a8b6", "crmfs undo 8e6a342e-dc4e-40b5-80d5-f5bb96a81c0f --reason 误操作"),
)
@argument(
    "act",
    metavar="OP",
    help=Text("crmfs log 里的提交号或操作号。", "The id of an act or of a commit, as crmfs log shows it."),
)
@option("--reason", default="", help=_REASON)
@dry_run_option
@repeatable
@click.pass_context
def undo(ctx: click.Context, act: str, reason: str, dry_run: bool) -> int:
    """Undoes an act."""
    context = open_context(ctx)
    workplace, past = desk(context, reason), past_of(context)
    repository = past.repository
    commit = commit_meant(repository, act, clock_of(context))
    if past.head is None or not is_ancestor(repository, commit, past.head):
        raise NotFound("history.revision_unknown", revision=act)
    try:
        edits = undoing(workplace, past, next(log(repository, commit)))
    except NotFound:
        raise NotFound("history.revision_unknown", revision=act) from None
    except ChangedMeanwhile as error:
        raise _changed_since(error) from None
    drafts = _drafts(edits, act, "")
    try:
        if dry_run:
            return foretell(ctx, context, drafts, workplace.intent)
        told, many = _gathered(drafts, as_json=ctx.obj.json)
        return carry_out(ctx, context, told, workplace.intent, "history.undone_many" if many else "history.undone")
    except NotAllowed:
        trusted = repository.trusted_tip()
        if trusted and not is_ancestor(repository, commit, trusted):
            output.note(say("edit.take_back_unpushed", context.lang, commit=commit[:_SHORT]))
        raise


def _changed_since(error: ChangedMeanwhile) -> ChangedMeanwhile:
    """Returns the error that says where an act cannot be taken back, as the same place was changed since."""
    typed = typed_name(str(error.params["path"]))
    return ChangedMeanwhile(
        "history.changed_since", id=f"{typed}#{error.params['field']}" if "field" in error.params else typed
    )


def _drafts(edits: Sequence[FileEdit], typed: str, path: str) -> list[Draft]:
    """Returns a draft for each file; one without edits where nothing changes."""
    if not edits:
        return [Draft(typed, RepoPath(path), ())]
    return [Draft(_name(edit.path), RepoPath(edit.path), (edit,)) for edit in edits]


def _gathered(drafts: list[Draft], *, as_json: bool) -> tuple[list[Draft], bool]:
    """Returns many files as one draft a customer, those of many customers as one in all; and whether they were many.

    Programs are told of each file.
    """
    if as_json or len(drafts) <= _LINES_MOST:
        return drafts, False
    edits = [edit for draft in drafts for edit in draft.edits]
    folders = _by(edits, lambda path: customer_of(path) or parent(path))
    if len(folders) > _LINES_MOST:
        folders = _by(edits, lambda path: path.partition("/")[0])
    return [Draft(name(folder), RepoPath(folder), tuple(found)) for folder, found in sorted(folders.items())], True


def _by(edits: Sequence[FileEdit], folder: Callable[[str], str]) -> dict[str, list[FileEdit]]:
    found: dict[str, list[FileEdit]] = {}
    for edit in edits:
        found.setdefault(folder(edit.path) or ".", []).append(edit)
    return found


def _name(path: str) -> str:
    place = locate(path)
    if place.kind is CUSTOMER or not place.id:
        return place.customer or path
    return f"{place.customer}/{place.id}"

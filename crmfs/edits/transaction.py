"""The only way to change a repository: edits are judged on their result, then committed. Renders nothing."""

from collections.abc import Sequence

from crmfs.checks.load import load_rules
from crmfs.checks.subject import Rules
from crmfs.core.errors import ChangedMeanwhile, ConfigError, ValueRefused
from crmfs.core.messages import Text
from crmfs.core.problem import Problem, in_order
from crmfs.core.text import one_line
from crmfs.edits.intent import Intent
from crmfs.edits.rebase import rebase
from crmfs.gate.judge import judge_change, judge_message
from crmfs.git.commit import Committed, commit
from crmfs.git.edit import FileEdit
from crmfs.git.message import EMPLOYEE, REASON
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import locate
from crmfs.records.yaml import pointer_parts


class Refused(ValueRefused):
    """The change would bring problems; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("edit.refused", count=len(problems))
        self.problems = in_order(problems)


def commit_edits(
    repository: Repository, edits: Sequence[FileEdit], intent: Intent, subject: str, rules: Rules | None = None
) -> Committed:
    """Commits edits as one change and returns once it is safe on disk.

    Args:
        edits: New contents with the blob that each was made from; a blob that changed meanwhile is merged by field.
        intent: Who, why, on which day.
        subject: First line of the commit message; holds no values of protected fields.
        rules: What the result is judged by; see `judge_change`.

    Raises:
        Refused: The result would bring errors that were not there before.
        ChangedMeanwhile: The same field was changed meanwhile, a target file has unsaved edits, the repository is busy.
    """

    def judge(old: Snapshot, new: Snapshot) -> None:
        problems = judge_change(old, new, rules=rules, today=intent.today)
        problems += _message_problems(new, f"{subject}\n{intent.reason}", rules)
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors:
            raise Refused(errors)

    def merge(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
        try:
            return rebase(path, base, ours, theirs)
        except ChangedMeanwhile as error:
            raise _by_label(error, rules) from None

    return commit(
        repository,
        edits,
        message=subject,
        trailers=_trailers(intent),
        author=intent.author,
        judge=judge,
        merge=merge,
        op=intent.op,
    )


def preview_problems(old: Snapshot, new: Snapshot, intent: Intent, rules: Rules | None = None) -> list[Problem]:
    """Returns all problems, of every severity, that a change would bring; for dry runs."""
    return in_order(judge_change(old, new, rules=rules, today=intent.today))


def _message_problems(snapshot: Snapshot, message: str, rules: Rules | None) -> list[Problem]:
    try:
        return judge_message(message, rules or load_rules(snapshot))
    except ConfigError:
        return []  # the broken rules are a problem of the change itself


def _by_label(error: ChangedMeanwhile, rules: Rules | None) -> ChangedMeanwhile:
    """Returns a conflict that names its field as people call it, where the rules say how."""
    kind = locate(str(error.params["path"])).kind
    parts = pointer_parts(str(error.params.get("pointer", "")))
    field = rules.schemas.fields(kind.name).get(parts[0]) if rules and kind and parts else None
    if field is None:
        return error
    said = Text(one_line(field.label.zh) or field.name, one_line(field.label.en) or field.name)
    return ChangedMeanwhile(error.code, **{**error.params, "field": said})


def _trailers(intent: Intent) -> list[tuple[str, str]]:
    return [(REASON, intent.reason), (EMPLOYEE, intent.member.id)]

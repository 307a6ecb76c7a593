"""The only way to change a repository: edits are judged on their result, then committed. Renders nothing."""

from collections.abc import Sequence

from crmfs.access.configuration import usable_schemas
from crmfs.access.view import View
from crmfs.access.visible import visible_problems
from crmfs.checks.load import load_rules
from crmfs.checks.subject import Rules
from crmfs.core.errors import ChangedMeanwhile, ConfigError, ValueRefused
from crmfs.core.messages import Text
from crmfs.core.problem import Problem, in_order
from crmfs.core.text import one_line
from crmfs.edits.intent import Intent
from crmfs.edits.merging import merge_or_refuse
from crmfs.edits.permission import Permission
from crmfs.edits.proposal import proposed
from crmfs.edits.rebase import rebase
from crmfs.gate.judge import judge_change, judge_message
from crmfs.git.commit import Committed, commit
from crmfs.git.edit import FileEdit, settled
from crmfs.git.message import EMPLOYEE, REASON
from crmfs.git.overlay import InMemory, Overlay
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored
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
        edits: New contents with what each was made from; what changed meanwhile, or was shown in part only, is merged
            by field.
        intent: Who, why, on which day.
        subject: First line of the commit message; holds no values of protected fields.
        rules: What the result is judged by; see `judge_change`.

    Raises:
        NotAllowed: The actor may not make the change, as the trusted state says.
        NotFound: `record.not_found`: he may not even see what he changes.
        Refused: The result would bring errors that were not there before.
        ChangedMeanwhile: The same field was changed meanwhile, a target file has unsaved edits, the repository is busy.
    """
    judgement = _Judgement(repository, edits, intent, subject, rules)
    judgement.intended()
    return commit(
        repository,
        edits,
        message=subject,
        trailers=_trailers(intent),
        author=intent.author,
        judge=judgement.result,
        merge=judgement.merge,
        op=intent.op,
    )


def commit_join(
    repository: Repository, edits: Sequence[FileEdit], intent: Intent, message: str, ours: str, theirs: str
) -> Committed:
    """Commits the merge of the branch checked out with another commit, whose changes were judged where they were made.

    Args:
        edits: What our side becomes.
        ours: The commit that `edits` were made from; the branch must still be there.
        theirs: The other parent.

    Raises:
        Refused: Both sides together break a rule that neither breaks.
        ChangedMeanwhile: `git.busy`: the branch has moved; as `commit_edits` else.
    """

    def judge(old: Snapshot, new: Snapshot) -> None:
        there = repository.snapshot(theirs)
        known = {_key(problem) for problem in judge_change(there, new, today=intent.today)}
        found = [problem for problem in judge_change(old, new, today=intent.today) if _key(problem) in known]
        demand_none(found, new, Permission(repository, intent.member, new, None))

    def moved(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
        raise ChangedMeanwhile("git.busy")

    if repository.head() != ours:
        raise ChangedMeanwhile("git.busy")
    return commit(
        repository, edits, message=message, trailers=_trailers(intent), author=intent.author,
        judge=judge, merge=moved, op=intent.op, parents=(theirs,),
    )  # fmt: skip


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.path, problem.pointer


def demand_none(problems: Sequence[Problem], new: Snapshot, permission: Permission) -> None:
    """Refuses a state with errors (Refused); NotAllowed where they are about what the actor may not see."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        told = visible_problems(errors, View(new, permission.grant))
        raise Refused(told) if told else permission.out_of_reach(errors)


def rehearse(
    repository: Repository, edits: Sequence[FileEdit], intent: Intent, subject: str, rules: Rules | None = None
) -> None:
    """Judges edits as `commit_edits` would, with the same errors, and commits nothing; for dry runs."""
    judgement = _Judgement(repository, edits, intent, subject, rules)
    judgement.intended()
    tip = _tip(repository)
    changes = settled(tip, edits, judgement.merge)
    judgement.result(tip, Overlay(tip, {path: leaf and InMemory(*leaf) for path, leaf in changes.items()}))


class _Judgement:
    """One change, judged as its actor means it and as it turns out."""

    def __init__(
        self,
        repository: Repository,
        edits: Sequence[FileEdit],
        intent: Intent,
        subject: str,
        rules: Rules | None,
    ) -> None:
        self._repository = repository
        self._edits = edits
        self._intent = intent
        self._subject = subject
        self._rules = rules
        self._in_part = {edit.path for edit in edits if edit.shown is not None}

    def intended(self) -> None:
        tip = _tip(self._repository)
        self._permission(proposed(tip, self._edits)).demand_intended(tip, self._edits)

    def result(self, old: Snapshot, new: Snapshot) -> None:
        permission = self._permission(new)
        permission.demand(old, new, [edit.path for edit in self._edits])
        problems = judge_change(old, new, rules=self._rules, today=self._intent.today)
        problems += _message_problems(new, f"{self._subject}\n{self._intent.reason}", self._rules)
        demand_none(problems, new, permission)

    def merge(self, path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
        try:
            if path in self._in_part:
                return rebase(path, base, ours, theirs)
            return merge_or_refuse(
                path, base, ours, theirs, self._rules.schemas if self._rules else usable_schemas(_tip(self._repository))
            )
        except ChangedMeanwhile as error:
            raise _by_label(error, self._rules) from None

    def _permission(self, new: Snapshot) -> Permission:
        return Permission(self._repository, self._intent.member, new, self._rules.schemas if self._rules else None)


def _tip(repository: Repository) -> Stored:
    head = repository.head()
    return repository.snapshot(head) if head else repository.empty()


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

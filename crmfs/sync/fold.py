"""`sync --fold`: the commits that were not pushed yet become one. What they were is kept for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple
from uuid import uuid4

from crmfs.checks.load import load_rules
from crmfs.core.errors import ConfigError, NotFound, UsageError
from crmfs.core.messages import Language, say
from crmfs.core.problem import Problem
from crmfs.edits.intent import Intent
from crmfs.edits.permission import Permission
from crmfs.edits.transaction import demand_none
from crmfs.gate.judge import judge_change, judge_message
from crmfs.git.change import changes_between
from crmfs.git.edit import FileEdit
from crmfs.git.fold import Fold, fold_into, kept_refs, remove_ref
from crmfs.git.history import Commit, commits_between, merge_base
from crmfs.git.message import EMPLOYEE, OP, REASON, with_trailers
from crmfs.git.remote import server_of
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored
from crmfs.sync.leaving_out import LeavingOut, LeftOut, left_out

KEPT_DAYS = 30
_SHORTEST = 4  # characters of a commit's id that may name it, as in git


class Folded(NamedTuple):
    """What became of a fold.

    Attributes:
        commit: The one commit; the one that the server has where nothing is left.
        folded: How many there were.
        backup: Ref under which they are kept.
    """

    commit: str
    folded: int
    backup: str


@dataclass(frozen=True)
class Folding:
    """The unpushed commits, merges included, that are to become one.

    Attributes:
        base: The commit that they begin at, None where the server has none.
        commits: Parents before children.
        without: Those whose changes are left out.
    """

    repository: Repository
    base: str | None
    commits: Sequence[Commit]
    without: Sequence[Commit]

    @property
    def count(self) -> int:
        """How many they are; merges are counted only where there is nothing else."""
        return sum(len(one.parents) < 2 for one in self.commits) or len(self.commits)

    @cached_property
    def result(self) -> Snapshot:
        """The files as they become; errors as `LeavingOut.without`."""
        return LeavingOut(self.repository, self.base, self.commits).without(self.without)

    @cached_property
    def left_out(self) -> list[LeftOut]:
        """What of the files changes by it."""
        return left_out(self._tip, self.result)

    def demand_sound(self, intent: Intent) -> None:
        """Refuses (Refused, NotAllowed) what breaks a rule only because something is left out."""
        if not self.without:
            return
        before = self.repository.snapshot(self.base) if self.base else self.repository.empty()
        known = {_key(problem) for problem in judge_change(before, self._tip, today=intent.today)}
        found = judge_change(before, self.result, today=intent.today)
        brought = [problem for problem in found if _key(problem) not in known]
        demand_none(brought, self.result, Permission(self.repository, intent.member, self.result, None))

    def carried_out(self, intent: Intent, lang: Language) -> Folded:
        """Makes them one; old ones of earlier folds go after `KEPT_DAYS`.

        Args:
            lang: Language of the message.

        Raises:
            Refused, NotAllowed: As `demand_sound`.
            RepositoryError, ChangedMeanwhile, StorageError: As `commit`.
        """
        self.demand_sound(intent)
        edits = []
        for change in changes_between(self._tip, self.result):
            data = self.result.content(change.new) if change.new else None
            edits.append(FileEdit(change.path, change.old.oid if change.old else None, data))
        trailers = [(REASON, intent.reason), (EMPLOYEE, intent.member.id), (OP, intent.op)]
        message = with_trailers(self._message(lang), trailers)
        backup = f"refs/crmfs/backup/{intent.today:%Y%m%d}-{uuid4().hex[:8]}"
        fold = Fold(self.base, self.commits[-1].oid, edits)
        commit = fold_into(self.repository, fold, message, author=intent.author, op=intent.op, backup=backup)
        _forget_old(self.repository, intent.today)
        return Folded(commit, self.count, backup)

    def _message(self, lang: Language) -> str:
        """Returns the message: what the old ones said is repeated where no rule speaks against it."""
        kept = [one for one in self.commits if one not in self.without and len(one.parents) < 2]
        said = [_subject(one) for one in kept if not self._problems_of(one)]
        if len(kept) == len(said) == 1:
            return said[0]
        return "\n".join([say("sync.fold_subject", lang, count=len(kept)), "", *(f"- {one}" for one in said)])

    def _problems_of(self, commit: Commit) -> list[Problem]:
        try:
            return judge_message(commit.message, load_rules(self.result))
        except ConfigError:
            return [Problem("check.rules_unreadable", "")]

    @cached_property
    def _tip(self) -> Stored:
        return self.repository.snapshot(self.commits[-1].oid)


def folding(repository: Repository, without: Sequence[str] = ()) -> Folding:
    """Returns what a fold joins.

    Args:
        without: The commits that are left out, as somebody typed them: the beginning of an id, the id of an act, any
            revision of git.

    Raises:
        UsageError: `sync.fold_nothing`: there is none; `sync.without_merge`: a merge cannot be left out.
        NotFound: `sync.without_unknown`: a commit is not among them.
        RepositoryError, ChangedMeanwhile: As `server_of`.
    """
    ours, theirs = repository.head(), repository.ref(server_of(repository).tracking)
    base = merge_base(repository, ours, theirs) if ours and theirs else None
    commits = commits_between(repository, ours, base) if ours else []
    if not commits:
        raise UsageError("sync.fold_nothing")
    left = dict.fromkeys(_meant(repository, commits, typed) for typed in without)
    return Folding(repository, base, commits, list(left))


def _meant(repository: Repository, commits: Sequence[Commit], typed: str) -> Commit:
    found = [one for one in commits if len(typed) >= _SHORTEST and one.oid.startswith(typed.lower())]
    found = found or [one for one in commits if f"\n{OP}: {typed}" in one.message]
    if len(found) != 1:
        try:
            oid = repository.resolve(typed)
        except NotFound:
            oid = ""
        found = [one for one in commits if one.oid == oid]
    if not found:
        raise NotFound("sync.without_unknown", commit=typed)
    if len(found[0].parents) > 1:
        raise UsageError("sync.without_merge", commit=typed)
    return found[0]


def _subject(commit: Commit) -> str:
    """Returns the first line of a message, with the reason where it gives one."""
    subject, _, rest = commit.message.partition("\n")
    mark = f"{REASON}: "
    reason = next((line.removeprefix(mark) for line in rest.splitlines() if line.startswith(mark)), "")
    return f"{subject} ({reason})" if reason else subject


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.path, problem.pointer


def _forget_old(repository: Repository, today: date) -> None:
    oldest = f"{today - timedelta(days=KEPT_DAYS):%Y%m%d}"
    for ref in kept_refs(repository):
        if ref.rpartition("/")[2][:8] < oldest:
            remove_ref(repository, ref)

"""What a pusher may do in one push, judged by the policy of the protected branch before it. Moves no ref."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from crmfs.access.authority import authority_at, is_administrator, last_valid_policy
from crmfs.access.field_path import ITEM
from crmfs.access.grant import Grant
from crmfs.access.members import Members
from crmfs.access.rights import Rights
from crmfs.core.problem import Problem
from crmfs.core.regex import regex
from crmfs.gate.merges import Merge
from crmfs.gate.policy import RULING, faults_of
from crmfs.gate.pusher import Claim, is_person, pusher_of
from crmfs.gate.rights import Truths, rights_problems
from crmfs.git.change import Change, changes_between
from crmfs.git.derived import Derived
from crmfs.git.history import Commit, merge_base
from crmfs.git.message import EMPLOYEE
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.yaml import pointer_parts

_TRAILER = regex(rf"(?im)^\s*{EMPLOYEE}\s*:(.*)$")


class PushRights:
    """The rights of a known pusher, on the ground of the trusted state.

    Attributes:
        grant: What the pusher may do.
    """

    def __init__(
        self, repository: Repository, grant: Grant, members: Members, protected: str | None, is_mending: bool
    ) -> None:
        self.grant = grant
        self._repository = repository
        self._members = members
        self._protected = protected
        self._is_mending = is_mending

    def of_branch(self, commits: Sequence[Commit]) -> "BranchRights":
        """Returns what judges one branch.

        Args:
            commits: Those that the protected branch lacks, parents before children.
        """
        trusted = self._repository.snapshot(self._protected) if self._protected else None

        @cache
        def brought() -> tuple[Snapshot, ...]:
            return tuple(self._repository.snapshot(commit.oid) for commit in commits)

        return BranchRights(
            self._repository,
            Truths(self.grant, trusted, brought),
            self._members,
            self._protected,
            self._is_mending,
        )


def push_rights(
    repository: Repository, protected: str | None, ruling: str | None, claim: Claim
) -> PushRights | list[Problem]:
    """Returns the rights of who pushes, or why nothing may be pushed at all.

    A policy that is broken at the protected tip leaves one way: an administrator of the last valid one mends it.

    Args:
        protected: Tip of the protected branch, None for the first push to an empty repository.
        ruling: The commit whose policy judges: the protected one; for a first push the one that it brings.
        claim: Who pushes, as the server knows it.

    Raises:
        ConfigError: members.yaml cannot be read there.
    """
    if ruling is None:
        return []
    state = repository.snapshot(ruling)
    authority = authority_at(state, lambda: Derived(repository))
    member = pusher_of(authority.members, claim)
    if isinstance(member, Problem):
        return [member]
    policy = authority.policy or (last_valid_policy(repository, protected) if protected else None)
    if policy is None:
        return faults_of(state) if protected is None else [Problem("access.policy_unusable", RULING[0])]
    grant = Grant(policy, member, authority.spellings)
    if (protected is None or authority.policy is None) and not is_administrator(grant):
        return [Problem("access.first_by_administrator" if protected is None else "access.policy_unusable", RULING[0])]
    return PushRights(repository, grant, authority.members, protected, authority.policy is None)


class BranchRights:
    """What the pusher may do on one branch."""

    def __init__(
        self,
        repository: Repository,
        truths: Truths,
        members: Members,
        protected: str | None,
        is_mending: bool,
    ) -> None:
        self._repository = repository
        self._truths = truths
        self._members = members
        self._protected = protected
        self._is_mending = is_mending

    def of_net(self, old: Snapshot | None, new: Snapshot, changes: Sequence[Change]) -> list[Problem]:
        """Returns what the pusher may not do of what a branch becomes."""
        problems = rights_problems(old, new, changes, self._truths)
        if self._is_mending and not self._mends(new, changes):
            problems.append(Problem("access.policy_unusable", RULING[0]))
        return problems

    def of_commit(self, commit: Commit) -> list[Problem]:
        """Returns what the pusher may not do of what one commit changes.

        A merge is judged beside its first parent, by what neither parent brought, and beside the newest state of the
        protected branch in its history: what it drops of that is a change by who merges.
        """
        after = self._repository.snapshot(commit.oid)
        if len(commit.parents) < 2:
            before = self._repository.snapshot(commit.parents[0]) if commit.parents else None
            return rights_problems(before, after, changes_between(before, after), self._truths)
        merge = Merge(self._repository, commit, self._protected)
        problems = rights_problems(merge.before, after, merge.changes(), self._truths, merge.brought)
        base = merge_base(self._repository, self._protected, commit.oid) if self._protected else None
        if base:
            left = self._repository.snapshot(base)
            problems += rights_problems(left, after, changes_between(left, after), self._truths)
        return problems

    def of_people(self, commit: Commit) -> Iterator[Problem]:
        """Yields each place where a commit says that somebody else made it."""
        grant = self._truths.grant
        if grant.acts_for_others:
            return
        emails = {"author": commit.author_email, "committer": commit.committer_email}
        wrong = [what for what, email in emails.items() if not is_person(grant.member, self._members, email)]
        named = [said.strip() for said in _TRAILER.findall(commit.message)]
        if any(said and self._members.meant(said) != (grant.member,) for said in named):
            wrong.append(EMPLOYEE)
        yield from (Problem("access.employee_mismatch", "", params={"field": what}) for what in wrong)

    def told(self, problems: Iterable[Problem]) -> list[Problem]:
        """Returns the problems as the pusher may be told of them.

        A warning that names what is hidden from him is left out; an error says only that it is out of his reach.
        """
        found: dict[tuple[object, ...], Problem] = {}
        for problem in problems:
            if problem.code.startswith("access.") or self._may_be_told(problem):
                found[problem.code, problem.path, problem.pointer, repr(problem.params)] = problem
            elif problem.severity == "error":
                hidden = Problem("access.out_of_reach", problem.path)
                found.setdefault((hidden.code, hidden.path), hidden)
        return list(found.values())

    def _may_be_told(self, problem: Problem) -> bool:
        other = str(problem.params.get("other", ""))
        if other and not other.startswith("/") and not self._is_visible(other):
            return False
        if not problem.path:
            return True
        field = tuple(ITEM if part.isdigit() else part for part in pointer_parts(problem.pointer))
        shown = not field or self._truths.rights(problem.path).may_be_told_of(field)
        return self._is_visible(problem.path) and shown

    def _is_visible(self, path: str) -> bool:
        """Says whether a file may be seen, or a customer by its folder."""
        file = path if locate(path).kind or locate(path).document else f"{path}/{CUSTOMER.file}"
        return any(_shows(self._truths.rights(each), each) for each in {path, file})

    def _mends(self, new: Snapshot, changes: Sequence[Change]) -> bool:
        touched = {change.path for change in changes}
        return touched <= set(RULING) and authority_at(new).policy is not None


def _shows(rights: Rights, path: str) -> bool:
    return rights.is_readable and (rights.is_unlimited or locate(path).kind is not None)

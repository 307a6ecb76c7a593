"""Who mends: what of a plan he may know of, and what of it he may do. Writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from crmfs.access.authority import authority_in
from crmfs.access.grant import Grant
from crmfs.access.members import Member
from crmfs.access.view import View
from crmfs.access.visible import may_be_named, told_view, visible_problems
from crmfs.core.problem import Problem
from crmfs.edits.fixes.laid import Laid
from crmfs.edits.fixes.plan import Move, Obstacle, Plan, Rewrite, readable, result
from crmfs.gate.rights import rights_problems, truths_of_edit
from crmfs.git.change import changes_between
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import locate
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import YamlError
from crmfs.records.yaml.mending import quote_asterisks

NOT_ALLOWED = "fix.not_allowed"


class Mender:
    """Somebody who mends the files on disk; where nobody is known, as in CI, all may be mended.

    Args:
        snapshot: The files on disk.
        actor: The id, address or name that he is known by; "" where git's user asks.
        email: Address of git's user.

    Attributes:
        view: What he may be told of; None where no policy is in force, see `told_view`.

    Raises:
        ConfigError: members.yaml cannot be read, and no unquoted asterisk alone is why.
    """

    def __init__(self, repository: Repository, snapshot: Snapshot, actor: str, email: str) -> None:
        head = repository.head()
        tip = repository.snapshot(head) if head else repository.empty()
        authority = authority_in(readable(snapshot), lambda: tip)
        members = authority.members
        self._member: Member | None = members.find(actor) if actor else members.by_email(email)
        self._authority = authority
        self._grant: Grant | None = authority.grant(self._member) if self._member and authority.policy else None
        self._repository = repository
        self._snapshot = snapshot
        self._head, self._tip = head, tip
        self.view: View | None = told_view(snapshot, authority, self._member)

    def may_see(self, path: str) -> bool:
        """Says whether he may be told of a file, or of a folder of which he sees something."""
        if self.view is None:
            return may_be_named(path, None)
        return self.view.has(path) or may_be_named(path, self.view)

    def shows_all(self, path: str) -> bool:
        """Says whether nothing in a file is kept from him, so that its lines may be shown."""
        rights = self.view.rights(path) if self.view else None
        return rights is None or rights.is_open

    def permitted(self, plan: Plan) -> Plan:
        """Returns what of a plan he may do; of the rest only what he may be told of."""
        refused = list(self._refused(plan))
        told = visible_problems(refused, self.view)
        denied = {one for one in plan.changes if any(_is_of(one, problem) for problem in refused)}
        obstacles = [one for one in plan.obstacles if self.may_see(one.path)]
        obstacles += [
            Obstacle(one.path, one.codes[0] if one.codes else NOT_ALLOWED, NOT_ALLOWED, {})
            for one in plan.changes
            if one in denied and any(_is_of(one, problem) for problem in told)
        ]
        return replace(
            plan,
            rewrites=tuple(one for one in plan.rewrites if one not in denied),
            moves=tuple(one for one in plan.moves if one not in denied),
            obstacles=tuple(obstacles),
        )

    def told(self, problems: Iterable[Problem], snapshot: Snapshot) -> list[Problem]:
        """Returns the problems of a snapshot that he may be told of."""
        return visible_problems(problems, told_view(snapshot, self._authority, self._member))

    def _refused(self, plan: Plan) -> Iterator[Problem]:
        if self._member is None or not plan.changes:
            return
        before = Laid(self._snapshot, dict(self._legible(plan.rewrites)))
        after = result(self._snapshot, plan)
        changes = changes_between(before, after)
        if self._grant is None:  # without a policy nobody has any right
            yield from (Problem("access.out_of_reach", change.path) for change in changes)
            return
        truths = truths_of_edit(self._repository, self._grant, self._head, after)
        yield from rights_problems(before, after, changes, truths)

    def _legible(self, rewrites: Iterable[Rewrite]) -> Iterator[tuple[str, bytes]]:
        """Yields what stands for files that nobody can read: what quoting alone makes of them, else the last commit's.

        What becomes of a field could not be judged otherwise.
        """
        for rewrite in rewrites:
            kind = locate(rewrite.path).kind
            if rewrite.old is None or kind is None or isinstance(read_record(rewrite.path, kind, rewrite.old), Record):
                continue
            for data in (_quoted(rewrite.old), self._tip.read(rewrite.path) if self._tip.entry(rewrite.path) else b""):
                if isinstance(read_record(rewrite.path, kind, data), Record):
                    yield rewrite.path, data
                    break


def _quoted(data: bytes) -> bytes:
    try:
        return quote_asterisks(data)
    except YamlError:
        return data


def _is_of(change: Rewrite | Move, problem: Problem) -> bool:
    """Says whether a problem is with what a change changes."""
    places = (change.path, change.to) if isinstance(change, Move) else (change.path,)
    return any(problem.path == place or problem.path.startswith(place + "/") for place in places)

"""Where our side and the server's meet: what joining them gives, with the decisions made so far. Commits nothing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from crmfs.access.configuration import usable_schemas
from crmfs.core.errors import RepositoryError
from crmfs.core.paths import parent
from crmfs.edits.joining import Conflict, Decisions, Joined, Joining
from crmfs.git.history import merge_base
from crmfs.git.repository import Repository
from crmfs.git.stored import Stored
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.merge3 import Decision
from crmfs.records.schema import Schemas
from crmfs.sync.pending import Pending, Versions, versions_at


@dataclass(frozen=True)
class Meeting:
    """Two tips that have each what the other has not.

    Attributes:
        ours, theirs: Their commits.
        name: For our version of a document that both changed, such as `王芳 2026-03-02`.
    """

    repository: Repository
    ours: str
    theirs: str
    name: str

    @cached_property
    def base(self) -> str:
        """The commit that both have.

        Raises:
            RepositoryError: `sync.unrelated`: there is none.
        """
        found = merge_base(self.repository, self.ours, self.theirs)
        if found is None:
            raise RepositoryError("sync.unrelated")
        return found

    def joined(self) -> Joined:
        """Returns both sides together; conflicts that are decided are none."""
        first = self._joined({})
        pending = Pending(self.repository)
        decided = {
            conflict.path: known
            for conflict in first.conflicts
            if (known := pending.of(conflict.path, self.versions(conflict.path, _addresses(conflict))))
        }
        return self._joined(decided) if decided else first

    def undecided(self) -> Joined:
        """Returns both sides together as if nobody had decided anything."""
        return self._joined({})

    def versions(self, path: str, addresses: Collection[str]) -> Versions:
        """Returns the versions of what is in conflict: of the file, of the folder where a customer is meant wholly."""
        if "" in addresses and locate(path).kind is CUSTOMER:
            return Versions(*(side.subtree(parent(path)) for side in self._sides))
        return versions_at(path, *self._sides)

    def decide(self, path: str, decided: Mapping[str, Decision]) -> None:
        """Keeps decisions on a file until both sides are joined."""
        Pending(self.repository).decide(path, self.versions(path, decided), decided)

    def _joined(self, decided: Decisions) -> Joined:
        return Joining(*self._sides, self._schemas, decided, self.name).joined()

    @cached_property
    def _sides(self) -> tuple[Stored, Stored, Stored]:
        base, ours, theirs = map(self.repository.snapshot, (self.base, self.ours, self.theirs))
        return base, ours, theirs

    @cached_property
    def _schemas(self) -> Schemas | None:
        """The rules of the server's side: what is pushed is judged by them."""
        return usable_schemas(self._sides[2])


def _addresses(conflict: Conflict) -> Collection[str]:
    return [clash.address for clash in conflict.clashes]

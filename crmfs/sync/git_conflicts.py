"""Conflicts that git itself left in the index, in the middle of a merge, rebase and the like; settled by field."""

from collections import defaultdict
from collections.abc import Mapping

from crmfs.access.configuration import usable_schemas
from crmfs.edits.joining import Conflict
from crmfs.edits.merging import merge_file
from crmfs.git.repository import Repository
from crmfs.records.merge3 import Decision, Merged
from crmfs.sync.pending import Pending, Versions

_STAGES = ("1", "2", "3")  # base, ours, theirs: the index's stages, git-read-tree(1)


class GitConflicts:
    """The files that git has in conflict.

    Attributes:
        then: The command that goes on when all is decided.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._pending = Pending(repository)
        head = repository.head()
        self._schemas = usable_schemas(repository.snapshot(head)) if head else None
        doing = repository.in_progress()
        self.then = "git commit --no-edit" if doing == "merge" else f"git {doing} --continue"

    def conflicts(self) -> list[Conflict]:
        """Returns what nobody decided; of a file that git has in conflict again after all was, everything."""
        found = []
        for path, versions in self._unmerged().items():
            clashes = self._merged(path, versions).clashes or self._merged(path, versions, {}).clashes
            found.append(Conflict(path, clashes))
        return [conflict for conflict in found if conflict.clashes]

    def all_conflicts(self) -> list[Conflict]:
        """Returns also what was decided in files that git has in conflict still: that may be decided anew."""
        found = [Conflict(path, self._merged(path, each, {}).clashes) for path, each in self._unmerged().items()]
        return [conflict for conflict in found if conflict.clashes]

    def decide(self, path: str, decided: Mapping[str, Decision]) -> None:
        """Settles places of a file: the file on disk says so, and is staged when nothing is left to decide."""
        versions = self._unmerged()[path]
        if not self._merged(path, versions).clashes:
            self._pending.drop(path)  # of another merge, or of one that was given up
        self._pending.decide(path, versions, decided)
        found = self._merged(path, versions)
        assert self._repository.root
        file = self._repository.root / path
        if found.data is None and not found.clashes:
            self._repository.git("rm", "--quiet", "--force", "--", path)
            return
        data = found.data if found.marked is None else found.marked
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data or b"")
        if not found.clashes:
            self._repository.git("add", "--", path)

    def _merged(self, path: str, versions: Versions, decided: Mapping[str, Decision] | None = None) -> Merged:
        base, ours, theirs = (self._repository.objects.read(oid) if oid else None for oid in versions)
        return merge_file(
            path, base, ours, theirs, self._schemas, self._pending.of(path, versions) if decided is None else decided
        )

    def _unmerged(self) -> dict[str, Versions]:
        listed = self._repository.git("ls-files", "--unmerged", "-z").decode("utf-8", "surrogateescape")
        stages: dict[str, dict[str, str]] = defaultdict(dict)
        for line in filter(None, listed.split("\0")):
            head, _, path = line.partition("\t")
            _, oid, stage = head.split(" ")
            stages[path][stage] = oid
        return {path: Versions(*map(found.get, _STAGES)) for path, found in stages.items()}

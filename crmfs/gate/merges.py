"""What a merge itself changed, and what it only brought together. Decides no rights."""

from functools import cached_property

from crmfs.access.differing import differing
from crmfs.git.change import Change, changes_between
from crmfs.git.history import Commit, is_ancestor, merge_base
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kinds import locate
from crmfs.records.record import Record, read_record

At = tuple[str, ...]


class Merge:
    """A merge as it looks from its first parent.

    What it has as another parent has it is that parent's change, judged in that parent's own commits; of one that the
    protected branch does not have yet, only where the first parent had not changed it since the two parted.

    Attributes:
        before: The first parent.
        after: The merge.
    """

    def __init__(self, repository: Repository, commit: Commit, protected: str | None) -> None:
        first, *others = commit.parents
        self.before: Snapshot = repository.snapshot(first)
        self.after: Snapshot = repository.snapshot(commit.oid)
        self._others = [_Other(repository, first, other, protected) for other in others]

    def changes(self) -> list[Change]:
        """Returns the files that are not as a whole another parent's."""
        return [
            change
            for change in changes_between(self.before, self.after)
            if not any(other.gave_whole(change) for other in self._others)
        ]

    def brought(self, path: str, at: At) -> bool:
        """Says whether a part of a record, by `Part.at`, is another parent's change."""
        return any(not _meets(at, other.open_places(path, self.before, self.after)) for other in self._others)


class _Other:
    """Another parent of a merge."""

    def __init__(self, repository: Repository, first: str, other: str, protected: str | None) -> None:
        self._repository = repository
        self._names = first, other
        self._protected = protected
        self._places: dict[str, tuple[At, ...]] = {}
        self._tip: Snapshot = repository.snapshot(other)

    def gave_whole(self, change: Change) -> bool:
        """Says whether a whole file is this parent's change."""
        if self._tip.entry(change.path) != change.new:
            return False
        return self._is_protected or (self._base is not None and self._base.entry(change.path) == change.old)

    def open_places(self, path: str, before: Snapshot, after: Snapshot) -> tuple[At, ...]:
        """Returns the parts of a record that are not this parent's change."""
        if path not in self._places:
            found = _differing(self._tip, after, path)
            self._places[path] = found if self._is_protected else found + _differing(self._base, before, path)
        return self._places[path]

    @cached_property
    def _is_protected(self) -> bool:
        return self._protected is not None and is_ancestor(self._repository, self._names[1], self._protected)

    @cached_property
    def _base(self) -> Snapshot | None:
        """The state in which it and the first parent parted."""
        found = merge_base(self._repository, *self._names)
        return self._repository.snapshot(found) if found else None


def _differing(old: Snapshot | None, new: Snapshot, path: str) -> tuple[At, ...]:
    before, after = (_record(snapshot, path) for snapshot in (old, new))
    if before and after:
        return tuple(part.at for part in differing(before.value, after.value))
    return ((),)  # all of it, as far as can be told


def _meets(at: At, places: tuple[At, ...]) -> bool:
    return any(at[: len(place)] == place or place[: len(at)] == at for place in places)


def _record(snapshot: Snapshot | None, path: str) -> Record | None:
    kind = locate(path).kind
    entry: Entry | None = snapshot.entry(path) if snapshot and kind else None
    if snapshot is None or kind is None or entry is None or not entry.is_file:
        return None
    found = read_record(path, kind, snapshot.content(entry))
    return found if isinstance(found, Record) else None

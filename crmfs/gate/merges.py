"""What a merge itself changed, and what it only brought together. Decides no rights."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from crmfs.gate.differing import differing
from crmfs.git.change import Change, changes_between
from crmfs.git.history import Commit, is_ancestor, merge_base
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kinds import locate
from crmfs.records.record import Record, read_record

At = tuple[str, ...]


class Side(NamedTuple):
    """A merge as it looks from one of its parents.

    Attributes:
        before: That parent.
        changes: The files that its maker changed there, or of which he took something back.
        merge: Says of a part of a file whether somebody else's line changed it.
    """

    before: Snapshot
    changes: list[Change]
    merge: "_FromParent"


def sides_of(repository: Repository, commit: Commit, protected: str | None) -> Iterator[Side]:
    """Returns what a merge changed beside each parent that the protected branch has; beside its first if it has none.

    What the merge has as another parent has it is that parent's change, judged in its own commits, but only where this
    parent had not changed it since the two parted: to drop that is a change by who merges.
    """
    known = [parent for parent in commit.parents if protected and is_ancestor(repository, parent, protected)]
    result = repository.snapshot(commit.oid)
    for parent in known or commit.parents[:1]:
        before = repository.snapshot(parent)
        others = [_Other(repository, parent, other) for other in commit.parents if other != parent]
        merge = _FromParent(before, result, others)
        changes = [one for one in changes_between(before, result) if not merge.took_whole(one)]
        yield Side(before, changes, merge)


class _Other:
    """Another parent of a merge, beside the parent from which the merge is looked at."""

    def __init__(self, repository: Repository, parent: str, other: str) -> None:
        self._repository = repository
        self._names = parent, other
        self._places: dict[str, tuple[At, ...]] = {}
        self.tip = repository.snapshot(other)

    @cached_property
    def base(self) -> Snapshot | None:
        """The state in which the two parted."""
        found = merge_base(self._repository, *self._names)
        return self._repository.snapshot(found) if found else None

    def open_places(self, path: str, before: Snapshot, result: Snapshot) -> tuple[At, ...]:
        """Returns the parts of a record that are not this parent's, or that the other one had changed."""
        if path not in self._places:
            self._places[path] = _differing(self.tip, result, path) + _differing(self.base, before, path)
        return self._places[path]


class _FromParent:
    """Says what in a merge came from its other parents."""

    def __init__(self, before: Snapshot, result: Snapshot, others: list[_Other]) -> None:
        self._before = before
        self._result = result
        self._others = others

    def took_whole(self, change: Change) -> bool:
        """Says whether a whole file is another parent's, with nothing of this parent's dropped."""
        return any(
            other.tip.entry(change.path) == change.new
            and other.base is not None
            and other.base.entry(change.path) == change.old
            for other in self._others
        )

    def __call__(self, path: str, at: At) -> bool:
        """Says whether a part of a record, by `Part.at`, is another parent's, with nothing of this parent's dropped."""
        return any(not _meets(at, other.open_places(path, self._before, self._result)) for other in self._others)


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

"""What one commit did to each file, a merge to what it joined. Sees all; what may be told is for others to say."""

from collections.abc import Iterator
from typing import NamedTuple

from crmfs.git.change import Change, changes_between
from crmfs.git.glimpse import glimpse
from crmfs.git.log import Revision, near_base
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry, Snapshot


class State(NamedTuple):
    """One file in one state of the repository."""

    path: str
    entry: Entry
    snapshot: Snapshot

    @property
    def data(self) -> bytes:
        """Its bytes; none for what is no file."""
        return self.snapshot.content(self.entry) if self.entry.is_file else b""


class Side(NamedTuple):
    """What a merge joined: a file on one of its sides, and where that side began."""

    base: State | None
    tip: State | None


class Step(NamedTuple):
    """What became of one file in one commit.

    Attributes:
        old: As it was before; for a merge on the side it was made on.
        new: As it is after.
        sides: All sides of a merge, the one it was made on first; none for any other commit.
    """

    path: str
    old: State | None
    new: State | None
    sides: tuple[Side, ...] = ()


def steps_between(old: Snapshot | None, new: Snapshot, under: str = "") -> list[Step]:
    """Returns what became of each file from one state to another, by path.

    Args:
        old: None for nothing at all.
        under: A folder or file that is looked at alone; `""` for all.
    """
    return [_step(old, new, change) for change in changes_between(old, new, under)]


def steps_of(repository: Repository, revision: Revision, under: str = "") -> list[Step]:
    """Returns what a commit did to files, each change once, where it was made.

    Of a merge these are the files that it made differ from all its sides, and those where it dropped what a side had
    done; what it only took over was told at the commits of that side.
    """
    new = glimpse(repository, revision.oid)
    if len(revision.parents) < 2:
        old = glimpse(repository, revision.parents[0]) if revision.parents else None
        return steps_between(old, new, under)
    return list(_merged(repository, revision, new, under))


def _merged(repository: Repository, revision: Revision, new: Snapshot, under: str) -> Iterator[Step]:
    sides = [glimpse(repository, parent) for parent in revision.parents]
    made = [{change.path for change in changes_between(side, new, under)} for side in sides]
    if not any(made):
        return
    first = revision.parents[0]
    others = [near_base(repository, first, parent) for parent in revision.parents[1:]]
    bases = [glimpse(repository, one) if one else repository.empty() for one in (others[0], *others)]
    own = set.intersection(*made)
    for base, side, differing in zip(bases, sides, made, strict=True):
        own |= differing & {change.path for change in changes_between(base, side, under)} if differing else set()
    for path in sorted(own):
        found = tuple(Side(_state(base, path), _state(side, path)) for base, side in zip(bases, sides, strict=True))
        yield Step(path, found[0].tip, _state(new, path), found)


def _step(old: Snapshot | None, new: Snapshot, change: Change) -> Step:
    before = State(change.path, change.old, old) if change.old and old else None
    return Step(change.path, before, State(change.path, change.new, new) if change.new else None)


def _state(snapshot: Snapshot, path: str) -> State | None:
    entry = snapshot.entry(path)
    return State(path, entry, snapshot) if entry else None

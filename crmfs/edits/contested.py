"""Customers that two sides contradict each other about as a whole: deleted and changed, or made twice. Pure.

Such a customer is decided as a whole: a folder of which half were one side's would be nobody's customer.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crmfs.core.errors import ValueRefused
from crmfs.core.paths import RepoPath, customer_folder, parent
from crmfs.edits.fixes.renumber import renamed
from crmfs.edits.renames import Renames
from crmfs.git.edit import FileEdit
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kinds import CUSTOMER, customer_of, locate
from crmfs.records.merge3 import ABSENT, Clash
from crmfs.records.yaml import Value


class Version(NamedTuple):
    """A file as a side has it: where, and what; None where it is gone."""

    path: str
    entry: Entry | None


class Contested(NamedTuple):
    """A customer that is to be decided as a whole.

    Attributes:
        path: Its customer.yaml, where both have it or had it.
        places: The folders that it has, or had, on any side.
        clash: What each side made of it: the paths of the files that it changed; what they hold is not told.
    """

    path: str
    places: frozenset[str]
    clash: Clash


class Sides(NamedTuple):
    """What two sides changed: by the path that a file had before, and what each moved."""

    ours: Mapping[str, Version]
    theirs: Mapping[str, Version]
    moved: tuple[Renames, Renames]


def contested(base: Snapshot, sides: Sides) -> Iterator[Contested]:
    """Yields the customers that one side deleted while the other changed any file of theirs, or that both made."""
    for path in sorted(sides.ours.keys() | sides.theirs.keys()):
        if locate(path).kind is not CUSTOMER:
            continue
        old = base.entry(path)
        mine, other = (side.get(path, Version(path, old)).entry for side in (sides.ours, sides.theirs))
        places = frozenset({parent(path)} | {each.folders.get(parent(path), parent(path)) for each in sides.moved})
        if old is None:
            differs = mine is not None and other is not None and mine.oid != other.oid
        else:
            differs = (mine is None and _touches(sides.theirs, places) and other is not None) or (
                other is None and _touches(sides.ours, places) and mine is not None
            )
        if differs:
            did = (
                ABSENT if entry is None else _did(side, places)
                for entry, side in ((mine, sides.ours), (other, sides.theirs))
            )
            yield Contested(path, places, Clash((), ABSENT if old is None else "…", *did))


def of_theirs(one: Contested, ours: Snapshot, theirs: Snapshot) -> Iterator[FileEdit]:
    """Yields what makes the customer on our side what it is on theirs."""
    for place in sorted(one.places):
        mine, other = _files(ours, place), _files(theirs, place)
        for path in sorted(mine.keys() | other.keys()):
            had, wanted = mine.get(path), other.get(path)
            if had is None or wanted is None or had.oid != wanted.oid:
                yield FileEdit(RepoPath(path), had.oid if had else None, theirs.content(wanted) if wanted else None)


def under_another_id(one: Contested, ours: Snapshot, fresh: str) -> Iterator[FileEdit]:
    """Yields what makes our customer anew under another id; what it was before is left to `of_theirs`."""
    folder = parent(one.path)
    files = _files(ours, folder)
    changed = {edit.path: edit.new for edit in renamed(ours, locate(one.path).customer, fresh, set(files))}
    for path, entry in files.items():
        target = customer_folder(fresh) + path.removeprefix(folder)
        yield FileEdit(RepoPath(target), None, changed.get(path) or ours.content(entry))


def _did(side: Mapping[str, Version], places: frozenset[str]) -> list[Value]:
    changed = {version.path for key, version in side.items() if {customer_of(key), customer_of(version.path)} & places}
    return [*sorted(changed)]


def _touches(side: Mapping[str, Version], places: frozenset[str]) -> bool:
    return any(customer_of(key) in places or customer_of(version.path) in places for key, version in side.items())


def _files(snapshot: Snapshot, folder: str) -> dict[str, Entry]:
    """Returns the files of a folder; ValueRefused (`git.not_a_file`) for a symlink, or what else is no file."""
    found = {entry.path: entry for entry in snapshot.walk(folder)}
    for path, entry in found.items():
        if not entry.is_file:
            raise ValueRefused("git.not_a_file", path=path)
    return found

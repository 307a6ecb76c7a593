"""What becomes of a repository that two sides changed: file by file, records by field, renamed ones found again. Pure.

Nothing is written: what comes out are edits of our side, and conflicts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from crmfs.access.configuration import load_settings
from crmfs.core.errors import ChangedMeanwhile, ValueRefused
from crmfs.core.paths import RepoPath
from crmfs.edits.contested import Contested, Sides, Version, contested, of_theirs, under_another_id
from crmfs.edits.keeping_both import Copy, kept_beside
from crmfs.edits.merge_log import MergedFile, merged_file
from crmfs.edits.merging import merge_file
from crmfs.edits.records import customer_ids, new_id
from crmfs.edits.renames import Renames, renames
from crmfs.git.change import changes_between
from crmfs.git.edit import FileEdit
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import CUSTOMER, customer_of, locate
from crmfs.records.merge3 import Clash, Decision
from crmfs.records.schema import Schemas

Decisions = Mapping[str, Mapping[str, Decision]]


class Conflict(NamedTuple):
    """One file in which both sides contradict each other.

    Attributes:
        path: Where it is on our side; on theirs where ours has none.
        clashes: The places; one with the address "" for the file as a whole.
    """

    path: str
    clashes: tuple[Clash, ...]


class Renumbered(NamedTuple):
    """A customer that got another id."""

    old: str
    new: str


@dataclass(slots=True)
class Joined:
    """Both sides together.

    Attributes:
        edits: What our side is to become; complete only without conflicts.
        merged: Files that both changed, merged by field.
        kept: Documents that both changed: ours lie beside theirs.
        renumbered: Customers of ours that got another id, as theirs has the old one.
    """

    edits: list[FileEdit] = field(default_factory=list)
    merged: list[MergedFile] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    kept: list[Copy] = field(default_factory=list)
    renumbered: list[Renumbered] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Joining:
    """Two sides that are to be joined.

    Attributes:
        base: What both were made from.
        schemas: Rules of the records.
        decided: Conflicts that somebody settled, by path and address.
        name: What is put behind the name of our version of a document that both changed, such as `王芳 2026-03-02`.
    """

    base: Snapshot
    ours: Snapshot
    theirs: Snapshot
    schemas: Schemas | None
    decided: Decisions
    name: str

    def joined(self) -> Joined:
        """Returns both sides together.

        Raises:
            ChangedMeanwhile: `sync.collision`: one side moved a file to where the other made another one.
            ValueRefused: `git.not_a_file`: a side holds a symlink, or what else is no file.
        """
        mine, moved_by_us = self._versions(self.ours)
        other, moved_by_them = self._versions(self.theirs)
        found = Joined()
        wholes = list(contested(self.base, Sides(mine, other, (moved_by_us, moved_by_them))))
        decided_as_wholes = {place for whole in wholes for place in whole.places}
        for key in sorted(mine.keys() | other.keys()):
            if customer_of(key) in decided_as_wholes:
                found.edits += self._moved_out(other.get(key), decided_as_wholes)
                continue
            base = Version(key, self.base.entry(key))
            if key in other:
                theirs = other[key] if base.entry else other[key]._replace(path=moved_by_us.followed(key))
                self._file(found, base, mine.get(key, base), theirs)
            elif base.entry is None and moved_by_them.followed(key) != key:
                found.edits += _edits(moved_by_them.followed(key), mine[key], _read(self.ours, mine[key]))
        for whole in wholes:
            self._whole(found, whole)
        self._demand_apart(found.edits)
        return found

    def _demand_apart(self, edits: Sequence[FileEdit]) -> None:
        counts = Counter(edit.path for edit in edits)
        for edit in edits:
            if counts[edit.path] > 1 or (edit.base_oid is None and self.ours.entry(edit.path)):
                raise ChangedMeanwhile("sync.collision", path=edit.path)

    def _versions(self, side: Snapshot) -> tuple[dict[str, Version], Renames]:
        """Returns the files that a side changed, by the path that they had before, and what it moved."""
        changes = changes_between(self.base, side)
        moved = renames(changes, self.base, side)
        targets = set(moved.files.values())
        found = {change.path: Version(change.path, change.new) for change in changes if change.path not in targets}
        return found | {old: Version(new, side.entry(new)) for old, new in moved.files.items()}, moved

    def _file(self, found: Joined, base: Version, mine: Version, other: Version) -> None:
        if mine.path != other.path and base.path not in (mine.path, other.path):
            self._in_conflict(found, mine, other)
            return
        path = mine.path if other.path == base.path else other.path
        old, ours, theirs = (_read(*pair) for pair in ((self.base, base), (self.ours, mine), (self.theirs, other)))
        if ours is not None and theirs is not None and len({old, ours, theirs}) == 3 and locate(path).document:
            self._keep_both(found, path, mine, theirs)
            return
        merged = merge_file(path, old, ours, theirs, self.schemas, self.decided.get(mine.path))
        if merged.clashes:
            found.conflicts.append(Conflict(mine.path if mine.entry else other.path, merged.clashes))
        elif merged.taken:
            found.merged.append(merged_file(path, merged.taken))
        found.edits += _edits(path, mine, merged.data)

    def _moved_out(self, other: Version | None, places: set[str]) -> Iterator[FileEdit]:
        """Yields what keeps a file that theirs moved out of a customer that is decided as a whole."""
        if other and other.entry and customer_of(other.path) not in places:
            mine = self.ours.entry(other.path)
            yield FileEdit(other.path, mine.oid if mine else None, _read(self.theirs, other))

    def _whole(self, found: Joined, whole: Contested) -> None:
        """A customer that is decided as a whole: one side's, or each its own, ours under another id."""
        chosen = self.decided.get(whole.path, {}).get("")
        if chosen is None:
            found.conflicts.append(Conflict(whole.path, (whole.clash,)))
        elif chosen.side != "ours":
            found.edits += of_theirs(whole, self.ours, self.theirs)
        if chosen and chosen.side == "both":
            fresh = self._fresh_id(found)
            found.edits += under_another_id(whole, self.ours, fresh)
            found.renumbered.append(Renumbered(locate(whole.path).customer, fresh))

    def _fresh_id(self, found: Joined) -> str:
        taken = customer_ids(self.ours) | customer_ids(self.theirs) | {one.new for one in found.renumbered}
        return new_id(CUSTOMER, load_settings(self.theirs), lambda: taken, date.min)

    def _in_conflict(self, found: Joined, mine: Version, other: Version) -> None:
        """Both moved a file, each elsewhere."""
        chosen = self.decided.get(mine.path, {}).get("")
        if chosen is None:
            found.conflicts.append(Conflict(mine.path, (Clash((), mine.path, mine.path, other.path),)))
        elif chosen.side == "theirs":
            found.edits += _edits(other.path, mine, _read(self.theirs, other))

    def _keep_both(self, found: Joined, path: str, mine: Version, theirs: bytes) -> None:
        def is_taken(at: str) -> bool:
            return any(side.entry(at) for side in (self.ours, self.theirs)) or any(
                edit.path == at for edit in found.edits
            )

        copy, edits = kept_beside(RepoPath(path), mine.path, self.ours, self.name, self.schemas, is_taken)
        found.kept.append(copy)
        found.edits += [*_edits(path, mine, theirs), *edits]


def _edits(path: str, mine: Version, data: bytes | None) -> Iterator[FileEdit]:
    """Yields what makes our side hold a file with some content at a path, and nowhere else."""
    oid = mine.entry.oid if mine.entry else None
    if mine.path != path and mine.entry:
        yield FileEdit(mine.path, oid, None)
        oid = None
    if data is not None or oid is not None:
        yield FileEdit(path, oid, data)


def _read(snapshot: Snapshot, version: Version) -> bytes | None:
    """Returns what a side holds, None for nothing; ValueRefused (`git.not_a_file`) for what is no file."""
    if version.entry and not version.entry.is_file:
        raise ValueRefused("git.not_a_file", path=version.path)
    return snapshot.content(version.entry) if version.entry else None

"""Commits left out of those that are not pushed: what each changed is taken back by field, all else stays. Pure.

Where a commit met the server's changes in a merge, the server's side is what remains of the place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from crmfs.access.configuration import usable_schemas
from crmfs.access.differing import differing
from crmfs.access.field_path import ITEM
from crmfs.core.errors import ChangedMeanwhile
from crmfs.core.paths import parent
from crmfs.edits.joining import Conflict, Decisions, Joined, Joining
from crmfs.edits.keeping_both import copy_at
from crmfs.git.change import changes_between
from crmfs.git.edit import FileEdit
from crmfs.git.history import Commit, merge_base
from crmfs.git.model import FILE
from crmfs.git.overlay import InMemory, Laid, Overlay
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored
from crmfs.records.kinds import CUSTOMER, locate, meta_path
from crmfs.records.merge3 import Clash, Decision
from crmfs.records.merge3.sides import At
from crmfs.records.record import Record, read_record
from crmfs.records.schema import Schemas

_SHORT = 10  # characters of a commit's id that name it


class LeftOut(NamedTuple):
    """A file that is, as far as it was changed, as if some commits had never been.

    Attributes:
        how: What becomes of it: `gone`, `back` or `changed`.
        keys: The fields of a record that changes; none for a file that does as a whole.
    """

    path: str
    how: Literal["gone", "back", "changed"]
    keys: tuple[str, ...] = ()


class Place(NamedTuple):
    """A place that a commit changed and later ones changed again."""

    conflict: Conflict
    later: tuple[str, ...]


class Entangled(ChangedMeanwhile):
    """A commit cannot be left out alone: later ones changed the same places.

    Attributes:
        places: Those, each with the later commits.
    """

    def __init__(self, commit: str, places: Sequence[Place], named: Sequence[str]) -> None:
        later = [oid for place in places for oid in place.later]
        command = " ".join(
            ["crmfs sync --fold", *(f"--without {oid[:_SHORT]}" for oid in dict.fromkeys([*named, *later]))]
        )
        count = sum(len(place.conflict.clashes) for place in places)
        super().__init__("sync.without_conflict", commit=commit[:_SHORT], count=count, command=command)
        self.places = tuple(places)


@dataclass(frozen=True)
class LeavingOut:
    """The commits that are not pushed, and what they would be without some.

    Attributes:
        base: The commit that they begin at, None for none.
        commits: All of them, parents before children; the last one is the tip.
    """

    repository: Repository
    base: str | None
    commits: Sequence[Commit]

    def without(self, left_out: Sequence[Commit]) -> Overlay:
        """Returns the files of the tip without what some commits changed; each has at most one parent.

        Raises:
            Entangled: Later commits changed the same places.
            ChangedMeanwhile, ValueRefused: As `Joining.joined`.
        """
        tip = self.repository.snapshot(self.commits[-1].oid)
        now, laid = Overlay(tip, {}), dict[str, Laid]()
        for commit in sorted(left_out, key=self.commits.index, reverse=True):
            for edit in self._back(commit, now, left_out):
                laid[edit.path] = None if edit.data is None else InMemory(FILE, edit.data)
            now = Overlay(tip, laid)
        return now

    def _back(self, commit: Commit, now: Overlay, left_out: Sequence[Commit]) -> list[FileEdit]:
        """Returns what takes one commit back."""
        done, before = self.repository.snapshot(commit.oid), self._before(commit)
        named = [each.oid for each in left_out]
        found = Joining(done, now, before, self._schemas, {}, "").joined()
        places = list(self._places(found, commit, named))
        if places:
            raise Entangled(commit.oid, places, named)
        if found.conflicts:  # a merge settled them: the server's side is what remains
            found = Joining(done, now, before, self._schemas, _theirs(found), "").joined()
        known = {edit.path for edit in found.edits}
        return found.edits + [edit for edit in self._copies(commit, done, now) if edit.path not in known]

    def _before(self, commit: Commit) -> Snapshot:
        """Returns what the commit was made on, with all that the server had changed by the tip."""
        made_on: Stored = self.repository.snapshot(commit.parents[0]) if commit.parents else self.repository.empty()
        parted = merge_base(self.repository, commit.oid, self.base) if self.base else None
        if self.base is None or parted is None or parted == self.base:
            return made_on
        sides = self.repository.snapshot(parted), made_on, self.repository.snapshot(self.base)
        met = Joining(*sides, self._schemas, {}, "").joined()
        if met.conflicts:
            met = Joining(*sides, self._schemas, _theirs(met), "").joined()
        beside = {path for copy in met.kept for path in (copy.copy, meta_path(copy.copy))}
        laid: dict[str, Laid] = {}
        for edit in met.edits:
            if edit.path not in beside:
                laid[edit.path] = None if edit.data is None else InMemory(FILE, edit.data)
        return Overlay(made_on, laid)

    def _places(self, found: Joined, commit: Commit, named: Sequence[str]) -> Iterator[Place]:
        doubled = [Conflict(copy.path, (Clash((), "…", "…", "…"),)) for copy in found.kept]
        for conflict in (*found.conflicts, *doubled):
            for clash in conflict.clashes:
                later = tuple(self._later(conflict.path, clash.at, commit, named))
                if later:
                    yield Place(Conflict(conflict.path, (clash,)), later)

    def _later(self, path: str, at: At, commit: Commit, named: Sequence[str]) -> Iterator[str]:
        """Yields the later commits that changed a place and are not left out; merges are none."""
        under = parent(path) if not at and locate(path).kind is CUSTOMER else path
        for each in self.commits[self.commits.index(commit) + 1 :]:
            if len(each.parents) == 1 and each.oid not in named:
                old, new = (self.repository.snapshot(oid) for oid in (each.parents[0], each.oid))
                changes = changes_between(old, new, under)
                if changes and (not at or _changed(path, at, old, new)):
                    yield each.oid

    def _copies(self, commit: Commit, done: Snapshot, now: Overlay) -> Iterator[FileEdit]:
        """Yields what removes the versions of documents that a merge put beside the server's for this commit."""
        made_on = self.repository.snapshot(commit.parents[0]) if commit.parents else self.repository.empty()
        for change in changes_between(made_on, done):
            if not locate(change.path).document or change.new is None:
                continue
            for entry in now.walk(parent(change.path)):
                copy = copy_at(now, entry.path) if entry.oid == change.new.oid else None
                if copy and copy.path == change.path and not (self._server and self._server.entry(copy.copy)):
                    for path in (copy.copy, meta_path(copy.copy)):
                        there = now.entry(path)
                        yield FileEdit(path, there.oid if there else None, None)

    @cached_property
    def _server(self) -> Stored | None:
        return self.repository.snapshot(self.base) if self.base else None

    @cached_property
    def _schemas(self) -> Schemas | None:
        return usable_schemas(self._server or self.repository.snapshot(self.commits[-1].oid))


def left_out(tip: Snapshot, result: Snapshot) -> list[LeftOut]:
    """Returns what the files without some commits differ in from those with them."""
    found = []
    for change in changes_between(tip, result):
        if change.old is None or change.new is None:
            found.append(LeftOut(change.path, "back" if change.new else "gone"))
            continue
        old, new = _record(tip, change.path), _record(result, change.path)
        keys = dict.fromkeys(part.at[0] for part in differing(old.value, new.value)) if old and new else {}
        found.append(LeftOut(change.path, "changed", tuple(keys)))
    return found


def _theirs(found: Joined) -> Decisions:
    decided: dict[str, Mapping[str, Decision]] = {}
    for conflict in found.conflicts:
        decided[conflict.path] = {clash.address: Decision("theirs") for clash in conflict.clashes}
    return decided


def _changed(path: str, at: At, old: Snapshot, new: Snapshot) -> bool:
    """Says whether a place of a record changed; what cannot be told did."""
    before, after = _record(old, path), _record(new, path)
    if before is None or after is None:
        return True
    places = [tuple(map(_as_typed, part.at)) for part in differing(before.value, after.value)]
    return any(place[: len(at)] == at or at[: len(place)] == place for place in places)


def _as_typed(step: str) -> str:
    """Returns a step of a place as merges name it: `[P01]` for an item."""
    return f"[{step.removeprefix(ITEM)}]" if step.startswith(ITEM) else step


def _record(snapshot: Snapshot, path: str) -> Record | None:
    kind, entry = locate(path).kind, snapshot.entry(path)
    if kind is None or entry is None or not entry.is_file:
        return None
    found = read_record(path, kind, snapshot.content(entry))
    return found if isinstance(found, Record) else None

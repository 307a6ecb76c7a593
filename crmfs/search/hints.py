"""Hints: where something may have changed, gathered until it is quiet for a moment. Looks at no file."""

import threading
import time
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

QUIET_SECONDS = 0.1  # an editor's save is several events within a few milliseconds
MOST_SECONDS = 1.0  # a burst is worked off in pieces, so that its first files are found before it ends
_POLICY, _SCHEMAS, _IGNORED = "access.yaml", "schema", ".gitignore"
SEARCHED = ("customers", "library")


@dataclass(slots=True)
class Batch:
    """Hints that are worked off together.

    Attributes:
        paths: Files that may have changed.
        folders: Folders below which anything may have.
        moved: Whether another commit may be checked out.
        rules: Whether schemas or rights may have changed, which shape every entry.
        lost: Whether anything anywhere may have changed: hints were lost, or what git ignores is another.
        looked: Whether every uncommitted edit known so far is to be looked at again: a comparison of all files ended.
    """

    paths: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    moved: bool = False
    rules: bool = False
    lost: bool = False
    looked: bool = False

    def __bool__(self) -> bool:
        return bool(self.paths or self.folders or self.moved or self.rules or self.lost or self.looked)

    def add(self, other: "Batch") -> None:
        """Takes the hints of another one."""
        self.paths |= other.paths
        self.folders |= other.folders
        self.moved |= other.moved
        self.rules |= other.rules
        self.lost |= other.lost
        self.looked |= other.looked


class Hints:
    """Gathers hints from any thread; one thread takes them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._batch = Batch()
        self._first = self._last = self._not_before = 0.0
        self._woken = False

    def touched(self, path: str, *, is_folder: bool = False) -> None:
        """Takes a repository path at which something may have changed; what no search finds is passed by."""
        top, name = path.partition("/")[0], path.rpartition("/")[2]
        if path == _POLICY or top == _SCHEMAS:
            self.add(Batch(rules=True))
        elif name == _IGNORED and (top in SEARCHED or path == _IGNORED):
            self.add(Batch(lost=True))
        elif top in SEARCHED:
            self.add(Batch(folders={path}) if is_folder else Batch(paths={path}))

    def add(self, batch: Batch) -> None:
        """Takes hints; changed rules end a pause, for they may mend what was wrong."""
        with self._changed:
            self._last = time.monotonic()
            if not self._batch:
                self._first = self._last
                self._changed.notify()
            if batch.rules and self._not_before:
                self._not_before = 0.0
                self._changed.notify()
            self._batch.add(batch)

    def put_back(self, batch: Batch, pause_seconds: float) -> None:
        """Takes hints that could not be worked off; none are given out before a pause is over."""
        with self._changed:
            self._batch.add(batch)
            self._first = self._last = time.monotonic()
            self._not_before = self._last + pause_seconds

    def wake(self) -> None:
        """Makes who waits for hints look up, whether there are any or not."""
        with self._changed:
            self._woken = True
            self._changed.notify()

    def take(self, wait_seconds: float) -> Batch:
        """Returns the hints gathered when it has been quiet for a moment; an empty batch after a wait without any."""
        until = time.monotonic() + wait_seconds
        with self._changed:
            while not self._woken:
                now = time.monotonic()
                due = self._due() if self._batch else until
                if self._batch and now >= due:
                    taken, self._batch, self._not_before = self._batch, Batch(), 0.0
                    return taken
                if now >= until:
                    break
                self._changed.wait(min(due, until) - now)
            self._woken = False
        return Batch()

    def _due(self) -> float:
        return max(min(self._last + QUIET_SECONDS, self._first + MOST_SECONDS), self._not_before)


def without_nested(folders: Iterable[str]) -> set[str]:
    """Returns the folders that lie in none of the others."""
    every = set(folders)
    return {folder for folder in every if not lies_in(folder, every)}


def lies_in(path: str, folders: Set[str]) -> bool:
    """Says whether a path lies in one of some folders."""
    while "/" in path and folders:
        path = path.rpartition("/")[0]
        if path in folders:
            return True
    return False

"""Current: the index as a search needs it: synced when a commit was made since, built where it is missing."""

from typing import NamedTuple

from crmfs.core.errors import ChangedMeanwhile
from crmfs.git.repository import Repository
from crmfs.search.engine import VALUE
from crmfs.search.opened import Opened, opened
from crmfs.search.state import State, differing
from crmfs.search.sync import Progress, Sync


class Current(NamedTuple):
    """An index to search in.

    Attributes:
        opened: The index; None where none can be made.
        behind: How many files it does not show as they are committed.
        failed: How many attachments' text could not be read, in full or at all.
    """

    opened: Opened | None
    behind: int
    failed: int

    @property
    def is_equal(self) -> bool:
        """Whether it shows the commit that is checked out, so that what it counts is true."""
        return self.opened is not None and self.behind == 0


def current(repository: Repository, rules: str, *, fresh: bool = False, progress: Progress | None = None) -> Current:
    """Returns the index, brought up to the commit checked out; as it is where another process writes or nothing can be.

    Args:
        rules: Key of the rules in force; see `rules_key`.
        fresh: Whether uncommitted edits are looked for too: that asks git about every file.
        progress: Told how far a build is.
    """
    sync, head = Sync(repository, progress), repository.head()
    found = opened(sync.place)
    if found is None or fresh or found.state.commit != head or found.state.rules != rules:
        try:
            sync.run()
            found = opened(sync.place)
        except (ChangedMeanwhile, OSError):
            if found is None:
                return Current(None, 0, 0)
    if found is None:
        return Current(None, 0, 0)
    failed = sum(found.reader.terms(VALUE, "problem=").values())
    return Current(found, _behind(repository, found.state, head), failed)


def _behind(repository: Repository, shown: State, head: str | None) -> int:
    if shown.commit == head:
        return 0
    paths = differing(repository, shown, State(head, shown.edits, shown.rules))
    return len(paths) if paths is not None else 1

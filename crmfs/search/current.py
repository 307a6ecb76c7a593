"""Current: the index as a search needs it: synced when a commit was made since, built where it is missing."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crmfs.core.errors import ChangedMeanwhile, CrmfsError, RepositoryError, StorageError
from crmfs.git.repository import Repository
from crmfs.search.opened import Opened, opened
from crmfs.search.place import IndexPlace
from crmfs.search.state import State, differing

if TYPE_CHECKING:
    from crmfs.search.sync import Progress

_WHOLE_MOST = 20_000  # entries up to which a search that finds a new commit has git look for uncommitted edits too
_WAIT_SECONDS = 10.0  # for another writer, where an older index can answer; else as long as any writer waits


class Current(NamedTuple):
    """An index to search in.

    Attributes:
        opened: The index; None where none can be made.
        behind: How many files it does not show as they are committed.
        failed: How many files' text could not be read, in full or at all; counted where somebody asks.
        trouble: Why it is not up to date, or not there; None where it is.
        mended: Whether it was damaged, and built anew for that.
        late: The files that it does not show as they are committed.
    """

    opened: Opened | None
    behind: int = 0
    failed: int = 0
    trouble: CrmfsError | None = None
    mended: bool = False
    late: frozenset[str] = frozenset()

    @property
    def is_equal(self) -> bool:
        """Whether it shows the commit that is checked out, so that what it counts is true."""
        return self.opened is not None and self.behind == 0


def current(
    repository: Repository, rules: str, *, fresh: bool = False, anew: bool = False, progress: "Progress | None" = None
) -> Current:
    """Returns the index, brought up to the commit checked out; as it is where another process writes or nothing can be.

    An index made by other rules is never returned: it may show what no longer is to be shown.

    Args:
        rules: Key of the rules in force; see `rules_key`.
        fresh: Whether uncommitted edits are looked for too: that asks git about every file.
        anew: Whether it is built anew, for it is damaged, whatever it says of itself.
        progress: Told how far a build is.

    Raises:
        RepositoryError: `index.broken`: it turned out to be damaged while it was read.
    """
    place = IndexPlace(repository)
    before = opened(place)
    mended = anew or (before is None and is_damaged(place.current()))
    found = _usable(before, rules)
    trouble: CrmfsError | None = None
    if anew or fresh or found is None or found.state.commit != repository.head():
        try:
            _sync(repository, found, fresh=fresh, anew=anew, progress=progress)
        except (ChangedMeanwhile, StorageError) as error:
            trouble = error
        found = None if anew and trouble else _usable(opened(place), rules)
    if found is None:
        return Current(None, trouble=trouble or RepositoryError("index.broken"))
    late = paths_behind(repository, found)
    return Current(found, len(late), 0, trouble, mended, late)


def is_damaged(folder: Path | None) -> bool:
    """Says whether there is a generation in a folder that is not as the engine wrote it."""
    from crmfs.search.damage import damaged  # needed where the engine failed

    return folder is not None and bool(damaged(folder))


def paths_behind(repository: Repository, found: Opened) -> frozenset[str]:
    """Returns the files that an index does not show as they are committed."""
    head, shown = repository.head(), found.state
    if shown.commit == head:
        return frozenset()
    paths = differing(repository, shown, State(head, shown.edits, shown.rules))
    if paths is not None:
        return frozenset(paths)
    from crmfs.search.sync import differences

    wrong, gone = differences(found, repository.snapshot(head) if head else repository.empty())
    return frozenset((*wrong, *gone))


def _usable(found: Opened | None, rules: str) -> Opened | None:
    return found if found and found.state.rules == rules else None


def _sync(
    repository: Repository, found: Opened | None, *, fresh: bool, anew: bool, progress: "Progress | None"
) -> None:
    from crmfs.search.sync import Sync  # loads much, needed where something was committed since

    sync = Sync(repository, progress)
    if anew:
        sync.rebuild()
    elif found is None:
        sync.run()
    elif repository.is_bare or fresh or found.reader.documents <= _WHOLE_MOST or not _followed(repository):
        sync.run(_WAIT_SECONDS)


def _followed(repository: Repository) -> bool:
    """Brings the index of a large repository up to what was committed and the edits known so far, if that can be done.

    There git's own look at every file would cost seconds, and whoever searches only wants what was pulled.
    """
    from crmfs.search.follow import Follower
    from crmfs.search.hints import Batch

    try:
        return Follower(repository, lambda: False).follow(Batch(moved=True)) is not None
    except RepositoryError:
        return False  # something of the old commit is gone

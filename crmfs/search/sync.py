"""Sync: makes the index show the files as they are, by what differs from what it shows. Answers no query."""

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from crmfs.core.errors import StorageError
from crmfs.extract.texts import Texts
from crmfs.git.derived import Derived
from crmfs.git.lock import WAIT_SECONDS
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry as FileEntry
from crmfs.git.snapshot import Snapshot
from crmfs.search.describe import Describer
from crmfs.search.engine import Entry, Writer, create_index
from crmfs.search.opened import Opened, opened
from crmfs.search.pinned import Pinned
from crmfs.search.place import IndexPlace
from crmfs.search.quiet import quiet
from crmfs.search.rules import EntryRules
from crmfs.search.stamps import affected, searched, stamps
from crmfs.search.state import State, differing, edits_in, files_of

if TYPE_CHECKING:
    from crmfs.search.crew import Describe, Part

Progress = Callable[[int, int], None]
_EACH = 500  # entries between two words of progress
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_REFUSED = frozenset((errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.ELOOP))


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did.

    Attributes:
        state: What the index shows now.
        written: How many entries were written.
        removed: How many entries were taken out.
        rebuilt: Whether it was built anew.
    """

    state: State
    written: int = 0
    removed: int = 0
    rebuilt: bool = False


class Files:
    """The files that an index is to show, and the state that stands for them.

    Attributes:
        snapshot: The files on disk as they were when this was made; on a bare repository those of its tip.
        rules: Key of the rules in force.
        moved: Paths that changed while they were read.
    """

    def __init__(self, repository: Repository) -> None:
        head = repository.head()
        tip = files_of(repository, head)
        now = tip if repository.root is None else repository.worktree()
        self._rules = EntryRules.of(now, lambda: tip)
        self.rules = self._rules.key
        self._pinned = Pinned(tip, edits_in(tip, now), repository.root) if repository.root else None
        self.snapshot: Snapshot = self._pinned or tip
        self.moved = self._pinned.moved if self._pinned else set[str]()
        self._shown = State(head, self._pinned.edits if self._pinned else {}, self.rules)

    @property
    def state(self) -> State:
        """What an index shows that was made from the files so far read: what changed meanwhile is not sure."""
        return self._shown.unsure_of(self.moved)

    def describer(self, texts: Texts) -> Describer:
        """Returns what makes entries from these files."""
        return Describer(self.snapshot, texts, self._rules)


class Sync:
    """Brings the index of a repository up to its files; one writer at a time, others wait."""

    def __init__(self, repository: Repository, progress: Progress | None = None) -> None:
        self.place = IndexPlace(repository)
        self._repository = repository
        self._progress = progress

    def run(self, wait_seconds: float = WAIT_SECONDS) -> Synced:
        """Makes the index equal to the files on disk, on a bare repository to its tip; builds it where it is missing.

        Args:
            wait_seconds: How long another writer is waited for.

        Raises:
            ChangedMeanwhile: `index.busy`.
            StorageError: `index.disk_full`, `index.not_writable`, `index.write_failed`.
        """
        with _storage_errors(), self.place.writing(wait_seconds):
            self.place.clean()
            files = Files(self._repository)
            shown = opened(self.place)
            if shown is None or shown.state.rules != files.rules:
                return self._rebuilt(files)
            paths = differing(self._repository, shown.state, files.state)
            if paths is None:
                return self._compared(shown, files)
            if not paths and shown.state == files.state:
                return Synced(files.state)
            return self._written(shown, files, *split(files.snapshot, affected(files.snapshot, paths)))

    def rebuild(self) -> Synced:
        """Builds the index anew beside the one in use, then switches: searches go on meanwhile; errors as `run`."""
        with _storage_errors(), self.place.writing():
            self.place.clean()
            return self._rebuilt(Files(self._repository))

    def _rebuilt(self, files: Files) -> Synced:
        folder = self.place.make()
        try:
            present = list(searched(files.snapshot))
            with self._described(files, present) as entries, Writer(create_index(folder), folder) as writer:
                written = _each(writer.add, self._told(entries, len(present)))
                writer.commit(files.state.to_bytes())
            self.place.switch(folder)
        except BaseException:
            self.place.clean()  # on a full disk nobody else could write while a half built index lies there
            raise
        return Synced(files.state, written, rebuilt=True)

    def _compared(self, shown: Opened, files: Files) -> Synced:
        """Looks at every entry: nothing is known of what changed since the state that the index shows."""
        wrong, gone = differences(shown, files.snapshot)
        return self._written(shown, files, [file for file in searched(files.snapshot) if file.path in wrong], gone)

    def _written(self, shown: Opened, files: Files, present: list[FileEntry], gone: list[str]) -> Synced:
        with self._described(files, present) as entries:
            written = put(shown, self._told(entries, len(present)), gone, lambda: files.state)
        return Synced(files.state, written, len(gone))

    def _told(self, entries: Iterable[Entry], files: int) -> Iterator[Entry]:
        """Yields the same entries, and tells how far that is."""
        done = 0
        for done, entry in enumerate(entries, 1):
            yield entry
            if self._progress and done % _EACH == 0:
                self._progress(done, max(done, files))
        if self._progress:
            self._progress(done, done)

    @contextmanager
    def _described(self, files: Files, present: Sequence[FileEntry]) -> Iterator[Iterator[Entry]]:
        """Describes some of the files, in several processes where they are many."""
        from crmfs.search.crew import Part, described  # processes and pipes, needed where there is something to write

        def workplace(stack: ExitStack, readers: int) -> "Describe":
            describer = files.describer(stack.enter_context(Texts(Derived(self._repository), readers)))
            return lambda part: Part(sorted(describer.entries(part), key=attrgetter("path")), files.moved)

        def entries(parts: "Iterable[Part]") -> Iterator[Entry]:
            for part in parts:
                files.moved.update(part.moved)
                yield from part.entries

        with described(present, workplace) as parts:
            yield entries(parts)


def put(shown: Opened, entries: Iterable[Entry], gone: Iterable[str], state: Callable[[], State]) -> int:
    """Puts entries into an index in place of those of their paths, takes others out; returns how many were put.

    Args:
        state: Gives what the index shows then; asked when all entries are there.
    """
    with Writer(shown.engine, shown.folder) as writer:
        for path in gone:
            writer.remove(path)
        written = _each(writer.put, entries)
        writer.commit(state().to_bytes())
    return written


def _each(write: Callable[[Entry], None], entries: Iterable[Entry]) -> int:
    written = 0
    for entry in entries:
        write(entry)
        written += 1
    return written


def differences(shown: Opened, snapshot: Snapshot) -> tuple[set[str], list[str]]:
    """Returns the paths that the index has not or not as they are, and those that it has and that are gone."""
    with quiet():
        kept = shown.reader.entries()
    wanted = stamps(snapshot)
    return {path for path, stamp in wanted.items() if kept.get(path) != stamp}, sorted(kept.keys() - wanted.keys())


def storage_error(error: OSError) -> StorageError:
    """Returns the error that says why an index cannot be written."""
    if error.errno in _FULL:
        return StorageError("index.disk_full")
    return StorageError("index.not_writable" if error.errno in _REFUSED else "index.write_failed")


@contextmanager
def _storage_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise storage_error(error) from error


def split(snapshot: Snapshot, paths: Iterable[str]) -> tuple[list[FileEntry], list[str]]:
    """Returns the files among some paths, and the paths at which there is none."""
    found = {path: snapshot.entry(path) for path in paths}
    return [file for file in found.values() if file and file.is_file], [
        path for path, file in found.items() if file is None or not file.is_file
    ]

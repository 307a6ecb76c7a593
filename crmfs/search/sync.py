"""Sync: makes the index show the files as they are, by what differs from what it shows. Answers no query."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crmfs.access.configuration import load_team_schemas
from crmfs.access.maskable import maskable_fields
from crmfs.extract.texts import Texts, readers_key
from crmfs.git.derived import Derived
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry as FileEntry
from crmfs.git.snapshot import Snapshot
from crmfs.records.schema import Schemas
from crmfs.search.describe import Describer
from crmfs.search.engine import VERSION, Entry, Writer, create_index
from crmfs.search.opened import Opened, opened
from crmfs.search.place import IndexPlace
from crmfs.search.stamps import affected, searched, stamps
from crmfs.search.state import State, differing, edits_in

Progress = Callable[[int, int], None]
_EACH = 500  # entries between two words of progress


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


class Sync:
    """Brings the index of a repository up to its files; one writer at a time, others wait."""

    def __init__(self, repository: Repository, progress: Progress | None = None) -> None:
        self.place = IndexPlace(repository)
        self._repository = repository
        self._progress = progress

    def run(self) -> Synced:
        """Makes the index equal to the files on disk, on a bare repository to its tip; builds it where it is missing.

        Raises:
            ChangedMeanwhile: `index.busy`.
            OSError: The index cannot be written.
        """
        with self.place.writing():
            self.place.clean()
            files = _Files(self._repository)
            shown = opened(self.place)
            if shown is None or shown.state.rules != files.state.rules:
                return self._rebuilt(files)
            paths = differing(self._repository, shown.state, files.state)
            if paths is None:
                return self._compared(shown, files)
            if not paths and shown.state == files.state:
                return Synced(files.state)
            return self._written(shown, files, *_split(files.snapshot, affected(files.snapshot, paths)))

    def rebuild(self) -> Synced:
        """Builds the index anew beside the one in use, then switches: searches go on meanwhile; errors as `run`."""
        with self.place.writing():
            self.place.clean()
            return self._rebuilt(_Files(self._repository))

    def _rebuilt(self, files: "_Files") -> Synced:
        folder = self.place.make()
        with Writer(create_index(folder)) as writer:
            written = self._put(writer.add, files, list(searched(files.snapshot)))
            writer.commit(files.state.to_bytes())
        self.place.switch(folder)
        return Synced(files.state, written, rebuilt=True)

    def _compared(self, shown: "Opened", files: "_Files") -> Synced:
        """Looks at every entry: nothing is known of what changed since the state that the index shows."""
        wrong, gone = differences(shown, files.snapshot)
        return self._written(shown, files, [file for file in searched(files.snapshot) if file.path in wrong], gone)

    def _written(self, shown: "Opened", files: "_Files", present: list[FileEntry], gone: list[str]) -> Synced:
        with Writer(shown.engine) as writer:
            for path in gone:
                writer.remove(path)
            written = self._put(writer.put, files, present)
            writer.commit(files.state.to_bytes())
        return Synced(files.state, written, len(gone))

    def _put(self, put: Callable[[Entry], None], files: "_Files", present: list[FileEntry]) -> int:
        done = 0
        with Texts(Derived(self._repository)) as texts:
            for done, entry in enumerate(files.describer(texts).entries(present), 1):
                put(entry)
                if self._progress and done % _EACH == 0:
                    self._progress(done, max(done, len(present)))
        return done


class _Files:
    """The files that an index is to show, and the state that stands for them."""

    def __init__(self, repository: Repository) -> None:
        head = repository.head()
        tip = repository.snapshot(head) if head else repository.empty()
        self.snapshot = tip if repository.is_bare else repository.worktree()
        self._schemas = load_team_schemas(self.snapshot)
        self._maskable = maskable_fields(self.snapshot)
        edits = {} if repository.is_bare else edits_in(tip, self.snapshot)
        self.state = State(head, edits, rules_key(self._schemas, self._maskable))

    def describer(self, texts: Texts) -> Describer:
        return Describer(self.snapshot, self._schemas, texts, self._maskable)


def rules_key(schemas: Schemas, maskable: Iterable[str]) -> str:
    """Returns what stands for all that shapes an index's entries beside the files: another key, another index."""
    return f"{VERSION}:{readers_key()}:{schemas.key}:{','.join(sorted(maskable))}"


def differences(shown: Opened, snapshot: Snapshot) -> tuple[set[str], list[str]]:
    """Returns the paths that the index has not or not as they are, and those that it has and that are gone."""
    wanted, kept = stamps(snapshot), shown.reader.entries()
    return {path for path, stamp in wanted.items() if kept.get(path) != stamp}, sorted(kept.keys() - wanted.keys())


def _split(snapshot: Snapshot, paths: Iterable[str]) -> tuple[list[FileEntry], list[str]]:
    """Returns the files among some paths, and the paths at which there is none."""
    found = {path: snapshot.entry(path) for path in paths}
    return [file for file in found.values() if file and file.is_file], [
        path for path, file in found.items() if file is None or not file.is_file
    ]

"""Writer: makes an index and fills it. Reads nothing in it."""

import errno
from contextlib import suppress
from pathlib import Path

from tantivy import Document, Index

from crmfs.core.errors import ChangedMeanwhile
from crmfs.search.engine.failures import writing
from crmfs.search.engine.fields import KEY, STATE, STATE_KEY, Engine, Entry, registered, schema

_HEAP_BYTES = 96_000_000


class Writer:
    """The one writer of an index; nothing is seen before `commit`.

    Every method raises OSError where the disk is full or refuses.

    Args:
        folder: Where the index lies.

    Raises:
        ChangedMeanwhile: `index.busy`: another program, no crmfs of today, writes it.
    """

    def __init__(self, index: Engine, folder: Path) -> None:
        self._folder = folder
        try:
            with writing(folder):
                self._writer = index.writer(_HEAP_BYTES, 1)
                # What a killed writer left behind bears the names that the next one gives its own files.
                self._writer.garbage_collect_files()
        except OSError as error:
            if error.errno == errno.EBUSY:
                raise ChangedMeanwhile("index.busy") from None
            raise

    def put(self, entry: Entry) -> None:
        """Adds an entry in place of the one of its path."""
        self.remove(entry.path)
        self.add(entry)

    def add(self, entry: Entry) -> None:
        """Adds an entry whose path is not in the index."""
        with writing(self._folder):
            self._writer.add_json(entry.document)

    def remove(self, path: str) -> None:
        """Takes the entry of a path out."""
        with writing(self._folder):
            self._writer.delete_documents_by_term(KEY, path)

    def commit(self, state: bytes) -> None:
        """Makes all that was added and removed durable and visible at once, together with a state of the caller's."""
        document = Document()
        document.add_text(KEY, STATE_KEY)
        document.add_bytes(STATE, state)
        with writing(self._folder):
            self._writer.delete_documents_by_term(KEY, STATE_KEY)
            self._writer.add_document(document)
            self._writer.commit()

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Waits for the engine's own work and gives its lock back; what was not committed is forgotten.

        What it had written of that is removed: on a full disk nobody else could write before.
        """
        with suppress(OSError), writing(self._folder):
            if kind is None:
                self._writer.wait_merging_threads()  # merging is the engine's own matter: what was committed stands
            else:
                self._writer.rollback()
                self._writer.garbage_collect_files()


def create_index(folder: Path) -> Engine:
    """Returns a new index in an empty folder; OSError where it cannot be made."""
    with writing(folder):
        return registered(Index(schema(), str(folder)))

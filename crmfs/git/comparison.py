"""What is kept of earlier computing compared with what is computed anew. Keeps nothing."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from crmfs.git.derived import Derived, Value
from crmfs.git.model import FOLDER
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry, Snapshot

_KEPT = "SELECT value FROM entry WHERE function = ? AND version = ? AND key = ?"


class NotKept(Exception):
    """Something is not kept."""


class Comparison(Derived):
    """A store that gives nothing, so that who asks computes anew, and that compares what it is given with what is kept.

    Args:
        given: Functions of which it does give what is kept.

    Attributes:
        wrong: The functions of which a kept value is not what is computed now.
    """

    def __init__(self, repository: Repository, given: Iterable[str] = ()) -> None:
        super().__init__(repository)
        self._given = frozenset(given)
        self.wrong: set[str] = set()

    def get_many(self, function: str, version: int, keys: Iterable[str]) -> dict[str, Value]:
        """Returns what is kept of a function that is given, of any other nothing.

        Raises:
            NotKept: Of a function that is given, something is not kept: to compute it was not asked for.
        """
        if function not in self._given:
            return {}
        kept = self._kept(function, version, keys)
        if not all(kept.values()):
            raise NotKept
        return {key: json.loads(text) for key, text in kept.items() if text}

    def put_many(self, function: str, version: int, items: Mapping[str, Value]) -> None:
        """Compares values with those that are kept by the same keys, if any are."""
        for key, text in self._kept(function, version, items).items():
            if text and not _is_same(text, items[key]):
                self.wrong.add(function)

    def put_only(self, function: str, version: int, key: str, value: Value) -> None:
        """Compares one value as `put_many` does."""
        self.put_many(function, version, {key: value})

    def _kept(self, function: str, version: int, keys: Iterable[str]) -> dict[str, str | None]:
        """Returns what is kept by each key, None for nothing; a store that is busy or empty has nothing to compare."""
        asked = list(keys)
        try:
            with closing(opened_to_read(self._file)) as store:
                rows = [store.execute(_KEPT, (function, version, key)).fetchone() for key in asked]
        except sqlite3.OperationalError:
            return dict.fromkeys(asked)
        return {key: row[0] if row else None for key, row in zip(asked, rows, strict=True)}


class Sampled(Snapshot):
    """A snapshot in which only some of the folders of customers are seen, so that little is computed.

    Args:
        base: The whole one.
        shards: The names of the folders that are seen.
    """

    def __init__(self, base: Snapshot, shards: Iterable[str]) -> None:
        self._base = base
        self._shards = frozenset(shards)

    @property
    def tree(self) -> str | None:
        """None: it equals nothing stored."""
        return None

    def read(self, path: str) -> bytes:
        """Returns a file's bytes."""
        return self._base.read(path)

    def content(self, entry: Entry) -> bytes:
        """Returns the bytes of a file that this snapshot listed."""
        return self._base.content(entry)

    def entry(self, path: str) -> Entry | None:
        """Returns the entry of a file, None for one that is not seen."""
        return self._base.entry(path) if self._is_seen(path) else None

    def entries(self, folder: str) -> list[Entry]:
        """Returns what is seen directly in a folder."""
        return [entry for entry in self._base.entries(folder) if self._is_seen(entry.path)]

    def walk(self, under: str = "") -> Iterator[Entry]:
        """Returns all entries below a folder that are seen."""
        if under not in ("", "customers"):
            yield from self._base.walk(under) if self._is_seen(under) else ()
            return
        for entry in self.entries(under):
            if entry.mode == FOLDER:
                yield from self.walk(entry.path)
            else:
                yield entry

    def subtree(self, folder: str) -> str | None:
        """Returns the id of the tree that a folder is equal to, None where some of it is not seen."""
        return self._base.subtree(folder) if folder not in ("", "customers") and self._is_seen(folder) else None

    def _is_seen(self, path: str) -> bool:
        top, _, rest = path.partition("/")
        return top != "customers" or not rest or rest.partition("/")[0] in self._shards


def opened_to_read(file: Path) -> sqlite3.Connection:
    """Returns a store opened so that not a byte of it changes, nor of the files beside it.

    One that nobody has open lies in one file. To open that as one that may be shared would make, and leave, two more.
    """
    is_open = file.with_name(file.name + "-wal").exists()
    return sqlite3.connect(f"{file.as_uri()}?mode=ro{'' if is_open else '&immutable=1'}", uri=True)


def _is_same(kept: str, value: Value) -> bool:
    try:
        return bool(json.loads(kept) == json.loads(json.dumps(value)))
    except ValueError:
        return False

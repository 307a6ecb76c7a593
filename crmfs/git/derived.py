"""The one store of whatever is a pure function of blob or tree ids: never stale, lost without harm. Derives nothing itself."""

import json
import os
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crmfs.core.errors import RepositoryError
from crmfs.git.model import FOLDER
from crmfs.git.repository import Repository

Value = Any  # what JSON can hold

BYTES_MOST = 256 * 2**20
_LAYOUT = 1  # counts up when the tables change; another layout is thrown away
_WAIT_SECONDS = 2.0
_DAY_SECONDS = 86_400
_OID = re.compile(r"[0-9a-f]{40}")
_TABLE = """CREATE TABLE IF NOT EXISTS entry (
    function TEXT NOT NULL, version INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (function, version, key)) WITHOUT ROWID"""
_GET = """SELECT key, value, used FROM entry WHERE function = ? AND version = ?
    AND key IN (SELECT value FROM json_each(?))"""
_PUT = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)"
_TOUCH = "UPDATE entry SET used = ? WHERE function = ? AND version = ? AND key IN (SELECT value FROM json_each(?))"


class Derived:
    """Values by (function, version of the function, key), for one repository.

    A key holds, in full and in hexadecimal, the id of every blob or tree that the value derives from (`purge` finds them
    there), and whatever else the value depends on. A store that is damaged is thrown away, one that is locked or cannot be
    written is passed by: no caller ever sees an error of it.
    """

    def __init__(self, repository: Repository, bytes_most: int = BYTES_MOST) -> None:
        self._repository = repository
        self._file = repository.state_dir / "derived.sqlite"
        self._bytes_most = bytes_most
        self._open: tuple[int, sqlite3.Connection] | None = None

    def get_many(self, function: str, version: int, keys: Iterable[str]) -> dict[str, Value]:
        """Returns the kept values by key; what is not kept is left out."""
        asked = json.dumps(list(keys))
        rows: list[tuple[str, str, int]] = []
        with self._tolerant() as store:
            rows = store.execute(_GET, (function, version, asked)).fetchall()
            self._touch(store, function, version, [key for key, _, used in rows if used < _today()])
        return dict(zip((row[0] for row in rows), json.loads(f"[{','.join(row[1] for row in rows)}]"), strict=True))

    def put_many(self, function: str, version: int, items: Mapping[str, Value]) -> None:
        """Keeps values by key; each can be written as JSON. The least recently used go when the store is full."""
        today = _today()
        rows = [
            (function, version, key, json.dumps(value, ensure_ascii=False, separators=(",", ":")), today)
            for key, value in items.items()
        ]
        with self._tolerant() as store, _transaction(store):
            store.executemany(_PUT, rows)
            self._shrink(store)

    def purge(self, oid: str) -> int:
        """Removes all that derives from a blob or tree, its bytes in the store's file included; returns how many entries.

        An entry goes if its key holds the id, the id of a tree that contains it, or an id that is no longer there.

        Raises:
            RepositoryError: `git.derived_busy`: the store could not be cleaned now.
        """
        if not self._file.exists():
            return 0
        try:
            store = self._connected()
            keys = store.execute("SELECT DISTINCT key FROM entry").fetchall()
            reach = _Reach(self._repository, oid)
            doomed = [key for (key,) in keys if any(map(reach.holds, _OID.findall(key)))]
            with _transaction(store):
                removed = store.execute(
                    "DELETE FROM entry WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(doomed),)
                ).rowcount
            busy = store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError:
            raise RepositoryError("git.derived_busy") from None
        except sqlite3.DatabaseError:
            self._discard()
            return 0
        if busy:
            raise RepositoryError("git.derived_busy")
        return int(removed)

    def _touch(self, store: sqlite3.Connection, function: str, version: int, keys: list[str]) -> None:
        if keys:
            with _transaction(store):
                store.execute(_TOUCH, (_today(), function, version, json.dumps(keys)))

    def _shrink(self, store: sqlite3.Connection) -> None:
        """Drops the least recently used quarter of a store that is full."""
        pages, free, size = (
            store.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > self._bytes_most:
            quarter = store.execute("SELECT count(*) FROM entry").fetchone()[0] // 4 + 1
            store.execute(
                "DELETE FROM entry WHERE (function, version, key) IN"
                " (SELECT function, version, key FROM entry ORDER BY used LIMIT ?)",
                (quarter,),
            )

    @contextmanager
    def _tolerant(self) -> Iterator[sqlite3.Connection]:
        """Runs a block on the store; its failures end the block in silence."""
        try:
            yield self._connected()
        except sqlite3.OperationalError:
            return  # locked, read-only or full: computed values are as good
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            self._discard()
        except OSError:
            return

    def _connected(self) -> sqlite3.Connection:
        if self._open and self._open[0] == os.getpid():
            return self._open[1]
        try:
            store = _connect(self._file)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._discard()
            store = _connect(self._file)
        self._open = (os.getpid(), store)
        return store

    def _discard(self) -> None:
        """Removes a damaged store: all of it can be computed again."""
        if self._open:
            self._open[1].close()
            self._open = None
        for suffix in ("", "-wal", "-shm"):
            try:
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
            except OSError:
                return


class _Reach:
    """Tells which ids stand for something that contains one object."""

    def __init__(self, repository: Repository, oid: str) -> None:
        self._objects = repository.objects
        self._known = {oid: True}

    def holds(self, oid: str) -> bool:
        """Says whether an id is the object, contains it, or is nothing that could be looked into any more."""
        if oid not in self._known:
            self._known[oid] = not self._objects.has(oid) or self._contains(oid)
        return self._known[oid]

    def _contains(self, oid: str) -> bool:
        try:
            entries = self._objects.tree(oid) if self._objects.is_tree(oid) else ()
        except RepositoryError:
            return True
        return any(self.holds(inner) if mode == FOLDER else inner in self._known for _, mode, inner in entries)


def _connect(file: Path) -> sqlite3.Connection:
    store = sqlite3.connect(file, timeout=_WAIT_SECONDS, isolation_level=None)
    try:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = NORMAL")
        store.execute("PRAGMA secure_delete = ON")
        if store.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
            with _transaction(store):
                store.execute("DROP TABLE IF EXISTS entry")
                store.execute(_TABLE)
                store.execute(f"PRAGMA user_version = {_LAYOUT}")
    except sqlite3.Error:
        store.close()
        raise
    return store


@contextmanager
def _transaction(store: sqlite3.Connection) -> Iterator[None]:
    # Immediate: a transaction that turns from reading to writing fails under several writers.
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        store.execute("ROLLBACK")
        raise
    store.execute("COMMIT")


def _today() -> int:
    return int(time.time()) // _DAY_SECONDS

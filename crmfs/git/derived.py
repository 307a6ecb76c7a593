"""The one store of what is a pure function of blob or tree ids: never stale, lost without harm. Derives nothing."""

import gc
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from crmfs.core.errors import RepositoryError, StorageError
from crmfs.core.regex import regex
from crmfs.git.model import FOLDER
from crmfs.git.repository import Repository

Value = Any  # what JSON can hold
_Result = TypeVar("_Result")

BYTES_MOST = 2**30  # texts of attachments are most of it
_LAYOUT = 1  # counts up when the tables change; another layout is thrown away
WAIT_SECONDS = 2.0
_DAY_SECONDS = 86_400
_OID = regex(r"(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])")
_TABLE = """CREATE TABLE IF NOT EXISTS entry (
    function TEXT NOT NULL, version INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (function, version, key)) WITHOUT ROWID"""
_GET = """SELECT key, value, used FROM entry WHERE function = ? AND version = ?
    AND key IN (SELECT value FROM json_each(?))"""
_PUT = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?)"
_DELETE = "DELETE FROM entry WHERE key IN (SELECT value FROM json_each(?))"
_TOUCH = "UPDATE entry SET used = ? WHERE function = ? AND version = ? AND key IN (SELECT value FROM json_each(?))"


class Derived:
    """Values by (function, version of the function, key), for one repository.

    A key holds, in full and in hexadecimal, the id of every blob or tree that the value derives from (`purge` finds
    them there), and whatever else the value depends on. A store that is damaged is thrown away, one that is locked or
    cannot be written is passed by: no reader or writer ever sees an error of it.
    """

    def __init__(self, repository: Repository, bytes_most: int = BYTES_MOST) -> None:
        self._repository = repository
        self._bytes_most = bytes_most

    def get_many(self, function: str, version: int, keys: Iterable[str]) -> dict[str, Value]:
        """Returns the kept values by key; what is not kept is left out."""
        asked = json.dumps(list(keys))

        def get(store: sqlite3.Connection) -> dict[str, Value]:
            rows = store.execute(_GET, (function, version, asked)).fetchall()
            with _uncollected():
                values = json.loads(f"[{','.join(value for _, value, _ in rows)}]")
            idle = [key for key, _, used in rows if used < _today()]
            if idle:
                with suppress(sqlite3.OperationalError), _transaction(store):
                    store.execute(_TOUCH, (_today(), function, version, json.dumps(idle)))
            return dict(zip((key for key, _, _ in rows), values, strict=True))

        return self._tried(get) or {}

    def put_many(self, function: str, version: int, items: Mapping[str, Value]) -> None:
        """Keeps values by key; each can be written as JSON. The least recently used go when the store is full."""
        self._put(function, version, items)

    def _put(self, function: str, version: int, items: Mapping[str, Value], alone: bool = False) -> None:
        today = _today()
        rows = [
            (function, version, key, json.dumps(value, ensure_ascii=False, separators=(",", ":")), today)
            for key, value in items.items()
        ]

        def put(store: sqlite3.Connection) -> None:
            with _transaction(store):
                if alone:
                    store.execute("DELETE FROM entry WHERE function = ?", (function,))
                store.executemany(_PUT, rows)
                self._shrink(store)

        self._tried(put)

    def put_only(self, function: str, version: int, key: str, value: Value) -> None:
        """Keeps one large value in place of all others of its function; as `put_many` else."""
        self._put(function, version, {key: value}, alone=True)

    def purge(self, oid: str) -> int:
        """Removes all that derives from a blob or tree, its bytes in the store's file too; returns how many entries.

        An entry goes if its key holds the id, the id of a tree that contains it, or an id that is no longer there.

        Raises:
            RepositoryError: `git.derived_busy`: the store could not be cleaned now.
        """
        try:
            with closing(_connected(self._file)) as store:
                return self._purged(store, oid)
        except sqlite3.OperationalError:
            raise RepositoryError("git.derived_busy") from None
        except sqlite3.DatabaseError:
            self._discard()
            return 0

    def _purged(self, store: sqlite3.Connection, oid: str) -> int:
        keys = [key for (key,) in store.execute("SELECT DISTINCT key FROM entry")]
        reach = _Reach(self._repository, oid)
        doomed = [key for key in keys if any(map(reach.holds, _OID.findall(key)))]
        with _transaction(store):
            removed = store.execute(_DELETE, (json.dumps(doomed),)).rowcount
        if store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise RepositoryError("git.derived_busy")
        return int(removed)

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

    @property
    def _file(self) -> Path:
        return self._repository.state_dir / "derived.sqlite"

    def _tried(self, act: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """Returns what an act on the store returns; its failure is silent, for values can always be computed."""
        try:
            with closing(_connected(self._file)) as store:
                return act(store)
        except (sqlite3.OperationalError, OSError, StorageError, UnicodeEncodeError):
            return None  # locked, read-only, full; or a name that is no text
        except (sqlite3.DatabaseError, ValueError):
            self._discard()
            return None

    def _discard(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)


class _Reach:
    """Tells which ids stand for something that contains one object."""

    def __init__(self, repository: Repository, oid: str) -> None:
        self._objects = repository.objects
        self._oid = oid
        self._known = {oid: True}

    def holds(self, oid: str) -> bool:
        """Says whether an id is the object, contains it, or can no longer be looked into."""
        if oid not in self._known:
            self._known[oid] = self._contains(oid)
        return self._known[oid]

    def _contains(self, oid: str) -> bool:
        try:
            entries = self._objects.tree(oid) if self._objects.is_tree(oid) else ()
        except RepositoryError:
            return True
        return any(self.holds(inner) if mode == FOLDER else inner == self._oid for _, mode, inner in entries)


def _connected(file: Path) -> sqlite3.Connection:
    store = sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = NORMAL")
        store.execute("PRAGMA secure_delete = ON")
        if _layout(store) != _LAYOUT:
            with _transaction(store):
                _lay_out(store)
    except sqlite3.Error:
        store.close()
        raise
    return store


def _layout(store: sqlite3.Connection) -> int:
    return int(store.execute("PRAGMA user_version").fetchone()[0])


def _lay_out(store: sqlite3.Connection) -> None:
    if _layout(store) != _LAYOUT:  # another process may have done it meanwhile
        store.execute("DROP TABLE IF EXISTS entry")
        store.execute(_TABLE)
        store.execute(f"PRAGMA user_version = {_LAYOUT}")


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


@contextmanager
def _uncollected() -> Iterator[None]:
    """Stops the garbage collector for values without cycles: looking for some costs half as much as reading them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _today() -> int:
    return int(time.time()) // _DAY_SECONDS

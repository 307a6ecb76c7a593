"""Is the store of derived results sound? A damaged one costs time only: all of it can be computed again."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a store that its engine finds damaged."""
    file = _file(repository)
    if file.exists() and not _is_sound(file):
        yield Trouble("doctor.store", "doctor.store_remedy", {"path": str(file)})


def mend(repository: Repository) -> None:
    """Removes it; the next command makes it anew."""
    for suffix in ("", "-wal", "-shm"):
        file = _file(repository)
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _file(repository: Repository) -> Path:
    return repository.state_dir / "derived.sqlite"


def _is_sound(file: Path) -> bool:
    try:
        store = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        try:
            said: str = store.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            store.close()
    except sqlite3.OperationalError:
        return True  # in use at this moment
    except sqlite3.DatabaseError:
        return False
    return said == "ok"


DIAGNOSIS = Diagnosis("store", "doctor.title_store", look, mend, "doctor.did_store")

"""Is the store of derived results sound and right? One that is not costs time only: all can be computed again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.comparison import opened_to_read
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a store that its engine finds damaged, and of one that holds what is not so."""
    file = _file(repository)
    if not file.exists():
        return
    if not _is_sound(file):
        yield Trouble("doctor.store", "doctor.store_remedy", {"path": str(file)})
        return
    from crmfs.diagnoses.truth import differs  # all that is derived anywhere

    if differs(repository):
        yield Trouble("doctor.store_differs", "doctor.store_remedy", {"path": str(file)})


def mend(repository: Repository) -> None:
    """Removes it; the next command makes it anew."""
    for suffix in ("", "-wal", "-shm"):
        file = _file(repository)
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _file(repository: Repository) -> Path:
    return repository.state_dir / "derived.sqlite"


def _is_sound(file: Path) -> bool:
    try:
        with closing(opened_to_read(file)) as store:
            said: str = store.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError:
        return True  # in use at this moment
    except sqlite3.DatabaseError:
        return False
    return said == "ok"


DIAGNOSIS = Diagnosis("store", "doctor.title_store", look, mend, "doctor.did_store")

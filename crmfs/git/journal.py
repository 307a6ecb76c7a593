"""What one commit is about to do, so that after a crash the next writer finishes or undoes it; which ops landed."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from crmfs.core.errors import RepositoryError
from crmfs.git.lock import sync_folder, write_durably
from crmfs.git.unfinished import JOURNAL

_LANDED = "landed"
_LANDED_BYTES = 2_000_000  # some 25,000 ops: no retry comes later than that
_OID_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Step:
    """One path of a commit: its blob before and after, None where it is absent; `mode` is the one after, or before."""

    path: str
    old: str | None
    new: str | None
    mode: int


@dataclass(frozen=True, slots=True)
class Journal:
    """One commit that was written but not yet acknowledged.

    Attributes:
        op: The op's id; names our own files in the state folder.
        ref: Full name of the branch that moves from `old` to `new`.
        root: Top of the work tree, None for a bare repository.
        git_dir: The work tree's own git folder.
    """

    op: str
    ref: str
    old: str | None
    new: str
    root: str | None
    git_dir: str
    steps: tuple[Step, ...]

    def save(self, state_dir: Path) -> None:
        """Writes the journal; from now on a crash is mended by it."""
        write_durably(state_dir / JOURNAL, json.dumps(asdict(self)).encode("ascii"))


def load_journal(state_dir: Path) -> Journal | None:
    """Returns the journal that a crash left, else None.

    Raises:
        RepositoryError: `git.journal_unreadable`.
    """
    try:
        found = json.loads((state_dir / JOURNAL).read_bytes())
        return Journal(**(found | {"steps": tuple(Step(**step) for step in found["steps"])}))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        raise RepositoryError("git.journal_unreadable") from None


def drop_journal(state_dir: Path) -> None:
    """Removes the journal, durably: the commit is finished, or as if never begun."""
    (state_dir / JOURNAL).unlink()
    sync_folder(state_dir)


def sweep(state_dir: Path) -> None:
    """Removes files of our own that no journal needs."""
    if not (state_dir / JOURNAL).exists():
        for pattern in ("index-*", "ref-*", "*.new"):
            for file in state_dir.glob(pattern):
                file.unlink(missing_ok=True)


def own_index(state_dir: Path, op: str) -> Path:
    """Returns the file of our own that becomes the index."""
    return state_dir / f"index-{op}"


def own_ref(state_dir: Path, op: str) -> Path:
    """Returns the file of our own that becomes the branch."""
    return state_dir / f"ref-{op}"


def remember_landed(state_dir: Path, op: str, commit: str) -> None:
    """Notes that an op landed, so that a retry of it changes nothing."""
    file = state_dir / _LANDED
    if file.exists() and file.stat().st_size > _LANDED_BYTES:
        write_durably(file, file.read_bytes()[-_LANDED_BYTES // 2 :].partition(b"\n")[2])
    with file.open("ab") as stream:
        # A line of its own even behind one that a full disk cut short.
        stream.write(f"\n{op} {commit}\n".encode())
        stream.flush()
        os.fsync(stream.fileno())


def landed_commit(state_dir: Path, op: str) -> str | None:
    """Returns the commit in which an op landed on this machine, else None."""
    try:
        text = (state_dir / _LANDED).read_bytes()
    except FileNotFoundError:
        return None
    _, found, rest = (b"\n" + text).rpartition(f"\n{op} ".encode())
    commit, end, _ = rest.partition(b"\n")
    return commit.decode("ascii") if found and end and len(commit) == _OID_LENGTH else None

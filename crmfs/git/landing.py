"""Landing: a branch moves to a commit that is there already, work tree and index with it. Writes no object.

Its order is its safety: the next index is made beside the user's, the journal says what is about to happen, then the
branch moves (the commit point), then work tree and index follow; index.lock is held from before that point, else the
user's next `git commit` would silently revert the change.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

from crmfs.core.errors import ChangedMeanwhile, StorageError
from crmfs.git.index import Identity, copy_index, index_identity, set_paths, staged_paths
from crmfs.git.journal import Journal, Step, drop_journal, landed_commit, own_index, own_ref, remember_landed
from crmfs.git.lock import take
from crmfs.git.recover import finish, recover
from crmfs.git.refs import swap_ref, write_own_ref
from crmfs.git.repository import Repository
from crmfs.git.sign import Person
from crmfs.git.worktree import is_untouched


class Move(NamedTuple):
    """A branch that is about to move.

    Attributes:
        op: Id of the act.
        ref: Full name of the branch.
        old: Commit that it is at, None before the first one.
        who: Whom the reflog names.
        why: What the reflog says.
    """

    op: str
    ref: str
    old: str | None
    who: Person
    why: str


def branch_to_move(repository: Repository) -> str:
    """Returns the full name of the branch checked out.

    Raises:
        ChangedMeanwhile: `git.in_progress`, `git.detached_head`.
    """
    doing = repository.in_progress()
    if doing:
        raise ChangedMeanwhile("git.in_progress", doing=doing)
    return repository.branch_ref()


def prepare_index(repository: Repository, op: str, tree: str | None, steps: Sequence[Step]) -> Identity:
    """Makes the next index in a file of our own, unless over unsaved edits; returns which one it is made from.

    Both need git to read an index that lists every file, so they run side by side: one reads the user's, one ours.

    Args:
        tree: The tree that the branch is at.

    Raises:
        ChangedMeanwhile: `git.unsaved_edits`.
    """
    if repository.root is None:
        return None
    own = own_index(repository.state_dir, op)
    identity = copy_index(repository, own)
    with ThreadPoolExecutor(1) as beside:
        made = beside.submit(set_paths, repository, own, steps)
        staged = staged_paths(repository, tree)
        if index_identity(repository) != identity:
            staged = set()  # of another index: `_lock_index` sees that, and all is done again
        clashing = staged | {folder for path in staged for folder in _folders_of(path)}
        for step in steps:
            taken = step.path in clashing or not staged.isdisjoint(_folders_of(step.path))
            if taken or not is_untouched(repository.root, step):
                raise ChangedMeanwhile("git.unsaved_edits", path=step.path)
        made.result()
    return identity


def _folders_of(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def land(repository: Repository, move: Move, new: str, steps: Sequence[Step], index: Identity) -> bool:
    """Does what must happen in this order, journal to journal's end; False if index or branch moved meanwhile.

    Args:
        new: The commit, with all its objects safe on disk.
        steps: What it changes.
        index: Which index ours was made from, by `prepare_index`.

    Raises:
        ChangedMeanwhile: `git.index_locked`, `git.branch_locked`.
        StorageError: `git.landed_unfinished`: the commit stands, and the next writer brings the work tree up to it.
    """
    state, root = repository.state_dir, str(repository.root) if repository.root else None
    journal = Journal(move.op, move.ref, move.old, new, root, str(repository.git_dir), tuple(steps))
    write_own_ref(own_ref(state, journal.op), journal.new)
    journal.save(state)
    try:
        moved = _lock_index(repository, journal, index) and swap_ref(
            repository, own_ref(state, journal.op), journal.ref, journal.old, journal.new,
            (str(move.who), move.why),
        )  # fmt: skip
        if moved:
            with storage_errors("git.landed_unfinished", commit=journal.new):
                finish(repository, journal)
                remember_landed(state, journal.op, journal.new)
                drop_journal(state)
    except StorageError:
        raise  # what a failing disk left is the next writer's: nothing is tried twice
    except OSError as error:
        recover(repository)
        if landed_commit(state, journal.op):  # the branch had moved, and only then was there an error
            raise StorageError("git.landed_unfinished", reason=error.strerror or "", commit=new) from error
        raise
    except BaseException:
        recover(repository)
        raise
    if not moved:
        recover(repository)
    return moved


def _lock_index(repository: Repository, journal: Journal, identity: Identity) -> bool:
    """Takes index.lock; False if the index is no longer the one that ours was made from, or the branch another."""
    if repository.root is None:
        return True
    own, index = own_index(repository.state_dir, journal.op), repository.git_dir / "index"
    if not take(own, index):
        raise ChangedMeanwhile("git.index_locked")
    # Every git command that moves HEAD takes this lock first: what holds now holds until it is given back.
    return (
        index_identity(repository) == identity
        and repository.head_ref() is not None
        and (repository.branch_ref() == journal.ref)
    )


@contextmanager
def storage_errors(code: str, **params: str) -> Iterator[None]:
    """Turns what the system says of the disk into our error; it is never tried again after a failed write."""
    try:
        yield
    except OSError as error:
        raise StorageError(code, reason=error.strerror or "", **params) from error

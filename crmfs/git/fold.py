"""Several commits made one on an earlier parent, some files changed. The old ones stay under a ref of their own."""

from collections.abc import Sequence
from typing import NamedTuple

from crmfs.core.errors import ChangedMeanwhile
from crmfs.git.edit import FileEdit, settled, steps_of
from crmfs.git.journal import own_ref, sweep
from crmfs.git.landing import Move, branch_to_move, land, prepare_index, storage_errors
from crmfs.git.lock import writing
from crmfs.git.recover import recover
from crmfs.git.refs import add_ref
from crmfs.git.repository import Repository
from crmfs.git.sign import named, write_commit
from crmfs.git.stored import Stored
from crmfs.git.trees import build

_BACKUPS = "refs/crmfs/backup/"


class Fold(NamedTuple):
    """What becomes one commit.

    Attributes:
        base: The parent, None for a first commit.
        tip: The commit that the branch must still be at.
        edits: What differs from the tip's files; each made from what it has there.
    """

    base: str | None
    tip: str
    edits: Sequence[FileEdit] = ()


def fold_into(
    repository: Repository, fold: Fold, message: str, *, author: tuple[str, str], op: str, backup: str
) -> str:
    """Puts the files of the branch checked out, edited, onto an earlier commit as one; returns the new commit.

    Where they are the parent's, the branch goes back to the parent. What the user is changing in the work tree is not
    touched.

    Args:
        backup: Full name of a new ref that keeps the old tip.

    Raises:
        ChangedMeanwhile: `git.busy`: the branch has moved; as `commit` else.
        StorageError: As `commit`.
    """
    with storage_errors("git.storage_failed"), writing(repository.state_dir):
        recover(repository)
        try:
            return _fold_into(
                repository, fold, message, Move(op, branch_to_move(repository), fold.tip, named(author), "fold"), backup
            )
        finally:
            sweep(repository.state_dir)


def _fold_into(repository: Repository, fold: Fold, message: str, move: Move, backup: str) -> str:
    if repository.ref(move.ref) != fold.tip:
        raise ChangedMeanwhile("git.busy")
    old = Stored(repository.objects, repository.tree_of(fold.tip))
    changes = settled(old, fold.edits, _moved)
    built, steps = build(repository.objects, old.tree, changes), steps_of(old, changes)
    index = prepare_index(repository, move.op, old.tree, steps)
    add_ref(repository, own_ref(repository.state_dir, move.op), backup, fold.tip)
    repository.objects.write(built.objects, repository.git)
    assert built.tree is not None
    if fold.base and built.tree == repository.tree_of(fold.base):
        commit = fold.base
    else:
        commit = write_commit(repository, built.tree, [fold.base] if fold.base else [], message, move.who)
    if not land(repository, move, commit, steps, index):
        raise ChangedMeanwhile("git.busy")
    return commit


def _moved(path: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    raise ChangedMeanwhile("git.busy")


def kept_refs(repository: Repository) -> list[str]:
    """Returns the refs that keep what was folded."""
    return repository.git("for-each-ref", "--format=%(refname)", _BACKUPS).decode().split()


def remove_ref(repository: Repository, ref: str) -> None:
    """Removes one of them."""
    repository.git("update-ref", "-d", "--end-of-options", ref)

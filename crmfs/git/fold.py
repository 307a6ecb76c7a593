"""Several commits made one: the same files on an earlier parent. The old ones stay under a ref of their own."""

from crmfs.core.errors import ChangedMeanwhile
from crmfs.git.journal import sweep
from crmfs.git.landing import Move, branch_to_move, land, prepare_index, storage_errors
from crmfs.git.lock import writing
from crmfs.git.recover import recover
from crmfs.git.repository import Repository
from crmfs.git.sign import named, write_commit

_BACKUPS = "refs/crmfs/backup/"


def fold_into(
    repository: Repository, base: str | None, message: str, *, author: tuple[str, str], op: str, backup: str
) -> str:
    """Puts the files of the branch checked out onto an earlier commit as one; returns the new commit.

    Work tree and index stay as they are.

    Args:
        base: The parent, None for a first commit.
        backup: Full name of a new ref that keeps the old tip.

    Raises:
        ChangedMeanwhile: `git.busy`; as `commit` else.
        StorageError: As `commit`.
    """
    with storage_errors("git.storage_failed"), writing(repository.state_dir):
        recover(repository)
        try:
            who = named(author)
            ref = branch_to_move(repository)
            tip = repository.ref(ref)
            if tip is None:
                raise ChangedMeanwhile("git.busy")
            repository.git("update-ref", "--end-of-options", backup, tip, "")
            tree = repository.tree_of(tip)
            commit = write_commit(repository, tree, [base] if base else [], message, who)
            index = prepare_index(repository, op, tree, ())
            if not land(repository, Move(op, ref, tip, who, "fold"), commit, (), index):
                raise ChangedMeanwhile("git.busy")
            return commit
        finally:
            sweep(repository.state_dir)


def kept_refs(repository: Repository) -> list[str]:
    """Returns the refs that keep what was folded."""
    return repository.git("for-each-ref", "--format=%(refname)", _BACKUPS).decode().split()


def remove_ref(repository: Repository, ref: str) -> None:
    """Removes one of them."""
    repository.git("update-ref", "-d", "--end-of-options", ref)

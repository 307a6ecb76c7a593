"""Fast-forward: the branch checked out moves to a later commit that somebody else made, as safely as to an own one."""

from crmfs.core.errors import ChangedMeanwhile, ValueRefused
from crmfs.git.change import changes_between
from crmfs.git.history import is_ancestor
from crmfs.git.journal import Step, sweep
from crmfs.git.landing import Move, branch_to_move, land, prepare_index, storage_errors
from crmfs.git.lock import writing
from crmfs.git.recover import recover
from crmfs.git.repository import Repository
from crmfs.git.sign import named
from crmfs.git.stored import Stored


def advance(repository: Repository, commit: str, *, author: tuple[str, str], op: str) -> tuple[str, ...]:
    """Brings the branch checked out to a commit that it is an ancestor of; returns the paths that changed, sorted.

    What the user staged, changed or added himself is not touched.

    Raises:
        ChangedMeanwhile: `git.unsaved_edits`: he is changing a file that changes; `git.busy`: the branch has commits of
            its own by now, or others keep moving it; as `commit` else.
        ValueRefused: `git.not_a_file`: the commit holds what no record and no document is, such as a symlink.
        StorageError: As `commit`.
    """
    with storage_errors("git.storage_failed"), writing(repository.state_dir):
        recover(repository)
        try:
            return _advance(repository, commit, Move(op, branch_to_move(repository), None, named(author), "sync"))
        finally:
            sweep(repository.state_dir)


def _advance(repository: Repository, commit: str, move: Move) -> tuple[str, ...]:
    tip = repository.ref(move.ref)
    if tip == commit:
        return ()
    if tip and not is_ancestor(repository, tip, commit):
        raise ChangedMeanwhile("git.busy")
    old = Stored(repository.objects, repository.tree_of(tip) if tip else None)
    steps = _steps(old, repository.snapshot(commit))
    index = prepare_index(repository, move.op, old.tree, steps)
    if not land(repository, move._replace(old=tip), commit, steps, index):
        raise ChangedMeanwhile("git.busy")
    return tuple(step.path for step in steps)


def _steps(old: Stored, new: Stored) -> tuple[Step, ...]:
    steps = []
    for change in changes_between(old, new):
        here = [entry for entry in (change.new, change.old) if entry]
        if not all(entry.is_file for entry in here):
            raise ValueRefused("git.not_a_file", path=change.path)
        before, after = (entry.oid if entry else None for entry in (change.old, change.new))
        steps.append(Step(change.path, before, after, here[0].mode))
    return tuple(steps)

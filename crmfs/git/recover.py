"""Finishes or undoes what a crash left half done. Never touches what is not proved to be ours."""

from pathlib import Path

from crmfs.core.errors import ChangedMeanwhile, RepositoryError
from crmfs.git.history import is_ancestor
from crmfs.git.index import REFRESHED, copy_index, index_identity, indexed, refresh, set_paths
from crmfs.git.journal import Journal, Step, drop_journal, load_journal, own_index, own_ref, remember_landed, sweep
from crmfs.git.lock import install, is_ours, lock_path, release, take, writing
from crmfs.git.repository import Repository
from crmfs.git.temporaries import remove_temporaries
from crmfs.git.worktree import bring_forward, remove_rest

_MANY = 64  # files; git reads so many once more at every look in no time


def mend(repository: Repository) -> bool:
    """Finishes or undoes a commit that a crash interrupted; says whether there was one.

    Raises:
        ChangedMeanwhile: `git.busy`: another writer is at work.
    """
    with writing(repository.state_dir):
        return recover(repository)


def mend_if_idle(repository: Repository) -> None:
    """As `mend`, for who only reads: a writer that is at work is not waited for, what cannot be mended is left."""
    try:
        with writing(repository.state_dir, wait_seconds=0):
            recover(repository)
    except (ChangedMeanwhile, RepositoryError, OSError):
        return  # the next writer tells of it


def recover(repository: Repository) -> bool:
    """As `mend`, for who holds the writers' lock already."""
    state = repository.state_dir
    journal = load_journal(state)
    if journal:
        owner = _owner(journal) or repository
        tip = repository.ref(journal.ref)
        if tip and _has_landed(repository, journal, tip):
            _finish(owner, journal, tip)
            remember_landed(state, journal.op, journal.new)
        else:
            _undo(owner, journal)
        drop_journal(state)
    remove_temporaries(state)
    sweep(state)
    return journal is not None


def finish(repository: Repository, journal: Journal) -> None:
    """Does all that comes after the commit point, with index.lock held: work tree, index.

    Raises:
        OSError: The disk is full or refuses; the journal still says what is left to do.
    """
    if repository.root is None:
        return
    bring_forward(repository.root, repository.objects, journal.op, journal.steps)
    _install_index(repository, journal)
    if len(journal.steps) > _MANY:
        refresh(repository)


def _finish(repository: Repository, journal: Journal, tip: str) -> None:
    """As `finish`, when anything may have happened since: only paths that the branch still has as we left them."""
    release(own_ref(repository.state_dir, journal.op), repository.common_dir / journal.ref)
    release(own_index(repository.state_dir, REFRESHED), repository.git_dir / "index")
    if repository.root is None or repository.head_ref() != journal.ref:
        _undo(repository, journal)
        return
    snapshot = repository.snapshot(tip)
    entries = {step: snapshot.entry(step.path) for step in journal.steps}
    steps = [step for step, entry in entries.items() if (entry.oid if entry else None) == step.new]
    bring_forward(repository.root, repository.objects, journal.op, steps)
    own, index = own_index(repository.state_dir, journal.op), repository.git_dir / "index"
    if is_ours(own, lock_path(index)):
        install(index)
    elif not is_ours(own, index):
        _redo_index(repository, journal, steps)


def _undo(repository: Repository, journal: Journal) -> None:
    state = repository.state_dir
    release(own_index(state, journal.op), repository.git_dir / "index")
    release(own_ref(state, journal.op), repository.common_dir / journal.ref)
    if repository.root:
        for step in journal.steps:
            remove_rest(repository.root, journal.op, step)


def _install_index(repository: Repository, journal: Journal) -> None:
    if is_ours(own_index(repository.state_dir, journal.op), lock_path(repository.git_dir / "index")):
        install(repository.git_dir / "index")


def _redo_index(repository: Repository, journal: Journal, steps: list[Step]) -> None:
    """Sets the paths once more where somebody removed our lock by hand and the index is still as before the commit."""
    own, index = own_index(repository.state_dir, journal.op), repository.git_dir / "index"
    before = copy_index(repository, own)
    held = indexed(repository, (step.path for step in steps))
    set_paths(repository, own, [step for step in steps if held.get(step.path) == step.old])
    if not take(own, index):
        raise ChangedMeanwhile("git.index_locked")
    if index_identity(repository) != before:
        release(own, index)
        raise ChangedMeanwhile("git.busy")
    install(index)


def _owner(journal: Journal) -> Repository | None:
    """Returns the work tree that the commit was made in, None if it is gone."""
    try:
        found = Repository.find(Path(journal.root or journal.git_dir))
    except RepositoryError:
        return None
    return found if str(found.git_dir) == journal.git_dir else None


def _has_landed(repository: Repository, journal: Journal, tip: str) -> bool:
    """Says whether a branch came past the commit that a journal is about; one that went back to it is at it."""
    if tip == journal.new:
        return True
    went_back = journal.old and _is_in(repository, journal.new, journal.old)
    return _is_in(repository, journal.new, tip) and not (went_back and _is_in(repository, journal.old or "", tip))


def _is_in(repository: Repository, commit: str, tip: str) -> bool:
    return repository.objects.has(commit) and is_ancestor(repository, commit, tip)

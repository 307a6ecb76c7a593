"""The commit protocol: the one way in which crmfs changes a repository. Nothing else moves a ref.

Its order is its safety: judged on the result, written beside everything, journalled, then the branch moves (the commit
point), then work tree and index follow; index.lock is held from before that point, else the user's next `git commit`
would silently revert the edit. What the user staged, changed or added himself is never read, committed or changed.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from crmfs.core.errors import ChangedMeanwhile, StorageError
from crmfs.core.regex import regex
from crmfs.git.edit import FileEdit, Merge, check_paths, settled, steps_of
from crmfs.git.index import Identity, copy_index, index_identity, set_paths, staged_paths
from crmfs.git.journal import (
    Journal,
    Step,
    drop_journal,
    landed_commit,
    own_index,
    own_ref,
    remember_landed,
    sweep,
)
from crmfs.git.lock import take, writing
from crmfs.git.message import OP, with_trailers
from crmfs.git.overlay import InMemory, Overlay
from crmfs.git.recover import finish, recover
from crmfs.git.refs import swap_ref, write_own_ref
from crmfs.git.repository import Repository
from crmfs.git.sign import Person, named, write_commit
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored
from crmfs.git.trees import Built, build
from crmfs.git.worktree import is_untouched

ATTEMPTS = 20  # how often the branch may move under us before we say so
_OP = regex(r"[0-9A-Za-z-]{8,64}")

Judge = Callable[[Snapshot, Snapshot], None]


@dataclass(frozen=True, slots=True)
class Committed:
    """What became of an edit.

    Attributes:
        commit: The commit that holds it; the tip where there was nothing to change, `""` if there is none.
        paths: The paths that differ from before, sorted; empty where there was nothing to change.
        repeated: The op had landed already and nothing was done now.
    """

    commit: str
    op: str
    paths: tuple[str, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class _Request:
    edits: Sequence[FileEdit]
    message: str
    author: Person
    judge: Judge
    merge: Merge
    op: str


def commit(
    repository: Repository,
    edits: Sequence[FileEdit],
    *,
    message: str,
    trailers: Sequence[tuple[str, str]],
    author: tuple[str, str],
    judge: Judge,
    merge: Merge,
    op: str,
) -> Committed:
    """Lands edits of files as one commit on the branch checked out, acknowledged when they are safe on disk.

    Args:
        edits: Each path once.
        message: Subject and text.
        trailers: Keys and values, `Reason` and `Employee`; `Crmfs-Op` is added.
        author: Name and e-mail address, also of the committer.
        judge: Called with the snapshots before and after, result of merges included; raises to refuse. Nothing has been
            written then.
        merge: Called with (path, base, ours, theirs) where the file changed since the edit was made; a side without the
            file is None. Returns what the file is to hold, None to delete it, or raises ChangedMeanwhile.
        op: Id of this act (8 to 64 letters, digits, dashes). Given again, after a crash say, it changes nothing.

    Raises:
        ChangedMeanwhile: Conflict (as `merge` raises it), another writer (`git.busy`, `git.index_locked`,
            `git.branch_locked`), unsaved edits (`git.unsaved_edits`), git is in the middle of something
            (`git.in_progress`).
        RepositoryError: No identity, signing failed, git failed.
        ValueRefused: A path that cannot be stored (`git.path_refused`, `git.path_taken`, `git.not_a_file`).
        StorageError: The disk is full or refuses; after the commit point `git.landed_unfinished`: the commit stands,
            and the next writer brings the work tree up to it.
    """
    if not is_op(op):
        raise ValueError("op")
    check_paths(edits)
    request = _Request(edits, with_trailers(message, [*trailers, (OP, op)]), named(author), judge, merge, op)
    with _storage_errors("git.storage_failed"), writing(repository.state_dir):
        recover(repository)
        try:
            return _commit(repository, request)
        finally:
            sweep(repository.state_dir)


def is_op(text: str) -> bool:
    """Says whether a text can be the id of an act."""
    return _OP.fullmatch(text) is not None


def _commit(repository: Repository, request: _Request) -> Committed:
    landed = landed_commit(repository.state_dir, request.op)
    if landed:
        return Committed(landed, request.op, repeated=True)
    for _ in range(ATTEMPTS):
        done = _attempt(repository, request, _branch(repository))
        if done:
            return done
    raise ChangedMeanwhile("git.busy")


def _branch(repository: Repository) -> str:
    """Returns the full name of the branch that the commit goes to."""
    doing = repository.in_progress()
    if doing:
        raise ChangedMeanwhile("git.in_progress", doing=doing)
    return repository.branch_ref()


def _attempt(repository: Repository, request: _Request, ref: str) -> Committed | None:
    """Lands the edits on the tip as it is now; None if the tip moved meanwhile."""
    tip = repository.ref(ref)
    base = Stored(repository.objects, repository.tree_of(tip) if tip else None)
    changes = settled(base, request.edits, request.merge)
    if not changes:
        return Committed(tip or "", request.op)
    after = Overlay(base, {path: leaf and InMemory(*leaf) for path, leaf in changes.items()})
    request.judge(base, after)
    built = build(repository.objects, base.tree, changes)
    steps = steps_of(base, changes)
    index = _prepare_index(repository, request.op, base.tree, steps)
    oid = _write_objects(repository, request, built, tip)
    journal = Journal(
        request.op, ref, tip, oid, str(repository.root) if repository.root else None, str(repository.git_dir), steps
    )
    if not _land(repository, journal, request, index):
        return None
    return Committed(oid, request.op, tuple(changes))


def _prepare_index(repository: Repository, op: str, tree: str | None, steps: tuple[Step, ...]) -> Identity:
    """Makes the next index in a file of our own, unless over unsaved edits; returns which one it is made from.

    Both need git to read an index that lists every file, so they run side by side: one reads the user's, one ours.
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


def _write_objects(repository: Repository, request: _Request, built: Built, tip: str | None) -> str:
    repository.objects.write(built.objects, repository.git)
    assert built.tree is not None
    return write_commit(repository, built.tree, tip, request.message, request.author)


def _land(repository: Repository, journal: Journal, request: _Request, index: Identity) -> bool:
    """Does what must happen in this order, journal to journal's end; False if index or branch moved meanwhile."""
    state = repository.state_dir
    write_own_ref(own_ref(state, journal.op), journal.new)
    journal.save(state)
    try:
        moved = _lock_index(repository, journal, index) and swap_ref(
            repository, own_ref(state, journal.op), journal.ref, journal.old, journal.new,
            (str(request.author), "commit: " + request.message.partition("\n")[0]),
        )  # fmt: skip
        if moved:
            with _storage_errors("git.landed_unfinished", commit=journal.new):
                finish(repository, journal)
                remember_landed(state, journal.op, journal.new)
                drop_journal(state)
    except StorageError:
        raise  # what a failing disk left is the next writer's: nothing is tried twice
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
def _storage_errors(code: str, **params: str) -> Iterator[None]:
    """Turns what the system says of the disk into our error; it is never tried again after a failed write."""
    try:
        yield
    except OSError as error:
        raise StorageError(code, reason=error.strerror or "", **params) from error

"""The commit protocol: the one way in which crmfs changes what a repository holds.

Edits are judged on their result and written beside everything; then the branch lands on them. What the user staged,
changed or added himself is never read, committed or changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crmfs.core.errors import ChangedMeanwhile
from crmfs.core.regex import regex
from crmfs.git.commit_graph import keep_indexed
from crmfs.git.edit import FileEdit, Merge, check_paths, settled, steps_of
from crmfs.git.journal import landed_commit, sweep
from crmfs.git.landing import Move, branch_to_move, land, prepare_index, storage_errors
from crmfs.git.lock import writing
from crmfs.git.message import OP, with_trailers
from crmfs.git.overlay import InMemory, Overlay
from crmfs.git.recover import recover
from crmfs.git.repository import Repository
from crmfs.git.sign import Person, named, write_commit
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored
from crmfs.git.trees import Built, build

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
    parents: Sequence[str]


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
    parents: Sequence[str] = (),
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
        parents: Further parents, of a merge; it is made even where no file differs.

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
    request = _Request(edits, with_trailers(message, [*trailers, (OP, op)]), named(author), judge, merge, op, parents)
    with storage_errors("git.storage_failed"), writing(repository.state_dir):
        recover(repository)
        try:
            done = _commit(repository, request)
        finally:
            sweep(repository.state_dir)
    if done.paths:
        keep_indexed(repository, done.commit)
    return done


def is_op(text: str) -> bool:
    """Says whether a text can be the id of an act."""
    return _OP.fullmatch(text) is not None


def _commit(repository: Repository, request: _Request) -> Committed:
    landed = landed_commit(repository.state_dir, request.op)
    if landed:
        return Committed(landed, request.op, repeated=True)
    for _ in range(ATTEMPTS):
        done = _attempt(repository, request, branch_to_move(repository))
        if done:
            return done
    raise ChangedMeanwhile("git.busy")


def _attempt(repository: Repository, request: _Request, ref: str) -> Committed | None:
    """Lands the edits on the tip as it is now; None if the tip moved meanwhile."""
    tip = repository.ref(ref)
    base = Stored(repository.objects, repository.tree_of(tip) if tip else None)
    changes = settled(base, request.edits, request.merge)
    if not changes and not request.parents:
        return Committed(tip or "", request.op)
    after = Overlay(base, {path: leaf and InMemory(*leaf) for path, leaf in changes.items()})
    request.judge(base, after)
    built = build(repository.objects, base.tree, changes)
    steps = steps_of(base, changes)
    index = prepare_index(repository, request.op, base.tree, steps)
    oid = _write_objects(repository, request, built, tip)
    move = Move(request.op, ref, tip, request.author, "commit: " + request.message.partition("\n")[0])
    return Committed(oid, request.op, tuple(changes)) if land(repository, move, oid, steps, index) else None


def _write_objects(repository: Repository, request: _Request, built: Built, tip: str | None) -> str:
    repository.objects.write(built.objects, repository.git)
    assert built.tree is not None
    parents = ([tip] if tip else []) + list(request.parents)
    return write_commit(repository, built.tree, parents, request.message, request.author)

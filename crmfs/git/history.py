"""History: which commits a range holds and how two commits are related. Reads commits only, never a file of them."""

from collections.abc import Iterator
from typing import NamedTuple

from crmfs.core.errors import RepositoryError
from crmfs.git.repository import Repository

_FORMAT = "%H%n%P%n%ae%n%ce%n%ct%n%B"


class Commit(NamedTuple):
    """One commit.

    Attributes:
        parents: Ids of its parents, the first one being the branch it was made on.
        time: When it was committed, in seconds since 1970 (UTC).
    """

    oid: str
    parents: tuple[str, ...]
    author_email: str
    committer_email: str
    message: str
    time: int


def commits_between(repository: Repository, new: str, protected: str | None) -> list[Commit]:
    """Returns the commits that `new` has and the protected tip has not, parents before children.

    Args:
        new: Full id of a commit, in a hook one still in quarantine.
        protected: Full id of the tip whose history is known already; None for no history.
    """
    ends = [new, f"^{protected}"] if protected else [new]
    text = repository.git(
        "-c", "log.showSignature=false", "log", "-z", "--topo-order", "--reverse", "--no-color", "--encoding=UTF-8",
        f"--format={_FORMAT}", "--no-patch", "--no-notes", "--end-of-options", *ends, "--",
    ).decode("utf-8", "replace")  # fmt: skip
    return [_commit(part) for part in text.split("\0") if part]


def is_ancestor(repository: Repository, older: str, newer: str) -> bool:
    """Says whether `newer` is `older` or has it in its history; both are full ids."""
    return merge_base(repository, older, newer) == older


def merge_base(repository: Repository, one: str, other: str) -> str | None:
    """Returns the best common ancestor of two commits given by their full ids, None for unrelated ones."""
    found = repository.git("merge-base", "--end-of-options", one, other, check=False).decode("ascii", "replace").strip()
    return found or None


def count_between(repository: Repository, old: str | None, new: str) -> int:
    """Returns how many commits, merges not counted, one commit has and another has not; None stands for no history."""
    excluded = [f"^{old}"] if old else []
    return int(repository.git("rev-list", "--count", "--no-merges", "--end-of-options", new, *excluded))


def first_parent(repository: Repository, commit: str) -> str | None:
    """Returns the first parent of a commit given by its full id, None for a first commit."""
    parents = repository.objects.commit(commit).parent_ids
    return str(parents[0]) if parents else None


def was_there(repository: Repository, commit: str, path: str) -> bool:
    """Says whether anything ever lay at or below a path, in a commit or in its history."""
    return bool(repository.git(
        "log", "-1", "--no-color", "--no-show-signature", "--format=%H", "--end-of-options", commit,
        "--", f":(top,literal){path}",
    ))  # fmt: skip


def versions_of(repository: Repository, commit: str, path: str) -> Iterator[str]:
    """Returns the blob ids that a file had in a commit and in its first parents, newest first, each change once."""
    log = repository.git(
        "log", "--first-parent", "--no-color", "--no-show-signature", "--format=%H", "--end-of-options", commit,
        "--", f":(top,literal){path}",
    ).decode("ascii", "replace")  # fmt: skip
    for oid in log.split():
        entry = repository.snapshot(oid).entry(path)
        if entry and entry.is_file and entry.oid:
            yield entry.oid


def _commit(text: str) -> Commit:
    fields = text.split("\n", 5)
    if len(fields) != 6:
        raise RepositoryError("git.unreadable")
    oid, parents, author, committer, time, message = fields
    return Commit(oid, tuple(parents.split()), author, committer, message.rstrip("\n"), int(time))

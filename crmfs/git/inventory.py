"""Inventory: which refs, commits and files a repository holds, and whether all is there. Reads the bytes of no file."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crmfs.core.errors import RepositoryError
from crmfs.git.repository import Repository

_FIELDS = "%(objectname)%00%(symref)%00%(refname)"


class Refs(NamedTuple):
    """All refs of a repository at one moment.

    Attributes:
        tips: Object ids by full name.
        symbolic: Names that stand for another name, and which.
        head: Full name of the branch checked out, born or not; None where a commit is.
        commit: The commit checked out, None before the first one.
    """

    tips: Mapping[str, str]
    symbolic: Mapping[str, str]
    head: str | None
    commit: str | None

    @property
    def ids(self) -> set[str]:
        """The ids of all that is pointed to."""
        return {*self.tips.values(), *([self.commit] if self.commit else [])}


def refs_of(repository: Repository) -> Refs:
    """Returns the refs as they are now."""
    listed = repository.git("for-each-ref", f"--format={_FIELDS}").decode("utf-8", "surrogateescape")
    found = [line.split("\0") for line in listed.splitlines()]
    return Refs(
        {name: oid for oid, _, name in found},
        {name: target for _, target, name in found if target},
        repository.head_ref(),
        repository.head(),
    )


def lacks_history(repository: Repository) -> bool:
    """Says whether a clone was told not to hold everything: a shallow or a partial one."""
    return (repository.common_dir / "shallow").exists() or repository.config("extensions.partialclone") is not None


def roots_of(repository: Repository, ids: Iterable[str]) -> tuple[str, ...]:
    """Returns the commits without parents in the history of some objects, sorted: what a repository is known by."""
    found = listed(repository, ["--max-parents=0"], ids)
    return tuple(sorted(found.split()))


def count_commits(repository: Repository, ids: Iterable[str], known: Iterable[str] = ()) -> int:
    """Returns how many commits some objects have in their history that `known` ones have not."""
    return int(listed(repository, ["--count"], ids, known) or 0)


def count_files(repository: Repository, commit: str) -> int:
    """Returns how many files a commit, given by its full id, has."""
    return repository.git("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).count(b"\0")


def files_of(repository: Repository, commit: str) -> list[str]:
    """Returns the paths of the regular files of a commit given by its full id, as git lists them: soon, if many."""
    listed = repository.git("ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "surrogateescape")
    return [line.partition("\t")[2] for line in listed.split("\0") if line.startswith("100")]


def count_edits(repository: Repository) -> int:
    """Returns how many files of the work tree no commit holds as they are: changed, new, deleted, staged only."""
    if repository.root is None:
        return 0
    asked = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
    return repository.aside().git(*asked).count(b"\0")


def present(repository: Repository, ids: Iterable[str]) -> set[str]:
    """Returns those of some objects that a repository holds."""
    asked = sorted(set(ids))
    answers = repository.git("cat-file", "--batch-check", stdin="".join(f"{one}\n" for one in asked).encode()).decode()
    said = zip(asked, answers.splitlines(), strict=True)
    return {one for one, answer in said if not answer.endswith(" missing")}


def is_sound(repository: Repository) -> bool:
    """Says whether `git fsck --full` finds every object whole and none missing."""
    try:
        repository.git("fsck", "--full", "--no-dangling", "--no-progress", "--no-reflogs")
    except RepositoryError:
        return False
    return True


def listed(repository: Repository, options: list[str], ids: Iterable[str], known: Iterable[str] = ()) -> str:
    """Returns what `git rev-list` prints of the history of some objects, that of known ones left out."""
    asked = "".join(f"{oid}\n" for oid in ids) + "".join(f"^{oid}\n" for oid in known)
    return repository.git("rev-list", *options, "--stdin", stdin=asked.encode()).decode("ascii", "replace").strip()

"""The next index: a copy of the user's with a commit's paths set, to take its place. Reads no file of the work tree."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from crmfs.git.journal import Step, own_index
from crmfs.git.lock import install, release, take
from crmfs.git.repository import Repository

REFRESHED = "refreshed"  # names the file of our own
Identity = tuple[int, int, int] | None  # git replaces its index, so a new one is a new inode


def index_identity(repository: Repository) -> Identity:
    """Returns what tells one written index from the next, None where there is none yet."""
    try:
        found = (repository.git_dir / "index").stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def copy_index(repository: Repository, own: Path) -> Identity:
    """Copies the index to a file of our own; returns which one it was."""
    while True:
        before = index_identity(repository)
        own.unlink(missing_ok=True)
        if before:
            # Its time too: git compares file times with the index's to know which files to look into.
            shutil.copy2(repository.git_dir / "index", own)
        if index_identity(repository) == before:
            return before


def refresh(repository: Repository) -> None:
    """Notes in the index what git needs to know without reading them that files are unchanged; left where git is busy.

    Only for who has journalled what he does: after a crash the lock is proved ours by the file of our own.
    """
    own, index = own_index(repository.state_dir, REFRESHED), repository.git_dir / "index"
    before = copy_index(repository, own)
    repository.git("update-index", "-q", "--refresh", env={"GIT_INDEX_FILE": str(own)}, check=False)
    if before:
        _sync(own)
    if before and take(own, index, wait_seconds=0):
        if index_identity(repository) == before:
            install(index)
        else:
            release(own, index)
    own.unlink(missing_ok=True)


def staged_paths(repository: Repository, tree: str | None) -> set[str]:
    """Returns the paths at which the index differs from a tree, conflicts included."""
    env = {"GIT_INDEX_FILE": str(repository.git_dir / "index")}
    if tree is None:
        found = repository.git("ls-files", "-z", env=env)
    else:
        found = repository.git("diff-index", "--cached", "--name-only", "-z", "--no-renames", tree, env=env)
    return set(filter(None, found.decode("utf-8", "surrogateescape").split("\0")))


def indexed(repository: Repository, paths: Iterable[str]) -> dict[str, str]:
    """Returns the blobs that the user's index holds for some paths."""
    wanted = set(paths)
    found = {}
    for line in repository.git("ls-files", "--stage", "-z").decode("utf-8", "surrogateescape").split("\0"):
        facts, _, path = line.partition("\t")
        if path in wanted:
            found[path] = facts.split(" ")[1]
    return found


def set_paths(repository: Repository, own: Path, steps: Iterable[Step]) -> None:
    """Sets a commit's paths in an index of our own, durably."""
    ordered = sorted(steps, key=lambda step: step.new is not None)  # a deleted file makes room for a folder
    lines = "".join(f"{step.mode if step.new else 0:o} {step.new or '0' * 40}\t{step.path}\0" for step in ordered)
    repository.git("update-index", "-z", "--index-info", stdin=lines.encode(), env={"GIT_INDEX_FILE": str(own)})
    _sync(own)


def _sync(own: Path) -> None:
    file = os.open(own, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)

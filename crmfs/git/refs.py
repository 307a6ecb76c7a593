"""The commit point: moves a branch from one commit to the next, only if it is still where it was; git's reflog."""

import os
import time
from pathlib import Path

from crmfs.core.errors import ChangedMeanwhile
from crmfs.git.lock import install, release, sync_folder, take, write_durably
from crmfs.git.repository import Repository
from crmfs.git.sign import local_zone


def write_own_ref(own: Path, commit: str) -> None:
    """Writes the file of our own that becomes the branch."""
    write_durably(own, f"{commit}\n".encode("ascii"))


def add_ref(repository: Repository, own: Path, ref: str, commit: str) -> None:
    """Makes a new ref, durably and without a lock that a crash could leave.

    Args:
        own: Where the file of our own may be written that becomes the ref.
        ref: Full name of a ref that nobody else makes.
    """
    write_own_ref(own, commit)
    target = repository.common_dir / ref
    target.parent.mkdir(parents=True, exist_ok=True)
    os.link(own, target)
    sync_folder(target.parent)


def swap_ref(repository: Repository, own: Path, ref: str, old: str | None, new: str, entry: tuple[str, str]) -> bool:
    """Moves a branch, durably.

    Args:
        own: File written by `write_own_ref`; it becomes the branch.
        ref: Full name of the branch.
        old: Where it must be; None if it must not exist.
        new: Where it goes.
        entry: For the reflog: `Name <mail>`, and the subject.

    Returns:
        False if the branch is elsewhere; nothing is moved then.

    Raises:
        ChangedMeanwhile: `git.branch_locked`: somebody else keeps it locked.
    """
    target = repository.common_dir / ref
    target.parent.mkdir(parents=True, exist_ok=True)
    if not take(own, target):
        raise ChangedMeanwhile("git.branch_locked", ref=ref)
    if repository.ref(ref) != old:
        release(own, target)
        return False
    line = f"{old or '0' * 40} {new} {entry[0]} {int(time.time())} {local_zone()}\t{entry[1]}\n"
    _log(repository, ref, line)
    install(target)
    return True


def _log(repository: Repository, ref: str, line: str) -> None:
    setting = (repository.config("core.logallrefupdates") or "").lower()
    wanted = setting in ("true", "always", "1", "yes", "on") or (not setting and not repository.is_bare)
    files = [repository.common_dir / "logs" / ref]
    if repository.head_ref() == ref:
        files.append(repository.git_dir / "logs" / "HEAD")
    for file in files:
        if wanted or file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("ab") as stream:
                stream.write(line.encode("utf-8", "replace"))

"""Writes a plan to the work tree: temp, fsync, rename; never through a symlink. Touches no index, no commit."""

import os
import stat
from pathlib import Path
from uuid import uuid4

from crmfs.core.errors import ChangedMeanwhile
from crmfs.core.paths import name, parent
from crmfs.edits.fixes.plan import Move, Plan, Rewrite
from crmfs.git.disk import disk_stat, is_clear, opened_folder, read_disk
from crmfs.git.lock import writing
from crmfs.git.recover import recover
from crmfs.git.repository import Repository
from crmfs.git.temporaries import note_temporaries, remove_temporaries


def land(repository: Repository, root: Path, plan: Plan) -> None:
    """Does what was planned.

    All new contents are on disk before the first file is replaced, so a full disk changes nothing.

    Args:
        root: Top of the work tree.

    Raises:
        ChangedMeanwhile: `fix.changed_meanwhile`: a file was changed since the plan was made; `git.busy`.
        OSError: The disk is full or refuses.
    """
    with writing(repository.state_dir):
        recover(repository)
        for rewrite in plan.rewrites:
            _expect_unchanged(root, rewrite)
        for move in plan.moves:
            if not is_clear(root, move.to):
                raise ChangedMeanwhile("fix.changed_meanwhile", path=move.to)
        if plan.rewrites:
            _rewrite(repository, root, plan.rewrites)
        for move in plan.moves:
            _move(root, move)


def _expect_unchanged(root: Path, rewrite: Rewrite) -> None:
    if rewrite.old is None:
        unchanged = is_clear(root, rewrite.path)
    else:
        found = disk_stat(root, rewrite.path)
        unchanged = bool(found and stat.S_ISREG(found.st_mode)) and read_disk(root, rewrite.path) == rewrite.old
    if not unchanged:
        raise ChangedMeanwhile("fix.changed_meanwhile", path=rewrite.path)


def _rewrite(repository: Repository, root: Path, rewrites: tuple[Rewrite, ...]) -> None:
    """Writes all new contents beside their files, then puts them in place; after a crash, too, none is left beside."""
    names = [f".crmfs-fix-{uuid4().hex}" for _ in rewrites]
    pairs = list(zip(rewrites, names, strict=True))
    paths = [f"{folder}/{temporary}".lstrip("/") for one, temporary in pairs for folder in [parent(one.path)]]
    note_temporaries(repository.state_dir, root, paths)
    try:
        for rewrite, temporary in pairs:
            _write(root, rewrite, temporary)
        for rewrite, temporary in pairs:
            _put(root, temporary, rewrite.path)
    finally:
        remove_temporaries(repository.state_dir)


def _write(root: Path, rewrite: Rewrite, temporary: str) -> None:
    with opened_folder(root, parent(rewrite.path)) as here:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.open(temporary, flags, 0o666, dir_fd=here)
        with open(file, "wb") as stream:  # noqa: PTH123 - a descriptor, not a path
            stream.write(rewrite.new)
            if rewrite.old is not None:
                mode = os.stat(name(rewrite.path), dir_fd=here, follow_symlinks=False).st_mode
                os.fchmod(file, stat.S_IMODE(mode))
            stream.flush()
            os.fsync(file)


def _put(root: Path, temporary: str, path: str) -> None:
    with opened_folder(root, parent(path)) as here:
        os.rename(temporary, name(path), src_dir_fd=here, dst_dir_fd=here)
        os.fsync(here)


def _move(root: Path, move: Move) -> None:
    with opened_folder(root, parent(move.path)) as here, opened_folder(root, parent(move.to), make=True) as there:
        os.rename(name(move.path), name(move.to), src_dir_fd=here, dst_dir_fd=there)
        os.fsync(there)
        os.fsync(here)
    with opened_folder(root, parent(parent(move.path))) as above:
        try:
            os.rmdir(name(parent(move.path)), dir_fd=above)
        except OSError:  # others lie there, too
            return
        os.fsync(above)

"""Brings files of the work tree to a commit's content, never over what a user changed and never through a symlink."""

import os
from collections.abc import Sequence
from pathlib import Path

from crmfs.git.disk import disk_stat, is_clear, mode_of, opened_folder, read_disk
from crmfs.git.journal import Step
from crmfs.git.model import EXECUTABLE, FILE, object_id
from crmfs.git.objects import Objects

_SYNCED_ALONE = 16  # files; for more, syncing the whole disk twice is faster


def is_untouched(root: Path, step: Step) -> bool:
    """Says whether a path on disk is as before the commit: the old bytes, or nothing where there was nothing."""
    if step.old is None:
        return is_clear(root, step.path)
    found = disk_stat(root, step.path)
    if found is None or mode_of(found) not in (FILE, EXECUTABLE):
        return False
    data = read_disk(root, step.path)
    return data is not None and object_id("blob", data) == step.old


def bring_forward(root: Path, objects: Objects, op: str, steps: Sequence[Step]) -> None:
    """Brings paths to their new content, durably; a path that was changed since is left alone.

    Raises:
        OSError: The disk is full or refuses.
    """
    one_by_one = len(steps) <= _SYNCED_ALONE
    for step in steps:
        remove_rest(root, op, step)
    for step in steps:
        if step.new is None and is_untouched(root, step):
            _delete(root, step.path)
    written = [step for step in steps if step.new is not None and is_untouched(root, step)]
    for step in written:
        _write_beside(root, op, step, objects.read(step.new or ""), one_by_one)
    if not one_by_one:
        os.sync()
    for step in written:
        _move_in(root, op, step, one_by_one)
    if not one_by_one:
        os.sync()


def remove_rest(root: Path, op: str, step: Step) -> None:
    """Removes the half-written file that a crash may have left beside a path."""
    folder, name = _temporary(step.path, op)
    try:
        with opened_folder(root, folder) as here:
            os.unlink(name, dir_fd=here)
    except (FileNotFoundError, NotADirectoryError):
        return


def _temporary(path: str, op: str) -> tuple[str, str]:
    return path.rpartition("/")[0], f".crmfs-{op[:13]}-{object_id('blob', path.encode())[:12]}"


def _write_beside(root: Path, op: str, step: Step, data: bytes, sync: bool) -> None:
    folder, temporary = _temporary(step.path, op)
    name = step.path.rpartition("/")[2]
    with opened_folder(root, folder, make=True, sync=sync) as here:
        mode = os.stat(name, dir_fd=here, follow_symlinks=False).st_mode & 0o777 if step.old else None
        fresh = 0o777 if step.mode == EXECUTABLE else 0o666
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, fresh, dir_fd=here)
        with open(file, "wb") as stream:  # noqa: PTH123 - a descriptor, not a path
            stream.write(data)
            if mode is not None:
                os.fchmod(file, mode)
            stream.flush()
            if sync:
                os.fsync(file)


def _move_in(root: Path, op: str, step: Step, sync: bool) -> None:
    if not is_untouched(root, step):  # once more: an editor may have saved it a moment ago
        remove_rest(root, op, step)
        return
    folder, temporary = _temporary(step.path, op)
    with opened_folder(root, folder) as here:
        os.rename(temporary, step.path.rpartition("/")[2], src_dir_fd=here, dst_dir_fd=here)
        if sync:
            os.fsync(here)


def _delete(root: Path, path: str) -> None:
    folder, _, name = path.rpartition("/")
    with opened_folder(root, folder) as here:
        os.unlink(name, dir_fd=here)
        os.fsync(here)
    while folder:
        above, _, name = folder.rpartition("/")
        try:
            with opened_folder(root, above) as here:
                os.rmdir(name, dir_fd=here)
        except OSError:  # not empty: somebody's files are there
            return
        folder = above

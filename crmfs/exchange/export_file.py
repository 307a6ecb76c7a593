"""The file that an export becomes: whole or absent, its owner's alone. Knows nothing of what is in it."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from crmfs.core.errors import UsageError
from crmfs.git.lock import sync_folder
from crmfs.git.repository import Repository


def demand_free(file: Path, repository: Repository, *, force: bool) -> None:
    """Refuses a place where no export may be written, before any work is done.

    Raises:
        UsageError: `export.exists`, `export.no_folder`, or `export.inside`: personal data is not to be committed.
    """
    folder = file.absolute().parent.resolve()
    if not folder.is_dir():
        raise UsageError("export.no_folder", file=str(file))
    places = (repository.root, repository.git_dir, repository.common_dir)
    if any(folder.is_relative_to(place.resolve()) for place in places if place):
        raise UsageError("export.inside", file=str(file))
    if file.is_dir() or (not force and (file.exists() or file.is_symlink())):
        raise UsageError("export.exists", file=str(file))


def write_export(file: Path, data: bytes, *, force: bool, before: Callable[[], None]) -> None:
    """Writes a file with mode 0600, durably; where that fails nothing is left of it.

    Args:
        before: Called when all bytes are on disk, before anybody can see the file; its error stops it.

    Raises:
        UsageError: `export.exists`: it was made meanwhile.
        OSError: The disk is full, or the folder cannot be written.
    """
    descriptor, name = tempfile.mkstemp(dir=file.absolute().parent, prefix=".crmfs-")  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        before()
        if force:
            temporary.replace(file)
        else:
            _put_new(temporary, file)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    sync_folder(file.absolute().parent)


def _put_new(temporary: Path, file: Path) -> None:
    try:
        os.link(temporary, file)
    except FileExistsError:
        raise UsageError("export.exists", file=str(file)) from None
    except OSError:  # a file system without links, such as a memory stick's
        if file.exists() or file.is_symlink():
            raise UsageError("export.exists", file=str(file)) from None
        temporary.replace(file)

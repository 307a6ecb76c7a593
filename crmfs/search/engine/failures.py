"""Failures: whatever the engine raises, as errors that say why. Reads and writes nothing itself."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crmfs.core.errors import RepositoryError
from crmfs.core.regex import regex

_PANIC = "PanicException"  # what the engine raises where it should not; no Exception, and its class has no home
_ERRNO = regex(r"(?:\bcode: |os error )(\d+)")
_FULL_BYTES = 1 << 20  # with less left a disk counts as full: the engine does not always say why it could not write


@contextmanager
def reading() -> Iterator[None]:
    """Makes whatever the engine raises while reading one error of ours."""
    try:
        yield
    except RepositoryError:
        raise
    except (ValueError, OSError):
        raise RepositoryError("index.broken") from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise RepositoryError("index.broken") from None


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Makes whatever the engine raises while writing an OSError that says why, as far as that can be known."""
    try:
        yield
    except ValueError as error:
        said = str(error)
        number = _ERRNO.search(said)
        if "LockBusy" in said:
            raise OSError(errno.EBUSY, "") from None
        if number:
            raise OSError(int(number[1]), "") from None
        from shutil import disk_usage  # slow to load, and searches write nothing

        full = disk_usage(folder).free < _FULL_BYTES
        raise OSError(errno.ENOSPC if full else errno.EIO, "") from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise OSError(errno.EIO, "") from None

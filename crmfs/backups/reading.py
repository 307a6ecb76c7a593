"""Reads the files of backups: whether they are as written, and what is in them. Makes no repository."""

import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from crmfs.backups.cipher import Sink, Source, decrypt
from crmfs.backups.depot import Depot
from crmfs.backups.manifest import Manifest, StoredFile
from crmfs.backups.sealed import BackupDamaged
from crmfs.core.errors import StorageError

_PIECE_BYTES = 1 << 20
_MB = 1_000_000
Progress = Callable[[int, int], None]
Tell = Callable[[int], None]
Identities = Sequence[object]


def check_files(depot: Depot, manifests: Iterable[Manifest], progress: Progress | None = None) -> list[BackupDamaged]:
    """Reads every file of some backups and returns what is missing or not as it was written.

    Args:
        progress: Called with (MB read, MB in all).

    Raises:
        StorageError: The drive cannot be read.
    """
    wanted = [(one, file) for one in manifests for file in one.files]
    total, done = sum(file.size_bytes for _, file in wanted), 0
    wrong = []
    for one, file in wanted:
        fault = _fault(depot.folder / one.id / file.name, file, teller(progress, done, total))
        done += file.size_bytes
        if fault:
            wrong.append(BackupDamaged(fault, path=f"{one.id}/{file.name}"))
    teller(progress, total, total)(0)
    return wrong


def read_file(
    depot: Depot, one: Manifest, file: StoredFile, sink: Sink | io.BytesIO, identities: Identities, tell: Tell
) -> None:
    """Hands a file's bytes on, decrypted.

    Args:
        tell: Called with the number of bytes read.

    Raises:
        BackupDamaged: `backup.missing`.
        UsageError: `backup.identity_wrong`.
    """
    try:
        source = (depot.folder / one.id / file.name).open("rb")
    except FileNotFoundError:
        raise BackupDamaged("backup.missing", path=f"{one.id}/{file.name}") from None
    with source:
        counted = _Counted(source, tell)
        if one.recipients:
            decrypt(counted, sink, identities)
        else:
            while piece := counted.read(_PIECE_BYTES):
                sink.write(piece)


class _Counted:
    def __init__(self, source: Source, tell: Tell) -> None:
        self._source, self._tell, self._done = source, tell, 0

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self._done += len(piece)
        self._tell(self._done)
        return piece


def _fault(path: Path, file: StoredFile, tell: Tell) -> str | None:
    """Returns the code of what is wrong with a file, None for nothing."""
    try:
        if path.stat().st_size != file.size_bytes or path.is_symlink():
            return "backup.damaged"
        found, done = hashlib.sha256(), 0
        with path.open("rb", buffering=0) as stream:
            while piece := stream.read(_PIECE_BYTES):
                found.update(piece)
                done += len(piece)
                tell(done)
    except (FileNotFoundError, NotADirectoryError):
        return "backup.missing"
    except OSError as error:
        raise StorageError("backup.io_failed", path=str(path), reason=error.strerror or "") from error
    return None if found.hexdigest() == file.sha256 else "backup.damaged"


def teller(progress: Progress | None, before_bytes: int, total_bytes: int) -> Tell:
    """Returns what tells, of so many bytes in all, how far the reading of one file is behind those before it."""

    def tell(done_bytes: int) -> None:
        if progress:
            progress((before_bytes + done_bytes) // _MB, total_bytes // _MB)

    return tell

"""Depot: the folder that backups lie in. What its catalogue does not list does not count; one process writes at a time.

Order is safety: a backup is written beside, made durable, renamed, and only then listed. What a killed run leaves is
not listed, so nobody trusts it, and the next run removes it.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from crmfs.backups.manifest import FILE, FORMAT, ID, Manifest, demand_format
from crmfs.backups.sealed import BackupDamaged, digest, sealed, unsealed
from crmfs.core.errors import NotFound, StorageError, UsageError
from crmfs.core.messages import LANGUAGES, say
from crmfs.git.lock import holding, sync_folder, write_durably
from crmfs.git.repository import Repository

CATALOGUE, _LOCK, _READERS, _README = "catalogue.json", "lock", "readers", "README.txt"
_UNFINISHED = ".unfinished-"
_IN_ANY_FOLDER = frozenset(("lost+found", "System Volume Information", "$RECYCLE.BIN"))
_WAIT_SECONDS = 5.0
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_REFUSED = frozenset((errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST))


class Catalogue(NamedTuple):
    """What lies in the depot.

    Attributes:
        backups: SHA-256 of each backup's manifest by id, oldest first.
        recipients: Whom new backups are encrypted for; empty for a depot in clear.
    """

    backups: dict[str, str]
    recipients: tuple[str, ...] = ()


class Depot:
    """A folder of backups."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def catalogue(self) -> Catalogue:
        """Returns what lies here.

        Raises:
            NotFound: `backup.none_here`: no backup was ever made here, or the drive is not mounted.
            BackupDamaged: `backup.edited`; `backup.missing`: backups are here and it is not.
            ConfigError: `backup.format_newer`.
        """
        try:
            data = (self.folder / CATALOGUE).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            if self.folders():
                raise BackupDamaged("backup.missing", path=CATALOGUE) from None
            raise NotFound("backup.none_here", path=str(self.folder)) from None
        value = unsealed(data, CATALOGUE)
        demand_format(value, CATALOGUE)
        try:
            listed = {one["id"]: one["sha256"] for one in value["backups"]}
            return Catalogue(listed, tuple(value["recipients"]))
        except (KeyError, TypeError):
            raise BackupDamaged("backup.edited", path=CATALOGUE) from None

    def has_catalogue(self) -> bool:
        """Says whether backups were ever made here."""
        return (self.folder / CATALOGUE).exists()

    def folders(self) -> set[str]:
        """Returns the names of all backups that lie here, listed or not."""
        return {one.name for one in self.folder.iterdir() if ID.fullmatch(one.name)} if self.folder.is_dir() else set()

    def manifest(self, name: str, sha256: str) -> Manifest:
        """Returns the manifest of a backup.

        Args:
            sha256: What the catalogue says of it.

        Raises:
            BackupDamaged: `backup.missing`, `backup.edited`.
        """
        path = f"{name}/{FILE}"
        try:
            data = (self.folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise BackupDamaged("backup.missing", path=path) from None
        made = Manifest.from_bytes(data, path)
        if digest(data) != sha256 or made.id != name:
            raise BackupDamaged("backup.edited", path=path)
        return made

    def manifests(self, catalogue: Catalogue) -> dict[str, Manifest]:
        """Returns all manifests by id, oldest first; errors as `manifest`."""
        return {name: self.manifest(name, sha256) for name, sha256 in catalogue.backups.items()}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the depot for one writer; makes it, with an empty catalogue, where it is absent.

        Raises:
            ChangedMeanwhile: `backup.busy`.
            StorageError: As `storage_errors`.
        """
        with storage_errors(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with holding(self.folder / _LOCK, "backup.busy", _WAIT_SECONDS):
                if not self.has_catalogue() and not self.folders():
                    self._list(Catalogue({}))
                yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keeps writers from removing what is read; they may add meanwhile. Does nothing on a read-only drive."""
        try:
            file = os.open(self.folder / _READERS, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_SH)
            yield
        finally:
            os.close(file)

    def clean(self, catalogue: Catalogue) -> None:
        """Removes what runs left that never ended; only for the writer."""
        for entry in self.folder.iterdir():
            stale = entry.name.startswith(_UNFINISHED) or (ID.fullmatch(entry.name) and entry.name not in catalogue[0])
            if stale and entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
        (self.folder / (CATALOGUE + ".new")).unlink(missing_ok=True)

    def begin(self, name: str) -> Path:
        """Returns a new folder for the files of a backup that nobody trusts yet."""
        folder = self.folder / (_UNFINISHED + name)
        folder.mkdir(mode=0o700)
        return folder

    def complete(self, manifest: Manifest, catalogue: Catalogue) -> Catalogue:
        """Makes a backup count whose files lie in the folder of `begin`, each durable; returns the catalogue with it.

        Args:
            catalogue: What is to be listed before it.
        """
        data = manifest.to_bytes()
        Manifest.from_bytes(data, manifest.id)  # what cannot be read again is no backup
        begun = self.folder / (_UNFINISHED + manifest.id)
        write_durably(begun / FILE, data)
        begun.rename(self.folder / manifest.id)
        sync_folder(self.folder)
        listed = Catalogue(catalogue.backups | {manifest.id: digest(data)}, manifest.recipients)
        self._list(listed)
        return listed

    def remove(self, names: Iterable[str], catalogue: Catalogue) -> Catalogue:
        """Removes backups; returns the catalogue without them, in force before the first file goes.

        While somebody reads the depot nothing is removed: the catalogue stays, and the next time they go.
        """
        gone = set(names)
        with (self.folder / _READERS).open("wb") as readers:
            try:
                fcntl.flock(readers, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return catalogue
            return self._removed(gone, catalogue)

    def demand_own(self) -> None:
        """Refuses (UsageError, `backup.not_empty`) a folder in which something else lies."""
        if not self.has_catalogue() and self._foreign():
            raise UsageError("backup.not_empty", path=str(self.folder))

    def _removed(self, gone: set[str], catalogue: Catalogue) -> Catalogue:
        listed = catalogue._replace(backups={k: v for k, v in catalogue.backups.items() if k not in gone})
        self._list(listed)
        for name in gone:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return listed

    def _list(self, catalogue: Catalogue) -> None:
        backups = [{"id": name, "sha256": sha256} for name, sha256 in catalogue.backups.items()]
        value = {"format": FORMAT, "recipients": list(catalogue.recipients), "backups": backups}
        self._tell_readers(is_encrypted=bool(catalogue.recipients))
        write_durably(self.folder / CATALOGUE, sealed(value))

    def _tell_readers(self, *, is_encrypted: bool) -> None:
        """Writes how to restore by hand, unless somebody wrote his own words there."""
        readme = self.folder / _README
        plain, encrypted = (
            "\n\n".join(say(code, one) for one in LANGUAGES).encode() + b"\n"
            for code in ("backup.readme", "backup.readme_encrypted")
        )
        fitting, other = (encrypted, plain) if is_encrypted else (plain, encrypted)
        if not readme.exists() or readme.read_bytes() == other:
            write_durably(readme, fitting)

    def _foreign(self) -> bool:
        if not self.folder.exists():
            return False
        names = (entry.name for entry in self.folder.iterdir())
        own = (_LOCK, _READERS, _README)
        return any(
            not (name in own or name.startswith(".") or name in _IN_ANY_FOLDER or ID.fullmatch(name)) for name in names
        )


def demand_outside(repository: Repository, folder: Path) -> None:
    """Refuses (UsageError, `backup.inside`) a depot that would be lost together with the repository."""
    place = folder.resolve()
    for home in filter(None, (repository.root, repository.git_dir, repository.common_dir)):
        if place.is_relative_to(home.resolve()):
            raise UsageError("backup.inside", path=str(folder))


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turns what the system says of a folder into our error: `backup.disk_full`, `_not_writable`, `_write_failed`."""
    try:
        yield
    except OSError as error:
        raise storage_error(error, folder) from error


def storage_error(error: OSError, folder: Path) -> StorageError:
    """Returns the error that says why a folder cannot be written, or read."""
    path = str(folder)
    if error.errno in _FULL:
        return StorageError("backup.disk_full", path=path)
    if error.errno in _REFUSED:
        return StorageError("backup.not_writable", path=path)
    return StorageError("backup.io_failed", path=path, reason=error.strerror or "")

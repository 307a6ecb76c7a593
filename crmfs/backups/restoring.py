"""Restores: makes a repository from a chain of backups. What it reads is proved by its checksums first."""

import io
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from crmfs.backups.chain import chain_of
from crmfs.backups.depot import Depot, storage_errors
from crmfs.backups.manifest import Manifest
from crmfs.backups.outside import is_kept, put_settings, put_state
from crmfs.backups.reading import Identities, Progress, Tell, check_files, read_file, teller
from crmfs.backups.scratch import interruptible
from crmfs.backups.sealed import BackupDamaged, digest
from crmfs.core.errors import RepositoryError, StorageError, UsageError
from crmfs.git.bundle import Unpacking, check_out, set_refs
from crmfs.git.inventory import present
from crmfs.git.repository import Repository, init_repository

_NO_ROOM = ("backup.disk_full", "git.storage_failed")


def demand_identity(chain: Sequence[Manifest], identities: Identities) -> None:
    """Refuses (UsageError, `backup.identity_needed`) an encrypted backup without a key."""
    if chain[-1].recipients and not identities:
        raise UsageError("backup.identity_needed")


def demand_empty(folder: Path) -> None:
    """Refuses (UsageError, `backup.target_not_empty`) a folder that holds anything."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()) or (folder.is_dir() and any(folder.iterdir())):
        raise UsageError("backup.target_not_empty", path=str(folder))


def last_whole(depot: Depot, manifests: Mapping[str, Manifest]) -> str | None:
    """Returns the id of the newest backup that all is there of which it is restored from, None where there is none."""
    for name in reversed(list(manifests)):
        with suppress(BackupDamaged):
            if not check_files(depot, chain_of(manifests, name)):
                return name
    return None


def restore(
    depot: Depot,
    chain: Sequence[Manifest],
    into: Path,
    identities: Identities = (),
    *,
    bare: bool,
    progress: Progress | None = None,
) -> Repository:
    """Makes the repository that the last backup of a chain is of, in an empty folder; nothing is left where it fails.

    Args:
        chain: As `chain_of` returns it, its files proved by `check_files`.
        progress: Called with (MB read, MB in all).

    Raises:
        UsageError: `backup.target_not_empty`, `backup.identity_needed`, `backup.identity_wrong`.
        BackupDamaged: `backup.unusable`: the files are what was written, and no repository comes of them.
        StorageError: `backup.no_room`: the disk of the folder is full or refuses; it fails otherwise.
    """
    demand_identity(chain, identities)
    demand_empty(into)
    was_there = into.exists()
    try:
        with storage_errors(into), interruptible():
            return _restored(depot, chain, into, identities, bare, progress)
    except BaseException as error:
        _emptied(into, was_there)
        if isinstance(error, StorageError) and error.code in _NO_ROOM:
            raise StorageError("backup.no_room", path=str(into)) from None
        raise


def _restored(
    depot: Depot, chain: Sequence[Manifest], into: Path, identities: Identities, bare: bool, progress: Progress | None
) -> Repository:
    last = chain[-1]
    repository = init_repository(into, bare=bare)
    total, done = sum(one.size_bytes for one in chain), 0
    try:
        for one in chain:
            unpack(repository, depot, one, identities, teller(progress, done, total))
            done += one.size_bytes
        teller(progress, total, total)(0)
        if len(present(repository, last.refs.ids)) != len(last.refs.ids):
            raise BackupDamaged("backup.unusable", path=last.id)
        set_refs(repository, last.refs)
        repository.git("rev-list", "--objects", "--quiet", "--all")
    except RepositoryError:
        raise BackupDamaged("backup.unusable", path=last.id) from None
    repository = put_settings(repository, last.outside)
    _put_state(repository, depot, chain, identities)
    if not bare and last.refs.commit:
        check_out(repository)
    return repository


def unpack(repository: Repository, depot: Depot, one: Manifest, identities: Identities, tell: Tell) -> None:
    """Puts the objects of one backup into a repository that has those of its parents.

    Raises:
        BackupDamaged: `backup.unusable`: it carries other objects than its manifest says.
        RepositoryError: git refuses them.
    """
    file = next((file for file in one.files if file.place == "objects"), None)
    if file is None:
        return
    unpacking = Unpacking(repository)
    try:
        read_file(depot, one, file, unpacking, identities, tell)
        carried = unpacking.finish()
    finally:
        unpacking.end()
    tips = {name: oid for name, oid in carried.tips.items() if name != "HEAD"}
    if carried.objects != one.counts.objects or tips != dict(one.refs.tips):
        raise BackupDamaged("backup.unusable", path=one.id)


def _put_state(repository: Repository, depot: Depot, chain: Sequence[Manifest], identities: Identities) -> None:
    for place in chain[-1].outside.state:
        holder = next((one for one in reversed(chain) for file in one.files if file.place == place), None)
        if holder is None or not is_kept(place):
            raise BackupDamaged("backup.unusable", path=chain[-1].id)
        data = io.BytesIO()
        file = next(file for file in holder.files if file.place == place)
        read_file(depot, holder, file, data, identities, lambda _: None)
        if digest(data.getvalue()) != chain[-1].outside.state[place]:
            raise BackupDamaged("backup.unusable", path=chain[-1].id)
        put_state(repository, place, data.getvalue())


def _emptied(folder: Path, keep: bool) -> None:
    with suppress(OSError):
        for entry in folder.iterdir() if folder.is_dir() else ():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink()
        if not keep:
            folder.rmdir()

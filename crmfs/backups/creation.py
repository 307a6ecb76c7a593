"""Makes backups: full, or what is new since the last one, durable before they count. Proves none."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from crmfs.backups.chain import chain_of, newest, outdated
from crmfs.backups.depot import CATALOGUE, Catalogue, Depot, demand_outside, storage_errors
from crmfs.backups.manifest import Manifest, Outside
from crmfs.backups.outside import outside_of
from crmfs.backups.scratch import interruptible
from crmfs.backups.sealed import BackupDamaged
from crmfs.backups.writing import Progress, Writing
from crmfs.core.errors import RepositoryError, UsageError
from crmfs.git.backup_record import Known, known_of, remember
from crmfs.git.history import is_ancestor
from crmfs.git.inventory import Refs, count_edits, lacks_history, refs_of, roots_of
from crmfs.git.repository import Repository

Why = Literal["first", "asked", "rewritten", "damaged", "recipients", "next", "unchanged"]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a backup is wanted.

    Attributes:
        now: This moment.
        full: Whether it must not continue the last one.
        recipients: Whom it is encrypted for; empty for those of the depot.
        oldest: Backups made before, which none that is kept needs, are removed; None to keep all.
        dry_run: Whether only to say what would be done.
    """

    now: datetime
    full: bool = False
    recipients: tuple[str, ...] = ()
    oldest: datetime | None = None
    dry_run: bool = False


class Created(NamedTuple):
    """What came of it.

    Attributes:
        manifest: The backup made, None where there was nothing new, or nothing was to be written.
        kind: `full`, `incremental`; `none` where there is nothing to back up.
        why: Why this kind.
        removed: Ids of the backups that were too old.
        recipients: Whom it is encrypted for.
        edits: Files of the work tree that are in no commit, and so in no backup.
    """

    manifest: Manifest | None
    kind: Literal["full", "incremental", "none"]
    why: Why
    removed: tuple[str, ...]
    recipients: tuple[str, ...]
    edits: int = 0


class _Last(NamedTuple):
    """The newest backup of a depot, and why it cannot be continued, if so."""

    manifest: Manifest | None
    why: Why


def create(repository: Repository, depot: Depot, wish: Wish, progress: Progress | None = None) -> Created:
    """Backs a repository up, incrementally where the last backup can be continued.

    Args:
        progress: Called with the number of bytes written of one file.

    Raises:
        UsageError: `backup.inside`, `backup.not_empty`, `backup.other_repository`.
        RepositoryError: `backup.shallow`; git failed.
        StorageError: `backup.drive_absent`: backups were made there, and it is empty now; `backup.edited` and the like:
            the catalogue is damaged; `backup.disk_full`, `backup.not_writable`, `backup.io_failed`.
        ChangedMeanwhile: `backup.busy`.
    """
    demand_outside(repository, depot.folder)
    if lacks_history(repository):
        raise RepositoryError("backup.shallow")
    known = known_of(repository, depot.folder)
    if known.last and not depot.has_catalogue() and not wish.full:
        raise BackupDamaged("backup.drive_absent", path=str(depot.folder))
    depot.demand_own()
    with ThreadPoolExecutor(1) as beside:  # git looks at the work tree while it packs
        counting = beside.submit(count_edits, repository)
        if wish.dry_run:
            made = _made(repository, depot, _catalogue(depot, known), wish, known, progress)
        else:
            with interruptible(), depot.writing(), storage_errors(depot.folder):
                catalogue = _catalogue(depot, known)
                depot.clean(catalogue)
                made = _made(repository, depot, catalogue, wish, known, progress)
        return made._replace(edits=counting.result())


def _catalogue(depot: Depot, known: Known) -> Catalogue:
    """Returns the catalogue, empty for a new depot; one older than its backups must not have them removed."""
    if not depot.has_catalogue() and not depot.folders():
        return Catalogue({})
    catalogue = depot.catalogue()
    if depot.folders() & set(known.sealed) - set(catalogue.backups):
        raise BackupDamaged("backup.edited", path=CATALOGUE)
    return catalogue


def _made(
    repository: Repository, depot: Depot, catalogue: Catalogue, wish: Wish, known: Known, progress: Progress | None
) -> Created:
    recipients = wish.recipients or catalogue.recipients or known.recipients
    refs, outside = refs_of(repository), outside_of(repository)
    last = _last(repository, depot, catalogue, wish, refs, recipients)
    if not refs.ids or _is_same(last.manifest, refs, outside):
        removed = _thinned(depot, catalogue, wish)
        if not wish.dry_run and refs.ids:
            _remember(repository, depot, catalogue, wish, last.manifest)
        return Created(None, "none", "unchanged", removed, recipients)
    kind: Literal["full", "incremental"] = "incremental" if last.manifest else "full"
    if wish.dry_run:
        removed = _thinned(depot, catalogue, wish, newest_too=kind == "full")
        return Created(None, kind, last.why, removed, recipients)
    writing = Writing(repository, depot, last.manifest, catalogue, recipients, progress)
    manifest = writing.written(wish.now, refs, outside)
    catalogue = depot.complete(manifest, catalogue)
    removed = _thinned(depot, catalogue, wish)
    _remember(repository, depot, catalogue, wish, manifest)
    return Created(manifest, kind, last.why, removed, recipients)


def _last(
    repository: Repository, depot: Depot, catalogue: Catalogue, wish: Wish, refs: Refs, recipients: tuple[str, ...]
) -> _Last:
    """Returns the backup to continue, or why there is none."""
    if wish.full:
        return _Last(None, "asked")
    if not catalogue.backups:
        return _Last(None, "first")
    try:
        manifests = depot.manifests(catalogue)
        chain = chain_of(manifests, newest(manifests))
    except BackupDamaged:
        return _Last(None, "damaged")
    last = chain[-1]
    if refs.ids and not set(last.roots) & set(roots_of(repository, refs.ids)):
        raise UsageError("backup.other_repository", path=str(depot.folder))
    if not all(_is_there(depot.folder / one.id / file.name, file.size_bytes) for one in chain for file in one.files):
        return _Last(None, "damaged")
    if last.recipients != recipients:
        return _Last(None, "recipients")
    if not _continues(repository, last.refs, refs):
        return _Last(None, "rewritten")
    return _Last(last, "next")


def _continues(repository: Repository, old: Refs, new: Refs) -> bool:
    """Says whether every branch that is still there only grew."""
    for name, oid in old.tips.items():
        tip = new.tips.get(name)
        if tip in (oid, None) or not name.startswith("refs/heads/"):
            continue
        if not is_ancestor(repository, oid, tip or ""):
            return False
    return True


def _is_same(last: Manifest | None, refs: Refs, outside: Outside) -> bool:
    return last is not None and last.refs == refs and last.outside == outside


def _is_there(file: Path, size_bytes: int) -> bool:
    try:
        return file.stat().st_size == size_bytes
    except OSError:
        return False


def _thinned(depot: Depot, catalogue: Catalogue, wish: Wish, *, newest_too: bool = False) -> tuple[str, ...]:
    """Removes what is too old, or on a dry run tells it; nothing where a manifest cannot be trusted."""
    if wish.oldest is None or not catalogue.backups:
        return ()
    try:
        gone = outdated(depot.manifests(catalogue), wish.oldest, newest_too=newest_too)
    except BackupDamaged:
        return ()
    if gone and not wish.dry_run:
        left = depot.remove(gone, catalogue)
        return tuple(name for name in gone if name not in left.backups)
    return tuple(gone)


def _remember(repository: Repository, depot: Depot, catalogue: Catalogue, wish: Wish, last: Manifest | None) -> None:
    assert last is not None
    known = known_of(repository, depot.folder)
    mine = {**known.sealed, last.id: catalogue.backups[last.id]}
    remember(
        repository,
        depot.folder,
        last=last.id,
        sealed={name: sha256 for name, sha256 in mine.items() if name in catalogue.backups},
        looked=wish.now.isoformat(),
        recipients=last.recipients,
    )

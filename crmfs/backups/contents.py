"""Contents: which backups a depot holds, as far as catalogue, manifests and memory agree. Reads no file of objects."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmfs.backups.chain import chain_of
from crmfs.backups.depot import Catalogue, Depot
from crmfs.backups.manifest import FILE, Manifest
from crmfs.backups.sealed import BackupDamaged
from crmfs.core.errors import NotFound
from crmfs.git.backup_record import Known


@dataclass(frozen=True, slots=True)
class Contents:
    """What a depot holds, as far as it can be trusted.

    Attributes:
        manifests: The backups that are listed and readable, oldest first.
        faults: What is wrong.
        newest_lost: What is wrong with the backup that is listed last, where it cannot be read; else None.
    """

    manifests: Mapping[str, Manifest]
    faults: tuple[BackupDamaged, ...] = ()
    newest_lost: BackupDamaged | None = None


def read_depot(depot: Depot, known: Known | None = None) -> Contents:
    """Reads catalogue and manifests, and compares them with what the repository remembers.

    Raises:
        NotFound: `backup.none_here`.
        ConfigError: `backup.format_newer`.
        BackupDamaged: The catalogue is damaged: nothing can be said of what should be here.
    """
    catalogue = depot.catalogue()
    if not catalogue.backups:
        raise NotFound("backup.none_here", path=str(depot.folder))
    found: dict[str, Manifest] = {}
    faults: list[BackupDamaged] = []
    newest_lost: BackupDamaged | None = None
    for name, sha256 in catalogue.backups.items():
        try:
            found[name], newest_lost = depot.manifest(name, sha256), None
        except BackupDamaged as fault:
            faults.append(fault)
            newest_lost = fault
    for name in found:
        try:
            _demand_linked(found, catalogue, name)
        except BackupDamaged as fault:
            faults.append(fault)
    return Contents(found, (*faults, *_forgotten(known or Known(), catalogue)), newest_lost)


def salvaged(depot: Depot) -> Contents:
    """Returns the backups of a depot whose catalogue is damaged: those whose manifests are whole by themselves."""
    found = {}
    for file in sorted(depot.folder.glob(f"*/{FILE}")):
        try:
            one = Manifest.from_bytes(file.read_bytes(), file.parent.name)
        except BackupDamaged:
            continue
        if one.id == file.parent.name:
            found[one.id] = one
    in_order = sorted(found.values(), key=lambda one: (one.created, one.id))
    return Contents({one.id: one for one in in_order})


def _demand_linked(found: Mapping[str, Manifest], catalogue: Catalogue, name: str) -> None:
    """Demands that a backup's parents are those that it was made on."""
    one = found[name]
    chain_of(found, name)
    if one.parent and catalogue.backups.get(one.parent) != one.parent_sha256:
        raise BackupDamaged("backup.parent_missing", path=name, parent=one.parent)


def _forgotten(known: Known, catalogue: Catalogue) -> list[BackupDamaged]:
    """Returns what the repository remembers otherwise: a manifest that was made anew, a newest backup that is gone."""
    listed = catalogue.backups
    changed = [name for name, sha256 in known.sealed.items() if listed.get(name, sha256) != sha256]
    faults = [BackupDamaged("backup.not_as_remembered", path=name) for name in changed]
    if known.last and known.last not in listed and not any(name > known.last for name in listed):
        faults.append(BackupDamaged("backup.missing", path=known.last))
    return faults

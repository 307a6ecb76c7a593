"""Drill: a restore tried in earnest and measured, beside the living repository. Leaves nothing but its record."""

import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from crmfs.backups.chain import chain_of, newest
from crmfs.backups.contents import read_depot
from crmfs.backups.depot import Depot
from crmfs.backups.manifest import Manifest
from crmfs.backups.proof import Progress, named
from crmfs.backups.reading import Identities, check_files
from crmfs.backups.restoring import demand_identity, restore
from crmfs.backups.scratch import scratch
from crmfs.backups.sealed import BackupDamaged
from crmfs.core.errors import NotFound
from crmfs.git.backup_record import Known, known_of, remember
from crmfs.git.inventory import count_commits, count_edits, files_of, is_sound, present, refs_of
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.search.sync import Sync

SAMPLE = 20  # files that are compared


@dataclass(frozen=True, slots=True)
class Drilled:
    """What came of a drill.

    Attributes:
        id: The backup restored.
        faults: Why it failed; empty for a drill passed.
        files: How many files were compared.
        tips: How many refs were compared.
        moved: How many of these the living repository has elsewhere by now.
        entries: How many entries the index of searches made of it has.
        rpo_seconds: How long ago all was last in the backup: work since then would be lost now.
        commits, edits: What that would be: commits, and files not committed.
        restore_seconds: From the first byte read to files that can be used.
        index_seconds: For the index of searches.
    """

    id: str
    faults: tuple[BackupDamaged, ...]
    files: int = 0
    tips: int = 0
    moved: int = 0
    entries: int = 0
    rpo_seconds: int = 0
    commits: int = 0
    edits: int = 0
    restore_seconds: float = 0.0
    index_seconds: float = 0.0

    @property
    def rto_seconds(self) -> float:
        """How long it takes until people can work again."""
        return round(self.restore_seconds + self.index_seconds, 1)


def drill(
    repository: Repository,
    depot: Depot,
    now: datetime,
    identities: Identities = (),
    progress: Progress | None = None,
) -> Drilled:
    """Restores the newest backup into a folder that is removed, compares it, makes the index, notes the result.

    Raises:
        UsageError: `backup.identity_needed`, `backup.identity_wrong`.
        NotFound: `backup.none_here`: there is no backup; ConfigError as `read_depot`.
        StorageError: A disk is full or cannot be read.
    """
    known = known_of(repository, depot.folder)
    with depot.reading():
        try:
            done = _drilled(repository, depot, known, now, identities, progress)
        except BackupDamaged as fault:
            done = Drilled("", (fault,))
    result = {name: value for name, value in asdict(done).items() if name not in ("faults",)}
    result |= {"passed": not done.faults, "time": now.isoformat(), "rto_seconds": done.rto_seconds}
    remember(repository, depot.folder, drilled=result)
    return done


def _drilled(
    repository: Repository,
    depot: Depot,
    known: Known,
    now: datetime,
    identities: Identities,
    progress: Progress | None,
) -> Drilled:
    contents = read_depot(depot, known)
    if contents.faults:
        return Drilled("", contents.faults)
    last = newest(contents.manifests)
    chain = chain_of(contents.manifests, last)
    demand_identity(chain, identities)
    start = time.monotonic()
    faults = check_files(depot, chain, named(progress, "backup.reading"))
    if faults:
        return Drilled(last, tuple(faults))
    with scratch() as folder:
        try:
            made = restore(
                depot, chain, folder / "restored", identities, bare=chain[-1].is_bare,
                progress=named(progress, "backup.restoring"),
            )  # fmt: skip
        except BackupDamaged as fault:
            return Drilled(last, (fault,))
        restored = round(time.monotonic() - start, 1)
        return _compared(repository, made, chain, known, now, restored, progress)


def _compared(
    repository: Repository,
    made: Repository,
    chain: Sequence[Manifest],
    known: Known,
    now: datetime,
    restore_seconds: float,
    progress: Progress | None,
) -> Drilled:
    last = chain[-1]
    live, refs = refs_of(repository), refs_of(made)
    files = _differing(repository, made, last)
    wrong = [BackupDamaged("backup.file_differs", path=path) for path, same in files.items() if not same]
    if refs != last.refs or not is_sound(made):
        wrong.append(BackupDamaged("backup.unusable", path=last.id))
    start = time.monotonic()
    entries = Sync(made, named(progress, "index.building")).rebuild().written if last.refs.commit else 0
    in_live = present(repository, refs.ids)
    looked = known.moment if known.last == last.id else None
    return Drilled(
        last.id,
        tuple(wrong),
        len(files),
        len(refs.tips),
        sum(live.tips.get(name) != oid for name, oid in refs.tips.items()),
        entries,
        max(0, int((now - max(last.created, looked or last.created)).total_seconds())),
        count_commits(repository, live.ids, in_live),
        count_edits(repository),
        restore_seconds,
        round(time.monotonic() - start, 1),
    )


def _differing(repository: Repository, made: Repository, last: Manifest) -> dict[str, bool]:
    """Returns files taken at random with whether they are, byte for byte, those of the same commit in the repository.

    Nothing is compared where the living repository has lost that commit: then the backup alone has it.
    """
    commit = last.refs.commit
    if not commit or not present(repository, [commit]):
        return {}
    theirs, paths = repository.snapshot(commit), files_of(repository, commit)
    chosen = random.sample(paths, min(SAMPLE, len(paths)))
    restored = made.snapshot("HEAD")
    return {path: theirs.read(path) == _read(made.root, restored, path) for path in sorted(chosen)}


def _read(root: Path | None, restored: Snapshot, path: str) -> bytes | None:
    """Returns a restored file's bytes: from disk where there is a work tree."""
    try:
        return (root / path).read_bytes() if root else restored.read(path)
    except (OSError, NotFound):
        return None

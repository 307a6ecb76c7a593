"""Proof: whether what lies in a depot is what was written, and a repository comes of it. Changes nothing there."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from crmfs.backups.chain import chain_of, newest
from crmfs.backups.contents import Contents, read_depot
from crmfs.backups.depot import Depot
from crmfs.backups.manifest import Manifest
from crmfs.backups.reading import Identities, check_files
from crmfs.backups.restoring import demand_identity, restore
from crmfs.backups.scratch import scratch
from crmfs.backups.sealed import BackupDamaged
from crmfs.checks.load import load_rules
from crmfs.checks.run import check_counted, check_schema_files
from crmfs.core.errors import ConfigError, RepositoryError
from crmfs.git.backup_record import Known
from crmfs.git.derived import Derived
from crmfs.git.inventory import count_commits, count_files, is_sound, present, refs_of
from crmfs.git.repository import Repository

Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of a proof.

    Attributes:
        contents: All backups of the depot, with all that is wrong.
        tried: Ids of the backups of which a repository was really made.
        records: How many errors and warnings `validate` has for the files of the newest one, by severity: the state of
            the data when they were backed up, no fault of the backup; None where nothing was validated.
        rules: Code of why it could not be validated.
    """

    contents: Contents
    tried: tuple[str, ...] = ()
    records: Mapping[str, int] | None = None
    rules: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.contents.faults


def prove(
    depot: Depot,
    identities: Identities = (),
    *,
    known: Known | None = None,
    checksums_only: bool = False,
    every_chain: bool = False,
    progress: Progress | None = None,
) -> Proof:
    """Proves a depot: checksums of every file, then a repository made of the newest chain, checked whole.

    Args:
        known: What the repository remembers of the depot, None where it is not at hand.
        checksums_only: Whether nothing is decrypted and no repository made.
        every_chain: Whether a repository is made of each chain.

    Raises:
        UsageError: `backup.identity_needed`, `backup.identity_wrong`.
        NotFound, ConfigError, BackupDamaged: As `read_depot`.
        StorageError: A disk is full or cannot be read.
    """
    with depot.reading():
        contents = read_depot(depot, known)
        if not checksums_only and contents.manifests:
            demand_identity([contents.manifests[newest(contents.manifests)]], identities)
        faults = check_files(depot, contents.manifests.values(), named(progress, "backup.reading"))
        contents = Contents(contents.manifests, (*contents.faults, *faults))
        if contents.faults or checksums_only or not contents.manifests:
            return Proof(contents)
        ends = _ends(contents.manifests)
        tried: list[str] = []
        proof = Proof(contents)
        for last in ends if every_chain else ends[-1:]:
            chain = chain_of(contents.manifests, last)
            tried += [one.id for one in chain]
            proof = _tried(depot, chain, identities, contents, tried, last == ends[-1], progress)
            if not proof.is_good:
                break
        return proof


def _tried(
    depot: Depot,
    chain: Sequence[Manifest],
    identities: Identities,
    contents: Contents,
    tried: Sequence[str],
    validated: bool,
    progress: Progress | None,
) -> Proof:
    with scratch() as folder:
        try:
            repository = restore(
                depot, chain, folder / "restored", identities, bare=True,
                progress=named(progress, "backup.restoring"),
            )  # fmt: skip
            _demand_right(repository, chain)
        except BackupDamaged as fault:
            return Proof(Contents(contents.manifests, (fault,)), tuple(tried))
        counts = {"files": chain[-1].counts.files, "commits": chain[-1].counts.commits}
        if not validated or not chain[-1].refs.commit:
            return Proof(contents, tuple(tried), counts=counts)
        try:
            found = _validated(repository, named(progress, "validate.checking"))
        except (ConfigError, RepositoryError) as error:
            return Proof(contents, tuple(tried), None, error.code, counts)
        return Proof(contents, tuple(tried), found, None, counts)


def _demand_right(repository: Repository, chain: Sequence[Manifest]) -> None:
    """Compares a restored repository with every manifest that it came of."""
    last = chain[-1]
    restored = refs_of(repository)
    if not is_sound(repository) or restored != last.refs:
        raise BackupDamaged("backup.unusable", path=last.id)
    for one in chain:
        ids = one.refs.ids
        if len(present(repository, ids)) != len(ids) or count_commits(repository, ids) != one.counts.commits:
            raise BackupDamaged("backup.unusable", path=one.id)
        if one.refs.commit and count_files(repository, one.refs.commit) != one.counts.files:
            raise BackupDamaged("backup.unusable", path=one.id)


def _validated(repository: Repository, progress: Callable[[int, int], None] | None) -> dict[str, int]:
    snapshot, derived = repository.snapshot("HEAD"), Derived(repository)
    problems = check_schema_files(snapshot, derived)
    problems += check_counted(snapshot, load_rules(snapshot), derived, progress=progress).problems
    found = Counter(problem.severity for problem in problems)
    return {severity: found[severity] for severity in ("error", "warning")}


def _ends(manifests: Mapping[str, Manifest]) -> list[str]:
    """Returns the last backup of each chain, oldest first; branches of one chain each."""
    continued = {one.parent for one in manifests.values()}
    return [name for name in manifests if name not in continued]


def named(progress: Progress | None, code: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    tell = progress
    return lambda done, total: tell(code, done, total)

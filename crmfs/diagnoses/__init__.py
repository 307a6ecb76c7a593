"""What `doctor` looks after: the explicit list, one diagnosis a file. Looks at git and the machine, not at records."""

from collections.abc import Callable, Iterator

from crmfs.core.errors import CrmfsError
from crmfs.diagnoses import (
    attributes,
    backups,
    commit_graph,
    file_names,
    git_settings,
    git_version,
    hooks,
    identity,
    interpreter,
    journal,
    large_files,
    locks,
    main_branch,
    nested,
    object_checks,
    objects,
    rules,
    schemas,
    search_index,
    state_folder,
    store,
    unchecked,
    unfinished,
)
from crmfs.diagnoses.finding import Diagnosis, Finding, Trouble
from crmfs.diagnoses.unchecked import note_checked
from crmfs.git.repository import Repository

DIAGNOSES: tuple[Diagnosis, ...] = (
    git_version.DIAGNOSIS,
    identity.DIAGNOSIS,
    git_settings.DIAGNOSIS,
    object_checks.DIAGNOSIS,
    file_names.DIAGNOSIS,
    hooks.DIAGNOSIS,
    interpreter.DIAGNOSIS,
    main_branch.DIAGNOSIS,
    unfinished.DIAGNOSIS,
    journal.DIAGNOSIS,
    locks.DIAGNOSIS,
    state_folder.DIAGNOSIS,
    store.DIAGNOSIS,
    search_index.DIAGNOSIS,
    rules.DIAGNOSIS,
    schemas.DIAGNOSIS,
    attributes.DIAGNOSIS,
    large_files.DIAGNOSIS,
    nested.DIAGNOSIS,
    unchecked.DIAGNOSIS,
    objects.DIAGNOSIS,
    commit_graph.DIAGNOSIS,
    backups.DIAGNOSIS,
)


def examine(
    repository: Repository, *, fix: bool = False, told: Callable[[str], bool] = lambda _: True
) -> Iterator[Finding]:
    """Yields what comes of every diagnosis, in the order of the list.

    Args:
        fix: Mend what can be mended without asking.
        told: Says whether who asks may be told of a file or folder of the repository.
    """
    for diagnosis in DIAGNOSES:
        troubles = tuple(one for one in _look(diagnosis, repository) if not one.place or told(one.place))
        fixable = diagnosis.mend is not None
        if not troubles:
            yield Finding(diagnosis.id, diagnosis.title, "ok")
        elif fix and diagnosis.mend and _mended(diagnosis, repository):
            yield Finding(diagnosis.id, diagnosis.title, "fixed", troubles, fixable, diagnosis.did)
        else:
            yield Finding(diagnosis.id, diagnosis.title, "problem", troubles, fixable)
    if fix:
        note_checked(repository)


def _look(diagnosis: Diagnosis, repository: Repository) -> tuple[Trouble, ...]:
    """Returns what is off; that it cannot be looked at is off, too."""
    try:
        return tuple(diagnosis.look(repository))
    except Exception as error:  # noqa: BLE001 - what one diagnosis trips over must not hide the others' findings
        name = error.code if isinstance(error, CrmfsError) else type(error).__name__
        return (Trouble("doctor.not_looked", "doctor.not_looked_remedy", {"reason": name}),)


def _mended(diagnosis: Diagnosis, repository: Repository) -> bool:
    assert diagnosis.mend is not None
    try:
        diagnosis.mend(repository)
    except (CrmfsError, OSError):
        return False
    return not _look(diagnosis, Repository.find(repository.root or repository.git_dir))

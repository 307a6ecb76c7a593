"""Can the rules in force be read: settings, schemas, members? Without them nothing can be committed or pushed."""

from collections.abc import Iterator

from crmfs.access.configuration import SETTINGS_PATH
from crmfs.checks.load import load_rules
from crmfs.checks.run import check_schema_files
from crmfs.core.errors import ConfigError
from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells what keeps the rules from being read: those on disk, where people mend them, and those of the last commit.

    A server has no files on disk; one that awaits its first push has no rules.
    """
    head = repository.head()
    if head is None:
        if not repository.is_bare:
            yield Trouble("doctor.no_commit", "doctor.no_commit_remedy")
        return
    committed = repository.snapshot(head)
    here = committed if repository.is_bare else repository.worktree()
    if committed.entry(SETTINGS_PATH) is None:
        yield Trouble("doctor.not_crmfs", "doctor.not_crmfs_remedy")
    elif here.entry(SETTINGS_PATH) is None:
        yield Trouble("doctor.settings_gone", "doctor.settings_gone_remedy", {"path": SETTINGS_PATH})
    elif broken := _broken(here):
        yield Trouble("doctor.rules_broken", "doctor.rules_broken_remedy", {"code": broken})
    elif broken := _broken(committed):
        yield Trouble("doctor.rules_uncommitted", "doctor.rules_uncommitted_remedy", {"code": broken})


def _broken(snapshot: Snapshot) -> str:
    """Returns the code of what keeps the rules of a state from being read, "" for nothing."""
    try:
        load_rules(snapshot)
    except ConfigError as error:
        return error.code
    return next((problem.code for problem in check_schema_files(snapshot) if problem.severity == "error"), "")


DIAGNOSIS = Diagnosis("rules", "doctor.title_rules", look)

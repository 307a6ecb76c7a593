"""Can the rules in force be read: settings, schemas, members? Without them nothing can be committed or pushed."""

from collections.abc import Iterator

from crmfs.checks.load import load_rules
from crmfs.core.errors import ConfigError, RepositoryError
from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells what keeps the rules of the last commit from being read; a server awaiting its first push has none."""
    head = repository.head()
    if head is None:
        if not repository.is_bare:
            yield Trouble("doctor.no_commit", "doctor.no_commit_remedy")
        return
    try:
        load_rules(repository.snapshot(head))
    except RepositoryError:
        yield Trouble("doctor.not_crmfs", "doctor.not_crmfs_remedy")
    except ConfigError as error:
        yield Trouble("doctor.rules_broken", "doctor.rules_broken_remedy", {"code": error.code})


DIAGNOSIS = Diagnosis("rules", "doctor.title_rules", look)

"""Does a server refuse damaged and hostile objects before it stores them?"""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.edits.git_settings import OBJECT_CHECKS, configure, unset
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each check that a server does not make."""
    if repository.is_bare:
        for name, value in unset(repository, OBJECT_CHECKS).items():
            yield Trouble("doctor.setting", "doctor.setting_remedy", {"name": name, "value": value})


def mend(repository: Repository) -> None:
    """Sets them in the repository's own configuration."""
    configure(repository, unset(repository, OBJECT_CHECKS))


DIAGNOSIS = Diagnosis("object_checks", "doctor.title_object_checks", look, mend, "doctor.did_object_checks")

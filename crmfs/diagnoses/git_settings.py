"""Has git the settings with which names are shown and stored alike everywhere, and records merged by field?"""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.edits.git_settings import NAMES, configure, merge_driver, unset
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each setting that is off."""
    for name, value in unset(repository, _wanted(repository)).items():
        yield Trouble("doctor.setting", "doctor.setting_remedy", {"name": name, "value": value})


def mend(repository: Repository) -> None:
    """Sets them in the repository's own configuration."""
    configure(repository, unset(repository, _wanted(repository)))


def _wanted(repository: Repository) -> dict[str, str]:
    return NAMES if repository.is_bare else NAMES | merge_driver()


DIAGNOSIS = Diagnosis("git_settings", "doctor.title_git_settings", look, mend, "doctor.did_git_settings")

"""Has git the settings with which Chinese file names are shown and stored alike everywhere?"""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.edits.git_settings import NAMES, configure, unset
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each setting that is off."""
    for name, value in unset(repository, NAMES).items():
        yield Trouble("doctor.setting", "doctor.setting_remedy", {"name": name, "value": value})


def mend(repository: Repository) -> None:
    """Sets them in the repository's own configuration."""
    configure(repository, unset(repository, NAMES))


DIAGNOSIS = Diagnosis("git_settings", "doctor.title_git_settings", look, mend)

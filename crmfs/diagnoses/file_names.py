"""Does git know whether the disk tells upper from lower case? If not, one file can seem to be two."""

from collections.abc import Iterator
from pathlib import Path

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.edits.git_settings import configure
from crmfs.git.repository import Repository

_SETTING = "core.ignorecase"


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a setting that does not fit the disk."""
    wanted = _ignores_case(repository.state_dir)
    if wanted != ((repository.config(_SETTING) or "false").lower() == "true"):
        value = "true" if wanted else "false"
        yield Trouble("doctor.setting", "doctor.setting_remedy", {"name": _SETTING, "value": value})


def mend(repository: Repository) -> None:
    """Sets what fits the disk."""
    configure(repository, {_SETTING: "true" if _ignores_case(repository.state_dir) else "false"})


def _ignores_case(folder: Path) -> bool:
    return folder.with_name(folder.name.swapcase()).exists()


DIAGNOSIS = Diagnosis("file_names", "doctor.title_file_names", look, mend, "doctor.did_file_names")

"""Is the folder of local state, where parts of records are kept, closed to other users of the machine?"""

import stat
from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a folder that others may enter, unless git itself shares the repository."""
    if _is_shared(repository):
        return
    mode = stat.S_IMODE(repository.state_dir.stat().st_mode)
    if mode & 0o077:
        params = {"path": str(repository.state_dir), "mode": f"{mode:o}"}
        yield Trouble("doctor.state_open", "doctor.state_open_remedy", params)


def mend(repository: Repository) -> None:
    """Closes it."""
    repository.state_dir.chmod(0o700)


def _is_shared(repository: Repository) -> bool:
    return (repository.config("core.sharedrepository") or "").lower() not in ("", "umask", "false", "0", "no")


DIAGNOSIS = Diagnosis("state_folder", "doctor.title_state_folder", look, mend, "doctor.did_state_folder")

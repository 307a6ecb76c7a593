"""Is git new enough?"""

import re
from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository

OLDEST = (2, 31)  # the first git with all that crmfs calls


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a git that is too old."""
    said = repository.git("version").decode("ascii", "replace").strip()
    if is_old(said):
        params = {"found": said.removeprefix("git version "), "oldest": ".".join(map(str, OLDEST))}
        yield Trouble("doctor.git_old", "doctor.git_old_remedy", params)


def is_old(said: str) -> bool:
    """Says whether what `git version` printed names a git older than the oldest that will do."""
    match = re.search(r"(\d+)\.(\d+)", said)
    return match is None or (int(match[1]), int(match[2])) < OLDEST


DIAGNOSIS = Diagnosis("git_version", "doctor.title_git_version", look)

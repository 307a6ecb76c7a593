"""Is git new enough?"""

import re
from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository

OLDEST = (2, 31)  # the first git with all that crmfs calls


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a git that is too old."""
    said = repository.git("version").decode("ascii", "replace").strip()
    match = re.search(r"(\d+)\.(\d+)", said)
    if match is None or (int(match[1]), int(match[2])) < OLDEST:
        params = {"found": said.removeprefix("git version "), "oldest": ".".join(map(str, OLDEST))}
        yield Trouble("doctor.git_old", "doctor.git_old_remedy", params)


DIAGNOSIS = Diagnosis("git_version", "doctor.title_git_version", look)

"""Is git in the middle of something? Commands change nothing then."""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of an unfinished merge, rebase and the like, and of a detached HEAD."""
    doing = repository.in_progress()
    if doing == "bisect":
        yield Trouble("doctor.unfinished", "doctor.unfinished_bisect", {"doing": doing})
    elif doing:
        yield Trouble("doctor.unfinished", "doctor.unfinished_remedy", {"doing": doing})
    elif not repository.is_bare and repository.is_detached():
        yield Trouble("doctor.detached", "doctor.detached_remedy")


DIAGNOSIS = Diagnosis("unfinished", "doctor.title_unfinished", look)

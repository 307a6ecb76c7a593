"""Are git's objects packed well? Thousands of single files make every command slow."""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository

LOOSE_MOST = 6700  # git's own threshold, gc.auto in git-config(1)
PACKS_MOST = 50  # gc.autoPackLimit


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of too many objects in files of their own, and of too many packs."""
    said = repository.git("count-objects", "-v").decode("ascii", "replace").splitlines()
    counts = dict(line.split(": ", 1) for line in said if ": " in line)
    loose, packs = int(counts.get("count", 0)), int(counts.get("packs", 0))
    if loose > LOOSE_MOST:
        yield Trouble("doctor.loose_objects", "doctor.objects_remedy", {"count": loose})
    if packs > PACKS_MOST:
        yield Trouble("doctor.many_packs", "doctor.objects_remedy", {"count": packs})


def mend(repository: Repository) -> None:
    """Packs them; nothing is thrown away."""
    repository.git("gc", "--quiet", "--no-prune")


DIAGNOSIS = Diagnosis("objects", "doctor.title_objects", look, mend, "doctor.did_objects")

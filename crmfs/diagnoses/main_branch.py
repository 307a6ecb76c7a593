"""Does a server have the branch by whose rules everything is judged?"""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a server whose HEAD names a branch that is not there while others are."""
    if repository.is_bare and repository.head() is None and _branches(repository):
        params = {"branch": repository.head_branch(), "others": ", ".join(_branches(repository))}
        yield Trouble("doctor.main_absent", "doctor.main_absent_remedy", params)


def mend(repository: Repository) -> None:
    """Names the only branch there is; between several a person must choose."""
    branches = _branches(repository)
    if len(branches) == 1:
        repository.git("symbolic-ref", "HEAD", f"refs/heads/{branches[0]}")


def _branches(repository: Repository) -> list[str]:
    found = repository.git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads")
    return found.decode("utf-8", "surrogateescape").split()


DIAGNOSIS = Diagnosis("main_branch", "doctor.title_main_branch", look, mend, "doctor.did_main_branch")

"""Is another git repository inside the work tree? git stores only its name, so its files would be lost."""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository

_SUBMODULE = "160000 "


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each repository inside, tracked as a submodule or not."""
    if repository.is_bare:
        return
    for path in sorted({*_tracked(repository), *_untracked(repository)}):
        yield Trouble("doctor.nested", "doctor.nested_remedy", {"path": path}, path)


def _tracked(repository: Repository) -> Iterator[str]:
    for line in _lines(repository.git("ls-files", "--stage", "-z")):
        if line.startswith(_SUBMODULE):
            yield line.partition("\t")[2]


def _untracked(repository: Repository) -> Iterator[str]:
    """Yields the untracked paths that end in a slash: git does not look into a repository."""
    for line in _lines(repository.git("ls-files", "--others", "--exclude-standard", "-z")):
        if line.endswith("/"):
            yield line.rstrip("/")


def _lines(output: bytes) -> list[str]:
    return output.decode("utf-8", "surrogateescape").split("\0")


DIAGNOSIS = Diagnosis("nested", "doctor.title_nested", look)

"""Has a long history the index with which `log` and `blame` of one record are fast?"""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository

LONG_COMMITS = 1000  # below that, searching the whole history takes no time


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a long history without it."""
    info = repository.common_dir / "objects" / "info"
    if (info / "commit-graph").exists() or (info / "commit-graphs").is_dir() or repository.head() is None:
        return
    counted = repository.git("rev-list", "--count", f"--max-count={LONG_COMMITS}", "HEAD")
    if int(counted) >= LONG_COMMITS:
        yield Trouble("doctor.no_commit_graph", "doctor.no_commit_graph_remedy")


def mend(repository: Repository) -> None:
    """Writes it, with the paths that each commit changed."""
    repository.git("commit-graph", "write", "--reachable", "--changed-paths")


DIAGNOSIS = Diagnosis("commit_graph", "doctor.title_commit_graph", look, mend)

"""Has a long history the index with which `log` and `blame` of one record are fast?"""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.commit_graph import commit_graph
from crmfs.git.repository import Repository

LONG_COMMITS = 1000  # below that, searching the whole history takes no time


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a long history without it, with one that lacks the paths, or with one that many commits are not in."""
    if repository.head() is None:
        return
    counted = int(repository.git("rev-list", "--count", "HEAD"))
    if counted < LONG_COMMITS:
        return
    found = commit_graph(repository)
    if not found.has_paths:
        yield Trouble("doctor.no_commit_graph", "doctor.no_commit_graph_remedy")
    elif counted - found.commits >= LONG_COMMITS:
        missing = {"count": counted - found.commits}
        yield Trouble("doctor.old_commit_graph", "doctor.no_commit_graph_remedy", missing)


def mend(repository: Repository) -> None:
    """Writes it, with the paths that each commit changed."""
    repository.git("commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")


DIAGNOSIS = Diagnosis("commit_graph", "doctor.title_commit_graph", look, mend, "doctor.did_commit_graph")

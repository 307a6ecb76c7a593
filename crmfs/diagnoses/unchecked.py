"""Was something committed around the checks, as `git commit --no-verify` does? The server would refuse it."""

from collections import Counter
from collections.abc import Iterator

from crmfs.core.errors import Param
from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.gate.judge import judge_change
from crmfs.git.history import is_ancestor
from crmfs.git.lock import write_durably
from crmfs.git.repository import Repository

COMMITS_MOST = 200  # looked at where nothing says up to where all was checked
TOLD_MOST = 10  # files
_CHECKED = "checked"  # holds the last commit up to which all was found well


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each file in which a commit that nobody has checked yet left an error, and of which commit that was.

    Checked is what a server took, and what was found well here before.
    """
    head = repository.head()
    if head is None:
        return
    base = _base(repository, head)
    if base == head:
        return
    problems = judge_change(repository.snapshot(base), repository.snapshot(head))
    errors = Counter(problem.path for problem in problems if problem.severity == "error")
    for path, count in sorted(errors.items())[:TOLD_MOST]:
        params: dict[str, Param] = {
            "path": path or "crmfs.yaml",
            "count": count,
            "commit": _last(repository, head, path),
        }
        yield Trouble("doctor.unchecked", "doctor.unchecked_remedy", params, path)


def note_checked(repository: Repository) -> None:
    """Notes that all is well up to the last commit, so that the next look is short."""
    head = repository.head()
    if head and not list(look(repository)):
        write_durably(repository.state_dir / _CHECKED, f"{head}\n".encode("ascii"))


def _base(repository: Repository, head: str) -> str:
    """Returns the latest commit known to be well; where none is, one that is some commits back, or the first."""
    server = None if repository.is_bare else repository.trusted_tip()
    for known in (_noted(repository), server if server != head else None):
        if known and repository.objects.has(known) and is_ancestor(repository, known, head):
            return known
    return repository.git("rev-list", "--first-parent", f"--max-count={COMMITS_MOST + 1}", head).decode().split()[-1]


def _noted(repository: Repository) -> str | None:
    try:
        return (repository.common_dir / "crmfs" / _CHECKED).read_text(encoding="ascii").strip() or None
    except (OSError, ValueError):
        return None


def _last(repository: Repository, head: str, path: str) -> str:
    asked = ("log", "-1", "--no-color", "--no-show-signature", "--format=%h", "--end-of-options", head, "--")
    return repository.git(*asked, f":(top,literal){path}").decode("ascii").strip()


DIAGNOSIS = Diagnosis("unchecked", "doctor.title_unchecked", look)

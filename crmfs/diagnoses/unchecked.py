"""Was something committed around the checks, as `git commit --no-verify` does? The server would refuse it."""

from collections.abc import Iterator

from crmfs.access.configuration import SETTINGS_PATH
from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.gate.judge import judge_change
from crmfs.git.history import is_ancestor
from crmfs.git.lock import write_durably
from crmfs.git.repository import Repository

COMMITS_MOST = 200  # looked at where nothing says up to where all was checked
_CHECKED = "checked"  # holds the last commit up to which all was found well


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each file in which a commit that nobody has checked yet left an error.

    Checked is what a server took, and what was found well here before.
    """
    head = repository.head()
    if head is None:
        return
    base = _base(repository, head)
    if base == head:
        return
    problems = judge_change(repository.snapshot(base), repository.snapshot(head))
    # How many in a file, and in which commit, would tell of what is hidden from who asks.
    for path in sorted({problem.path for problem in problems if problem.severity == "error"}):
        yield Trouble("doctor.unchecked", "doctor.unchecked_remedy", {"path": path or SETTINGS_PATH}, path)


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


DIAGNOSIS = Diagnosis("unchecked", "doctor.title_unchecked", look)

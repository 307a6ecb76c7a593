"""Did a crash leave a commit half done? The next command would finish it; so can we."""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.journal import load_journal
from crmfs.git.recover import mend as recover
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a journal that was left."""
    if load_journal(repository.state_dir):
        yield Trouble("doctor.journal", "doctor.journal_remedy")


def mend(repository: Repository) -> None:
    """Finishes or undoes that commit."""
    recover(repository)


DIAGNOSIS = Diagnosis("journal", "doctor.title_journal", look, mend, "doctor.did_journal")

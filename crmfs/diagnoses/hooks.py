"""Are the hooks installed that check commits, or on a server pushes?"""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.edits.hook_scripts import hooks_of, install, state_of
from crmfs.git.repository import Repository

_CODES = {"absent": "doctor.hook_absent", "outdated": "doctor.hook_outdated", "foreign": "doctor.hook_foreign"}


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each hook that is not as this crmfs writes it."""
    remedy = "doctor.hook_remedy_server" if repository.is_bare else "doctor.hook_remedy"
    for name in hooks_of(repository):
        state = state_of(repository, name)
        if state != "current":
            yield Trouble(_CODES[state], remedy, {"name": name})


def mend(repository: Repository) -> None:
    """Installs them; another program's hook is kept and runs first."""
    install(repository)


DIAGNOSIS = Diagnosis("hooks", "doctor.title_hooks", look, mend, "doctor.did_hooks")

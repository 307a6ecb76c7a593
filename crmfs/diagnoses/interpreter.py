"""Is the crmfs that the hooks call still there? If not they refuse everything."""

import os
from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.edits.hook_scripts import hooks_of, install, interpreter_of
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each hook that calls what is gone."""
    for name in hooks_of(repository):
        called = interpreter_of(repository.hooks_dir() / name)
        if called and not os.access(called, os.X_OK):
            yield Trouble("doctor.crmfs_gone", "doctor.crmfs_gone_remedy", {"name": name, "path": str(called)})


def mend(repository: Repository) -> None:
    """Makes the hooks call the crmfs that runs now."""
    install(repository)


DIAGNOSIS = Diagnosis("interpreter", "doctor.title_interpreter", look, mend, "doctor.did_interpreter")

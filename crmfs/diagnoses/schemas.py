"""Are format and schema/base those of the crmfs that runs here?"""

from collections.abc import Iterator

from crmfs.access.configuration import SETTINGS_PATH, load_settings
from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.edits.upgrade import upgrade_of
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells that `crmfs upgrade` has something to do."""
    head = repository.head()
    snapshot = repository.snapshot(head) if head else None
    if snapshot is None or snapshot.entry(SETTINGS_PATH) is None:
        return
    load_settings(snapshot)
    wanted = upgrade_of(snapshot)
    if wanted.edits:
        yield Trouble("doctor.not_upgraded", "doctor.not_upgraded_remedy", {"count": len(wanted.edits)})


DIAGNOSIS = Diagnosis("schemas", "doctor.title_schemas", look)

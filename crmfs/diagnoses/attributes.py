"""Does .gitattributes keep git from changing line ends and from merging records as mere text?"""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository

NEEDED = ("* -text", "*.yaml merge=crmfs")
_FILE = ".gitattributes"


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of each line that the last commit's file lacks."""
    head = repository.head()
    if head is None:
        return
    snapshot = repository.snapshot(head)
    text = snapshot.read(_FILE).decode("utf-8", "replace") if snapshot.entry(_FILE) else ""
    present = {" ".join(line.split()) for line in text.splitlines()}
    for line in NEEDED:
        if line not in present:
            yield Trouble("doctor.attribute", "doctor.attribute_remedy", {"line": line})


DIAGNOSIS = Diagnosis("attributes", "doctor.title_attributes", look)

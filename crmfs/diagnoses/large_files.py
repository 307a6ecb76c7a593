"""Are files kept outside of git by git-lfs? Their pointers are refused, and without git-lfs nobody reads them."""

import re
from collections.abc import Iterator

from crmfs.core.regex import regex
from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository

_LFS = regex(rb"^[^#\n]*\bfilter=lfs\b", re.MULTILINE)
_FILE = ".gitattributes"


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of a repository that hands files to git-lfs."""
    head = repository.head()
    snapshot = repository.snapshot(head) if head else None
    if snapshot is None or snapshot.entry(_FILE) is None or not _LFS.search(snapshot.read(_FILE)):
        return
    if repository.config("filter.lfs.clean") is None:
        yield Trouble("doctor.lfs_missing", "doctor.lfs_missing_remedy")
    else:
        yield Trouble("doctor.lfs_used", "doctor.lfs_used_remedy")


DIAGNOSIS = Diagnosis("large_files", "doctor.title_large_files", look)

"""Is the index of searches as the files were when it was written? One that is merely behind mends itself."""

from collections.abc import Iterator

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.repository import Repository


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells of an index that cannot be read, and of one with wrong entries."""
    from crmfs.search.opened import opened  # its library is slow to load
    from crmfs.search.place import IndexPlace
    from crmfs.search.verify import verify

    place = IndexPlace(repository)
    if place.current() is None:
        return  # the first search makes it
    found = opened(place)
    if found is None:
        yield Trouble("doctor.search_unreadable", "doctor.search_remedy")
        return
    if verify(repository, found).is_wrong:  # in how much would tell of what is hidden from who asks
        yield Trouble("doctor.search_wrong", "doctor.search_remedy")


def mend(repository: Repository) -> None:
    """Builds it anew beside the old one, then switches."""
    from crmfs.search.sync import Sync

    Sync(repository).rebuild()


DIAGNOSIS = Diagnosis("search_index", "doctor.title_search_index", look, mend, "doctor.did_search_index")

"""Where something is today that was elsewhere once, and where it was then. Decides no rights."""

from crmfs.git.glimpse import glimpse
from crmfs.git.log import last_touched
from crmfs.git.snapshot import Snapshot
from crmfs.history.entries import followed
from crmfs.history.identity import customer_folder_of, moved_beside, went_to
from crmfs.history.past import Past
from crmfs.records.kinds import CUSTOMER

_MOVES = 16  # of one customer or one file that are followed


def place_now(past: Past, path: str) -> str:
    """Returns where a file or folder of some earlier state is at the tip; where it ended, its last place.

    A place that the member may not see is none. What lay in a customer's folder is taken to the one that he has since.
    """
    if past.head is None:
        return path
    tip = glimpse(past.repository, past.head)
    for _ in range(_MOVES):
        moved = None if is_there(tip, path) else _moved(past, past.head, tip, path)
        if moved is None or not past.is_visible(moved):
            break
        path = moved
    return path


def place_then(past: Past, path: str, then: Snapshot) -> str:
    """Returns where what is at a place today was in an earlier state; the place itself where it was nowhere."""
    if is_there(then, path):
        return path
    return next((place for _, place in followed(past, path) if place != path and is_there(then, place)), path)


def is_there(snapshot: Snapshot, path: str) -> bool:
    """Says whether a path is a file or a folder."""
    return snapshot.entry(path) is not None or snapshot.subtree(path) is not None


def _moved(past: Past, head: str, tip: Snapshot, path: str) -> str | None:
    """Returns the next place of what is gone from one, None where it ended there."""
    repository, folder = past.repository, customer_folder_of(path)
    is_moved_whole = folder and tip.subtree(folder) is None
    revision = last_touched(repository, head, f"{folder}/{CUSTOMER.file}" if is_moved_whole else path)
    if revision is None:
        return None
    if not is_moved_whole:
        return moved_beside(repository, revision, path)
    there = went_to(repository, revision, folder)
    return there + path.removeprefix(folder) if there else None

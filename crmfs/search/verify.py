"""Verify: compares an index, entry by entry, with the files that it is to show. Mends nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from crmfs.git.repository import Repository
from crmfs.search.damage import damaged
from crmfs.search.opened import Opened
from crmfs.search.stamps import affected
from crmfs.search.state import differing
from crmfs.search.sync import Files, differences

Way = Literal["missing", "outdated", "extra", "damaged"]


class Difference(NamedTuple):
    """One thing in which an index is not as the files are.

    Attributes:
        path: Repository path; of what is damaged, the name of the index's own file.
        state: `missing` in the index, `outdated` there, `extra` (the file is gone), `damaged`.
        is_behind: Whether it comes of a change made since the index was written, so that the next sync mends it.
    """

    path: str
    state: Way
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class Verified:
    """How an index compares with the files.

    Attributes:
        entries: How many entries it has; 0 where files of its own are damaged, which are then all that is listed.
        differences: Sorted by path; none where all is right.
        made_by_rules: Whether it was made by the rules in force.
    """

    entries: int
    differences: Sequence[Difference]
    made_by_rules: bool

    @property
    def is_right(self) -> bool:
        """Whether it is wholly as the files are."""
        return self.made_by_rules and not self.differences

    @property
    def is_wrong(self) -> bool:
        """Whether anything is not as it was when the index was written; being behind is no fault."""
        return not all(one.is_behind for one in self.differences)


def verify(repository: Repository, found: Opened) -> Verified:
    """Compares every path and what its entry was made from, and the checksums of the index's own files.

    Raises:
        RepositoryError: `index.broken`: it can no longer be read.
    """
    files = Files(repository)
    made_by_rules = found.state.rules == files.rules
    broken = damaged(found.folder)
    if broken:
        return Verified(0, [Difference(name, "damaged") for name in broken], made_by_rules)
    wrong, gone = differences(found, files.snapshot)
    kept = found.reader.entries()
    changed = differing(repository, found.state, files.state)
    late = set(affected(files.snapshot, changed)) if changed is not None else {*wrong, *gone}
    states: dict[str, Way] = {path: "outdated" if path in kept else "missing" for path in wrong}
    states |= dict.fromkeys(gone, "extra")
    listed = [Difference(path, state, path in late) for path, state in states.items()]
    return Verified(len(kept), sorted(listed), made_by_rules)

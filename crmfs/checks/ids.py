"""id.invalid, path.id_mismatch, id.duplicate: ids as names of files and folders, in one customer."""

from collections.abc import Iterator

from crmfs.checks.subject import Folder, Rules
from crmfs.core.problem import Problem
from crmfs.git.snapshot import Entry
from crmfs.records.ids import is_id
from crmfs.records.kinds import locate
from crmfs.records.record import Record


def check_name(entry: Entry, rules: Rules) -> Iterator[Problem]:
    """Finds a record whose file, or a customer whose folder, is named by something that is no id."""
    place = locate(entry.path)
    if place.id and not is_id(place.id):
        yield Problem("id.invalid", entry.path)


def check(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds a record that is named by another id than it holds."""
    inside = record.value.get("id")
    named = record.place.id
    if named and isinstance(inside, str) and inside != named:
        yield record.problem("path.id_mismatch", "/id", named=named)


def check_children(folder: Folder, rules: Rules) -> Iterator[Problem]:
    """Finds an id that two records of one customer have, such as an order and a ticket."""
    seen: dict[str, str] = {}
    for entry in folder.entries:
        place = locate(entry.path)
        if place.kind and place.kind.folder:
            other = seen.setdefault(place.id, entry.path)
            if other != entry.path:
                yield Problem("id.duplicate", entry.path, params={"other": other})

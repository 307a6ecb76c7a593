"""Which files of a change were moved: customers that got another folder, files that moved as they were. Pure."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from crmfs.core.paths import name, parent
from crmfs.git.change import Change
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import CUSTOMER, customer_of, locate
from crmfs.records.merge3.sides import canonical
from crmfs.records.record import Record, read_record


class Renames(NamedTuple):
    """What a side moved.

    Attributes:
        files: The new path of each file, by its old one.
        folders: The new folder of each customer, by the old one.
    """

    files: dict[str, str]
    folders: dict[str, str]

    def followed(self, path: str) -> str:
        """Returns where a file that is new in a folder belongs, now that the folder may have moved."""
        folder = customer_of(path)
        return self.folders[folder] + path.removeprefix(folder) if folder in self.folders else path


def renames(changes: Sequence[Change], old: Snapshot, new: Snapshot) -> Renames:
    """Returns what was moved.

    A customer's folder is known again by the id in its customer.yaml, or by all that stands there but the id; what lay
    in the folder is looked for in the new one. Any other file is known by its content, where one came and one went.
    """
    gone = {change.path: change for change in changes if change.old and not change.new}
    came = {change.path: change for change in changes if change.new and not change.old}
    found: dict[str, str] = {}
    folders = _folders(gone, came, old, new)
    for before, after in folders.items():
        for path in gone:
            target = after + path.removeprefix(before)
            if path.startswith(before + "/") and target in came:
                found[path] = target
    return Renames(found | _same_content(gone, came, found), folders)


def _folders(gone: dict[str, Change], came: dict[str, Change], old: Snapshot, new: Snapshot) -> dict[str, str]:
    """Returns the new folder of each customer that moved, by the old one."""
    left = [path for path in gone if locate(path).kind is CUSTOMER]
    fresh = [path for path in came if locate(path).kind is CUSTOMER]
    by_id = {_id(new, path): path for path in fresh}
    pairs = {path: by_id[known] for path in left if (known := _id(old, path)) in by_id}
    without = _by_rest(old, [path for path in left if path not in pairs])
    renumbered = _by_rest(new, [path for path in fresh if path not in pairs.values()])
    pairs |= {path: renumbered[rest] for rest, path in without.items() if rest in renumbered}
    return {parent(path): parent(found) for path, found in pairs.items()}


def _by_rest(snapshot: Snapshot, paths: Sequence[str]) -> dict[str, str]:
    """Returns customers by all that their file says but the id; of several that say the same none."""
    said = [(_rest(snapshot, path), path) for path in paths]
    counts = Counter(rest for rest, _ in said)
    return {rest: path for rest, path in said if rest and counts[rest] == 1}


def _rest(snapshot: Snapshot, path: str) -> str:
    """Returns what a customer's file says but the id, the same for the same; nothing where it cannot be read."""
    record = read_record(path, CUSTOMER, snapshot.read(path))
    value = {key: value for key, value in record.value.items() if key != "id"} if isinstance(record, Record) else {}
    return canonical(value) if value else ""


def _id(snapshot: Snapshot, path: str) -> str:
    """Returns the id that a customer's file says; the path where it says none."""
    record = read_record(path, CUSTOMER, snapshot.read(path))
    return (record.text("id") if isinstance(record, Record) else "") or path


def _same_content(gone: dict[str, Change], came: dict[str, Change], known: dict[str, str]) -> dict[str, str]:
    left = [change for path, change in gone.items() if path not in known]
    fresh = [change for path, change in came.items() if path not in set(known.values())]
    counts = Counter(change.old.oid for change in left if change.old), Counter(c.new.oid for c in fresh if c.new)
    by_oid = {change.new.oid: change.path for change in fresh if change.new}
    return {
        change.path: by_oid[change.old.oid]
        for change in left
        if change.old and counts[0][change.old.oid] == counts[1][change.old.oid] == 1 and name(change.path)
    }

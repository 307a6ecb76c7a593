"""Change: one path before and after. Compares snapshots by their trees; never guesses renames."""

from itertools import chain
from typing import NamedTuple

from crmfs.git.model import FOLDER, SUBMODULE, object_id
from crmfs.git.snapshot import Entry, Snapshot


class Change(NamedTuple):
    """What became of one path; None for a side on which it is absent."""

    path: str
    old: Entry | None
    new: Entry | None


def changes_between(old: Snapshot | None, new: Snapshot, under: str = "") -> list[Change]:
    """Returns the paths that differ in content, mode or presence, sorted by path.

    Folders with the same tree id are not entered, so the cost grows with what changed, not with the repository.

    Args:
        old: The snapshot before; None for nothing at all.
        new: The snapshot after.
        under: A folder or a file that is looked at alone; `""` for all.
    """
    if old is None:
        return [Change(entry.path, None, entry) for entry in new.walk(under)]
    changes: list[Change] = []
    _compare(old, new, under, changes)
    if under:
        _one_sided(old, new, under, old.entry(under), new.entry(under), changes)
    return sorted(changes, key=lambda change: change.path)


def _compare(old: Snapshot, new: Snapshot, folder: str, changes: list[Change]) -> None:
    tree = old.subtree(folder)
    if tree is not None and tree == new.subtree(folder):
        return
    before = {entry.path: entry for entry in old.entries(folder)}
    after = {entry.path: entry for entry in new.entries(folder)}
    for path in dict.fromkeys(chain(before, after)):
        left, right = before.get(path), after.get(path)
        if left and right and left.oid is not None and left == right:
            continue
        if left and right and left.mode == FOLDER == right.mode:
            _compare(old, new, path, changes)
        else:
            _one_sided(old, new, path, left, right, changes)


def _one_sided(
    old: Snapshot, new: Snapshot, path: str, left: Entry | None, right: Entry | None, changes: list[Change]
) -> None:
    """Adds the change of a file, or the files of a folder that has no counterpart."""
    if left and left.mode == FOLDER:
        changes.extend(Change(entry.path, entry, None) for entry in old.walk(path))
        left = None
    if right and right.mode == FOLDER:
        changes.extend(Change(entry.path, None, entry) for entry in new.walk(path))
        right = None
    if (left or right) and not _equal(old, new, left, right):
        changes.append(Change(path, left, right))


def _equal(old: Snapshot, new: Snapshot, left: Entry | None, right: Entry | None) -> bool:
    """Says whether two files are alike; one known by its bytes only is read."""
    if left is None or right is None or left.mode != right.mode:
        return False
    if (left.oid and right.oid) or left.mode == SUBMODULE:
        return left.oid == right.oid
    return left.size == right.size and _oid(old, left) == _oid(new, right)


def _oid(snapshot: Snapshot, entry: Entry) -> str:
    return entry.oid or object_id("blob", snapshot.read(entry.path))

"""Which place a file, or a customer, had before and has now, where it was moved. Decides no rights."""

from collections.abc import Iterator

from crmfs.core.paths import name, parent
from crmfs.git.glimpse import glimpse
from crmfs.git.log import Revision
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import CHILDREN, CUSTOMER, Kind, customer_of, locate
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value
from crmfs.records.yaml.values import same

_MOST = 200  # customers that one commit takes away and that are looked at for one that came


def customer_folder_of(path: str) -> str:
    """Returns the folder of the customer that a path is, or lies in, `""` outside of customers."""
    return str(customer_of(path + "/x") or "") if path.startswith("customers/") else ""


def came_from(repository: Repository, revision: Revision, path: str) -> str | None:
    """Returns the place that a file or customer's folder, new in a commit, had before it; None where it was made there.

    A customer's folder that comes in the commit in which another goes is the same one if its id is (it was in a wrong
    shard), or if its customer.yaml differs by its id alone (`crmfs fix --renumber`). So is a record beside its former
    place in the same customer, and a document with the same content there.
    """
    after = glimpse(repository, revision.oid)
    for commit in revision.parents:
        old = glimpse(repository, commit)
        found = _source(repository, (commit, revision.oid), (old, after), path)
        if found:
            return found
    return None


def went_to(repository: Repository, revision: Revision, folder: str) -> str | None:
    """Returns the folder that a customer has since a commit that took its former one away; None where it ended."""
    after = glimpse(repository, revision.oid)
    for commit in revision.parents:
        before = glimpse(repository, commit)
        for came in _listed(repository, commit, revision.oid, "A"):
            there = customer_folder_of(came)
            if locate(came).kind is CUSTOMER and _is_same_customer((before, folder), (after, there)):
                return there
    return None


def moved_beside(repository: Repository, revision: Revision, path: str) -> str | None:
    """Returns the place that a file has since a commit took its former one in the same customer; None if it ended."""
    after = glimpse(repository, revision.oid)
    for commit in revision.parents:
        states = glimpse(repository, commit), after
        came = _listed(repository, commit, revision.oid, "A", customer_folder_of(path) or parent(path))
        found = next((one for one in came if _is_same_file(states, path, one)), None)
        if found:
            return found
    return None


def _source(
    repository: Repository, commits: tuple[str, str], states: tuple[Snapshot, Snapshot], path: str
) -> str | None:
    folder, (before, after) = customer_folder_of(path), states
    if not folder or before.subtree(folder) is not None:
        beside = _beside(states, path, _listed(repository, *commits, "D", folder or parent(path)))
        return beside or (_of_merged(states, path, _listed(repository, *commits, "D")) if folder else None)
    gone = [customer_folder_of(one) for one in _listed(repository, *commits, "D") if locate(one).kind is CUSTOMER]
    found = next((one for one in gone[:_MOST] if _is_same_customer((before, one), (after, folder))), None)
    inner = f"{found}{path.removeprefix(folder)}"
    return inner if found and (before.entry(inner) or before.subtree(inner)) else None


def _beside(states: tuple[Snapshot, Snapshot], path: str, gone: list[str]) -> str | None:
    """Returns what of the files gone a new one was: a record beside it, a document of the same content."""
    return next((one for one in gone if _is_same_file(states, one, path)), None)


def _of_merged(states: tuple[Snapshot, Snapshot], path: str, gone: list[str]) -> str | None:
    """Returns what a file new at a customer was at one that went in the same commit, as where two became one.

    That is a record of the same id, a document of the same content at the same place in its folder.
    """
    before, after = states
    ended = {customer_folder_of(one) for one in gone if locate(one).kind is CUSTOMER}
    place, inside = locate(path), path.removeprefix(customer_folder_of(path))
    for one in gone:
        if customer_folder_of(one) not in ended or not one.endswith(inside) or locate(one).kind is not place.kind:
            continue
        old, new = before.entry(one), after.entry(path)
        if place.kind in CHILDREN or (place.document and old and new and old.oid == new.oid):
            return one
    return None


def _is_same_file(states: tuple[Snapshot, Snapshot], gone: str, came: str) -> bool:
    before, after = states
    place, old, new = locate(came), before.entry(gone), after.entry(came)
    if not (old and old.is_file and new and new.is_file) or locate(gone).kind is not place.kind:
        return False
    if place.document and old.oid == new.oid:
        return True
    if place.kind not in CHILDREN or parent(gone) != parent(came):
        return False
    return _is_renamed(place.kind, (before.content(old), gone), (after.content(new), came))


def _is_same_customer(old: tuple[Snapshot, str], new: tuple[Snapshot, str]) -> bool:
    (before, gone), (after, came) = old, new
    if gone == came:
        return False
    if name(gone) == name(came):
        return True
    paths = f"{gone}/{CUSTOMER.file}", f"{came}/{CUSTOMER.file}"
    entries = before.entry(paths[0]), after.entry(paths[1])
    if not all(entry and entry.is_file for entry in entries):
        return False
    return _is_renamed(CUSTOMER, (before.read(paths[0]), paths[0]), (after.read(paths[1]), paths[1]))


def _is_renamed(kind: Kind, old: tuple[bytes, str], new: tuple[bytes, str]) -> bool:
    """Says whether two records are one, but for its id wherever that stands."""
    before, after = (read_record(path, kind, data) for data, path in (old, new))
    if not isinstance(before, Record) or not isinstance(after, Record):
        return False
    was, is_now = locate(old[1]).id, locate(new[1]).id
    return same(_with_id(before.value, was, is_now), _with_id(after.value, was, is_now))


def _with_id(value: Value, was: str, is_now: str) -> Value:
    if isinstance(value, dict):
        return {key: _with_id(inner, was, is_now) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_id(inner, was, is_now) for inner in value]
    return is_now if value == was else value


def _listed(repository: Repository, old: str, new: str, how: str, under: str = "") -> list[str]:
    return list(_names(repository, old, new, how, under))


def _names(repository: Repository, old: str, new: str, how: str, under: str) -> Iterator[str]:
    found = repository.git(
        "diff-tree", "-r", "-z", "--name-only", "--no-renames", f"--diff-filter={how}", "--end-of-options", old, new,
        "--", *([f":(top,literal){under}"] if under else []),
    )  # fmt: skip
    return (one for one in found.decode("utf-8", "surrogateescape").split("\0") if one)

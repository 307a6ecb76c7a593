"""Stamps: which files the index has entries for, and what each entry was made from. Reads no content that has an id."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain, groupby

from crmfs.git.model import object_id
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kinds import CHILDREN, CONTACTS, CUSTOMER, META, META_SUFFIX, TERMS, customer_of, locate, meta_path

RECORDS = {kind.name: kind for kind in (CUSTOMER, CONTACTS, TERMS, *CHILDREN)}
DOCUMENT, LIBRARY = "document", "library"
KINDS = (*RECORDS, DOCUMENT, LIBRARY)
TOPS = ("customers", "library")


def kind_of(path: str) -> str | None:
    """Returns the kind under which a path is found, None for what no search finds, names that are no text among it."""
    if not path.isascii() and not _is_text(path):
        return None  # the engine takes text alone; `path.unsafe` tells of it
    place = locate(path)
    if place.kind:
        return place.kind.name if place.kind.name in RECORDS else None
    if not place.document:
        return None
    return DOCUMENT if place.customer else LIBRARY


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_source(path: str) -> bool:
    """Says whether an entry is made from a file at this path: its own, its customer's, its document's."""
    return kind_of(path) is not None or (path.endswith(META_SUFFIX) and locate(path).kind is META)


def searched(snapshot: Snapshot) -> Iterator[Entry]:
    """Returns the files of a snapshot among which entries are found, metadata included, folder by folder."""
    return (entry for entry in chain.from_iterable(map(snapshot.walk, TOPS)) if entry.is_file)


def stamps(snapshot: Snapshot) -> dict[str, str]:
    """Returns the stamp of each entry that an index of a snapshot has, by path."""
    found: dict[str, str] = {}
    for folder, inside in groupby(searched(snapshot), lambda entry: customer_of(entry.path) or ""):
        oids = {entry.path: oid_of(snapshot, entry) for entry in inside}
        owner = oids.get(f"{folder}/{CUSTOMER.file}", "")
        found |= {path: stamp(oid, owner, oids.get(meta_path(path), "")) for path, oid in oids.items() if kind_of(path)}
    return found


def stamp(oid: str, customer: str, meta: str) -> str:
    """Returns what stands for an entry made from these blobs: its own, its customer's, its metadata's."""
    return blake2b(f"{oid}/{customer}/{meta}".encode(), digest_size=10).hexdigest()


def oid_of(snapshot: Snapshot, entry: Entry) -> str:
    """Returns the id of a file's blob, stored or not."""
    return entry.oid or object_id("blob", snapshot.content(entry))


def affected(snapshot: Snapshot, paths: Iterable[str]) -> list[str]:
    """Returns the paths of the entries that a change of some files touches, sorted."""
    found: set[str] = set()
    for path in paths:
        folder = customer_of(path)
        if path.endswith(META_SUFFIX):
            found.add(path.removesuffix(META_SUFFIX))
        elif folder and path == f"{folder}/{CUSTOMER.file}":
            found.update(entry.path for entry in snapshot.walk(folder))
        found.add(path)
    return sorted(path for path in found if kind_of(path))

"""Two customers made one: fields, files and references of the one go to the other. Commits nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crmfs.core.errors import Denied, ValueRefused
from crmfs.core.paths import RepoPath, canonical, name, parent
from crmfs.edits.basis import edit_from
from crmfs.edits.creation import Desk
from crmfs.edits.fixes.renumber import with_id
from crmfs.edits.merging import merge_file
from crmfs.edits.records import day_of, new_id
from crmfs.git.edit import FileEdit
from crmfs.lifecycle.apart import marks_of
from crmfs.lifecycle.people_united import fitted
from crmfs.lifecycle.stand_ins import DECIDED_BY_ITSELF, of_itself, prepared, with_trail
from crmfs.records.kinds import (
    CHILDREN,
    CONTACTS,
    CUSTOMER,
    INTERACTION,
    META_SUFFIX,
    TERMS,
    Kind,
    locate,
    meta_path,
)
from crmfs.records.merge3 import Clash, Decision
from crmfs.records.record import Record, read_record
from crmfs.records.yaml.editor import set_value
from crmfs.records.yaml.writer import write_yaml

_SINGLE = (CUSTOMER, CONTACTS, TERMS)
_TEXTS = ("searches/", "reports/")  # definitions that name customers within their texts
_TOLD = ("customers/", "library/", "reviews/", *_TEXTS)  # elsewhere an id is an example
_ID_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")

Decisions = Mapping[str, Decision]


class Difference(NamedTuple):
    """One field that both have, and not the same.

    Attributes:
        kind: The kind of record.
        clash: Where, and what the customer that stays (`ours`) and the one that goes (`theirs`) hold.
    """

    kind: Kind
    clash: Clash

    @property
    def name(self) -> str:
        """How people name it: `owner`, `contacts[P01].title`, `terms.bank`."""
        return f"{TERMS.name}.{self.clash.address}" if self.kind is TERMS else self.clash.address


@dataclass(slots=True)
class Union:
    """What makes one customer of two.

    Attributes:
        edits: Complete only without differences.
        differences: What somebody has to decide.
        moved: How many files of each kind go to the customer that stays, by kind; documents as `document`.
        filled: Fields of the customer that stays that get a value.
        renamed: Where a file got another name: (as it was, as it is).
        referring: Records elsewhere that name the customer that stays from now on.
        mentioned: Files in whose texts the id of the customer that goes stays.
    """

    edits: list[FileEdit] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    moved: Counter[str] = field(default_factory=Counter)
    filled: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    referring: list[str] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)


def union_of(desk: Desk, stays: RepoPath, goes: RepoPath, decided: Decisions, naming: Iterable[str]) -> Union:
    """Returns what makes two customers one.

    Args:
        desk: What the actor sees of the last commit.
        stays, goes: Folders of the customers.
        decided: How differences are settled, by their names.
        naming: Files that hold the id of the customer that goes, anywhere.

    Raises:
        Denied: `dedupe.not_whole`: of one of them something may be kept from the actor.
        ValueRefused: `dedupe.held`: one is on hold; `dedupe.told_apart`: somebody said that they are two;
            `record.unreadable`; `edit.unprovable` and the like.
    """
    work = _Work(desk, stays, goes, decided)
    work.demand()
    work.unite_records()
    work.move_files()
    work.move_references(naming)
    return work.found


class _Work:
    """One union on its way."""

    def __init__(self, desk: Desk, stays: RepoPath, goes: RepoPath, decided: Decisions) -> None:
        self._desk, self._view = desk, desk.view
        self._stays, self._goes = stays, goes
        self._ids = {name(goes): name(stays)}
        self._contacts: dict[str, str] = {}
        self._decided = decided
        self._data: dict[str, bytes] = {}  # what files become
        self._taken = {canonical(entry.path) for entry in desk.view.walk(stays)}
        self.found = Union()

    def demand(self) -> None:
        for folder in (self._stays, self._goes):
            if not self._view.has_all(folder):
                kept, gone = name(self._stays), name(self._goes)
                raise Denied("dedupe.not_whole", id=name(folder), kept=kept, gone=gone)
            if self._view.record(f"{folder}/{CUSTOMER.file}").value.get("hold"):
                raise ValueRefused("dedupe.held", id=name(folder))
        both = marks_of(self._view, self._stays) & marks_of(self._view, self._goes)
        if both:
            ids = {"id": name(self._stays), "other": name(self._goes)}
            raise ValueRefused("dedupe.told_apart", **ids, mark=sorted(both)[0])

    def unite_records(self) -> None:
        for kind in _SINGLE:
            here, there = (f"{folder}/{kind.file}" for folder in (self._stays, self._goes))
            if self._view.entry(there) is None:
                continue
            if self._view.entry(here) is None:
                self._data[here] = self._view.read(there)
                self.found.moved[kind.name] += 1
            else:
                self._unite(kind, here, there)
            self._gone(there)

    def _unite(self, kind: Kind, here: str, there: str) -> None:
        mine, other = self._view.record(here), self._view.record(there)
        theirs, base = with_id(other, *next(iter(self._ids.items()))), b""
        if kind is CUSTOMER:
            theirs, base = prepared(mine, theirs, name(self._goes))
        elif kind is CONTACTS:
            theirs, base = self._people(mine, theirs)
        prefix = f"{TERMS.name}." if kind is TERMS else ""
        decided = {key.removeprefix(prefix): one for key, one in self._decided.items() if key.startswith(prefix)}
        decided = (of_itself(mine, theirs) if kind is CUSTOMER else {}) | decided
        merged = merge_file(here, base, mine.document.data, theirs, self._desk.schemas, decided)
        self.found.differences += [Difference(kind, clash) for clash in merged.clashes]
        data = merged.data or b""
        after = read_record(here, kind, data)
        if isinstance(after, Record):
            added = [key for key in after.value if key not in mine.value and key not in DECIDED_BY_ITSELF]
            self.found.filled += [f"{prefix}{key}" for key in added]
            data = with_trail(self._desk, mine, after) if kind is CUSTOMER else data
        self._data[here] = data

    def _people(self, mine: Record, theirs: bytes) -> tuple[bytes, bytes]:
        """Returns the contacts of the customer that goes as they fit, and what both lists have in common."""
        goes = read_record(mine.path, CONTACTS, theirs)
        listed = [one.value.get("contacts") if isinstance(one, Record) else None for one in (mine, goes)]
        stays_list, goes_list = ([] if not isinstance(each, list) else each for each in listed)
        people = fitted(stays_list, goes_list)
        self._contacts = people.ids
        return set_value(theirs, "/contacts", people.listed), write_yaml({"contacts": people.base})

    def move_files(self) -> None:
        paths = [entry.path for entry in self._view.walk(self._goes)]
        self._number_anew(paths)
        done = {f"{self._goes}/{kind.file}" for kind in _SINGLE}
        for path in paths:
            if path in done or name(path) == ".gitkeep":
                done.add(path) if path in done else self._gone(path)
                continue
            place = locate(path)
            if place.kind in CHILDREN:
                self._move(path, f"{self._stays}/{place.kind.folder}/{self._ids.get(place.id, place.id)}.yaml")
                self.found.moved[place.kind.name] += 1
            elif not (path.endswith(META_SUFFIX) and path.removesuffix(META_SUFFIX) in paths):
                self._move_document(path)

    def _number_anew(self, paths: Iterable[str]) -> None:
        """Gives records another id where the customer that stays has one of the same."""
        taken = {place.id for e in self._view.walk(self._stays) if (place := locate(e.path)).kind in CHILDREN}
        for place, path in ((locate(path), path) for path in paths):
            if place.kind in CHILDREN and place.id in taken:
                day = day_of(place.kind, self._view.record(path).value, self._desk.intent.today)
                fresh = place.id
                while fresh in taken:
                    fresh = new_id(place.kind, self._desk.settings, set, day)
                self._ids[place.id] = fresh
                taken.add(fresh)
                self.found.renamed.append((f"{name(self._goes)}/{place.id}", f"{name(self._stays)}/{fresh}"))

    def _move(self, path: str, target: str) -> None:
        self._data[target] = self._with_ids(path, self._view.read(path))
        self._gone(path)

    def _with_ids(self, path: str, data: bytes) -> bytes:
        kind = locate(path).kind
        for old, fresh in self._ids.items() if kind else ():
            record = read_record(path, kind, data) if kind else None
            data = with_id(record, old, fresh) if isinstance(record, Record) else data
        if kind is INTERACTION and self._contacts:
            record = read_record(path, kind, data)
            contact = record.text("contact") if isinstance(record, Record) else ""
            data = set_value(data, "/contact", self._contacts[contact]) if contact in self._contacts else data
        return data

    def _move_document(self, path: str) -> None:
        target = f"{self._stays}{path.removeprefix(self._goes)}"
        sidecar, beside = meta_path(path), meta_path(target)
        here = self._view.entry(target)
        entry = self._view.entry(path)
        if here and entry and here.oid == entry.oid and here.oid:
            self._gone(path)  # the very same document
        else:
            if self._is_taken(target):
                target = next(each for each in _other_names(target, name(self._goes)) if not self._is_taken(each))
                self.found.renamed.append((path, target))
            beside = meta_path(target)
            self._data[target] = self._view.read(path)
            self._taken |= {canonical(target), canonical(beside)}
            self._gone(path)
            self.found.moved["document"] += 1
        if self._view.entry(sidecar):
            if self._view.entry(beside) is None:
                self._data[beside] = self._with_ids(sidecar, self._view.read(sidecar))
            self._gone(sidecar)

    def _is_taken(self, path: str) -> bool:
        return not self._taken.isdisjoint((canonical(path), canonical(meta_path(path))))

    def move_references(self, naming: Iterable[str]) -> None:
        """Makes every record and definition elsewhere name the customer that stays; adds the edits of all files."""
        old, fresh = name(self._goes), name(self._stays)
        for path in naming:
            if path.startswith(f"{self._goes}/") or self._view.entry(path) is None:
                continue
            now = self._data.get(path) or self._view.read(path)
            data = _renamed_in_text(now, old, fresh) if path.startswith(_TEXTS) else self._referring(path, now)
            if data != now:
                self._data[path] = data
                self.found.referring.append(path)
            if path.startswith(_TOLD) and _mentions(path, data, old):
                self.found.mentioned.append(path)
        moved = (path for path in self._data if path.startswith(f"{self._stays}/") and locate(path).kind)
        here = [path for path in moved if _mentions(path, self._data[path], old)]
        self.found.mentioned = sorted({*self.found.mentioned, *here})
        self.found.edits += [edit_from(self._view, path, data) for path, data in self._data.items()]

    def _referring(self, path: str, data: bytes) -> bytes:
        kind = locate(path).kind
        record = read_record(path, kind, data) if kind else None
        return with_id(record, name(self._goes), name(self._stays)) if isinstance(record, Record) else data

    def _gone(self, path: str) -> None:
        self.found.edits.append(edit_from(self._view, path, None))


def _other_names(path: str, gone: str) -> Iterator[str]:
    stem, dot, suffix = name(path).rpartition(".")
    stem, ending = (stem, dot + suffix) if stem else (name(path), "")
    yield f"{parent(path)}/{stem} ({gone}){ending}"
    number = 1
    while True:
        number += 1
        yield f"{parent(path)}/{stem} ({gone} {number}){ending}"


def _renamed_in_text(data: bytes, old: str, fresh: str) -> bytes:
    """Returns a definition with another id wherever the old one stands as a word of its own."""
    pieces = data.decode("utf-8", "surrogateescape").split(old)
    text = pieces[0]
    for piece in pieces[1:]:
        is_word = text[-1:] not in _ID_SIGNS and piece[:1] not in _ID_SIGNS
        text += (fresh if is_word else old) + piece
    return text.encode("utf-8", "surrogateescape")


def _mentions(path: str, data: bytes, old: str) -> bool:
    """Says whether a text says an id as a word of its own; what a record keeps of where it came from does not count."""
    kind = locate(path).kind
    record = read_record(path, kind, data) if kind and old.encode() in data else None
    if isinstance(record, Record):
        said = {key: value for key, value in record.value.items() if key not in ("source_ref", "extra")}
        data = write_yaml(said)
    return _renamed_in_text(data, old, "") != data

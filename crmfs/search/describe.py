"""What the index keeps of each file: its own words and values, its customer's, its day. Reads a snapshot."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from crmfs.access.spelling import Spelling
from crmfs.core.messages import Text
from crmfs.core.paths import name as file_name
from crmfs.core.problem import Problem
from crmfs.extract.texts import Item, Texts
from crmfs.extract.types import Extracted, file_type, file_types
from crmfs.git.snapshot import Entry as FileEntry
from crmfs.git.snapshot import Snapshot
from crmfs.query.common import apart
from crmfs.records.fields import Field
from crmfs.records.kinds import (
    CUSTOMER,
    INTERACTION,
    META,
    ORDER,
    customer_of,
    locate,
    meta_path,
)
from crmfs.records.record import Record, read_record
from crmfs.records.schema import Schemas
from crmfs.records.totals import lines_total
from crmfs.records.yaml import Value
from crmfs.search.day import day_of, ordinal
from crmfs.search.draft import Draft, Owner, folded_text
from crmfs.search.engine import ATTRIBUTE, CLASS, SIDE, Entry
from crmfs.search.rights import DOCUMENT_CLASS, HOME_CLASS, RECORD_CLASS, SIDE_CLASS, attribute_terms
from crmfs.search.rules import EntryRules
from crmfs.search.stamps import RECORDS, kind_of, oid_of, stamp
from crmfs.search.terms import terms_of

COMPANY = "company"
_UNNAMED = Text("", "")
_UNREAD_BYTES = 1 << 20  # of a record that is no YAML: its words are found as they stand, by who may see all of it
UNREADABLE = "index.record_unreadable"


class Describer:
    """Makes index entries from the files of one snapshot.

    Args:
        snapshot: Where the files are read, as the repository itself.
        texts: Gives the text of attachments.
        rules: Which say what a field's value means, and what some member may not see.
    """

    def __init__(self, snapshot: Snapshot, texts: Texts, rules: EntryRules) -> None:
        self._snapshot = snapshot
        self._fields = fields_by_kind(rules.schemas)
        self._spelling = {kind: Spelling(rules.schemas.fields(kind)) for kind in self._fields}
        self._texts = texts
        self._classes = rules.classes

    def entries(self, files: Iterable[FileEntry]) -> Iterator[Entry]:
        """Returns the entries of files that stand folder by folder, attachments last; of what no search finds, none."""
        documents: list[_Document] = []
        for folder, inside in groupby(files, lambda file: customer_of(file.path) or ""):
            found = [file for file in inside if file.is_file and kind_of(file.path)]
            if found:
                yield from self._inside(folder, found, documents)
        yield from self._of_documents(documents)

    def _inside(self, folder: str, files: Sequence[FileEntry], documents: "list[_Document]") -> Iterator[Entry]:
        """Yields the entries of one folder's records; its documents go to `documents`."""
        file_of_owner = self._snapshot.entry(f"{folder}/{CUSTOMER.file}") if folder else None
        customer = self._record(file_of_owner) if file_of_owner else None
        owner = self._owner(folder, customer)
        owner_oid = oid_of(self._snapshot, file_of_owner) if file_of_owner else ""
        for file in files:
            if locate(file.path).document:
                documents.append(_Document(file, oid_of(self._snapshot, file), owner_oid, owner))
            else:
                record = customer if file_of_owner and file.path == file_of_owner.path else self._record(file)
                yield self._of_record(file, record, stamp(oid_of(self._snapshot, file), owner_oid, ""), owner)

    def _of_record(self, file: FileEntry, record: Record | None, stamp: str, owner: Owner) -> Entry:
        kind = kind_of(file.path) or ""
        draft = Draft(self._classes, self._spelling[kind])
        draft.right(RECORD_CLASS + self._classes.of(file.path))
        draft.value(f"kind={kind}")
        value = record.value if record else {}
        if record is None:
            draft.value(f"problem={UNREADABLE}")
            draft.text(self._snapshot.content(file)[:_UNREAD_BYTES].decode("utf-8", "replace"), layer=SIDE)
        fields = self._fields[kind]
        for key, item in value.items():
            draft.field(key, fields.get(key) or Field(key, _UNNAMED), item)
        if draft.has_beside:
            draft.right(SIDE_CLASS + self._classes.of(file.path))
        day = self._day(value)
        if kind == INTERACTION.name and day:
            draft.value(f"interaction_date={day}")
        lines = value.get("lines")
        if kind == ORDER.name and "amount" not in value and isinstance(lines, list) and self._is_open("lines"):
            total = lines_total(line for line in lines if isinstance(line, dict))
            draft.field("amount", Field("amount", _UNNAMED, "number"), total)
        return draft.entry(file.path, stamp, owner, ordinal(day) or 0)

    def _of_documents(self, documents: "Sequence[_Document]") -> Iterator[Entry]:
        same: dict[str, list[_Document]] = {}
        for one in documents:
            same.setdefault(one.oid, []).append(one)
        for oid, extracted in self._texts.get(self._item(found[0]) for found in same.values()):
            type_ = file_type(same[oid][0].file.path)
            for one in same[oid]:
                # the same bytes may be another text where a name says that they are of another type
                is_same = file_type(one.file.path) == type_
                yield self._of_document(one, extracted if is_same else self._texts.one(*self._item(one)))

    def _item(self, one: "_Document") -> Item:
        return file_name(one.file.path), one.oid, partial(self._snapshot.content, one.file)

    def _of_document(self, one: "_Document", extracted: Extracted) -> Entry:
        path = one.file.path
        meta = self._snapshot.entry(meta_path(path))
        record = self._record(meta) if meta else None
        draft = Draft(self._classes, self._spelling[META.name])
        draft.right(DOCUMENT_CLASS + self._classes.of(path))
        if self._classes.of(meta_path(path)) != self._classes.of(path):
            draft.right(SIDE_CLASS + self._classes.of(meta_path(path)))
        draft.value(f"kind={kind_of(path)}")
        for kind in file_types(path):
            draft.value(f"file={kind}")
        problem = extracted.problem or (UNREADABLE if meta and record is None else None)
        if problem:
            draft.value(f"problem={problem}")
        draft.text(file_name(path), name=True)
        fields = self._fields[META.name]
        for key, item in (record.value if record else {}).items():
            draft.beside(fields.get(key) or Field(key, _UNNAMED), item)
        if extracted.text:
            draft.text(extracted.text)
        made_from = stamp(one.oid, one.owner_oid, oid_of(self._snapshot, meta) if meta else "")
        return draft.entry(path, made_from, one.owner, ordinal(self._day(record.value) if record else "") or 0)

    def _owner(self, folder: str, customer: Record | None) -> Owner:
        """Returns what everything in a customer's folder is found by: facts, id and company, but no free text."""
        id_ = folder.rpartition("/")[2]
        if not folder:
            return Owner([], [], {})
        rights = {
            CLASS: [HOME_CLASS + self._classes.of(f"{folder}/{CUSTOMER.file}")],
            ATTRIBUTE: attribute_terms(customer.value if customer else {}, self._classes.attributes),
        }
        owner = Owner([f"customer={id_}"], [folded_text(id_)], rights)
        fields = self._fields[CUSTOMER.name]
        for key, value in (customer.value if customer else {}).items():
            field = fields.get(key)
            if field is None or self._classes.is_limited(key):
                continue
            if is_fact(field):
                owner.terms.extend(terms_of(field, value))
            elif key == COMPANY and isinstance(value, str):
                owner.names.append(folded_text(value))
        return owner

    def _day(self, value: dict[str, Value]) -> str:
        """Returns the day of a record, `""` where some may not see the field that says it."""
        return day_of({key: item for key, item in value.items() if not self._classes.is_limited(key)})

    def _is_open(self, key: str) -> bool:
        """Says whether all who see a record see a field of it, and what is derived from that."""
        return not self._classes.is_limited(key) and not self._classes.is_limited("amount")

    def _record(self, file: FileEntry) -> Record | None:
        kind = locate(file.path).kind
        found: Record | Problem | None = read_record(file.path, kind, self._snapshot.content(file)) if kind else None
        return found if isinstance(found, Record) else None


class _Document(NamedTuple):
    """An attachment whose text is still to come."""

    file: FileEntry
    oid: str
    owner_oid: str
    owner: Owner


def fields_by_kind(schemas: Schemas) -> dict[str, dict[str, Field]]:
    """Returns the fields of each kind whose values are indexed, by their keys."""
    return {kind.name: apart(kind.name, schemas.fields(kind.name)) for kind in (*RECORDS.values(), META)}


def is_fact(field: Field) -> bool:
    """Says whether a field tells what a customer is like in a word, so that all in the folder is found by it."""
    return bool(field.choices or field.refers or field.type not in ("text", "map"))

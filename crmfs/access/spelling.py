"""Spelling: which field of a record a key stands for, however somebody typed it. Decides no rights."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property

from crmfs.access.configuration import SCHEMA_FOLDER, load_team_schemas
from crmfs.access.field_path import ITEM, FieldPath
from crmfs.core.text import fold_value
from crmfs.git.snapshot import Snapshot
from crmfs.records.fields import Field
from crmfs.records.kinds import Kind
from crmfs.records.schema import SchemaRefused, Schemas

STRANGE: FieldPath = ("\0strange",)  # stands for a key that no field of the record is called by
_EXTRA = "extra"
_FORMAT = "Cf"  # Unicode's category of characters that nobody sees

Fields = Mapping[str, Field]


class Spelling:
    """How the fields of one kind of record are called: by code, label and alias, whatever their width and case.

    Args:
        fields: Those of the kind; none where its schema cannot be read: then every key is strange.
    """

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._kept: dict[FieldPath, tuple[FieldPath, ...]] = {}

    def is_plain(self, key: str) -> bool:
        """Says whether a key at the root of a record, with all that is in it, can only be what the schema says."""
        return key in self._fields and key != _EXTRA and not self._fields[key].items

    def has(self, field: FieldPath) -> bool:
        """Says whether a record of the kind can have something at a field path."""
        return is_known(self._fields, field)

    def meant(self, typed: FieldPath) -> tuple[FieldPath, ...]:
        """Returns the fields that a path of keys as they stand in a record may mean, `STRANGE` for none of any name.

        A key that the schema has is that field. Any other may be whatever field of the record is called so, at any
        depth. Below `extra` every key is free: one that is called like no field is only what it is.
        """
        found = self._kept.get(typed)
        if found is None:
            found = self._kept[typed] = tuple(dict.fromkeys(self._meant(typed)))
        return found

    def _meant(self, typed: FieldPath) -> Iterator[FieldPath]:
        known, number = self._fields, 0
        while number < len(typed) and (typed[number] == ITEM or typed[number] in known):
            if typed[number] == _EXTRA and number + 1 < len(typed):
                yield typed
                for inner in range(number + 1, len(typed)):
                    yield from self._called(typed, inner)
                return
            known = known if typed[number] == ITEM else known[typed[number]].items
            number += 1
        if number == len(typed) or (number and not known):  # what is inside of a plain field is its own
            yield typed
            return
        found = [field for inner in range(number, len(typed)) for field in self._called(typed, inner)]
        yield from found or (STRANGE,)

    def _called(self, typed: FieldPath, number: int) -> Iterator[FieldPath]:
        """Yields the fields that one key may name, each with what of the path is inside of it."""
        if typed[number] != ITEM:
            yield from ((*field, *typed[number + 1 :]) for field in self._by_name.get(_folded(typed[number]), ()))

    @cached_property
    def _by_name(self) -> dict[str, list[FieldPath]]:
        found: dict[str, list[FieldPath]] = {}
        for path, field in _all(self._fields, ()):
            for name in {_folded(one) for one in (field.name, *field.label, *field.aliases)} - {""}:
                found.setdefault(name, []).append(path)
        return found


class Spellings:
    """The spelling of each kind of record in one state of the repository, read when first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._of: dict[str, Spelling] = {}

    @cached_property
    def key(self) -> str:
        """What stands for all names that fields have here."""
        found = self._snapshot.subtree(SCHEMA_FOLDER)
        if found is None and self._schemas is not None:
            found = self._schemas.key
        return found or ""

    def of(self, kind: Kind) -> Spelling:
        """Returns how the fields of a kind are called."""
        found = self._of.get(kind.name)
        if found is None:
            found = self._of[kind.name] = Spelling(self._fields(kind))
        return found

    def _fields(self, kind: Kind) -> Fields:
        try:
            return self._schemas.fields(kind.name) if self._schemas else {}
        except SchemaRefused:
            return {}

    @cached_property
    def _schemas(self) -> Schemas | None:
        try:
            return load_team_schemas(self._snapshot)
        except SchemaRefused:
            return None


def is_known(fields: Fields, path: FieldPath) -> bool:
    """Says whether a record can have something at a field path; a map without fields of its own can hold anything."""
    field: Field | None = None
    for step in path:
        if field is not None and (field.type == "list") != (step == ITEM):
            return False
        if step == ITEM:
            field = field._replace(type="map") if field else None  # an item of the list, a map where it has fields
            continue
        inner = field.items if field else fields
        if field and not inner:
            return field.type == "map"
        if step not in inner:
            return False
        field = inner[step]
    return True


def _all(fields: Fields, at: FieldPath) -> Iterator[tuple[FieldPath, Field]]:
    for name, field in fields.items():
        path = (*at, name)
        yield path, field
        yield from _all(field.items, (*path, ITEM) if field.type == "list" else path)


def _folded(key: str) -> str:
    return fold_value("".join(char for char in key if unicodedata.category(char) != _FORMAT))

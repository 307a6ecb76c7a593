"""Schemas: the rules of a repository's `schema/`, each kind read and compiled when first asked for. Touches no disk."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from crmfs.core.messages import Param, Text
from crmfs.records.fields import Field
from crmfs.records.kinds import KINDS
from crmfs.records.labels import nearest
from crmfs.records.schema_check import check_schemas, strangers
from crmfs.records.schema_documents import Documents, SchemaRefused, escape
from crmfs.records.schema_fields import read_fields, read_label
from crmfs.records.schema_safety import reachable
from crmfs.records.schema_told import Told, fields_of, label_of, told

if TYPE_CHECKING:
    from jsonschema_rs import Validator

__all__ = ["Finding", "SchemaRefused", "Schemas", "check_schemas", "load_schemas"]

VERSION = 1  # part of `Schemas.key`: raise it when the same schema and record give other findings than before
_ALONE = ("value.not_allowed", "value.enum", "value.type")  # one of these makes the others at its place needless


class Finding(NamedTuple):
    """One rule of a schema that a record breaks.

    Attributes:
        code: `field.…` or `value.…`, a key of the rules in `crmfs.core.messages`.
        pointer: JSON Pointer of the value, of the map for a missing key, of the key for an unknown one.
        params: Values for the message's placeholders; never a value of the record.
    """

    code: str
    pointer: str
    params: Mapping[str, Param]


class Kept(Protocol):
    """Where what schemas say is kept; equal files always say the same."""

    def get(self) -> Mapping[str, Told]:
        """Returns what is kept of these files, by kind."""

    def put(self, said: Mapping[str, Told]) -> None:
        """Keeps what these files say, by kind, in place of what was kept."""


class Schemas:
    """The schemas of one repository; made by `load_schemas`.

    Every method takes the name of a kind and raises SchemaRefused if its schema cannot be used: a record is never
    passed because its rules are broken.
    """

    __slots__ = ("_documents", "_fields", "_files", "_kept", "_key", "_reachable", "_told", "_validators")

    def __init__(self, files: Mapping[str, bytes], kept: Kept | None = None) -> None:
        self._files = files
        self._kept = kept
        self._told: Mapping[str, Told] | None = None
        self._key = ""
        self._documents = Documents(files)
        self._reachable: dict[str, Mapping[str, Any]] = {}
        self._fields: dict[str, Mapping[str, Field]] = {}
        self._validators: dict[str, Validator] = {}

    @property
    def key(self) -> str:
        """Hash of all schema files and of this reader's version, for cache keys."""
        self._key = self._key or _key(self._files)
        return self._key

    def fields(self, kind: str) -> Mapping[str, Field]:
        """Returns a kind's fields by name, the release's first and in its order, then those that the team added."""
        found = self._fields.get(kind)
        if found is None:
            said = self._said(kind)
            found = self._fields[kind] = fields_of(said) if said else self._read_fields(kind)
        return found

    def field(self, kind: str, name: str) -> Field:
        """Returns a field; one that the team's rules do not name is a text that is called by its code."""
        return self.fields(kind).get(name) or Field(name, Text(name, name))

    def label(self, kind: str) -> Text:
        """Returns what people call a kind of record."""
        said = self._said(kind)
        return label_of(said) if said else self._read_label(kind)

    def is_valid(self, kind: str, value: Any) -> bool:
        """Says whether a record keeps every rule; a key without value counts as absent."""
        validator = self._validators.get(kind) or self._validator(kind)
        return validator.is_valid(value) or (_has_blank(value) and validator.is_valid(without_blanks(value)))

    def findings(self, kind: str, value: Any) -> list[Finding]:
        """Returns every rule that a record breaks, by place; a key without value counts as absent."""
        if self.is_valid(kind, value):
            return []
        from crmfs.records.engine import faults

        found: dict[str, dict[str, Finding]] = {}
        for fault in faults(self._validators[kind], without_blanks(value)):
            params = dict(fault.params)
            if fault.code == "field.unknown":
                known = self._known(kind, fault.place[:-1])
                if fault.place[-1] in known:
                    continue  # the engine calls a key unevaluated when a rule about it fails: that rule is told already
                params["suggestion"] = _suggested(known, str(fault.place[-1]))
            elif fault.code == "value.pattern":
                params["example"] = self._example(kind, fault.place) or params["example"]
            pointer = "".join("/" + escape(str(part)) for part in fault.place)
            found.setdefault(pointer, {}).setdefault(
                f"{fault.code}/{params['field']}", Finding(fault.code, pointer, params)
            )
        told = [finding for pointer in sorted(found) for finding in _telling(found[pointer].values())]
        return told or [Finding("value.rule", "", {"field": ""})]

    def _said(self, kind: str) -> Told | None:
        """Returns what a kind's schema says where it is kept; keeps it, once it was found safe, where it is not yet."""
        if self._kept is None:
            return None
        if self._told is None:
            self._told = self._kept.get()
        if kind not in self._told:
            self._told = {**self._told, kind: told(self._read_label(kind), self._read_fields(kind))}
            self._kept.put(self._told)
        return self._told[kind]

    def _read_fields(self, kind: str) -> Mapping[str, Field]:
        path = KINDS[kind].schema_path
        return read_fields(self._documents, (path, ""), self._safe(kind)[path])

    def _read_label(self, kind: str) -> Text:
        path = KINDS[kind].schema_path
        return read_label(self._documents, (path, ""), self._safe(kind)[path], kind)

    def _safe(self, kind: str) -> Mapping[str, Any]:
        found = self._reachable.get(kind)
        if found is None:
            found = self._reachable[kind] = reachable(self._documents, KINDS[kind].schema_path)
        return found

    def _validator(self, kind: str) -> "Validator":
        from crmfs.records.engine import compile_schema

        return self._validators.setdefault(kind, compile_schema(KINDS[kind].schema_path, self._safe(kind)))

    def _known(self, kind: str, place: Iterable[str | int]) -> Mapping[str, Field]:
        known = self.fields(kind)
        for part in place:
            if isinstance(part, str):
                known = known[part].items if part in known else {}
        return known

    def _example(self, kind: str, place: tuple[str | int, ...]) -> str:
        names = [part for part in place if isinstance(part, str)]
        known = self._known(kind, names[:-1])
        return known[names[-1]].example if names and names[-1] in known else ""


def load_schemas(files: Mapping[str, bytes], kept: Kept | None = None) -> Schemas:
    """Returns the schemas of a repository; each kind's is parsed, judged safe and compiled when first used.

    Args:
        files: Repository path → bytes of the files below `schema/`.
        kept: Keeps what these files say of fields and labels; a kind that is refused is read anew each time.

    Raises:
        SchemaRefused: A file is named for a kind that does not exist. Everything else that is wrong with a schema
            is raised by the first use of its kind; `check_schemas` finds it all at once.
    """
    found = {path: data for path, data in files.items() if path.startswith("schema/")}
    unknown = strangers(found)
    if unknown:
        raise SchemaRefused(unknown)
    return Schemas(found, kept)


def _key(files: Mapping[str, bytes]) -> str:
    from hashlib import sha256  # slow to load, and only what is kept needs a key

    digest = sha256(f"{VERSION}".encode())
    for path in sorted(files):
        digest.update(f"\0{path}\0{sha256(files[path]).hexdigest()}".encode())
    return digest.hexdigest()[:32]


def without_blanks(value: Any) -> Any:
    """Returns a record without the keys that have no value, in maps at any depth; items of lists keep their place."""
    if isinstance(value, dict):
        return {key: without_blanks(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return [without_blanks(part) for part in value]
    return value


def _has_blank(value: Any) -> bool:
    if isinstance(value, dict):
        return any(part is None or _has_blank(part) for part in value.values())
    return isinstance(value, list) and any(map(_has_blank, value))


def _telling(findings: Iterable[Finding]) -> list[Finding]:
    """Drops what another finding at the same place makes needless: a text that is no code is not also too short."""
    found = list(findings)
    for code in _ALONE:
        alone = [finding for finding in found if finding.code == code]
        if alone:
            return alone[:1] + [finding for finding in found if finding.code.startswith("field.")]
    return found


def _suggested(known: Mapping[str, Field], key: str) -> str:
    """Returns where a key that is no field may belong: to the field of nearly that name, else below `extra`."""
    return nearest(known, key) or ("extra" if "extra" in known else ", ".join(known))

"""map.yaml: what somebody says about the files of an import. Reads the map; knows no table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from crmfs.core.errors import NotFound, UsageError
from crmfs.exchange.tables.model import Reading
from crmfs.exchange.targets import TABLE_KINDS
from crmfs.exchange.values import DateOrder
from crmfs.records.yaml import Document, Value, YamlError, pointer_to, read_yaml

_TOP = ("system", "files")
_FILE = ("kind", "id", "parent", "columns", "sheet", "header", "encoding", "delimiter", "dates", "system")
_KINDS = {**dict.fromkeys(TABLE_KINDS), "contacts": "contact", "members": "member", "customers": "customer"}
MAP_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class FileMap:
    """What the map says about one file or sheet.

    Attributes:
        kind: Table kind, "" to recognise it.
        columns: Heading → target's code; None keeps a column under `extra`.
        reading: How the file is read.
        dates: How `03/04/2023` is meant.
        system: Name of the system that its ids come from.
    """

    kind: str = ""
    columns: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    reading: Reading = field(default_factory=Reading)
    dates: DateOrder = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class ImportMap:
    """A whole map: the files by name, `book.xlsx#订单` for one sheet."""

    files: Mapping[str, FileMap] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, name: str, sheet: str = "") -> FileMap:
        """Returns what is said about a file's sheet, or about the whole file."""
        return self.files.get(f"{name}#{sheet}") or self.files.get(name) or FileMap()


def read_map(file: Path) -> ImportMap:
    """Returns a map file's contents.

    Raises:
        NotFound: It is absent.
        UsageError: It is no YAML, or says something that no map says; names the line.
    """
    try:
        if file.stat().st_size > MAP_BYTES:
            raise UsageError("imports.map_invalid", file=file.name, line=1)
        document = read_yaml(file.read_bytes())
    except OSError:
        raise NotFound("table.no_file", file=file.name) from None
    except YamlError as error:
        raise UsageError("imports.map_invalid", file=file.name, line=error.line or 1) from None
    return _Reader(file.name, document).whole()


class _Reader:
    """Checks one map document while reading it; every refusal names the line."""

    def __init__(self, name: str, document: Document) -> None:
        self.name = name
        self.document = document

    def whole(self) -> ImportMap:
        top = self.mapping(self.document.value, "", _TOP)
        system = self.text(top, "system", "")
        files = self.mapping(top.get("files"), "/files")
        return ImportMap({name: self.file(name, entry, system) for name, entry in files.items()})

    def file(self, name: str, entry: Value, system: str) -> FileMap:
        pointer = pointer_to("files", name)
        said = self.mapping(entry, pointer, _FILE)
        kind = self.one_of(said, "kind", pointer, tuple(_KINDS))
        header = said.get("header", 0)
        if not isinstance(header, int) or isinstance(header, bool) or header < 0:
            raise self.refused("imports.map_value", pointer + "/header", key="header")
        reading = Reading(
            self.text(said, "encoding", pointer),
            self.delimiter(said, pointer),
            header,
            self.text(said, "sheet", pointer),
        )
        dates = self.one_of(said, "dates", pointer, ("dmy", "mdy"))
        return FileMap(
            _KINDS.get(kind) or kind,
            self.columns(said, pointer),
            reading,
            "dmy" if dates == "dmy" else "mdy" if dates else "",
            self.text(said, "system", pointer) or system,
        )

    def columns(self, said: dict[str, Value], pointer: str) -> dict[str, str | None]:
        columns: dict[str, str | None] = {}
        for heading, code in self.mapping(said.get("columns", {}), pointer + "/columns").items():
            if code is not None and not isinstance(code, str):
                raise self.refused("imports.map_value", pointer + pointer_to("columns", heading), key=heading)
            columns[heading] = None if code == "extra" else code
        for key in ("id", "parent"):
            heading = self.text(said, key, pointer)
            if heading:
                columns[heading] = key
        return columns

    def delimiter(self, said: dict[str, Value], pointer: str) -> str:
        delimiter = self.text(said, "delimiter", pointer)
        if len(delimiter) > 1 or delimiter in ('"', "\n", "\r"):
            raise self.refused("imports.map_value", pointer + "/delimiter", key="delimiter")
        return delimiter

    def mapping(self, value: Value, pointer: str, keys: tuple[str, ...] = ()) -> dict[str, Value]:
        if not isinstance(value, dict):
            raise self.refused("imports.map_not_mapping", pointer, key=pointer.rpartition("/")[2] or self.name)
        for key in value:
            if keys and key not in keys:
                raise self.refused("imports.map_key", pointer + pointer_to(key), key=key, near=nearest(key, keys))
        return value

    def text(self, said: dict[str, Value], key: str, pointer: str) -> str:
        value = said.get(key, "")
        if not isinstance(value, str):
            raise self.refused("imports.map_value", f"{pointer}/{key}", key=key)
        return value

    def one_of(self, said: dict[str, Value], key: str, pointer: str, known: tuple[str, ...]) -> str:
        value = self.text(said, key, pointer)
        if value and value not in known:
            raise self.refused("imports.map_key", f"{pointer}/{key}", key=value, near=nearest(value, known))
        return value

    def refused(self, code: str, pointer: str, **params: str) -> UsageError:
        return UsageError(code, file=self.name, line=self.document.position(pointer)[0], **params)


def nearest(typed: str, known: tuple[str, ...]) -> str:
    """Returns the known names, the ones that look most like what was typed first."""
    close = get_close_matches(typed.casefold(), known, n=3, cutoff=0.5)
    return ", ".join(close or known)

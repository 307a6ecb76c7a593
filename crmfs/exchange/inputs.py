"""The files of one import, read and recognised. Knows no repository but its fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from crmfs.core.errors import UsageError
from crmfs.exchange.mapping import ImportMap, nearest
from crmfs.exchange.recognise import Recognised, Recogniser
from crmfs.exchange.returning import is_export, recognise_export
from crmfs.exchange.tables import Table, read_tables
from crmfs.exchange.targets import TABLE_KINDS, Fields
from crmfs.records.fields import Field
from crmfs.records.kinds import KINDS
from crmfs.records.schema import Schemas

KIND_NAMES = {**{kind: kind for kind in TABLE_KINDS}, "contacts": "contact", "members": "member"}


@dataclass(frozen=True, slots=True)
class Inputs:
    """What an import reads.

    Attributes:
        tables: Tables whose kind and columns are known.
        files: The file of each of them.
        left_out: Sheets beside them that are nothing that can be imported.
    """

    tables: tuple[Recognised, ...]
    files: tuple[Path, ...]
    left_out: tuple[Table, ...]


def read_inputs(
    files: Sequence[Path],
    schemas: Schemas,
    said: ImportMap,
    kind: str = "",
    password: str = "",
    columns: Mapping[str, Field] = MappingProxyType({}),
) -> Inputs:
    """Returns the tables of all files.

    Args:
        said: The map; what it does not say is recognised.
        kind: Table kind of every file, "" to recognise each.
        password: Opens workbooks that have one.
        columns: The customer's fields with the derived columns, by which exports are known that come back.

    Raises:
        UsageError: A file is absent or not recognised; the map names a file, column or field that is not there.
        ValueRefused: A file cannot be read.
    """
    _check_names(files, said.files)
    recogniser = Recogniser(_fields(schemas))
    tables: list[Recognised] = []
    owners: list[Path] = []
    left_out: list[Table] = []
    for file in files:
        read = read_tables(file, known=recogniser.knows, reading=said.of(file.name).reading, password=password)
        found = [
            recognise_export(recogniser, table, said.of(file.name, table.sheet), columns, schemas)
            if is_export(table)
            else recogniser.recognise(table, said.of(file.name, table.sheet), kind)
            for table in read
        ]
        if not any(found):
            raise UsageError("imports.no_sheet", file=file.name, kinds=", ".join(TABLE_KINDS))
        left_out += [table for table, known in zip(read, found, strict=True) if not known]
        tables += [known for known in found if known]
        owners += [file for known in found if known]
    return Inputs(tuple(tables), tuple(owners), tuple(left_out))


def read_password(file: Path) -> str:
    """Returns the first line of a file; UsageError (`table.password_unreadable`) if there is none."""
    try:
        line = file.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        line = ""
    if not line:
        raise UsageError("table.password_unreadable", file=file.name)
    return line


def _check_names(files: Sequence[Path], said: Mapping[str, object]) -> None:
    names = [file.name for file in files]
    for name in said:
        if name.partition("#")[0] not in names:
            raise UsageError("imports.map_file", file=name, near=nearest(name, tuple(names)))


def _fields(schemas: Schemas) -> Fields:
    needed = ("customer", "contacts", "terms", "interaction", "order", "ticket", "feedback", "members")
    return {kind: schemas.fields(kind) for kind in needed if kind in KINDS}

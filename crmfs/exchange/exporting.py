"""An export from what was asked to the file: written, sealed, noted. Reads no command line and decides no rights."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crmfs.access.view import View
from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.messages import pick
from crmfs.core.paths import RepoPath, parent
from crmfs.exchange.archive import items_of
from crmfs.exchange.audit import Exported, note_export
from crmfs.exchange.export_cells import Words
from crmfs.exchange.export_file import write_export
from crmfs.exchange.export_sheets import (
    CHILD_SHEETS,
    Line,
    Sheet,
    Shown,
    child_columns,
    child_lines,
    customer_columns,
    customer_line,
)
from crmfs.exchange.export_text import cards_of, csv_of, json_of
from crmfs.exchange.export_xlsx import Stamp, workbook_of
from crmfs.exchange.sealed_pdf import MOST_BYTES, sealed_pdf
from crmfs.exchange.tables.encrypted import encrypted
from crmfs.git.repository import Repository
from crmfs.records.fields import Field
from crmfs.records.kinds import CONTACTS, CUSTOMER
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Value

Format = Literal["xlsx", "pdf", "csv", "json", "vcf"]
FORMATS: tuple[Format, ...] = ("xlsx", "pdf", "csv", "json", "vcf")
SEALABLE = ("xlsx", "pdf")  # what a password can open
LEAST_CHARACTERS, MOST_CHARACTERS = 8, 255  # of a password; Excel takes no longer one


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of an export.

    Attributes:
        format: Of the file.
        file: Where it goes.
        force: Whether a file that is there is replaced.
        password: Opens the file, `""` for none.
        reason: Why; needed where there is no password.
        filters: As they are noted.
    """

    format: Format
    file: Path
    force: bool = False
    password: str = ""
    reason: str = ""
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What is exported: sheets, or people, and what could not be read.

    Attributes:
        sheets: The customers' first.
        people: For vCards: customer, company, contacts.
        masked: Codes of the fields of which some are masks: `budget`, `interaction.content`.
        unread: Paths of records that are left out because they are broken.
    """

    sheets: tuple[Sheet, ...]
    people: tuple[tuple[str, str, tuple[dict[str, Value], ...]], ...]
    masked: tuple[str, ...]
    unread: tuple[RepoPath, ...]

    @property
    def records(self) -> int:
        """How many records are in it."""
        lines = sum(len(sheet.lines) for sheet in self.sheets)
        return lines + sum(len(contacts) for _, _, contacts in self.people)


def demand_sealed(asked_format: str, password: str | None, plain: bool, reason: str) -> None:
    """Refuses what would leave a file open by oversight.

    Args:
        password: None where none was given.

    Raises:
        UsageError: `export.plain_or_password`, `export.only_plain`, `export.reason_missing`.
        ValueRefused: `export.password_short`, `export.password_long`, `export.password_long_pdf`.
    """
    if plain and password is not None:
        raise UsageError("export.plain_or_password")
    if plain and not reason.strip():
        raise UsageError("export.reason_missing")
    if plain:
        return
    if asked_format not in SEALABLE:
        raise UsageError("export.only_plain", format=asked_format)
    if password is None:
        raise UsageError("export.password_missing")
    if len(password.strip()) < LEAST_CHARACTERS:
        raise ValueRefused("export.password_short", least=LEAST_CHARACTERS)
    if asked_format == "xlsx" and len(password) > MOST_CHARACTERS:
        raise ValueRefused("export.password_long", most=MOST_CHARACTERS)
    if asked_format == "pdf" and len(password.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise ValueRefused("export.password_long_pdf", most=MOST_BYTES)


def gathered(
    view: View, schemas: Schemas, fields: dict[str, Field], shown: Iterable[Shown], asked_format: Format
) -> Contents:
    """Returns all that an export holds.

    Args:
        fields: The customer's, with the derived columns.
        shown: The customers that were asked for.
    """
    unread: list[RepoPath] = []
    columns = customer_columns(fields)
    kinds = {kind: child_columns(kind, schemas) for kind in CHILD_SHEETS} if asked_format == "xlsx" else {}
    customers: list[Line] = []
    children: dict[str, list[Line]] = {kind.name: [] for kind in kinds}
    people = []
    masked: set[str] = set()
    for one in shown:
        if asked_format == "vcf":
            people.append(_people(view, one, unread, masked))
            continue
        customers.append(customer_line(view, columns, one))
        for kind, own in kinds.items():
            children[kind.name] += child_lines(view, one[0], kind, own, unread)
    sheets = [Sheet(CUSTOMER, columns, tuple(customers))] if asked_format != "vcf" else []
    sheets += [Sheet(kind, own, tuple(children[kind.name])) for kind, own in kinds.items()]
    masked |= {code for sheet in sheets for code in _masked(sheet)}
    return Contents(tuple(sheets), tuple(people), tuple(sorted(masked)), tuple(unread))


def export(
    repository: Repository,
    schemas: Schemas,
    contents: Contents,
    asked: Asked,
    stamp: Stamp,
    words: Words,
    noted: Exported,
) -> Exported:
    """Writes the file, sealed where it is to be, and notes the export before anybody can see the file.

    Args:
        noted: What is noted, but for what is known only now.

    Raises:
        ConfigError: A library is not installed.
        UsageError: The place was taken meanwhile.
        OSError: The disk is full, or the place cannot be written; then no file is left.
    """
    data = sealed(_bytes(contents, schemas, asked, stamp, words), asked.format, asked.password)
    return deliver(repository, asked.file, data, noted._replace(records=contents.records, masked=contents.masked),
                   force=asked.force)  # fmt: skip


def deliver(repository: Repository, file: Path, data: bytes, noted: Exported, *, force: bool) -> Exported:
    """Writes the bytes of a file for others, and notes it before anybody can see the file; errors as `export`."""
    done = noted._replace(sha256=hashlib.sha256(data).hexdigest())
    write_export(file, data, force=force, before=lambda: note_export(repository.state_dir, done))
    return done


def sealed(data: bytes, kind: str, password: str) -> bytes:
    """Returns the bytes of a file as only a password opens it; as they are without one.

    Args:
        kind: One of `SEALABLE`, where there is a password.
    """
    if not password:
        return data
    return sealed_pdf(data, password) if kind == "pdf" else encrypted(data, password)


def _bytes(contents: Contents, schemas: Schemas, asked: Asked, stamp: Stamp, words: Words) -> bytes:
    if asked.format == "vcf":
        return cards_of(contents.people)
    if asked.format == "csv":
        return csv_of(contents.sheets[0], stamp.base, words)
    if asked.format == "json":
        return json_of(contents.sheets[0], stamp.base)
    if asked.format == "pdf":
        from crmfs.exchange.export_pdf import book_of  # few exports are one

        return book_of(contents.sheets[0], stamp, words)
    named = [(pick(schemas.label(sheet.kind.name), words.lang), sheet) for sheet in contents.sheets]
    return workbook_of(named, stamp, words)


def _masked(sheet: Sheet) -> Iterator[str]:
    prefix = "" if sheet.kind is CUSTOMER else f"{sheet.kind.name}."
    return (prefix + code for line in sheet.lines for code in line.masked)


def _people(
    view: View, one: Shown, unread: list[RepoPath], masked: set[str]
) -> tuple[str, str, tuple[dict[str, Value], ...]]:
    customer = one[0]
    path = RepoPath(f"{parent(customer.path)}/{CONTACTS.file}")
    found: dict[str, Value] = {}
    if view.entry(path) is not None:
        try:
            found = dict(view.fields(path))
        except ValueRefused:
            unread.append(path)
    people = tuple(items_of(found, "contacts"))
    opened = items_of(view.unmasked(path, found), "contacts")
    for person, clear in zip(people, opened, strict=False):
        masked |= {f"contacts.{key}" for key in person if person[key] != clear.get(key)}
    return customer.id, str(one[1].get("company") or ""), people

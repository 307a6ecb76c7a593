"""Exports as text: CSV, JSON lines, vCards. Decides nothing about what is exported.

Sources: RFC 4180 (CSV), RFC 2426 (vCard 3.0, which every phone reads).
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crmfs.exchange.export_cells import Words, cell_of
from crmfs.exchange.export_sheets import BASE, HIDDEN, ID, MASKED, Sheet
from crmfs.exchange.tables.model import Cell
from crmfs.exchange.values import text_of
from crmfs.records.labels import label
from crmfs.records.yaml import Value

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet takes what begins so for a formula
GUARD = "'"
_LINE_BYTES = 75


def csv_of(sheet: Sheet, base: str, words: Words) -> bytes:
    """Returns a sheet as CSV in UTF-8 with a byte order mark, by which Excel knows it; no text begins a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([*(label(field, words.lang) or field.name for field in sheet.columns), *HIDDEN])
    for line in sheet.lines:
        cells = [guarded(cell_of(field, value, words)) for field, value in zip(sheet.columns, line.values, strict=True)]
        writer.writerow([*cells, line.id, base, ",".join(line.masked)])
    return written.getvalue().encode("utf-8-sig")


def json_of(sheet: Sheet, base: str) -> bytes:
    """Returns a sheet as JSON, one object a line: codes and stored values."""
    names = [field.name for field in sheet.columns]
    objects = (
        dict(zip(names, line.values, strict=True)) | {ID: line.id, BASE: base, MASKED: ",".join(line.masked)}
        for line in sheet.lines
    )
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects).encode("utf-8")


def guarded(cell: Cell) -> str:
    """Returns a cell of a text file; a text that a spreadsheet would take for a formula has a `'` before it."""
    text = text_of(cell)
    return GUARD + text if isinstance(cell, str) and text.startswith(FORMULA_STARTS) else text


def unguarded(cell: Cell) -> Cell:
    """Returns a cell without what `guarded` put before it."""
    if isinstance(cell, str) and cell.startswith(GUARD) and cell[1:].startswith(FORMULA_STARTS):
        return cell[1:]
    return cell


def cards_of(people: Iterable[tuple[str, str, Sequence[Mapping[str, Value]]]]) -> bytes:
    """Returns people as vCards.

    Args:
        people: Customer's id, company and contacts.
    """
    return "".join(
        line
        for customer, company, contacts in people
        for person in contacts
        for line in _card(customer, company, person)
    ).encode("utf-8")


def _card(customer: str, company: str, person: Mapping[str, Value]) -> Iterator[str]:
    name = _said(person, "name")
    fields = (
        ("FN", name or company or customer),
        ("N", f"{name};;;;"),
        ("ORG", company),
        ("TITLE", _said(person, "title")),
        ("TEL;TYPE=CELL", _said(person, "mobile")),
        ("TEL;TYPE=WORK", _said(person, "phone")),
        ("EMAIL;TYPE=INTERNET", _said(person, "email")),
        ("X-WECHAT", _said(person, "wechat")),
        ("UID", f"{customer}/{_said(person, 'id')}"),
    )
    yield "BEGIN:VCARD\r\nVERSION:3.0\r\n"
    for key, value in fields:
        if value.strip(";"):
            yield _folded(f"{key}:{value}")
    yield "END:VCARD\r\n"


def _said(person: Mapping[str, Value], key: str) -> str:
    text = str(person.get(key) or "").replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> str:
    """Returns a line broken after 75 bytes at most, never within a character, with its ends of line."""
    parts, used = [""], 0
    for char in line:
        size = len(char.encode("utf-8"))
        if used + size > _LINE_BYTES:
            parts.append(" ")
            used = 1
        parts[-1] += char
        used += size
    return "\r\n".join(parts) + "\r\n"

"""Workbooks (XLSX, XLS, XLSB, ODS): sheets → lines of cells. The only module that loads python-calamine."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from crmfs.core.errors import ConfigError, ValueRefused
from crmfs.exchange.tables.model import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES, Cell, Line

MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_workbook(data: bytes, name: str) -> list[tuple[str, list[Line]]]:
    """Returns each sheet that holds anything: its name and its lines.

    Dates come as dates (with a time of day as text, `2023-10-15 09:30:00`), whole numbers as int, a cell that spans
    several rows in each of them.

    Raises:
        ConfigError: python-calamine is not installed.
        ValueRefused: It is no workbook, has a password, is broken, or holds too much.
    """
    try:
        import python_calamine as calamine
    except ModuleNotFoundError:
        raise ConfigError("table.excel_missing") from None
    _refuse_bomb(data, name)
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(sheet, _lines(workbook.get_sheet_by_name(sheet), name)) for sheet in workbook.sheet_names]
    except calamine.PasswordError:
        raise ValueRefused("table.password", file=name) from None
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, calamine.WorksheetNotFound, OSError):
        raise ValueRefused("table.workbook_broken", file=name) from None
    return [(sheet, lines) for sheet, lines in sheets if lines]


def _refuse_bomb(data: bytes, name: str) -> None:
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ValueRefused("table.workbook_broken", file=name) from None
    if unpacked > MAX_UNPACKED_BYTES:
        raise ValueRefused("table.too_large", file=name, most_mib=MAX_UNPACKED_BYTES // 2**20)


def _lines(sheet: Any, name: str) -> list[Line]:
    if sheet.start is None or sheet.end is None:
        return []
    top, left = sheet.start
    if sheet.height > MAX_ROWS:
        raise ValueRefused("table.too_many_rows", file=name, most=MAX_ROWS)
    if sheet.width > MAX_COLUMNS:
        raise ValueRefused("table.too_many_columns", file=name, most=MAX_COLUMNS)
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=True)]
    for (row, column), (last, _) in sheet.merged_cell_ranges or ():
        _fill_down(rows, row - top, last - top, column - left)
    return [(top + 1 + at, tuple(row)) for at, row in enumerate(rows) if any(cell is not None for cell in row)]


def _fill_down(rows: list[list[Cell]], first: int, last: int, column: int) -> None:
    if not (0 <= first < len(rows) and 0 <= column < len(rows[first])):
        return
    for below in rows[first + 1 : last + 1]:
        if any(cell is not None for cell in below):
            below[column] = rows[first][column]


def _cell(value: object) -> Cell:
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**63 else value
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date()
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, str):
        return value if value.strip() else None
    return value if isinstance(value, int | date) else None

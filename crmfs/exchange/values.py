"""Cells → the values to store. Knows a field's type and what spreadsheets do to dates and numbers; no record."""

import json
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Literal

from crmfs.core.dates import normal_date
from crmfs.core.errors import ValueRefused
from crmfs.core.regex import regex
from crmfs.exchange.tables.model import Cell, is_blank
from crmfs.records.fields import Field
from crmfs.records.labels import named
from crmfs.records.typed import typed_value
from crmfs.records.yaml import Value

DateOrder = Literal["", "dmy", "mdy"]
MemberId = Callable[[str], str | None]

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL_FROM, _SERIAL_TO = 10_000, 80_000  # 1927 to 2119: a serial that is a plausible day
_TIME = regex(r"[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp][Mm]|上午|下午)?\s*(?:Z|[+-]\d{2}:?\d{2})?$")
_SHORT = regex(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DAY_MONTH = regex(r"(\d{1,2})(?:st|nd|rd|th)?[-\s.]+([A-Za-z]{3,9})\.?[-\s,.]+(\d{4})")
_MONTH_DAY = regex(r"([A-Za-z]{3,9})\.?[-\s]+(\d{1,2})(?:st|nd|rd|th)?,?[-\s]+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PERCENT = regex(r"(\d+(?:\.\d+)?)\s*[%％]")
_ZHE = regex(r"(\d(?:\.\d+)?)\s*折")


def text_of(cell: Cell) -> str:
    """Returns a cell as text, as written; whole numbers without `.0`, dates as `2023-10-15`."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return repr(cell)
    return "" if cell is None else str(cell)


def kept_value(cell: Cell) -> Value:
    """Returns a cell of a column without a field as it is stored under `extra`: text byte for byte, dates as ISO."""
    return cell.isoformat() if isinstance(cell, date) else cell


def is_mask(cell: Cell) -> bool:
    """Says whether a cell is a mask such as `*` or `*经理`, which never replaces a value."""
    return isinstance(cell, str) and unicodedata.normalize("NFKC", cell).strip().startswith("*")


def cell_value(field: Field, cell: Cell, member_id: MemberId, order: DateOrder = "") -> Value:
    """Returns the value to store for a cell, None for an empty one; words such as `today` are no dates in a table.

    Args:
        field: The field; choices are taken as codes or labels in either language.
        cell: As the table holds it.
        member_id: Finds a member's id by id, source id, e-mail or unique name.
        order: How `03/04/2023` is meant.

    Raises:
        ValueRefused: The cell is no value of this field.
    """
    if is_blank(cell):
        return None
    if field.type == "date":
        return cell_date(cell, order)
    if field.type in ("number", "integer"):
        return _number(field, cell)
    if field.type == "boolean" and isinstance(cell, bool):
        return cell
    if field.type == "list" and not field.items:
        return _list(field, text_of(cell), member_id)
    return _typed(field, text_of(cell).strip(), member_id)


def _typed(field: Field, text: str, member_id: MemberId) -> Value:
    return typed_value(field, text, _EXCEL_EPOCH, member_id)  # any day: no date comes here


def _list(field: Field, text: str, member_id: MemberId) -> Value:
    try:
        items = json.loads(text) if text.startswith("[") else None
    except ValueError:
        items = None
    if isinstance(items, list) and all(isinstance(item, str) for item in items):
        parts = [_typed(field, item, member_id) for item in items if item.strip()]
        return [value for part in parts if isinstance(part, list) for value in part]
    return _typed(field, text.strip(), member_id)


def _number(field: Field, cell: Cell) -> Value:
    if isinstance(cell, str):
        percent = _PERCENT.fullmatch(unicodedata.normalize("NFKC", cell).strip())
        zhe = _ZHE.fullmatch(cell.strip()) if field.name == "discount" else None
        if percent:
            number: Value = round(float(percent[1]) / 100, 12)
        elif zhe:
            number = round(1 - float(zhe[1]) / 10, 12)  # 8.5折 takes 15 % off
        else:
            number = _typed(field, cell, lambda _: None)
    elif isinstance(cell, bool | date) or cell is None:
        raise ValueRefused("field.number_invalid", field=named(field))
    else:
        number = cell
    if field.type == "integer" and isinstance(number, float):
        if not number.is_integer():
            raise ValueRefused("field.number_invalid", field=named(field))
        return int(number)
    return number


def cell_date(cell: Cell, order: DateOrder = "") -> str:
    """Returns the ISO date of a cell: a date, an Excel serial, `2023/10/15`, `15-Oct-2023`, `1996-07-04 00:00:00.000`.

    Raises:
        ValueRefused: It is no date, or one that could mean two days (`03/04/2023`) while `order` is not known.
    """
    if isinstance(cell, date):
        return cell.isoformat()
    text = _TIME.sub("", unicodedata.normalize("NFKC", text_of(cell)).strip())
    found = normal_date(text) or _spelled(text) or _short(text, order) or _serial(text)
    if found is None:
        raise ValueRefused("imports.date_invalid")
    return found


def _serial(text: str) -> str | None:
    try:
        days = float(text)
    except ValueError:
        return None
    return (_EXCEL_EPOCH + timedelta(days=int(days))).isoformat() if _SERIAL_FROM <= days < _SERIAL_TO else None


def _spelled(text: str) -> str | None:
    match = _DAY_MONTH.fullmatch(text)
    day, month, year = match.groups() if match else ("", "", "")
    if not match:
        match = _MONTH_DAY.fullmatch(text)
        month, day, year = match.groups() if match else ("", "", "")
    name = month[:3].casefold()
    return _iso(int(year), _MONTHS.index(name) + 1, int(day)) if name in _MONTHS else None


def _short(text: str, order: DateOrder) -> str | None:
    match = _SHORT.fullmatch(text)
    if not match:
        return None
    first, second, year = map(int, match.groups())
    if order == "":
        order = _order_of(first, second)
    if order == "":
        raise ValueRefused("imports.date_ambiguous")
    return _iso(year, first, second) if order == "mdy" else _iso(year, second, first)


def _order_of(first: int, second: int) -> DateOrder:
    if first > 12 or second > 12:
        return "dmy" if first > 12 else "mdy"
    return "dmy" if first == second else ""


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def date_order(cells: Iterable[Cell]) -> DateOrder:
    """Returns the order of day and month that a column's dates betray, "" if they tell none or both."""
    found = set()
    for cell in cells:
        match = _SHORT.fullmatch(_TIME.sub("", cell.strip())) if isinstance(cell, str) else None
        if match and match[1] != match[2]:
            found.add(_order_of(int(match[1]), int(match[2])))
    found.discard("")
    return found.pop() if len(found) == 1 else ""

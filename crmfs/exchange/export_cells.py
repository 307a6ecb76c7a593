"""Stored values → what the cells of an export show, typed as spreadsheets know types. Reads no record."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from crmfs.core.messages import LANGUAGES, Language, say
from crmfs.core.regex import regex
from crmfs.exchange.tables.model import Cell
from crmfs.exchange.values import text_of
from crmfs.records.fields import Field
from crmfs.records.labels import label
from crmfs.records.yaml import Value

MOST_CHARACTERS = 32_767  # of one cell of a workbook
_EXACT = 2**53  # whole numbers beyond are not exact in a spreadsheet
_FIRST_YEAR = 1900  # of spreadsheets' dates
_MEMBER = regex(r".*\(([^()]+)\)\s*")


class Words(NamedTuple):
    """How values are put into words.

    Attributes:
        lang: The reader's language.
        member: Returns what people read for a member's id.
    """

    lang: Language
    member: Callable[[str], str]


def cell_of(field: Field, value: Value, words: Words) -> Cell:
    """Returns what a cell shows: dates as dates, numbers as numbers, choices by their labels, all else as text."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and field.type == "text" and not field.choices and not field.refers:
        return _cut(value)  # most cells
    if isinstance(value, list):
        separator = "、" if words.lang == "zh" else ", "
        return _cut(separator.join(text_of(cell_of(field, item, words)) for item in value))
    if isinstance(value, bool):
        return say("show.yes" if value else "show.no", words.lang)
    if isinstance(value, int | float):
        return value if abs(value) < _EXACT else str(value)
    if isinstance(value, str) and field.type == "date":
        return _day(value) or _cut(value)
    if field.choices:
        return next((label(choice, words.lang) for choice in field.choices if choice.code == value), _cut(str(value)))
    return _cut(words.member(str(value)) if field.refers == "member" else str(value))


def forms_of(field: Field, value: Value, words: Words) -> frozenset[str]:
    """Returns all that a cell may hold which still says a value, as `plain` tells it: in any language, or as stored."""
    shown = {plain(field, cell_of(field, value, words._replace(lang=lang))) for lang in LANGUAGES}
    return frozenset(shown | {plain(field, _stored(value))})


def plain(field: Field, cell: Cell) -> str:
    """Returns a cell as a text by which cells are compared: of a member the id, no blanks around."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = text_of(cell).replace("\r\n", "\n").strip()
    return member_typed(text) if field.refers == "member" else text


def member_typed(text: str) -> str:
    """Returns the id of a member shown as `王芳 (E001)`; any other text as it is."""
    found = _MEMBER.fullmatch(text)
    return found[1] if found else text


def _stored(value: Value) -> Cell:
    if isinstance(value, list | dict):
        import json  # few fields are lists

        return json.dumps(value, ensure_ascii=False)
    return value


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:  # a mask, or no date
        return None
    return day if day.year >= _FIRST_YEAR else None


def _cut(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"

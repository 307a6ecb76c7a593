"""JSON: an array of objects, `{"records": […]}` or one object a line → headings and lines of cells."""

import json
from collections.abc import Iterator

from crmfs.core.errors import ValueRefused
from crmfs.exchange.tables.model import MAX_COLUMNS, MAX_ROWS, Cell, Line

_BLANK = " \t\r\n"
_LIST_KEYS = ("records", "rows", "data", "items", "results", "value")


class _NotJsonError(ValueError):
    """The text is no JSON, or an object has a key twice."""


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _NotJsonError
    return members


def _constant(_: str) -> object:
    raise _NotJsonError


_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant)


def read_objects(text: str, name: str) -> tuple[tuple[str, ...], list[Line]]:
    """Returns the headings (every key that occurs, `owner.name` for an object within) and the lines below them.

    A list, and an object in a list, stays as its JSON text. A line is where a record begins.

    Raises:
        ValueRefused: It is no JSON, or none of objects, or it holds too much.
    """
    records: list[tuple[int, dict[str, Cell]]] = []
    for line, value in _records(text, name):
        if not isinstance(value, dict):
            raise ValueRefused("table.json_no_object", file=name, line=line)
        records.append((line, dict(_flat(value, ""))))
        if len(records) > MAX_ROWS:
            raise ValueRefused("table.too_many_rows", file=name, most=MAX_ROWS)
    headings = tuple(dict.fromkeys(key for _, cells in records for key in cells))
    if len(headings) > MAX_COLUMNS:
        raise ValueRefused("table.too_many_columns", file=name, most=MAX_COLUMNS)
    return headings, [(line, tuple(map(cells.get, headings))) for line, cells in records]


def _records(text: str, name: str) -> Iterator[tuple[int, object]]:
    start = _after_blank(text, 0)
    if text[start : start + 1] == "[":
        yield from _array(text, start + 1, name)
        return
    values = list(_lines_of_objects(text, name))
    if len(values) == 1 and isinstance(values[0][1], dict):
        whole = values[0][1]
        wrapped = next((whole[key] for key in _LIST_KEYS if isinstance(whole.get(key), list)), None)
        if wrapped is not None:
            yield from enumerate(wrapped, 1)
            return
    yield from values


def _array(text: str, at: int, name: str) -> Iterator[tuple[int, object]]:
    line, counted = 1, 0
    at = _after_blank(text, at)
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        value, at = _value(text, at, name, line)
        yield line, value
        at = _after_blank(text, at)
        if text[at : at + 1] == ",":
            at = _after_blank(text, at + 1)
        elif text[at : at + 1] != "]":
            raise ValueRefused("table.json_broken", file=name, line=line)


def _lines_of_objects(text: str, name: str) -> Iterator[tuple[int, object]]:
    at, line, counted = _after_blank(text, 0), 1, 0
    while at < len(text):
        line, counted = line + text.count("\n", counted, at), at
        value, at = _value(text, at, name, line)
        yield line, value
        at = _after_blank(text, at)


def _value(text: str, at: int, name: str, line: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        raise ValueRefused("table.json_broken", file=name, line=line) from None


def _after_blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANK:
        at += 1
    return at


def _flat(members: dict[str, object], prefix: str) -> Iterator[tuple[str, Cell]]:
    for key, value in members.items():
        heading = prefix + key
        if isinstance(value, dict):
            yield from _flat(value, heading + ".")
        elif isinstance(value, list):
            yield heading, json.dumps(value, ensure_ascii=False)
        elif isinstance(value, str | int | float | bool):
            yield heading, None if value == "" else value
        else:
            yield heading, None

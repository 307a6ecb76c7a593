"""Filters as the record of exports keeps them: which fields were asked for, nothing that was typed of a person."""

from collections.abc import Iterable, Iterator

from crmfs.core.errors import UsageError
from crmfs.query.lexer import Token, tokens
from crmfs.query.names import Names
from crmfs.records.fields import Field

_LEFT_OUT = "…"
_PLAIN_TYPES = ("date", "boolean")
_SIGNS = {"open": "(", "close": ")", "not": "-", "and": "AND", "or": "OR"}


def told_filters(filters: Iterable[str], names: Names) -> tuple[str, ...]:
    """Returns filters with values of choices, days and members alone; `phone:138…` becomes `phone:…`."""
    return tuple(" ".join(_told(typed, names)) for typed in filters)


def _told(typed: str, names: Names) -> Iterator[str]:
    try:
        for token in tokens(typed, names):
            yield _said(token, names)
    except UsageError:
        yield _LEFT_OUT


def _said(token: Token, names: Names) -> str:
    if token.kind in _SIGNS:
        return _SIGNS[token.kind]
    if token.kind != "condition":
        return _LEFT_OUT
    meanings = names.find(token.text)
    fields = [field for meaning in meanings for field in meaning.fields]
    code = "/".join(meaning.code for meaning in meanings) or _LEFT_OUT
    return f"{code}{token.operator}{_value(fields, token.value, names)}"


def _value(fields: Iterable[Field], value: str, names: Names) -> str:
    if all(not field.protected and (field.choices or field.type in _PLAIN_TYPES) for field in fields):
        return value
    if all(field.refers == "member" for field in fields):
        return names.member_id(value) or _LEFT_OUT
    return _LEFT_OUT

"""Terms: one field's value as the index keeps it for conditions, in an order that ranges can walk. Knows no engine."""

import struct
from collections.abc import Iterable
from functools import lru_cache

from crmfs.core.text import fold_value
from crmfs.query.tree import Contains, Equal, Present, Range, Scalar, Test
from crmfs.records.fields import Field
from crmfs.records.yaml import Value

LONGEST = 120  # characters of folded text kept as one term; a longer text is marked and looked up by its words
_OFTEN = 24  # characters of a text that may well stand in many records
TEXTS = ("text", "list")  # types of fields whose values people write
_LONG = "~"  # in place of a text that is too long


def terms_of(field: Field, value: Value) -> list[str]:
    """Returns the terms `field=value` of a value as stored; of a list, those of each item."""
    if isinstance(value, list):
        return [term for item in value for term in terms_of(field, item)]
    if isinstance(value, dict):
        items = field.items
        return [term for name in items if name in value for term in terms_of(items[name], value[name])]
    return [] if value is None or value == "" else [f"{field.name}={_encoded(field, value)}"]


def long_term(field: str) -> str:
    """Returns the term of a text that is too long for one."""
    return f"{field}={_LONG}"


def matching_terms(field: str, test: Test, known: Iterable[str]) -> list[str]:
    """Returns which of the known terms of a field fulfil a test."""
    start = len(field) + 1
    if isinstance(test, Present):
        return list(known)
    if isinstance(test, Equal):
        wanted = set(exact_terms(field, test))
        return [term for term in known if term in wanted]
    if isinstance(test, Contains):
        texts = [fold_value(text) for text in test.texts]
        return [term for term in known if any(text in term[start:] for text in texts)]
    low, high = (None if end is None else _scalar(end) for end in (test.low, test.high))
    return [term for term in known if _within(term[start:], low, high, test)]


def exact_terms(field: str, test: Equal) -> list[str]:
    """Returns the terms of the values that a test names."""
    return [f"{field}={_scalar(value)}" for value in test.values]


def _within(encoded: str, low: str | None, high: str | None, test: Range) -> bool:
    if low is not None and (encoded < low or (test.open_low and encoded == low)):
        return False
    return high is None or not (encoded > high or (test.open_high and encoded == high))


def _encoded(field: Field, item: Scalar) -> str:
    if isinstance(item, str) and not field.choices and not field.refers and field.type in TEXTS:
        return _folded(item) if len(item) <= _OFTEN else _folded.__wrapped__(item)
    return _scalar(item)


@lru_cache(maxsize=16384)
def _folded(item: str) -> str:
    text = fold_value(item)
    return text if len(text) <= LONGEST else _LONG


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _ordered(float(value)) if isinstance(value, int | float) else value[:LONGEST]


def decoded(field: Field, encoded: str) -> str:
    """Returns the value in a term of a field as people know it: numbers as numbers, the rest as it is indexed."""
    if field.type not in ("number", "integer") or field.choices:
        return encoded
    try:
        bits = int(encoded, 16)
    except ValueError:  # a text where a number belongs
        return encoded
    (number,) = struct.unpack(">d", struct.pack(">Q", bits ^ (1 << 63 if bits >> 63 else 0xFFFFFFFFFFFFFFFF)))
    return f"{number:.15g}"


def _ordered(number: float) -> str:
    """Returns text that sorts as numbers do: the bits of the number, all turned where it is negative."""
    (bits,) = struct.unpack(">Q", struct.pack(">d", number + 0.0))
    return f"{bits ^ (0xFFFFFFFFFFFFFFFF if bits >> 63 else 1 << 63):016x}"

"""Evaluation: says whether a row fulfils a syntax tree. Reads no index and no file."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias, cast

from crmfs.core.text import fold_search, fold_value
from crmfs.query.tree import (
    And,
    Condition,
    Contains,
    Equal,
    Node,
    Not,
    Or,
    Prefix,
    Range,
    Scalar,
    Sought,
    Word,
    leaves,
)
from crmfs.query.tree import Test as TestOf
from crmfs.records.yaml import Value

Row: TypeAlias = Mapping[str, Value]
Judge: TypeAlias = Callable[[Row], bool]
Words: TypeAlias = Callable[[Sought, Row], bool]
_Single: TypeAlias = Callable[[Value], bool]

_ALIKE = 0.8  # of the letters of two words, for one to be a misspelling of the other


def matches(node: Node, row: Row, words: Words | None = None) -> bool:
    """Says whether a row fulfils a query; `judge` is quicker for many rows.

    Args:
        words: Says whether a row has a word, a prefix or a misspelt word; None to look at the row's own texts.
    """
    return judge(node, words)(row)


def judge(node: Node, words: Words | None = None) -> Judge:
    """Returns what says whether a row fulfils a query; arguments as `matches`."""
    if isinstance(node, Condition):
        return _condition(node)
    if isinstance(node, Not):
        part = judge(node.part, words)
        return lambda row: not part(row)
    if isinstance(node, And):
        return _every([judge(part, words) for part in node.parts])
    if isinstance(node, Or):
        return _some([judge(part, words) for part in node.parts])
    sought, has = node, words or row_has
    return lambda row: has(sought, row)


def named_fields(node: Node) -> frozenset[str]:
    """Returns the codes of all fields that a query names."""
    return frozenset(leaf.field for leaf in leaves(node) if isinstance(leaf, Condition))


def row_has(sought: Sought, row: Row) -> bool:
    """Says whether the texts of a row have a word anywhere, one that begins so, or one that is nearly so."""
    said = "\n".join(_texts(list(row.values())))
    if isinstance(sought, Word):
        return fold_value(sought.text) in fold_value(said)
    text, folded = fold_search(sought.text), fold_search(said)
    if isinstance(sought, Prefix):
        return any(word.startswith(text) for word in folded.split()) or (not text.isascii() and text in folded)
    from difflib import SequenceMatcher  # few queries are fuzzy

    return text in folded or any(SequenceMatcher(None, text, word).ratio() >= _ALIKE for word in folded.split())


def _every(parts: list[Judge]) -> Judge:
    def holds(row: Row) -> bool:
        for part in parts:  # noqa: SIM110 - quicker than all(), and this runs for each row
            if not part(row):
                return False
        return True

    return holds


def _some(parts: list[Judge]) -> Judge:
    return lambda row: any(part(row) for part in parts)


def _condition(node: Condition) -> Judge:
    field, tests = node.field, [_single(test) for test in node.tests]
    first = tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests)

    def holds(row: Row) -> bool:
        value = row.get(field)
        if value is None or value == "":
            return False
        if isinstance(value, list):
            return any(first(item) for item in value)
        return first(value)

    return holds


def _single(test: TestOf) -> _Single:
    if isinstance(test, Equal):
        return _equal(test.values)
    if isinstance(test, Contains):
        return _containing(tuple(map(fold_value, test.texts)))
    if isinstance(test, Range):
        return _within(test)
    return lambda value: value is not None and value != ""


def _equal(values: tuple[Scalar, ...]) -> _Single:
    truths = [value for value in values if isinstance(value, bool)]
    wanted = frozenset(value for value in values if not isinstance(value, bool))

    def holds(value: Value) -> bool:
        if isinstance(value, bool):  # true is no number, though Python calls it 1
            return value in truths
        return isinstance(value, str | int | float) and value in wanted

    return holds


def _containing(texts: tuple[str, ...]) -> _Single:
    if len(texts) == 1:
        (text,) = texts
        return lambda value: text in _folded(value)

    def holds(value: Value) -> bool:
        folded = _folded(value)
        return any(text in folded for text in texts)

    return holds


def _within(test: Range) -> _Single:
    kind = str if isinstance(test.low if test.high is None else test.high, str) else (int, float)
    low, high = cast("str | None", test.low), cast("str | None", test.high)  # or numbers, as `kind` says
    open_low, open_high = test.open_low, test.open_high

    def holds(value: Value) -> bool:
        if not isinstance(value, kind) or isinstance(value, bool):
            return False
        bounded = cast(str, value)
        if low is not None and (bounded < low or (open_low and bounded == low)):
            return False
        return high is None or bounded < high or (not open_high and bounded == high)

    return holds


def _folded(value: Value) -> str:
    return _fold(value) if isinstance(value, str) else fold_value("\n".join(_texts(value)))


@lru_cache(maxsize=4096)  # a customer's owner, region and tags stand in many rows
def _fold(text: str) -> str:
    return fold_value(text)


def _texts(value: Value) -> Iterator[str]:
    """Yields every single value inside a value, as text."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)

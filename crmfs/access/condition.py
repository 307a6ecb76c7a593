"""Conditions of the policy, such as `customer.owner == me.id`: parsed, and judged on attributes. Reads no file."""

from collections.abc import Mapping
from typing import NamedTuple

from crmfs.core.regex import regex
from crmfs.records.yaml import Value

_TOKEN = regex(
    r"""\s*(?:(?P<text>"[^"\\]*"|'[^'\\]*')|(?P<sign>==|!=|\[|\]|,)"""
    r"""|(?P<number>-?[0-9]{1,15}(?:\.[0-9]{1,15})?(?![\w.-]))|(?P<name>[^\W\d][\w-]*(?:\.[^\W\d][\w-]*)*))"""
)
_RESERVED = frozenset(("and", "or", "not", "in", "is", "null", "none", "me", "customer"))
_BOOLEANS = {"true": True, "false": False}
OPERATORS = ("==", "!=", "in")


class ConditionError(Exception):
    """A condition that cannot be read; `column` counts from 1."""

    def __init__(self, column: int) -> None:
        super().__init__("access.condition_syntax")
        self.column = column


class Term(NamedTuple):
    """One comparison.

    Attributes:
        field: The customer's field on its left.
        operator: One of `OPERATORS`.
        attribute: The member's attribute on its right, "" where a literal stands there.
        literal: That literal.
    """

    field: str
    operator: str
    attribute: str
    literal: Value = None

    def __hash__(self) -> int:
        return hash((self.field, self.operator, self.attribute, repr(self.literal)))  # a literal may be a list

    def holds(self, customer: Mapping[str, Value], me: Mapping[str, Value]) -> bool:
        """Says whether the comparison is true; what is missing, null, empty or of another type makes it false."""
        left, right = self.left(customer), self.right(me)
        if left is None:
            return False
        if self.operator == "in":
            return isinstance(right, list) and any(_equal(left, item) for item in right)
        if not is_scalar(right) or not _comparable(left, right):
            return False
        return (left == right) == (self.operator == "==")

    def left(self, customer: Mapping[str, Value]) -> Value:
        """Returns what a customer's fields say on the left: a text, number or boolean; None for all that is false."""
        found = _inner(customer, self.field)
        return found if is_scalar(found) else None

    def right(self, me: Mapping[str, Value]) -> Value:
        """Returns what stands on the right, for a member with these attributes."""
        return me.get(self.attribute) if self.attribute else self.literal


class Condition(NamedTuple):
    """Terms that must all hold."""

    text: str
    terms: tuple[Term, ...]

    def holds(self, customer: Mapping[str, Value], me: Mapping[str, Value]) -> bool:
        """Says whether all terms are true of a customer's fields and a member's attributes."""
        return all(term.holds(customer, me) for term in self.terms)

    def about(self, field: str) -> tuple[Term, ...]:
        """Returns the terms that name a field, or something inside it."""
        return tuple(term for term in self.terms if term.field.partition(".")[0] == field)


def parse_condition(text: str) -> Condition:
    """Returns the condition that a text says.

    Raises:
        ConditionError: It is not `TERM (and TERM)*`; TERM is `customer.FIELD`, `==`, `!=` or `in`, then `me.ATTRIBUTE`
            or a literal.
    """
    tokens = _Tokens(text)
    terms = [_term(tokens)]
    while tokens.kind:
        tokens.expect("and")
        terms.append(_term(tokens))
    return Condition(text.strip(), tuple(terms))


class _Tokens:
    """The words of a condition, one after the other."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self.advance()

    def advance(self) -> None:
        start = self._end
        found = _TOKEN.match(self._text, start)
        if found is None and self._text[start:].strip():
            raise ConditionError(len(self._text) - len(self._text[start:].lstrip()) + 1)
        self.kind = (found.lastgroup or "") if found else ""
        self.word = found[self.kind] if found else ""
        self.column = (found.start(self.kind) if found else len(self._text.rstrip())) + 1
        self._end = found.end() if found else len(self._text)

    def take(self, kind: str) -> str:
        """Returns the present word, which must be of a kind, and goes on."""
        if self.kind != kind:
            raise ConditionError(self.column)
        word = self.word
        self.advance()
        return word

    def expect(self, word: str) -> None:
        """Goes on over one certain word."""
        if self.word != word:
            raise ConditionError(self.column)
        self.advance()


def _term(tokens: _Tokens) -> Term:
    column = tokens.column
    subject, _, field = tokens.take("name").partition(".")
    if subject != "customer" or not field:
        raise ConditionError(column)
    column, operator = tokens.column, tokens.word
    if operator not in OPERATORS:
        raise ConditionError(column)
    tokens.advance()
    column = tokens.column
    if tokens.kind == "name" and tokens.word.startswith("me."):
        attribute = tokens.take("name").removeprefix("me.")
        if "." in attribute:
            raise ConditionError(column)
        return Term(field, operator, attribute)
    literal = _literal(tokens)
    if isinstance(literal, list) != (operator == "in"):
        raise ConditionError(column)
    return Term(field, operator, "", literal)


def _literal(tokens: _Tokens) -> Value:
    if tokens.word != "[":
        return _scalar(tokens)
    tokens.advance()
    items = [_scalar(tokens)]
    while tokens.word == ",":
        tokens.advance()
        items.append(_scalar(tokens))
    tokens.expect("]")
    return items


def _scalar(tokens: _Tokens) -> Value:
    column, kind, word = tokens.column, tokens.kind, tokens.word
    if kind not in ("text", "number", "name") or (kind == "name" and (word in _RESERVED or "." in word)):
        raise ConditionError(column)
    tokens.advance()
    if kind == "text":
        return word[1:-1]
    if kind == "number":
        return float(word) if "." in word else int(word)
    return _BOOLEANS.get(word, word)


def _inner(customer: Mapping[str, Value], field: str) -> Value:
    first, *rest = field.split(".")
    found = customer.get(first)
    for key in rest:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def is_scalar(value: Value) -> bool:
    """Says whether a value can be compared: a text that is not empty, a number, a boolean."""
    return isinstance(value, (str, int, float)) and value != ""


def _comparable(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return isinstance(left, bool) and isinstance(right, bool)
    return isinstance(left, str) == isinstance(right, str)


def _equal(left: Value, right: Value) -> bool:
    return is_scalar(right) and _comparable(left, right) and left == right

"""Filters `field:value` on records: parsed once, judged on each row. The same words as in a search; reads no index."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crmfs.core.dates import typed_date
from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.text import fold_label
from crmfs.records.fields import Field
from crmfs.records.labels import choice_code, field_code, known_choices, named, unknown_field
from crmfs.records.yaml import Value

_TERM = re.compile(
    r"(?P<not>-|!)?(?P<field>[^:：=<>]+?)\s*(?P<op>[:：=]?\s*(?:>=|<=|>|<)|[:：=])\s*(?P<value>.*)", re.S
)
MemberId = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on one field.

    Attributes:
        field: Key of the row.
        negated: True turns the answer round.
        test: Says whether a single value fulfils the condition.
        empty: What a missing value answers.
    """

    field: str
    negated: bool
    test: Callable[[Value], bool]
    empty: bool = False

    def matches(self, row: Mapping[str, Value]) -> bool:
        """Says whether a row fulfils the condition; of a list, one item is enough."""
        value = row.get(self.field)
        if value is None or value == "" or value == []:
            return self.empty != self.negated
        items = value if isinstance(value, list) else [value]
        return any(map(self.test, items)) != self.negated


def parse_filters(terms: Sequence[str], fields: Mapping[str, Field], today: date, member_id: MemberId) -> list[Filter]:
    """Returns the filters that somebody typed, all of which a row must fulfil.

    Args:
        terms: Each `field:value`, `field=value`, `field:>value`, `field:a..b`, `field:a,b`, `field:*`; `-` negates.
        fields: The fields that may be named, by key; labels in either language name them too.
        today: What relative dates count from.
        member_id: Finds a member's id by id, e-mail or name.

    Raises:
        UsageError: A malformed term, an unknown field (with the nearest one), a value that its field can't have.
    """
    return [_parse(term, fields, today, member_id) for term in terms]


def _parse(term: str, fields: Mapping[str, Field], today: date, member_id: MemberId) -> Filter:
    match = _TERM.fullmatch(term.strip())
    if not match:
        raise UsageError("query.not_a_filter", term=term)
    code = field_code(fields, match["field"])
    if code is None:
        raise unknown_field(fields, match["field"])
    field, comparison, typed = fields[code], match["op"].lstrip(":： ").removeprefix("="), match["value"].strip()
    negated = match["not"] is not None
    if typed == "*" and not comparison:
        return Filter(code, negated, lambda value: True)
    if typed in ("", '""') and not comparison:
        return Filter(code, negated, lambda value: False, empty=True)

    def stored(text: str) -> Value:
        return _stored(field, text, today, member_id)

    if comparison:
        return Filter(code, negated, _compared(comparison, stored(typed)))
    low, dots, high = typed.partition("..")
    if dots and field.type in ("date", "number", "integer"):
        tests = [_compared(op, stored(end)) for op, end in ((">=", low), ("<=", high)) if end]
        return Filter(code, negated, lambda value: all(test(value) for test in tests))
    wanted = [stored(part) for part in re.split(r"[,，]", typed) if part.strip()]
    same = _same_text if field.type in ("text", "list") and not field.choices and not field.refers else _same
    return Filter(code, negated, lambda value: any(same(value, one) for one in wanted))


def _stored(field: Field, typed: str, today: date, member_id: MemberId) -> Value:
    typed = typed.strip().strip('"')
    if field.choices:
        code = choice_code(field, typed)
        if code is None:
            raise UsageError("query.choice_unknown", field=named(field), known=known_choices(field))
        return code
    if field.refers == "member":
        return member_id(typed) or typed
    if field.type == "date":
        try:
            return typed_date(typed, today)
        except ValueRefused as error:
            raise UsageError(error.code, **error.params) from None
    if field.type in ("number", "integer"):
        return _number(field, typed)
    if field.type == "boolean":
        return fold_label(typed) in ("true", "yes", "1", "是")
    return typed


def _number(field: Field, typed: str) -> float:
    plain = typed.replace(",", "").replace("，", "")
    factor = 10_000 if plain.endswith("万") else 1
    try:
        return float(plain.removesuffix("万")) * factor
    except ValueError:
        raise UsageError("query.number_invalid", field=named(field)) from None


def _compared(operator: str, bound: Value) -> Callable[[Value], bool]:
    def test(value: Value) -> bool:
        if isinstance(bound, float) and isinstance(value, int | float) and not isinstance(value, bool):
            return _holds(operator, value, bound)
        return isinstance(bound, str) and isinstance(value, str) and _holds(operator, value, bound)

    return test


def _holds(operator: str, left: float | str, right: float | str) -> bool:
    if operator == ">":
        return left > right  # type: ignore[operator]
    if operator == ">=":
        return left >= right  # type: ignore[operator]
    if operator == "<":
        return left < right  # type: ignore[operator]
    return left <= right  # type: ignore[operator]


def _same(value: Value, wanted: Value) -> bool:
    return value == wanted


def _same_text(value: Value, wanted: Value) -> bool:
    return fold_label(str(wanted)) in fold_label(str(value))

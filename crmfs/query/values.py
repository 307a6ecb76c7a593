"""Values: what stands after a field's name, as tests of the value stored. Knows the field's type, not the record."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmfs.core.errors import QueryRefused, ValueRefused
from crmfs.core.messages import Text
from crmfs.core.regex import regex
from crmfs.core.text import fold_label
from crmfs.query.lexer import Token, closing, says_something, shape
from crmfs.query.names import KIND, Meaning, Names
from crmfs.query.near import nearest
from crmfs.query.phones import past_country_code
from crmfs.query.refusal import Spot
from crmfs.query.stranger import Stranger
from crmfs.query.tree import And, Condition, Contains, Equal, Node, Not, Or, Present, Range, Scalar, Test
from crmfs.records.fields import Field
from crmfs.records.labels import known_choices, named
from crmfs.records.typed import typed_number, typed_value

if TYPE_CHECKING:
    from crmfs.query.periods import Period

FILE = "file"  # `Field.refers` of the type of a file, such as `pdf`
_BETWEEN = regex(r"\.{2,}|…|[~～至到]")
_SEPARATOR = regex("[,|]")  # of values, in the shape of what was typed
_THOUSANDS = regex(r"(?<![\d,])(?<!\d\.)\d{1,3}(?:,\d{3})+(?!\d)")  # 811,200 is one number; 1000,200 and 5,10 are two
_NOW = ("今", "现在", "now")  # 去年至今
_ENDING = regex("[a-z0-9_+-]{1,16}")  # of a file's name
_NO_CHOICE = "query.choice_unknown"
_MOST_KNOWN = 30  # choices that a message names


class Part(NamedTuple):
    """One of the values that a condition names."""

    text: str
    quoted: bool
    spot: Spot


def condition(token: Token, names: Names) -> Node:
    """Returns what a condition means, in all fields that its name may mean.

    Raises:
        QueryRefused: Its value is none that one of these fields can have.
    """
    meanings = names.find(token.text)
    spot = token.value_spot or token.spot
    negated = token.operator == "!="
    if token.operator in (":", "!="):
        parts = list(_parts(token.value, spot, any(_is_number(meaning) for meaning in meanings)))
        if not parts or parts == [("", True, parts[0].spot)]:
            return _turned(_present(meanings), not negated)
        if len(parts) == 1 and parts[0][:2] in (("*", False), ("＊", False)):
            return _turned(_present(meanings), negated)
        return _turned(_any_of(meanings, ":", parts, names), negated)
    text = token.value.strip()
    if not text:
        raise spot.refusal("query.value_missing", field=named(meanings[0].fields[0]))
    return _any_of(meanings, token.operator, [Part(text.strip('"'), True, spot)], names)


def _parts(raw: str, spot: Spot, is_number: bool) -> Iterator[Part]:
    shaped, place = shape(raw), 0
    if is_number:
        shaped = _THOUSANDS.sub(lambda number: number[0].replace(",", "0"), shaped)  # as long, so that places stay
    while place < len(raw):
        start = place + len(shaped[place:]) - len(shaped[place:].lstrip())
        close = closing(shaped, start)
        after = _SEPARATOR.search(shaped, max(close, start))
        end = after.start() if after else len(raw)
        text = raw[start:end].strip()
        here = Spot(spot.text, spot.place + start)
        if close >= 0 and not raw[close + 1 : end].strip():
            yield Part(raw[start + 1 : close], True, here)
        elif text.strip('"'):
            yield Part(text.strip('"'), False, here)
        place = end + 1


def _is_number(meaning: Meaning) -> bool:
    return any(field.type in ("number", "integer") for field in meaning.fields)


def _turned(node: Node, negated: bool) -> Node:
    return Not(node) if negated else node


def _present(meanings: Sequence[Meaning]) -> Node:
    return _one(_limited(meaning, Condition(meaning.code, (Present(),))) for meaning in meanings)


def _any_of(meanings: Sequence[Meaning], operator: str, parts: Sequence[Part], names: Names) -> Node:
    gathered: dict[str, list[Test]] = {}
    for part in parts:
        refused: list[tuple[Field, QueryRefused]] = []
        accepted = False
        for code, field in ((meaning.code, field) for meaning in meanings for field in meaning.fields):
            try:
                test = _test(field, operator, part, names)
            except QueryRefused as error:
                refused.append((field, error))
            else:
                gathered.setdefault(code, []).append(test)
                accepted = True
        if not accepted:
            raise _refusal(refused, part)
    fitting = (meaning for meaning in meanings if meaning.code in gathered)
    return _one(_limited(one, Condition(one.code, _merged(gathered[one.code]))) for one in fitting)


def _one(nodes: Iterable[Node]) -> Node:
    found = tuple(nodes)
    return found[0] if len(found) == 1 else Or(found)


def _limited(meaning: Meaning, node: Condition) -> Node:
    """Returns a condition on those kinds alone that the name is a label of."""
    return And((Condition(KIND, (Equal(meaning.kinds),)), node)) if meaning.kinds and meaning.code != KIND else node


def _merged(tests: Sequence[Test]) -> tuple[Test, ...]:
    """Returns the same tests, equal values in one and contained texts in one."""
    equal = tuple(dict.fromkeys(value for test in tests if isinstance(test, Equal) for value in test.values))
    texts = tuple(dict.fromkeys(text for test in tests if isinstance(test, Contains) for text in test.texts))
    rest = dict.fromkeys(test for test in tests if isinstance(test, Range | Present))
    return (*((Equal(equal),) if equal else ()), *((Contains(texts),) if texts else ()), *rest)


def _refusal(refused: Sequence[tuple[Field, QueryRefused]], part: Part) -> QueryRefused:
    """Returns why no field can have a value: where all have choices, the choices of all."""
    if all(error.code == _NO_CHOICE for _, error in refused):
        return _unknown_choice([field for field, _ in refused], part)
    return next(error for _, error in refused if error.code != _NO_CHOICE)


def _test(field: Field, operator: str, part: Part, names: Names) -> Test:
    if operator != ":":
        return _comparison(field, operator, part, names)
    if field.type == "date":
        return _on_days(field, part, names)
    if field.type in ("number", "integer"):
        return _on_numbers(field, part)
    if field.choices:
        code = names.choice(field, part.text)
        if code is None:
            raise part.spot.refusal(_NO_CHOICE)
        return Equal((code,))
    if field.refers or field.type == "boolean":
        return Equal((_exactly(field, part, names),))
    text = part.text if part.quoted else part.text.rstrip("*＊")
    if not says_something(text):
        raise part.spot.refusal("query.value_missing", field=named(field))
    return Contains((text if part.quoted else text[past_country_code(text) :],))


def _exactly(field: Field, part: Part, names: Names) -> Scalar:
    typed = unicodedata.normalize("NFC", part.text)
    if field.refers == "member":
        found = names.member_id(typed)
        if found is None and names.strangers is not None:
            names.strangers.append(Stranger(field, typed, part.spot))
        return found or typed
    if field.refers == "customer":
        return names.customer_id(typed) or typed
    if field.refers == FILE:
        return _file_type(part)
    if field.type != "boolean":
        return typed
    try:
        return typed_value(field, typed, names.today, names.member_id) is True
    except ValueRefused:
        raise part.spot.refusal("query.truth_invalid", field=named(field)) from None


def _file_type(part: Part) -> str:
    """Returns the type that `pdf`, `.PDF` or `*.pdf` means; an ending that no file has yet is one too."""
    typed = unicodedata.normalize("NFKC", part.text).casefold().lstrip("*.")
    if not _ENDING.fullmatch(typed):
        raise part.spot.refusal("query.file_type_unknown")
    return typed


def _unknown_choice(fields: Sequence[Field], part: Part) -> QueryRefused:
    """Returns the error for a value that is none of the choices of any field; names the nearest, else all of them."""
    said = {
        fold_label(name): (field, choice)
        for field in fields
        for choice in field.choices
        for name in (choice.code, *choice.label, *choice.aliases)
    }
    near = nearest(fold_label(part.text), said)
    if near:
        field, meant = said[near]
        suggestion = Text(meant.label.zh or meant.code, meant.code)
        return part.spot.refusal("query.choice_misspelt", field=named(field), suggestion=suggestion)
    choices = tuple({choice.code: choice for field in fields for choice in field.choices}.values())
    known = known_choices(Field("", fields[0].label, choices=choices[:_MOST_KNOWN]))
    return part.spot.refusal(_NO_CHOICE, field=named(fields[0]), known=known)


def _comparison(field: Field, operator: str, part: Part, names: Names) -> Test:
    bound: Scalar
    if field.type == "date":
        period = _period(field, part.text, part.spot, names)
        bound = (period.first if operator in ("<", ">=") else period.last).isoformat()
    elif field.type in ("number", "integer"):
        bound = _number(field, part.text, part.spot)
    else:
        raise part.spot.refusal("query.not_ordered", field=named(field))
    is_open = len(operator) == 1
    if operator[0] == ">":
        return Range(low=bound, open_low=is_open)
    return Range(high=bound, open_high=is_open)


def _on_days(field: Field, part: Part, names: Names) -> Test:
    ends = _ends(part)
    if ends:
        first, last = (_period(field, end, part.spot, names) if end else None for end in ends)
        return _in_order(first and first.first.isoformat(), last and last.last.isoformat(), part)
    whole = _period(field, part.text, part.spot, names)
    if whole.first == whole.last:
        return Equal((whole.first.isoformat(),))
    return Range(whole.first.isoformat(), whole.last.isoformat())


def _on_numbers(field: Field, part: Part) -> Test:
    ends = _ends(part)
    if ends is None:
        return Equal((_number(field, part.text, part.spot),))
    low, high = (_number(field, end, part.spot) if end else None for end in ends)
    return _in_order(low, high, part)


def _ends(part: Part) -> tuple[str, str] | None:
    """Returns both ends of a range `a..b`, at most one of them empty; None for what is no range."""
    match = _BETWEEN.search(part.text)
    if not match:
        return None
    low, high = part.text[: match.start()].strip(), part.text[match.end() :].strip()
    return (low, high) if low or high else None


def _in_order(low: Scalar | None, high: Scalar | None, part: Part) -> Range:
    if low is not None and high is not None and low > high:  # type: ignore[operator]
        raise part.spot.refusal("query.range_reversed")
    return Range(low, high)


def _period(field: Field, typed: str, spot: Spot, names: Names) -> "Period":
    from crmfs.query.periods import Period, typed_period  # slow to load, and many queries name no day

    if typed in _NOW:
        return Period(names.today, names.today)
    found = typed_period(typed, names.today)
    if found is None:
        raise spot.refusal("query.date_invalid", field=named(field))
    return found


def _number(field: Field, typed: str, spot: Spot) -> float:
    try:
        return float(typed_number(field, typed.replace("，", "")))
    except (ValueRefused, OverflowError):
        raise spot.refusal("query.number_invalid", field=named(field)) from None

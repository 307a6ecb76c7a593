"""What somebody types for a field: text in, the stored value out. Knows the field's type, not its place."""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date

from crmfs.core.dates import typed_date
from crmfs.core.errors import ValueRefused
from crmfs.core.half_width import narrow
from crmfs.core.regex import regex
from crmfs.core.text import fold_label
from crmfs.records.fields import Field
from crmfs.records.labels import choice_code, known_choices, named
from crmfs.records.yaml import Value

MemberId = Callable[[str], str | None]

_NUMBER = regex(r"[-+]?\d{1,300}(?:\.\d{1,300})?")  # Python refuses to read whole numbers of thousands of digits
_MONEY = regex(r"^(?:￥|¥|\$|€|£|rmb|cny|usd)|(?:元|rmb|cny|usd)$", re.I)
_UNITS = {"亿": 100_000_000, "万": 10_000, "千": 1_000, "k": 1_000, "m": 1_000_000}
_WIDE_DIGIT = regex(r"[０-９]")
_DIALLED = regex(r"(?:[-+0-9 ().#/,;*]|转|分机|ext)+", re.I)  # a number that is no quantity: a phone's, a postcode
_TRUE = frozenset(("true", "yes", "y", "1", "是", "有"))
_FALSE = frozenset(("false", "no", "n", "0", "否", "无"))


def typed_value(field: Field, typed: str, today: date, member_id: MemberId) -> Value:
    """Returns the value to store for what somebody typed.

    Args:
        field: The field; its choices are taken as codes or labels in either language.
        typed: Never empty.
        today: What `today` and `+7d` count from.
        member_id: Finds a member's id by id, e-mail or unique name; an unknown one is stored as typed, for checks.

    Raises:
        ValueRefused: `field.choice_unknown`, `field.number_invalid`, `field.truth_invalid`, `date.typed_invalid`.
    """
    if field.type == "list" and not field.items:
        return [_single(field, part.strip(), member_id) for part in re.split(r"[,，、;；]", typed) if part.strip()]
    if field.type == "date":
        return typed_date(typed, today)
    if field.type in ("number", "integer"):
        return typed_number(field, typed)
    if field.type == "boolean":
        return _truth(field, typed)
    if field.type in ("list", "map"):
        raise ValueRefused("field.not_typed", field=named(field))
    return _single(field, typed.strip(), member_id)


def _single(field: Field, typed: str, member_id: MemberId) -> Value:
    if field.choices:
        code = choice_code(field, typed)
        if code is None:
            raise ValueRefused("field.choice_unknown", field=named(field), known=known_choices(field))
        return code
    if field.refers == "member":
        return member_id(typed) or typed
    if _WIDE_DIGIT.search(typed) and _DIALLED.fullmatch(narrow(typed)):
        return narrow(typed)
    return unicodedata.normalize("NFC", typed)


def typed_number(field: Field, typed: str) -> int | float:
    """Returns the number that somebody wrote: `1,234.50`, `￥12万`, full-width digits; else raises ValueRefused."""
    text = _MONEY.sub("", unicodedata.normalize("NFKC", typed).strip().replace(",", "").replace(" ", "").casefold())
    factor = _UNITS.get(text[-1:], 1)
    text = text[:-1] if factor > 1 else text
    if not _NUMBER.fullmatch(text):
        raise ValueRefused("field.number_invalid", field=named(field))
    if "." not in text:
        return int(text) * factor
    number = round(float(text) * factor, 10)
    if not math.isfinite(number):
        raise ValueRefused("field.number_invalid", field=named(field))
    return int(number) if factor > 1 and number.is_integer() else number


def _truth(field: Field, typed: str) -> bool:
    folded = fold_label(typed)
    if folded in _TRUE:
        return True
    if folded in _FALSE:
        return False
    raise ValueRefused("field.truth_invalid", field=named(field))

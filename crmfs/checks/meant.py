"""What a value was meant to be, where that is beyond doubt: the rules find it, `fix` writes it. Pure."""

from crmfs.core import half_width
from crmfs.core.dates import normal_date
from crmfs.core.errors import ValueRefused
from crmfs.core.regex import regex
from crmfs.records.fields import Field
from crmfs.records.typed import typed_number
from crmfs.records.yaml import Value

_AMOUNT = regex(r"[^0-9]{0,3}[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?[^0-9A-Za-z]{0,2}")  # not 1,5 or 3m


def narrow(value: Value) -> Value:
    """Returns a text with full-width letters, digits and signs as ASCII, anything else as it is."""
    return half_width.narrow(value) if isinstance(value, str) else value


def meant_date(value: Value) -> str | None:
    """Returns the ISO date that a value is another unmistakable way of writing: `2023/10/15`, 20231015, else None."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return normal_date(str(narrow(str(value))))


def meant_number(field: Field, value: Value) -> int | float | None:
    """Returns the number that a text is another unmistakable way of writing: `10万`, `100,000`, `￥500`, else None."""
    typed = narrow(value)
    if field.type not in ("integer", "number") or not isinstance(typed, str) or not _AMOUNT.fullmatch(typed):
        return None
    try:
        number = typed_number(field, typed)
    except ValueRefused:
        return None
    return number if field.type == "number" or isinstance(number, int) else None

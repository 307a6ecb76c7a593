"""What a value was meant to be, where that is beyond doubt: the rules find it, `fix` writes it. Pure."""

from crmfs.core import half_width
from crmfs.core.dates import normal_date
from crmfs.records.yaml import Value


def narrow(value: Value) -> Value:
    """Returns a text with full-width letters, digits and signs as ASCII, anything else as it is."""
    return half_width.narrow(value) if isinstance(value, str) else value


def meant_date(value: Value) -> str | None:
    """Returns the ISO date that a value is another unmistakable way of writing: `2023/10/15`, 20231015, else None."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return normal_date(str(narrow(str(value))))

"""What a value was meant to be, where that is beyond doubt: the rules find it, `fix` writes it. Pure."""

from crmfs.core.dates import normal_date
from crmfs.records.yaml import Value

# What a Chinese keyboard gives for ASCII, and the wide space. Not all of NFKC: that changes ① and ㎡.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def narrow(value: Value) -> Value:
    """Returns a text with full-width letters, digits and signs as ASCII, anything else as it is."""
    if not isinstance(value, str) or value.isascii():
        return value
    return value.translate(_NARROW).strip()


def meant_date(value: Value) -> str | None:
    """Returns the ISO date that a value is another unmistakable way of writing: `2023/10/15`, 20231015, else None."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return normal_date(str(narrow(str(value))))

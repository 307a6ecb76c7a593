"""What an unquoted scalar means: YAML 1.2's core schema; some numbers stay text. No syntax, no positions."""

import math
import re

from crmfs.core.regex import regex
from crmfs.records.yaml.values import Value

INTEGER_LIMIT = 2**53  # beyond, a reader that takes numbers for doubles changes digits (RFC 8259, 6)
INTEGER_DIGITS = 300  # longer ones are text: nothing counts that far, and conversion costs the square of the length

WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER = regex(r"[-+]?(?:[0-9]+(?:(\.[0-9]*)?([eE][-+]?[0-9]+)?)|\.[0-9]+([eE][-+]?[0-9]+)?)", re.ASCII)
_OCTAL = regex(r"0o[0-7]+")
_HEXADECIMAL = regex(r"0x[0-9a-fA-F]+")
_LEADING_ZERO = regex(r"[-+]?0[0-9]")
_NOT_FINITE = regex(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def resolve(plain: str) -> tuple[Value, str | None]:
    """Returns the value of an unquoted scalar, and the code of what is to be said about it, if anything.

    A number whose digits would be lost (`0123`, `+8613800001111`) stays text, byte for byte.

    Returns:
        The code is one of the notes `yaml.leading_zero`, `yaml.leading_plus`, `yaml.big_integer`, `yaml.long_fraction`,
        or the error `yaml.not_finite`.

    Source: YAML 1.2.2, 10.3.2 (core schema, tag resolution).
    """
    if plain in WORDS:
        return WORDS[plain], None
    if plain[0] not in "+-.0123456789":
        return plain, None
    number = _NUMBER.fullmatch(plain)
    if number:
        whole = number.group(1) is None and number.group(2) is None and "." not in plain
        return _number(plain, whole)
    if _NOT_FINITE.fullmatch(plain):
        return plain, "yaml.not_finite"
    if _OCTAL.fullmatch(plain) or _HEXADECIMAL.fullmatch(plain):
        return _integer(plain, 8 if plain[1] == "o" else 16)
    return plain, None


def _number(plain: str, whole: bool) -> tuple[Value, str | None]:
    if _LEADING_ZERO.match(plain):
        return plain, "yaml.leading_zero"
    if whole:
        return (plain, "yaml.leading_plus") if plain[0] == "+" else _integer(plain, 10)
    fraction = float(plain)
    if math.isinf(fraction):
        return plain, "yaml.not_finite"
    return fraction, None if len(plain) <= 15 or _is_exact(plain, fraction) else "yaml.long_fraction"


def _is_exact(plain: str, fraction: float) -> bool:
    from decimal import Decimal  # slow to load, and hardly any number is that long

    return len(plain) <= INTEGER_DIGITS and Decimal(plain) == Decimal(repr(fraction))


def _integer(plain: str, base: int) -> tuple[Value, str | None]:
    if len(plain) > INTEGER_DIGITS:
        return plain, "yaml.big_integer"
    integer = int(plain if base == 10 else plain[2:], base)
    return integer, "yaml.big_integer" if abs(integer) > INTEGER_LIMIT else None

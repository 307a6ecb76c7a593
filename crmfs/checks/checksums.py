"""Check digits: identity cards, bank cards, credit codes. Knows numbers only, not where they stand."""

from datetime import date
from functools import lru_cache
from operator import mul

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    map(
        str,
        (
            *range(11, 16),
            *range(21, 24),
            *range(31, 38),
            *range(41, 47),
            *range(50, 55),
            *range(61, 66),
            71,
            81,
            82,
            83,
        ),
    )
)
CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUE = {char: value for value, char in enumerate(CREDIT_CHARACTERS)}
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def is_id_card(number: str) -> bool:
    """Says whether 18 characters are the number of a Chinese identity card.

    Source: GB 11643-1999 (province, birth date, order, check character by ISO 7064 MOD 11-2).
    """
    if len(number) != 18 or number[:2] not in _PROVINCES or not _is_birth_date(number[6:14]):
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[weighted % 11] == number[17].upper()


def is_old_id_card(number: str) -> bool:
    """Says whether 15 digits may be an identity card of before 2000; there is no check digit."""
    return len(number) == 15 and number[:2] in _PROVINCES and _is_birth_date("19" + number[6:12])


def is_bank_card(number: str) -> bool:
    """Says whether 13 to 19 digits end in the check digit of ISO/IEC 7812-1 (Luhn); one random number in ten does."""
    total = sum(map(int, number[-1::-2]))
    total += sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return 13 <= len(number) <= 19 and total % 10 == 0


@lru_cache(maxsize=16)  # two checks ask in turn
def is_credit_code(code: str) -> bool:
    """Says whether 18 characters are a unified social credit code with the right check character.

    Source: GB 32100-2015 (31 characters without I, O, S, V, Z; weights 3^i mod 31).
    """
    if len(code) != 18 or not _CREDIT_VALUE.keys() >= set(code):
        return False
    weighted = sum(map(mul, map(_CREDIT_VALUE.__getitem__, code), _CREDIT_WEIGHTS))
    return CREDIT_CHARACTERS[-weighted % 31] == code[17]


def _is_birth_date(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= born.year < 2100

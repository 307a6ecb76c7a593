"""Phones: the country code before a number, which half of all numbers are stored without. Knows no field."""

from crmfs.core.regex import regex

# After 00 a whole number must follow: a code may begin with 0086 too.
_COUNTRY = regex(r"[+＋]\s?86[\s\-]*(?=\(?\d{3})|0086[\s\-]*(?=(?:[\s\-()]*\d){10})")


def past_country_code(text: str, place: int = 0) -> int:
    """Returns where a phone number's own digits begin, after +86 or 0086; the place itself where no such code is."""
    found = _COUNTRY.match(text, place)
    return found.end() if found else place

"""Words, codes and grams of folded text: what is found by its parts, and how. Knows no engine."""

import re
from functools import lru_cache

from crmfs.core.regex import regex

CODE_LEAST, CODE_MOST = 3, 200  # characters of a code without its separators
END = "$"  # stands after the last character of a code
# The script Han of Unicode 16. Cutting by the engine's own classes would take it half of the time to build an index.
_HAN = (
    (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029),
    (0x3038, 0x303B), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFA6D), (0xFA70, 0xFAD9), (0x16FE2, 0x16FE3),
    (0x16FF0, 0x16FF1), (0x20000, 0x2A6DF), (0x2A700, 0x2B739), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0), (0x2EBF0, 0x2EE5D), (0x2F800, 0x2FA1D), (0x30000, 0x3134A), (0x31350, 0x323AF),
)  # fmt: skip
_SHORT = 100  # characters up to which cutting a text is quicker than moving its bytes
_CODE = regex(r"[0-9a-z]+(?:[-_./@+]+[0-9a-z]+)*")
_NUMBER = regex(r"[0-9][0-9 ()\-]{5,24}[0-9]")
_BETWEEN = regex(r"[^0-9a-z]+")
_LATIN = regex(r"[a-z]+")


def spaced(text: str) -> str:
    """Returns text with a space on either side of each Chinese character: words are then what letters and digits make.

    Source: a character alone is the word that finds every Chinese substring (design: exact substring search).
    """
    if text.isascii():
        return text
    if len(text) <= _SHORT:
        return text.translate(_spaces())
    wide = bytearray(" ".encode("utf-32-le") * (2 * len(text)))
    encoded = text.encode("utf-32-le", "surrogatepass")
    for byte in range(4):
        wide[byte::8] = encoded[byte::4]
    apart = wide.decode("utf-32-le", "surrogatepass")
    parts: list[str] = []
    place = 0
    for match in _together().finditer(text):
        parts += (apart[2 * place : 2 * match.start()], match[0], " ")
        place = match.end()
    return "".join((*parts, apart[2 * place :]))


class _Spaces(dict[int, str]):
    """Maps each Chinese character to itself between spaces, worked out when first met, and all others to themselves."""

    def __missing__(self, code: int) -> str:
        is_han = any(first <= code <= last for first, last in _HAN)
        apart = self[code] = f" {chr(code)} " if is_han else chr(code)
        return apart


def has_chinese(text: str) -> bool:
    """Says whether any character is Chinese."""
    return not text.isascii() and any(first <= ord(char) <= last for char in text for first, last in _HAN)


@lru_cache(maxsize=1)
def _spaces() -> _Spaces:
    return _Spaces()


@lru_cache(maxsize=1)
def _together() -> re.Pattern[str]:
    """Returns the pattern of what stays together; slow to compile, needed for long texts."""
    han = "".join(f"{chr(first)}-{chr(last)}" for first, last in _HAN)
    return re.compile(f"[^{han}]{{2,}}")


def stripped(text: str) -> str:
    """Returns folded text without all that is no ASCII letter or digit."""
    return _BETWEEN.sub("", text)


def codes_of(text: str) -> list[str]:
    """Returns the ids, phone numbers, mail addresses and other codes in folded text, without their separators."""
    found = _CODE.findall(text)
    codes = [code if code.isalnum() else stripped(code) for code in found if not code.isalpha()]
    if codes:
        codes += [stripped(number) for number in _NUMBER.findall(text) if " " in number or "(" in number]
    return codes


def grams(code: str, size: int) -> list[str]:
    """Returns each part of so many characters, in order; of a shorter text none."""
    return [code[start : start + size] for start in range(len(code) - size + 1)]


@lru_cache(maxsize=65536)
def code_grams(code: str) -> str:
    """Returns the grams under which a code is indexed, as one text."""
    return " ".join(grams(code[:CODE_MOST] + END, CODE_LEAST))


def is_latin(text: str) -> bool:
    """Says whether text is ASCII letters alone."""
    return _LATIN.fullmatch(text) is not None

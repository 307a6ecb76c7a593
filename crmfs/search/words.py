"""Words, codes and grams of folded text: what is found by its parts, and how. Knows no engine."""

import re
from collections.abc import Iterator
from functools import lru_cache

CODE_LEAST, CODE_MOST = 3, 200  # characters of a code without its separators
END = "$"  # stands after the last character of a code
_CODE = re.compile(r"[0-9a-z]+(?:[-_./@+]+[0-9a-z]+)*")
_NUMBER = re.compile(r"\+?\d[\d ()\-]{5,24}\d")
_BETWEEN = re.compile(r"[^0-9a-z]+")
_LATIN = re.compile(r"[a-z]+")


def stripped(text: str) -> str:
    """Returns folded text without all that is no ASCII letter or digit."""
    return _BETWEEN.sub("", text)


def codes_of(text: str) -> Iterator[str]:
    """Returns the ids, phone numbers, mail addresses and other codes in folded text, without their separators."""
    for match in _CODE.finditer(text):
        if not _LATIN.fullmatch(match[0]):
            yield stripped(match[0])
    for match in _NUMBER.finditer(text):
        if " " in match[0] or "(" in match[0]:
            yield stripped(match[0])


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

"""Words, codes and grams of folded text: what is found by its parts, and how. Knows no engine."""

import re
from functools import lru_cache

CODE_LEAST, CODE_MOST = 3, 200  # characters of a code without its separators
END = "$"  # stands after the last character of a code
# The script Han of Unicode 16; the engine's own classes would do, but cost it half of the time to build an index.
HAN = (
    r"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    r"\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0\U00016ff1\U00020000-\U0002a6df\U0002a700-\U0002b739"
    r"\U0002b740-\U0002b81d\U0002b820-\U0002cea1\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d"
    r"\U00030000-\U0003134a\U00031350-\U000323af"
)
_APART = re.compile(f"[{HAN}]|[^{HAN}]+")
_TOGETHER = re.compile(f"[^{HAN}]{{2,}}")
_OFTEN = 24  # characters of a text that may well stand in many records
_SHORT = 100  # characters up to which cutting a text is quicker than moving its bytes
_CODE = re.compile(r"[0-9a-z]+(?:[-_./@+]+[0-9a-z]+)*")
_NUMBER = re.compile(r"[0-9][0-9 ()\-]{5,24}[0-9]")
_BETWEEN = re.compile(r"[^0-9a-z]+")
_LATIN = re.compile(r"[a-z]+")


def spaced(text: str) -> str:
    """Returns text with a space on either side of each Chinese character: words are then what letters and digits make.

    Source: a character alone is the word that finds every Chinese substring (design: exact substring search).
    """
    if text.isascii():
        return text
    if len(text) <= _OFTEN:
        return _apart(text)
    if len(text) <= _SHORT:
        return " ".join(_APART.findall(text))
    wide = bytearray(" ".encode("utf-32-le") * (2 * len(text)))
    encoded = text.encode("utf-32-le", "surrogatepass")
    for byte in range(4):
        wide[byte::8] = encoded[byte::4]
    apart = wide.decode("utf-32-le", "surrogatepass")
    parts: list[str] = []
    place = 0
    for match in _TOGETHER.finditer(text):
        parts += (apart[2 * place : 2 * match.start()], match[0], " ")
        place = match.end()
    return "".join((*parts, apart[2 * place :]))


@lru_cache(maxsize=16384)
def _apart(text: str) -> str:
    return " ".join(_APART.findall(text))


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

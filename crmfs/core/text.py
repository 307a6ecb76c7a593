"""Folding of text: one function a use, so that the same words are equal everywhere they are compared."""

import re
import unicodedata
from functools import lru_cache

from crmfs.core.regex import regex

_SEPARATORS = regex(r"[\s_\-./()（）:：]+")
_COMPANY_TAIL = regex(r"(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|公司)+$")
_LEGAL_FORMS = frozenset((
    "co", "corp", "corporation", "company", "inc", "incorporated", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag",
    "pte", "pty", "sa", "srl", "bv",
))  # fmt: skip
_LONG = 1000  # characters from which a text is looked through for what folding changes, not mapped one by one
_FREQUENT = tuple(zip("，：；（）！？", ",:;()!?", strict=True))
_COMPANY_WORD = r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+"  # slow to compile: `re` does it at first use, once


def fold_label(label: str) -> str:
    """Returns a label, code or heading as people compare them: width, case, spaces and separators do not count."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", label).casefold())


def fold_company(company: str) -> str:
    """Returns a company's name without its legal form, so that 未来科技有限公司 and 未来科技 are one."""
    words = re.findall(_COMPANY_WORD, unicodedata.normalize("NFKC", company).casefold())
    folded = "".join(words)
    while words and words[-1] in _LEGAL_FORMS:
        words.pop()
    return _COMPANY_TAIL.sub("", "".join(words)) or folded


def fold_name(name: str) -> str:
    """Returns a person's name or e-mail address as members are looked up by."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def width(line: str) -> int:
    """Returns how many terminal cells a line takes: wide East Asian characters take two."""
    return len(line) if line.isascii() else _width(line)


@lru_cache(maxsize=65536)
def _width(line: str) -> int:
    if any(map(unicodedata.combining, line)):
        line = "".join(char for char in line if not unicodedata.combining(char))
    widths = [*map(unicodedata.east_asian_width, line)]
    return len(line) + widths.count("W") + widths.count("F")


def one_line(value: str) -> str:
    """Returns text for one terminal line: control and format characters are shown as `\\xNN`, never sent."""
    if value.isprintable():
        return value
    return "".join(char if char.isprintable() else " " if char in "\n\t" else f"\\x{ord(char):02x}" for char in value)


def fold_search(text: str) -> str:
    """Returns text as searches compare it: width, case, accents, traditional forms do not count. Same length always.

    Text with combining marks must be in Unicode's form NFC before, so that a letter and its accent are one character.
    """
    if text.isascii():
        return text.lower()
    folds = _search_folds()
    if len(text) < _LONG:
        return text.translate(folds)
    for wide, narrow in _FREQUENT:  # far quicker one by one: they are most of what folding changes in Chinese
        text = text.replace(wide, narrow)
    return _maybe_folded().sub(lambda match: chr(folds[ord(match[0])]), text)


def fold_value(value: str) -> str:
    """Returns a field's text as conditions compare it: folded for searches and as labels are."""
    return fold_label(fold_search(unicodedata.normalize("NFC", value)))


class _SearchFolds(dict[int, int]):
    """Maps each character to its folded one, worked out when first met."""

    def __missing__(self, code: int) -> int:
        folded = self[code] = ord(_search_fold(chr(code)))
        return folded


@lru_cache(maxsize=1)
def _maybe_folded() -> re.Pattern[str]:
    """Returns the pattern of what folding may change: not the letters, digits and characters that most texts are of."""
    from crmfs.core.simplified import TRADITIONAL

    return re.compile(rf"[A-Z\x80-\u3000\u3003-\u4dff{TRADITIONAL}\ua000-\U0010ffff]")


@lru_cache(maxsize=1)
def _search_folds() -> _SearchFolds:
    from crmfs.core.simplified import SIMPLIFIED, TRADITIONAL  # 20 kB that only searches need

    return _SearchFolds(zip(map(ord, TRADITIONAL), map(ord, SIMPLIFIED), strict=True))


def _search_fold(char: str) -> str:
    """Returns one character for one: where folding would give several, the character stays as it is."""
    compatible = unicodedata.normalize("NFKC", char)
    if len(compatible) != 1:
        compatible = char
    lower = compatible.casefold()
    if len(lower) != 1:
        lower = compatible
    decomposed = unicodedata.normalize("NFD", lower)
    base, marks = decomposed[0], decomposed[1:]
    if base.isascii() and all(map(unicodedata.combining, marks)):
        return base.lower()
    return chr(_search_folds()[ord(lower)]) if lower != char else lower

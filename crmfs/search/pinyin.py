"""Pinyin: of Chinese names initials and full spelling, as grams; what sounds alike. Alone imports pypinyin."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from crmfs.search.words import grams

INITIALS, SPELLING = 2, 3  # letters of one gram
_TONES = frozenset("\u0300\u0301\u0304\u030c")  # the marks of the four, taken apart from their letters
_NAME_MOST = 60  # characters of a name that are spelt


def load() -> None:
    """Loads what spelling needs, so that processes forked later share it."""
    _spelt("一")


def spelt(name: str) -> Iterator[str]:
    """Returns the grams under which a folded name is indexed, one text for its initials and one for its spelling."""
    if not name.isascii():
        yield from _spelt(name[:_NAME_MOST])


@lru_cache(maxsize=16384)
def _spelt(name: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # a third of a second, needed where a name is indexed

    syllables = [syllable for syllable in lazy_pinyin(name, errors="ignore", v_to_u=False) if syllable.isascii()]
    initials, spelling = "".join(syllable[0] for syllable in syllables), "".join(syllables)
    return tuple(" ".join(found) for found in (grams(initials, INITIALS), grams(spelling, SPELLING)) if found)


def homophones(char: str) -> str:
    """Returns the other Chinese characters that may be spelt as one is, tones not counted."""
    of_char, of_syllable = _syllables()
    alike = dict.fromkeys("".join(of_syllable[syllable] for syllable in of_char.get(char, ())))
    return "".join(other for other in alike if other != char)


@lru_cache(maxsize=1)
def _syllables() -> tuple[Mapping[str, frozenset[str]], Mapping[str, str]]:
    """Returns the syllables of each character, and the characters of each syllable."""
    from pypinyin.pinyin_dict import pinyin_dict

    of_char = {chr(code): frozenset(_toneless(said).split(",")) for code, said in pinyin_dict.items()}
    of_syllable: dict[str, list[str]] = {}
    for char, syllables in of_char.items():
        for syllable in syllables:
            of_syllable.setdefault(syllable, []).append(char)
    return of_char, {syllable: "".join(chars) for syllable, chars in of_syllable.items()}


@lru_cache(maxsize=4096)
def _toneless(spelling: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", spelling) if char not in _TONES)

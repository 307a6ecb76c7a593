"""Alike: whether a word is another one misspelt: letters wrong, missing, added, swapped; one character another."""

from collections.abc import Sequence
from functools import lru_cache

from crmfs.search.pinyin import homophones
from crmfs.search.words import has_chinese

_TWICE_LEAST = 6  # letters of a fuzzy word from which two of them may be wrong
_HAN_MOST = 8  # characters of a Chinese word of which one may be wrong; more is a sentence


def fuzzy_distance(word: str) -> int:
    """Returns how many letters of a word typed as `word~` may be wrong."""
    return 2 if len(word) >= _TWICE_LEAST else 1


def one_wrong(words: Sequence[str]) -> list[tuple[int, str]]:
    """Returns the places of a Chinese word at which another character may be meant, and which: `""` for any.

    Of two characters the wrong one must sound as the right one does, as who types by pinyin gets it wrong: one that is
    right says too little.
    """
    if not 2 <= len(words) <= _HAN_MOST or not all(len(word) == 1 and has_chinese(word) for word in words):
        return []
    return [(place, homophones(word) if len(words) == 2 else "") for place, word in enumerate(words)]


def is_alike(word: str, other: str, most: int) -> bool:
    """Says whether two words differ by at most so many letters; two neighbours swapped count as one.

    Source: optimal string alignment, which the engine's fuzzy terms accept too.
    """
    if abs(len(word) - len(other)) > most or len(_letters(word).difference(other)) > most:
        return False  # each letter that the other has not is one wrong at least
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        this = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        if min(this) > most:
            return False
        before, last = last, this
    return last[-1] <= most


@lru_cache(maxsize=256)
def _letters(word: str) -> frozenset[str]:
    return frozenset(word)

"""Pinyin of Chinese names: initials and full spelling, as grams. Alone imports pypinyin."""

from collections.abc import Iterator
from functools import lru_cache

from crmfs.search.words import grams

INITIALS, SPELLING = 2, 3  # letters of one gram
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

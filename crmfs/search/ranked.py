"""Ranked: what fits a sentence best where nothing has it as it stands. Weighs pairs of characters by their rarity."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log

from crmfs.search import engine
from crmfs.search.engine import GUARDED, TEXT, Asked, Reader, words_of
from crmfs.search.words import is_latin

LEAST_SHARE = 0.3  # of the best hit's score, below which a hit is none
MOST_HITS = 1000  # that one ranked search looks at
MOST_WORDS = 400  # of a sentence that count
_MISSPELT_LEAST, _MISSPELT_TWICE = 4, 8  # letters of a word in which one, and two, may be wrong


def ranked(reader: Reader, texts: Sequence[str], *, guarded: bool) -> Asked:
    """Returns the query that ranks by how many, and how rare, words and pairs of characters of folded texts occur.

    The engine weighs a phrase by its words; a pair of characters is weighed by its own rarity here, as BM25 over
    bigrams would (facts: a pair says more than its two characters).
    """
    fields = (TEXT, GUARDED + TEXT) if guarded else (TEXT,)
    documents = max(reader.documents, 1)
    parts = [part for field in fields for part in _parts(reader, field, texts, documents)]
    loose = [query for piece, query in parts if _is_loose(piece)]
    if all(map(_is_loose, pieces(texts))):
        return engine.any_of(loose)
    return engine.preferring(engine.any_of(query for piece, query in parts if not _is_loose(piece)), loose)


def pieces(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Returns the words of folded texts, and each pair of Chinese characters that stand side by side, each once."""
    seen: dict[tuple[str, ...], None] = {}
    for text in texts:
        words = list(words_of(text))[:MOST_WORDS]
        seen |= dict.fromkeys((word,) for word in words)
        seen |= dict.fromkeys(pair for pair in pairwise(words) if all(map(_is_character, pair)))
    return iter(seen)


def _parts(reader: Reader, field: str, texts: Sequence[str], documents: int) -> Iterator[tuple[tuple[str, ...], Asked]]:
    for piece in pieces(texts):
        query = engine.phrase(field, piece)
        if len(piece) == 1:
            yield piece, query if reader.having(field, piece[0]) else _near(reader, field, piece[0])
            continue
        having = reader.following(field, piece)
        if having:
            apart = sum(_rarity(reader.having(field, word), documents) for word in piece)
            yield piece, engine.weighed(query, _rarity(having, documents) / apart)


def _near(reader: Reader, field: str, word: str) -> Asked:
    """Returns the query for what a word that nothing has may have meant: a longer word, a misspelt one."""
    most = misspelt(word)
    if not most:
        return engine.nothing()
    return engine.any_of((reader.beginning(field, [word]), engine.alike(field, word, most)))


def misspelt(word: str) -> int:
    """Returns how many letters of a word may be wrong, where nothing has it as it stands."""
    if not is_latin(word) or len(word) < _MISSPELT_LEAST:
        return 0
    return 1 if len(word) < _MISSPELT_TWICE else 2


def _rarity(having: int, documents: int) -> float:
    """Returns BM25's inverse document frequency."""
    return log(1 + (documents - having + 0.5) / (having + 0.5))


def _is_loose(piece: tuple[str, ...]) -> bool:
    """Says whether a piece is a character alone: it says too little to be all that a hit has of a sentence."""
    return len(piece) == 1 and _is_character(piece[0])


def _is_character(word: str) -> bool:
    return len(word) == 1 and not word.isascii()

"""Ranked: what fits a sentence best where nothing has it as it stands. Weighs pairs of characters by their rarity."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log

from crmfs.search import engine
from crmfs.search.engine import TEXT, Asked, Reader, words_of
from crmfs.search.scope import Layer, Scope
from crmfs.search.words import is_latin

LEAST_SHARE = 0.3  # of the best hit's score, below which a hit is none
MOST_HITS = 1000  # that one ranked search looks at
MOST_WORDS = 400  # of a sentence that count
_MISSPELT_LEAST, _MISSPELT_TWICE = 4, 8  # letters of a word in which one, and two, may be wrong


def ranked(reader: Reader, texts: Sequence[str], scope: Scope) -> Asked:
    """Returns the query that ranks by how many, and how rare, words and pairs of characters of folded texts occur.

    The engine weighs a phrase by its words; a pair of characters is weighed by its own rarity here, as BM25 over
    bigrams would (facts: a pair says more than its two characters).
    """
    alone = all(map(_is_loose, pieces(texts)))
    layers = [(layer, list(_Layered(reader, scope, layer).parts(texts))) for layer in scope.layers]
    loose = [layer.limited(engine.any_of(found)) for layer, parts in layers
             if (found := [query for piece, query in parts if _is_loose(piece)])]  # fmt: skip
    if alone:
        return engine.any_of(loose)
    telling = [layer.limited(engine.any_of(found)) for layer, parts in layers
               if (found := [query for piece, query in parts if not _is_loose(piece)])]  # fmt: skip
    return engine.preferring(engine.any_of(telling), loose)


def pieces(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Returns the words of folded texts, and each pair of Chinese characters that stand side by side, each once."""
    seen: dict[tuple[str, ...], None] = {}
    for text in texts:
        words = list(words_of(text))[:MOST_WORDS]
        seen |= dict.fromkeys((word,) for word in words)
        seen |= dict.fromkeys(pair for pair in pairwise(words) if all(map(_is_character, pair)))
    return iter(seen)


class _Layered:
    """The pieces of a sentence in one layer of the index."""

    def __init__(self, reader: Reader, scope: Scope, layer: Layer) -> None:
        self._reader = reader
        self._scope = scope
        self._layer = layer
        self._field = layer.prefix + TEXT

    def parts(self, texts: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Asked]]:
        """Yields each piece that occurs, with the query that finds and weighs it by its rarity in the whole index."""
        for piece in pieces(texts):
            found = self._word(piece[0]) if len(piece) == 1 else self._pair(piece)
            if found is not None:
                yield piece, found

    def _word(self, word: str) -> Asked | None:
        having = self._having(word)
        if having and misspelt(word):  # what others have must not keep a reader from what he meant
            having = self._scope.having(self._reader, self._layer, TEXT, word)
        return engine.term(self._field, word) if having else self._near(word)

    def _pair(self, piece: tuple[str, ...]) -> Asked | None:
        having = self._reader.following(self._field, piece) if all(map(self._having, piece)) else 0
        if not having:
            return None
        documents = max(self._reader.documents, 1)
        apart = sum(_rarity(self._having(word), documents) for word in piece)
        return engine.weighed(engine.phrase(self._field, piece), _rarity(having, documents) / apart)

    def _near(self, word: str) -> Asked | None:
        """Returns the query for what a word that nothing has may have meant: a longer word, a misspelt one."""
        most = misspelt(word)
        if not most:
            return None
        return engine.any_of((self._reader.beginning(self._field, [word]), engine.alike(self._field, word, most)))

    def _having(self, word: str) -> int:
        return self._reader.having(self._field, word)


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

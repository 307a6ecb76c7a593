"""Reader: one state of an index, what fits a query in it, and which terms it has. Writes nothing."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from tantivy import Index, Searcher

from crmfs.core.errors import RepositoryError
from crmfs.search.engine.failures import reading
from crmfs.search.engine.fields import DATE, ENTRY, KEY, SEPARATOR, STATE, STATE_KEY, Engine, registered
from crmfs.search.engine.queries import (
    Asked,
    all_of,
    any_of,
    everything,
    gapped,
    going_on,
    nothing,
    phrase,
    term,
    unscored,
)

MOST_BEGUN = 16_000  # terms that may stand for the last one of a phrase; the engine refuses 16,385
_FEW_BEGUN = 40  # ways in which a word goes on; of more than 50 the engine's quick query is silent about the others
_COUNTS_KEPT = 8192  # of words that follow each other: those of some hundred sentences
_LISTS_KEPT = 16  # of terms: those of the fields that people ask for ranges of
MOST_TIED = 200  # documents that fit alike up to which they are put in order


class Found(NamedTuple):
    """One document that a query found.

    Attributes:
        path: Repository path.
        score: How well it fits, comparable within one search.
    """

    path: str
    score: float


class Hits(NamedTuple):
    """Some of the documents that a query found.

    Attributes:
        total: How many it found in all.
        found: Those asked for, in their order.
    """

    total: int
    found: list[Found]


class Reader:
    """One state of an index; what is written later is not seen, so what was counted once in it stays true.

    Every method raises RepositoryError, `index.broken`, where the index's files are not what was written.
    """

    def __init__(self, index: Engine) -> None:
        with reading():
            self._searcher: Searcher = index.searcher()
        self._following = lru_cache(maxsize=_COUNTS_KEPT)(self._counted)
        self._known = lru_cache(maxsize=_LISTS_KEPT)(self._terms)

    def find(self, query: Asked, limit: int, offset: int = 0, *, by_date: bool = False) -> Hits:
        """Returns the documents that fit best, or the latest ones, best or latest first, and how many fit in all.

        Those that fit alike, or have the same day, stand by their paths; more than `MOST_TIED` of them as the engine
        has them, which one state of an index gives in the same order always.
        """
        end = min(offset + limit, self._searcher.num_docs)  # the engine makes room for as many as it is asked for
        if limit <= 0 or end <= offset:
            return Hits(self.count(query), [])
        order = DATE if by_date else None
        with reading():
            found = self._searcher.search(query, end + MOST_TIED, order_by_field=order)
            total = int(found.count or 0)  # type: ignore[attr-defined]
            return Hits(total, self._named(found.hits, offset, end))

    def best(self, query: Asked, share: float, most: int, limit: int, offset: int = 0) -> Hits:
        """Returns the documents that come near the best one, best first, and how many they are.

        Args:
            share: Of the best one's score, which the others have at least.
            most: How many are looked at, and counted.
        """
        with reading():
            hits = self._searcher.search(query, most + MOST_TIED, count=False).hits
            least = (hits[0][0] or 0.0) * share if hits else 0.0
            total = sum((score or 0.0) >= least for score, _ in hits[:most])
            return Hits(total, self._named(hits, offset, min(offset + limit, total)))

    def _named(self, hits: Sequence[tuple[Any, Any]], offset: int, end: int) -> list[Found]:
        """Returns hits of a search by their places; reading where each lies costs the more the more there are."""
        found: list[Found] = []
        place = 0
        for score, ties in groupby(hits, lambda hit: hit[0] or 0.0):
            addresses = [address for _, address in ties]
            start, place = place, place + len(addresses)
            if start >= end:
                break
            if place <= offset:
                continue
            if len(addresses) > MOST_TIED:
                addresses = addresses[max(0, offset - start) : end - start]
                found += [Found(self._path(address), score) for address in addresses]
            else:
                paths = sorted(map(self._path, addresses))
                found += [Found(path, score) for path in paths[max(0, offset - start) : end - start]]
        return found

    def count(self, query: Asked) -> int:
        """Returns how many documents fit."""
        with reading():
            return int(self._searcher.search(unscored(query), 1).count or 0)  # type: ignore[attr-defined]

    def beginning(self, field: str, words: Sequence[str]) -> Asked:
        """Returns the query for terms that follow each other, of which the last one may go on.

        Where it goes on in more than 16,000 ways, the terms need not stand side by side.
        """
        known = len(self.terms(field, words[-1])) if words else 0
        if not known:
            return nothing()
        if known > MOST_BEGUN and len(words) > 1:
            return all_of((phrase(field, words[:-1]), going_on(field, words[-1:], few=False)))
        return going_on(field, words, few=known <= _FEW_BEGUN)

    def gapped(self, field: str, words: Sequence[str], places: Sequence[int]) -> list[Asked]:
        """Returns the queries for terms that follow each other, with any character in one of some places.

        Where more characters are known than the engine takes, there are none.
        """
        queries = [gapped(field, words, place) for place in places]
        try:
            self.count(any_of(queries[:1]))
        except RepositoryError:
            return []
        return queries

    def having(self, field: str, word: str) -> int:
        """Returns how many documents have a word."""
        with reading():
            return self._searcher.doc_freq(field, word)

    def following(self, field: str, words: tuple[str, ...]) -> int:
        """Returns how many documents have words that follow each other; looks at all places of them, once."""
        return self._following(field, words)

    def terms(self, field: str, prefix: str, query: Asked | None = None) -> dict[str, int]:
        """Returns the terms of a field that begin so, each with how many documents (that fit a query) have it.

        Without a query those of entries that were replaced or removed are among them, until the engine merges them out.
        """
        if query is None:
            return self._known(field, prefix)
        return self._terms(field, prefix, query)

    def entries(self) -> dict[str, str]:
        """Returns the stamp of each path in the index."""
        with reading():
            return dict(term.split(SEPARATOR) for term in self._terms(ENTRY, "", everything()))

    def state(self) -> bytes:
        """Returns what the last commit stored beside the entries.

        Raises:
            RepositoryError: `index.broken`: there is none.
        """
        with reading():
            hits = self._searcher.search(term(KEY, STATE_KEY), 1).hits
            found = self._searcher.doc(hits[0][1]).get_first(STATE) if hits else None
        if found is None:
            raise RepositoryError("index.broken")
        return bytes(found)

    @cached_property
    def documents(self) -> int:
        """How many entries there are."""
        return self.count(everything())

    def _terms(self, field: str, prefix: str, query: Asked | None = None) -> dict[str, int]:
        with reading():
            return dict(self._searcher.terms_with_prefix(field, prefix, query))

    def _counted(self, field: str, words: tuple[str, ...]) -> int:
        return self.count(phrase(field, words)) if all(self.having(field, word) for word in words) else 0

    def _path(self, address: Any) -> str:
        return str(self._searcher.doc(address).get_first(ENTRY)).partition(SEPARATOR)[0]


def open_index(folder: Path) -> Engine:
    """Returns the index in a folder.

    Raises:
        RepositoryError: `index.broken`: there is none that can be read.
    """
    with reading():
        return registered(Index.open(str(folder)))

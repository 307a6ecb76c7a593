"""Find: a query and its filters answered from the index, page by page, through a view. Renders nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from crmfs.access.view import View
from crmfs.core.text import fold_search
from crmfs.extract.texts import Texts
from crmfs.query.tree import And, Node, Not
from crmfs.search import engine
from crmfs.search.compile import Compiler, holds_words
from crmfs.search.engine import INHERITED, KEY, VALUE, Asked, Found, Reader
from crmfs.search.ranked import LEAST_SHARE, MOST_HITS, ranked
from crmfs.search.shown import Hit, Shower
from crmfs.search.snippet import Marker, wanted

Sort = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the hits are asked for, and how they are ordered and counted.

    Attributes:
        limit: How many at most.
        offset: How many come before.
        sort: Best or latest first.
        facets: Fields whose values are counted over all hits.
    """

    limit: int = 20
    offset: int = 0
    sort: Sort = "relevance"
    facets: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found.

    Attributes:
        hits: Those of the page.
        total: How many there are in all.
        hidden_by_filters: How many more the words alone would find.
        fallback: `ranked` where nothing has the words as they stand and the best are shown; else None.
        facets: By field, how many hits have each value.
    """

    hits: list[Hit]
    total: int
    hidden_by_filters: int
    fallback: str | None
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


class Search:
    """Answers queries from one state of the index.

    Args:
        reader: The index.
        view: What the reader may see: each hit is read again there.
        texts: Gives the text of attachments.
    """

    def __init__(self, reader: Reader, view: View, texts: Texts) -> None:
        self._reader = reader
        self._view = view
        self._texts = texts
        self._compiler = Compiler(reader)

    def answer(self, query: Node, page: Page) -> Answer:
        """Returns a page of what a query finds.

        A query whose words nothing has as they stand is answered by what fits best, and says so.
        """
        words, conditions = split(query)
        asked = self._compiler.query(query)
        total = self._reader.count(asked)
        unfiltered = total if not conditions or not words else self._reader.count(self._compiler.query(And(words)))
        if not unfiltered and any(wanted(And(words))):
            return self._ranked(query, page, words, conditions)
        found = self._reader.find(asked, page.limit, page.offset, by_date=page.sort == "date")
        return Answer(self._shown(found, query), total, unfiltered - total, None, self._facets(asked, page))

    def _ranked(self, query: Node, page: Page, words: tuple[Node, ...], conditions: tuple[Node, ...]) -> Answer:
        texts = [fold_search(word.text) for word in wanted(And(words))]
        unwanted = [self._compiler.query(node) for node in words if isinstance(node, Not)]
        asked = engine.all_of((ranked(self._reader, texts, guarded=True), *unwanted))
        everywhere = _fitting(self._reader.find(asked, MOST_HITS))
        found = everywhere
        if conditions:
            kept = engine.all_of((asked, self._compiler.query(And(conditions), beside_words=True)))
            found = _fitting(self._reader.find(kept, MOST_HITS))
        facets = self._facets(engine.terms(KEY, [one.path for one in found]), page)
        if page.sort == "date":
            found = self._reader.find(engine.terms(KEY, [one.path for one in found]), MOST_HITS, by_date=True)
        shown = self._shown(found[page.offset : page.offset + page.limit], query, ranked=True)
        return Answer(shown, len(found), max(len(everywhere) - len(found), 0), "ranked", facets)

    def _shown(self, found: Sequence[Found], query: Node, *, ranked: bool = False) -> list[Hit]:
        shower = Shower(self._view, self._texts, Marker.of(query, ranked=ranked))
        return [hit for one in found if (hit := shower.hit(one.path))]

    def _facets(self, asked: Asked, page: Page) -> dict[str, dict[str, int]]:
        return {name: self._counted(name, asked) for name in page.facets}

    def _counted(self, name: str, asked: Asked) -> dict[str, int]:
        """Returns how many hits have each value: by their customer's where customers have the field, else their own."""
        prefix = f"{name}="
        counted = self._reader.terms(INHERITED, prefix, asked) or self._reader.terms(VALUE, prefix, asked)
        return {term.removeprefix(prefix): count for term, count in counted.items() if count}


def split(query: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Returns the parts of a query that hold words, and those that are conditions alone: the filters."""
    parts = query.parts if isinstance(query, And) else (query,)
    return tuple(filter(holds_words, parts)), tuple(part for part in parts if not holds_words(part))


def _fitting(found: list[Found]) -> list[Found]:
    """Returns the hits that come near the best one."""
    least = found[0].score * LEAST_SHARE if found else 0.0
    return [one for one in found if one.score >= least]

"""Find: a query and its filters answered from the index, page by page, through a view. Renders nothing."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from crmfs.access.view import View
from crmfs.core.text import fold_search
from crmfs.extract.texts import Texts
from crmfs.query.tree import And, Node, Not, holds_words, wanted
from crmfs.records.fields import Field
from crmfs.search import engine
from crmfs.search.compile import Compiler
from crmfs.search.engine import KEY, Asked, Hits, Reader
from crmfs.search.facets import counted
from crmfs.search.marker import Marker
from crmfs.search.ranked import LEAST_SHARE, MOST_HITS, ranked
from crmfs.search.scope import WHOLE, Scope
from crmfs.search.shown import Hit, Shower
from crmfs.search.written import Labels, Pages

Sort = Literal["relevance", "date"]


class Page(NamedTuple):
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
    facets: Sequence[Field] = ()


class Answer(NamedTuple):
    """What a search found.

    Attributes:
        hits: Those of the page.
        total: How many there are in all.
        hidden_by_filters: How many more the words alone would find.
        fallback: `ranked` where nothing has the words as they stand and the best are shown; else None.
        facets: By field, how many hits have each value, the most frequent first.
        unseen: Paths of the page that were found and cannot be shown: they are gone, or the reader may not see them.
    """

    hits: list[Hit]
    total: int
    hidden_by_filters: int
    fallback: str | None
    facets: dict[str, dict[str, int]]
    unseen: tuple[str, ...] = ()


class Search:
    """Answers queries from one state of the index.

    Args:
        reader: The index.
        view: What the reader may see: each hit is read again there.
        texts: Gives the text of attachments.
        labels: How fields are called in snippets.
        scope: What of the index the reader may be answered from, as the view's grant says.
    """

    def __init__(self, reader: Reader, view: View, texts: Texts, labels: Labels, scope: Scope = WHOLE) -> None:
        self._reader = reader
        self._scope = scope
        self._view = view
        self._pages = Pages(view, texts, labels)
        self._compiler = Compiler(reader, scope)

    def answer(self, query: Node, page: Page) -> Answer:
        """Returns a page of what a query finds.

        A query whose words nothing has as they stand is answered by what fits best, and says so.
        """
        words, conditions = split(query)
        asked = self._seen(query)
        hits = self._reader.find(asked, page.limit, page.offset, by_date=page.sort == "date")
        unfiltered = hits.total
        if conditions and any(wanted(And(words))):
            unfiltered = self._reader.count(self._seen(And(words)))
        if not unfiltered and any(wanted(And(words))):
            return self._ranked(query, page, words, conditions)
        shower = self._shower(query, ranked=False)
        shown, unseen = _shown(shower, hits)
        facets = self._facets(asked, page, shower)
        return Answer(shown, hits.total, unfiltered - hits.total, None, facets, unseen)

    def _ranked(self, query: Node, page: Page, words: tuple[Node, ...], conditions: tuple[Node, ...]) -> Answer:
        texts = [fold_search(word.text) for word in wanted(And(words))]
        unwanted = [self._compiler.query(node) for node in words if isinstance(node, Not)]
        asked = self._scope.seen(engine.all_of((ranked(self._reader, texts, self._scope), *unwanted)))
        kept = asked
        if conditions:
            kept = engine.all_of((asked, self._compiler.query(And(conditions), beside_words=True)))
        hits = self._reader.best(kept, LEAST_SHARE, MOST_HITS, page.limit, page.offset)
        total = hits.total
        everywhere = self._reader.best(asked, LEAST_SHARE, MOST_HITS, 0).total if conditions else total
        if page.facets or page.sort == "date":
            kept = engine.terms(KEY, [one.path for one in self._reader.best(kept, LEAST_SHARE, MOST_HITS, total).found])
        if page.sort == "date":
            hits = self._reader.find(kept, page.limit, page.offset, by_date=True)
        shower = self._shower(query, ranked=True)
        fallback = "ranked" if total else None  # of nothing nobody asks how it was found
        shown, unseen = _shown(shower, hits)
        return Answer(shown, total, max(everywhere - total, 0), fallback, self._facets(kept, page, shower), unseen)

    def _seen(self, query: Node) -> Asked:
        """Returns the engine's query for a tree, which nothing fits that the reader does not see."""
        return self._scope.seen(self._compiler.query(query))

    def _shower(self, query: Node, *, ranked: bool) -> Shower:
        return Shower(self._pages, Marker.of(query, ranked=ranked))

    def _facets(self, asked: Asked, page: Page, shower: Shower) -> dict[str, dict[str, int]]:
        return {
            field.name: counted(self._reader, self._scope, asked, field, shower.company, self._view)
            for field in page.facets
        }


def _shown(shower: Shower, hits: Hits) -> tuple[list[Hit], tuple[str, ...]]:
    """Returns the hits as the reader sees them, and the paths of those that cannot be shown."""
    shown = shower.hits([one.path for one in hits.found])
    seen = {hit.path for hit in shown}
    return shown, tuple(one.path for one in hits.found if one.path not in seen)


def split(query: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Returns the parts of a query that hold words, and those that are conditions alone: the filters."""
    parts = query.parts if isinstance(query, And) else (query,)
    return tuple(filter(holds_words, parts)), tuple(part for part in parts if not holds_words(part))

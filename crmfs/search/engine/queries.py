"""Queries that can be built. Runs none of them."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from tantivy import FieldType, Occur, Query

from crmfs.search.engine.fields import DATE, VALUE, schema

Asked: TypeAlias = Query


def everything() -> Query:
    """Returns the query that every entry fits."""
    return term(VALUE, "*")


def nothing() -> Query:
    """Returns the query that no entry fits."""
    return Query.empty_query()


def term(field: str, text: str) -> Query:
    """Returns the query for one term as it stands in the index."""
    return Query.term_query(schema(), field, text)


def terms(field: str, texts: Sequence[str]) -> Query:
    """Returns the query for any of some terms; their number does not count for the score."""
    return Query.const_score_query(Query.term_set_query(schema(), field, list(texts)), 0.0)


def phrase(field: str, words: Sequence[str]) -> Query:
    """Returns the query for terms that follow each other."""
    if not words:
        return nothing()
    if len(words) == 1:
        return term(field, words[0])  # the engine panics on a phrase of one
    return Query.phrase_query(schema(), field, list(words))


def going_on(field: str, words: Sequence[str], *, few: bool) -> Query:
    """Returns the query for terms that follow each other, of which the last one may go on.

    Args:
        few: Whether it goes on in a few ways only; the engine's quick query forgets those after the fiftieth.
    """
    if few:
        return Query.phrase_prefix_query(schema(), field, list(words))
    *whole, last = map(_literal, words)
    if not whole:
        return Query.regex_query(schema(), field, last + ".*")
    return Query.regex_phrase_query(schema(), field, [*whole, last + ".*"])


def alike(field: str, word: str, distance: int) -> Query:
    """Returns the query for terms that differ from a word by at most so many letters."""
    return Query.fuzzy_term_query(schema(), field, word, distance=distance)


def gapped(field: str, words: Sequence[str], place: int) -> Query:
    """Returns the query for terms that follow each other, with any one character in one of their places."""
    literal = [*map(_literal, words)]
    return Query.regex_phrase_query(schema(), field, [*literal[:place], ".", *literal[place + 1 :]])


def dated(low: int | None, high: int | None) -> Query:
    """Returns the query for entries whose day lies between two ordinals, both included."""
    return Query.range_query(schema(), DATE, FieldType.Integer, 1 if low is None else low, high)


def all_of(queries: Iterable[Query]) -> Query:
    """Returns the query for what fits all."""
    return _combined(Occur.Must, queries) or everything()


def any_of(queries: Iterable[Query]) -> Query:
    """Returns the query for what fits one or more."""
    return _combined(Occur.Should, queries) or nothing()


def none_of(query: Query) -> Query:
    """Returns the query for all that does not fit."""
    return Query.boolean_query([(Occur.Must, everything()), (Occur.MustNot, query)])


def butnot(query: Query, unwanted: Query) -> Query:
    """Returns the query for what fits one and not the other."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, unwanted)])


def preferring(query: Query, better: Iterable[Query]) -> Query:
    """Returns the query for what fits; what fits the others too comes first."""
    return Query.boolean_query([(Occur.Must, query), *((Occur.Should, one) for one in better)])


def unscored(query: Query) -> Query:
    """Returns the same query without any say in the order."""
    return Query.const_score_query(query, 0.0)


def weighed(query: Query, weight: float) -> Query:
    """Returns the same query with its score multiplied."""
    return Query.boost_query(query, weight)


def _combined(occur: Occur, queries: Iterable[Query]) -> Query | None:
    parts = list(queries)
    if len(parts) < 2:
        return parts[0] if parts else None
    return Query.boolean_query([(occur, part) for part in parts])


def _literal(text: str) -> str:
    return "".join("\\" + char if char.isascii() and not char.isalnum() else char for char in text)

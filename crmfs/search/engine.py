"""The engine: the index's fields, its reader and writer, and the queries that can be built. Alone imports tantivy."""

import errno
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import tantivy
from tantivy import Document, FieldType, Index, Occur, Query, Schema, SchemaBuilder, Searcher, TextAnalyzer

from crmfs.core.errors import ChangedMeanwhile, RepositoryError
from crmfs.search.words import spaced

VERSION = 4  # counts up when fields or analysis change: an index of another version is built anew
KEY, ENTRY, STATE, VALUE, INHERITED, DATE = "key", "entry", "state", "value", "inherited", "date"
TEXT, TITLE, FRAGMENT, PINYIN = "text", "title", "fragment", "pinyin"
OWNER = "owner"  # words by which people call the customer in whose folder an entry lies
GUARDED = "guarded_"  # before a field's name: the same of what may be kept from some readers
WORDS_OF = (TEXT, TITLE, FRAGMENT, PINYIN)
_CUT = frozenset((TEXT, TITLE, OWNER, GUARDED + TEXT, GUARDED + TITLE))  # into words; the others are terms or grams
_SEPARATOR = "\0"  # between path and stamp in ENTRY; occurs in neither
_HEAP_BYTES = 96_000_000
_PANIC = "PanicException"  # what the engine raises where it should not; no Exception, and its class has no home
_ERRNO = re.compile(r"(?:\bcode: |os error )(\d+)")
_FULL_BYTES = 1 << 20  # with less left a disk counts as full: the engine does not always say why it could not write
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_STATE_KEY = "\0state"
MOST_BEGUN = 16_000  # terms that may stand for the last one of a phrase; the engine refuses 16,385
_FEW_BEGUN = 40  # ways in which a word goes on; of more than 50 the engine's quick query is silent about the others
MOST_TIED = 200  # documents that fit alike up to which they are put in order
Engine: TypeAlias = Index
Asked: TypeAlias = Query


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


class Entry(NamedTuple):
    """What the index keeps of one file.

    Attributes:
        path: Repository path.
        values: Terms `field=value` of the record itself.
        document: All of it, as the engine takes it in: JSON.
    """

    path: str
    values: Sequence[str]
    document: str


def entry(
    path: str,
    stamp: str,
    words: Mapping[str, Iterable[str]],
    values: Sequence[str],
    inherited: Sequence[str],
    date: int = 0,
) -> Entry:
    """Returns the entry of a file.

    Args:
        path: Repository path.
        stamp: Changes whenever any of what the entry was made from does.
        words: Texts by field (`WORDS_OF`, with or without GUARDED before, OWNER), folded.
        values: Terms `field=value` of the record itself.
        inherited: Terms `field=value` of the customer in whose folder it lies.
        date: Ordinal of its day, 0 without one.
    """
    kept = {field: [*map(spaced, texts)] if field in _CUT else [*texts] for field, texts in words.items()}
    own = {KEY: path, ENTRY: path + _SEPARATOR + stamp, DATE: date, VALUE: ["*", *values], INHERITED: inherited}
    return Entry(path, values, _JSON.encode(own | kept))


class Reader:
    """One state of an index; what is written later is not seen.

    Every method raises RepositoryError, `index.broken`, where the index's files are not what was written.
    """

    def __init__(self, index: Engine) -> None:
        with _reading():
            self._searcher: Searcher = index.searcher()

    def find(self, query: Query, limit: int, offset: int = 0, *, by_date: bool = False) -> Hits:
        """Returns the documents that fit best, or the latest ones, best or latest first, and how many fit in all.

        Those that fit alike, or have the same day, stand by their paths; more than `MOST_TIED` of them as the engine
        has them, which one state of an index gives in the same order always.
        """
        end = min(offset + limit, self._searcher.num_docs)  # the engine makes room for as many as it is asked for
        if limit <= 0 or end <= offset:
            return Hits(self.count(query), [])
        order = DATE if by_date else None
        with _reading():
            found = self._searcher.search(query, end + MOST_TIED, order_by_field=order)
            total = int(found.count or 0)  # type: ignore[attr-defined]
            return Hits(total, self._named(found.hits, offset, end))

    def best(self, query: Query, share: float, most: int, limit: int, offset: int = 0) -> Hits:
        """Returns the documents that come near the best one, best first, and how many they are.

        Args:
            share: Of the best one's score, which the others have at least.
            most: How many are looked at, and counted.
        """
        with _reading():
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
            if place <= offset or start >= end:
                continue
            if len(addresses) > MOST_TIED:
                addresses = addresses[max(0, offset - start) : end - start]
                found += [Found(self._path(address), score) for address in addresses]
            else:
                paths = sorted(map(self._path, addresses))
                found += [Found(path, score) for path in paths[max(0, offset - start) : end - start]]
        return found

    def count(self, query: Query) -> int:
        """Returns how many documents fit."""
        with _reading():
            return int(self._searcher.search(unscored(query), 1).count or 0)  # type: ignore[attr-defined]

    def beginning(self, field: str, words: Sequence[str]) -> Query:
        """Returns the query for terms that follow each other, of which the last one may go on.

        Where it goes on in more than 16,000 ways, the terms need not stand side by side.
        """
        known = len(self.terms(field, words[-1])) if words else 0
        last = _literal(words[-1]) + ".*" if words else ""
        if known > MOST_BEGUN and len(words) > 1:
            return all_of((phrase(field, words[:-1]), Query.regex_query(_schema(), field, last)))
        if known <= _FEW_BEGUN:
            return Query.phrase_prefix_query(_schema(), field, list(words)) if known else nothing()
        if len(words) == 1:
            return Query.regex_query(_schema(), field, last)
        return Query.regex_phrase_query(_schema(), field, [*map(_literal, words[:-1]), last])

    def having(self, field: str, word: str) -> int:
        """Returns how many documents have a word."""
        with _reading():
            return self._searcher.doc_freq(field, word)

    def terms(self, field: str, prefix: str, query: Query | None = None) -> dict[str, int]:
        """Returns the terms of a field that begin so, each with how many documents (that fit a query) have it.

        Without a query those of entries that were replaced or removed are among them, until the engine merges them out.
        """
        with _reading():
            return dict(self._searcher.terms_with_prefix(field, prefix, query))

    def entries(self) -> dict[str, str]:
        """Returns the stamp of each path in the index."""
        with _reading():
            return dict(term.split(_SEPARATOR) for term in self.terms(ENTRY, "", everything()))

    def state(self) -> bytes:
        """Returns what the last commit stored beside the entries.

        Raises:
            RepositoryError: `index.broken`: there is none.
        """
        with _reading():
            hits = self._searcher.search(term(KEY, _STATE_KEY), 1).hits
            found = self._searcher.doc(hits[0][1]).get_first(STATE) if hits else None
        if found is None:
            raise RepositoryError("index.broken")
        return bytes(found)

    @property
    def documents(self) -> int:
        """How many entries there are."""
        return self.count(everything())

    def _path(self, address: Any) -> str:
        return str(self._searcher.doc(address).get_first(ENTRY)).partition(_SEPARATOR)[0]


class Writer:
    """The one writer of an index; nothing is seen before `commit`.

    Every method raises OSError where the disk is full or refuses.

    Args:
        folder: Where the index lies.

    Raises:
        ChangedMeanwhile: `index.busy`: another program, no crmfs of today, writes it.
    """

    def __init__(self, index: Engine, folder: Path) -> None:
        self._folder = folder
        try:
            with _writing(folder):
                self._writer = index.writer(_HEAP_BYTES, 1)
                # What a killed writer left behind bears the names that the next one gives its own files.
                self._writer.garbage_collect_files()
        except OSError as error:
            if error.errno == errno.EBUSY:
                raise ChangedMeanwhile("index.busy") from None
            raise

    def put(self, entry: Entry) -> None:
        """Adds an entry in place of the one of its path."""
        self.remove(entry.path)
        self.add(entry)

    def add(self, entry: Entry) -> None:
        """Adds an entry whose path is not in the index."""
        with _writing(self._folder):
            self._writer.add_json(entry.document)

    def remove(self, path: str) -> None:
        """Takes the entry of a path out."""
        with _writing(self._folder):
            self._writer.delete_documents_by_term(KEY, path)

    def commit(self, state: bytes) -> None:
        """Makes all that was added and removed durable and visible at once, together with a state of the caller's."""
        document = Document()
        document.add_text(KEY, _STATE_KEY)
        document.add_bytes(STATE, state)
        with _writing(self._folder):
            self._writer.delete_documents_by_term(KEY, _STATE_KEY)
            self._writer.add_document(document)
            self._writer.commit()

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Waits for the engine's own work and gives its lock back; what was not committed is forgotten.

        What it had written of that is removed: on a full disk nobody else could write before.
        """
        with suppress(OSError), _writing(self._folder):
            if kind is None:
                self._writer.wait_merging_threads()  # merging is the engine's own matter: what was committed stands
            else:
                self._writer.rollback()
                self._writer.garbage_collect_files()


def create_index(folder: Path) -> Engine:
    """Returns a new index in an empty folder; OSError where it cannot be made."""
    with _writing(folder):
        return _registered(Index(_schema(), str(folder)))


def open_index(folder: Path) -> Engine:
    """Returns the index in a folder.

    Raises:
        RepositoryError: `index.broken`: there is none that can be read.
    """
    with _reading():
        return _registered(Index.open(str(folder)))


def everything() -> Query:
    """Returns the query that every entry fits."""
    return term(VALUE, "*")


def nothing() -> Query:
    """Returns the query that no entry fits."""
    return Query.empty_query()


def term(field: str, text: str) -> Query:
    """Returns the query for one term as it stands in the index."""
    return Query.term_query(_schema(), field, text)


def terms(field: str, texts: Sequence[str]) -> Query:
    """Returns the query for any of some terms; their number does not count for the score."""
    return Query.const_score_query(Query.term_set_query(_schema(), field, list(texts)), 0.0)


def phrase(field: str, words: Sequence[str]) -> Query:
    """Returns the query for terms that follow each other."""
    if not words:
        return nothing()
    if len(words) == 1:
        return term(field, words[0])  # the engine panics on a phrase of one
    return Query.phrase_query(_schema(), field, list(words))


def alike(field: str, word: str, distance: int) -> Query:
    """Returns the query for terms that differ from a word by at most so many letters."""
    return Query.fuzzy_term_query(_schema(), field, word, distance=distance)


def dated(low: int | None, high: int | None) -> Query:
    """Returns the query for entries whose day lies between two ordinals, both included."""
    return Query.range_query(_schema(), DATE, FieldType.Integer, 1 if low is None else low, high)


def all_of(queries: Iterable[Query]) -> Query:
    """Returns the query for what fits all."""
    return _combined(Occur.Must, queries) or everything()


def any_of(queries: Iterable[Query]) -> Query:
    """Returns the query for what fits one or more."""
    return _combined(Occur.Should, queries) or nothing()


def none_of(query: Query) -> Query:
    """Returns the query for all that does not fit."""
    return Query.boolean_query([(Occur.Must, everything()), (Occur.MustNot, query)])


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


@lru_cache(maxsize=1)
def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(ENTRY, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(STATE, stored=True)
    builder.add_integer_field(DATE, indexed=True, fast=True)
    for name in (VALUE, GUARDED + VALUE, INHERITED):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (TEXT, TITLE):
        builder.add_text_field(name, tokenizer_name="words", index_option="position")
        builder.add_text_field(GUARDED + name, tokenizer_name="words", index_option="position")
    for name in (FRAGMENT, PINYIN):
        builder.add_text_field(name, tokenizer_name="grams", index_option="position")
        builder.add_text_field(GUARDED + name, tokenizer_name="grams", index_option="position")
    builder.add_text_field(OWNER, tokenizer_name="words", index_option="position")
    return builder.build()


@contextmanager
def _reading() -> Iterator[None]:
    """Makes whatever the engine raises while reading one error of ours."""
    try:
        yield
    except RepositoryError:
        raise
    except (ValueError, OSError):
        raise RepositoryError("index.broken") from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise RepositoryError("index.broken") from None


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Makes whatever the engine raises while writing an OSError that says why, as far as that can be known."""
    try:
        yield
    except ValueError as error:
        said = str(error)
        number = _ERRNO.search(said)
        if "LockBusy" in said:
            raise OSError(errno.EBUSY, "") from None
        if number:
            raise OSError(int(number[1]), "") from None
        full = shutil.disk_usage(folder).free < _FULL_BYTES
        raise OSError(errno.ENOSPC if full else errno.EIO, "") from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise OSError(errno.EIO, "") from None


def _registered(index: Engine) -> Engine:
    # The engine does not keep analysers with the index.
    index.register_tokenizer("words", _words())
    index.register_tokenizer("grams", _analyzer(tantivy.Tokenizer.whitespace()))
    return index


def _analyzer(tokenizer: tantivy.Tokenizer) -> TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tokenizer).build()


def words_of(text: str) -> Iterator[str]:
    """Returns the words of folded text as the index has them: each Chinese character alone, others in runs."""
    yield from _words().analyze(spaced(text))


@lru_cache(maxsize=1)
def _words() -> TextAnalyzer:
    return _analyzer(tantivy.Tokenizer.simple())

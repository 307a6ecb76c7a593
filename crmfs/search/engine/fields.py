"""Fields of the index and how text is cut into them; the entry of a file. Opens no index, builds no query."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import tantivy
from tantivy import Index, Schema, SchemaBuilder, TextAnalyzer

from crmfs.access.classes import SLOTS
from crmfs.search.words import spaced

VERSION = 7  # counts up when fields or analysis change: an index of another version is built anew
KEY, ENTRY, STATE, VALUE, INHERITED, DATE = "key", "entry", "state", "value", "inherited", "date"
TEXT, TITLE, FRAGMENT, PINYIN = "text", "title", "fragment", "pinyin"
OWNER = "owner"  # words by which people call the customer in whose folder an entry lies
CLASS, ATTRIBUTE = "class", "attribute"  # what rules of access tell an entry by: its path, its customer
WORDS_OF = (TEXT, TITLE, FRAGMENT, PINYIN)
# Before a field's name: the same of a document's metadata, of each group of fields that some may not see.
OPEN, SIDE = "", "side_"
KEPT = tuple(f"kept{slot}_" for slot in range(SLOTS))
LAYERS = (OPEN, SIDE, *KEPT)
_CUT = frozenset((OWNER, *(layer + name for layer in LAYERS for name in (TEXT, TITLE))))  # others are terms or grams
SEPARATOR = "\0"  # between path and stamp in ENTRY; occurs in neither
STATE_KEY = "\0state"  # the key, no path, of the entry that holds the state
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)
Engine: TypeAlias = Index


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
        words: Texts by field (`WORDS_OF` of any of `LAYERS`, OWNER), folded; terms by field (VALUE of the other layers,
            CLASS, ATTRIBUTE).
        values: Terms `field=value` of the record itself.
        inherited: Terms `field=value` of the customer in whose folder it lies.
        date: Ordinal of its day, 0 without one.
    """
    kept = {field: [*map(spaced, texts)] if field in _CUT else [*texts] for field, texts in words.items()}
    own = {KEY: path, ENTRY: path + SEPARATOR + stamp, DATE: date, VALUE: ["*", *values], INHERITED: inherited}
    return Entry(path, values, _JSON.encode(own | kept))


@lru_cache(maxsize=1)
def schema() -> Schema:
    """Returns the fields as the engine has them."""
    builder = SchemaBuilder()
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(ENTRY, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(STATE, stored=True)
    builder.add_integer_field(DATE, indexed=True, fast=True)
    for name in (INHERITED, CLASS, ATTRIBUTE):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for layer in LAYERS:
        builder.add_text_field(layer + VALUE, tokenizer_name="raw", index_option="basic")
        for name in (TEXT, TITLE):
            builder.add_text_field(layer + name, tokenizer_name="words", index_option="position")
        for name in (FRAGMENT, PINYIN):
            builder.add_text_field(layer + name, tokenizer_name="grams", index_option="position")
    builder.add_text_field(OWNER, tokenizer_name="words", index_option="position")
    return builder.build()


def registered(index: Engine) -> Engine:
    """Returns the same index, which then knows how text is cut."""
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

"""Draft: one index entry in the making: which texts, names and codes go where, open or guarded. Reads no file."""

import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from crmfs.core.text import fold_search
from crmfs.records.fields import Field
from crmfs.records.yaml import Value
from crmfs.search.engine import FRAGMENT, GUARDED, OWNER, PINYIN, TEXT, TITLE, VALUE, Entry, entry
from crmfs.search.pinyin import spelt
from crmfs.search.terms import terms_of
from crmfs.search.words import code_grams, codes_of

NAMES = frozenset(("company", "name", "title", "subject"))  # fields that name a record


class Owner(NamedTuple):
    """What everything in a customer's folder is found by.

    Attributes:
        terms: Its facts, `field=value`.
        names: What people call it, folded.
    """

    terms: list[str]
    names: list[str]


class Draft:
    """Collects what the index keeps of one file.

    Args:
        guarded: Whether the whole file may be kept from some readers.
        maskable: Names of fields that may be.
    """

    def __init__(self, *, guarded: bool, maskable: frozenset[str] = frozenset()) -> None:
        self._guarded = guarded
        self._maskable = maskable
        self._words: dict[str, list[str]] = {}
        self._values: dict[str, None] = {}
        self._codes: dict[str, dict[str, None]] = {}

    def value(self, term: str) -> None:
        """Takes a term `field=value` that all may use."""
        self._values[term] = None

    def field(self, field: Field, value: Value) -> None:
        """Takes a field's value: its words, and its terms for conditions."""
        hidden = self._guarded or field.protected or field.name in self._maskable
        terms = self._words.setdefault(GUARDED + VALUE, []) if hidden else self._values
        for term in terms_of(field, value):
            if isinstance(terms, list):
                terms.append(term)
            else:
                terms[term] = None
        for name, text in texts_of(field, value):
            self.text(text, hidden=hidden, name=name)

    def text(self, text: str, *, hidden: bool = False, name: bool = False) -> None:
        """Takes words; those of a name also count as one, by their pinyin too."""
        guard = GUARDED if hidden or self._guarded else ""
        folded = folded_text(text)
        self._words.setdefault(guard + TEXT, []).append(folded)
        if codes := codes_of(folded):
            self._codes.setdefault(guard + FRAGMENT, {}).update(dict.fromkeys(codes))
        if name:
            self._words.setdefault(guard + TITLE, []).append(folded)
            self._words.setdefault(guard + PINYIN, []).extend(spelt(folded))

    def entry(self, path: str, stamp: str, owner: Owner, date: int) -> Entry:
        """Returns the entry."""
        words: dict[str, Any] = dict(self._words)
        if owner.names:
            words[OWNER] = owner.names
        words |= {field: [code_grams(code) for code in codes] for field, codes in self._codes.items()}
        return entry(path, stamp, words, list(self._values), owner.terms, date)


def folded_text(text: str) -> str:
    """Returns text as the index has it."""
    return fold_search(unicodedata.normalize("NFC", text))


def texts_of(field: Field, value: Value) -> Iterator[tuple[bool, str]]:
    """Yields the texts of a value, each with whether it is a name; codes of choices and people's ids are none."""
    if isinstance(value, str):
        if value and not field.choices and not field.refers:
            yield field.name in NAMES, value
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(field, item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_of(field.items.get(key) or Field(key, field.label), item)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield False, str(value)

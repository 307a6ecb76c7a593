"""Draft: one index entry in the making: which texts, names and codes go where, open or kept apart. Reads no file."""

import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from crmfs.access.classes import Classes
from crmfs.access.field_path import ITEM, FieldPath
from crmfs.access.rights import shape_of
from crmfs.access.spelling import STRANGE, Spelling
from crmfs.core.text import fold_search
from crmfs.records.fields import Field
from crmfs.records.yaml import Value
from crmfs.search.engine import CLASS, FRAGMENT, KEPT, OPEN, OWNER, PINYIN, SIDE, TEXT, TITLE, VALUE, Entry, entry
from crmfs.search.pinyin import spelt
from crmfs.search.terms import terms_of
from crmfs.search.words import code_grams, codes_of

NAMES = frozenset(("company", "name", "title", "subject"))  # fields that name a record


class Owner(NamedTuple):
    """What everything in a customer's folder is found by.

    Attributes:
        terms: Its facts, `field=value`.
        names: What people call it, folded.
        rights: Terms of CLASS and ATTRIBUTE: what rules of access tell the customer by.
    """

    terms: list[str]
    names: list[str]
    rights: dict[str, list[str]]


class Draft:
    """Collects what the index keeps of one file.

    Args:
        classes: Which fields are kept apart, because some may not see them.
        spelling: How the fields of the record are called.
    """

    def __init__(self, classes: Classes, spelling: Spelling) -> None:
        self._classes = classes
        self._spelling = spelling
        self._words: dict[str, list[str]] = {}
        self._values: dict[str, None] = {}
        self._codes: dict[str, dict[str, None]] = {}

    def value(self, term: str) -> None:
        """Takes a term `field=value` that all may use who see the file."""
        self._values[term] = None

    @property
    def has_beside(self) -> bool:
        """Whether something of it is for those alone who may see all of the file."""
        return any(layer.startswith(SIDE) for layer in (*self._words, *self._codes))

    def field(self, key: str, field: Field, value: Value) -> None:
        """Takes the value of a record's key: its words, and its terms for conditions.

        Args:
            field: What the key is, by the name that conditions call it by; one without a label for a strange key.
        """
        if self._classes.is_limited(key) or not self._spelling.is_plain(key):
            for layer, part in self._apart((key,), value).items():
                self._field(field, part, layer)
        else:
            self._field(field, value, OPEN)

    def beside(self, field: Field, value: Value) -> None:
        """Takes the value of a field in the metadata beside a document."""
        self._field(field, value, SIDE)

    def _field(self, field: Field, value: Value, layer: str) -> None:
        found = terms_of(field, value)
        if layer == OPEN:
            self._values |= dict.fromkeys(found)
        else:
            self._words.setdefault(layer + VALUE, []).extend(found)
        for name, text in texts_of(field, value):
            self.text(text, name=name, layer=layer)

    def _apart(self, at: FieldPath, value: Value) -> dict[str, Value]:
        """Returns a value in parts, by the layer that each belongs to; each part has the shape of the whole."""
        if self._classes.is_misplaced(at, shape_of(value)):
            return {SIDE: value}
        parts: dict[str, Value] = {}
        if isinstance(value, dict):
            for key, inner in value.items():
                for layer, part in self._apart((*at, key), inner).items():
                    mapping = parts.setdefault(layer, {})
                    if isinstance(mapping, dict):
                        mapping[key] = part
        elif isinstance(value, list):
            for inner in value:
                for layer, part in self._apart((*at, ITEM), inner).items():
                    items = parts.setdefault(layer, [])
                    if isinstance(items, list):
                        items.append(part)
        else:
            parts[self._layer(at)] = value
        return parts

    def _layer(self, at: FieldPath) -> str:
        """Returns where a field is kept; what may be several fields, or any, is for those who may see them all."""
        meant = self._spelling.meant(at)
        slots = {slot for field in meant if (slot := self._classes.slot(field)) is not None}
        if STRANGE in meant or len(slots) > 1:
            return SIDE
        return KEPT[slots.pop()] if slots else OPEN

    def text(self, text: str, *, name: bool = False, layer: str = OPEN) -> None:
        """Takes words; those of a name also count as one, by their pinyin too."""
        folded = folded_text(text)
        self._words.setdefault(layer + TEXT, []).append(folded)
        if codes := codes_of(folded):
            self._codes.setdefault(layer + FRAGMENT, {}).update(dict.fromkeys(codes))
        if name:
            self._words.setdefault(layer + TITLE, []).append(folded)
            self._words.setdefault(layer + PINYIN, []).extend(spelt(folded))

    def right(self, term: str) -> None:
        """Takes a term by which rules of access tell the file."""
        self._words.setdefault(CLASS, []).append(term)

    def entry(self, path: str, stamp: str, owner: Owner, date: int) -> Entry:
        """Returns the entry."""
        words: dict[str, Any] = dict(self._words)
        if owner.names:
            words[OWNER] = owner.names
        words |= {field: [*terms, *words.get(field, ())] for field, terms in owner.rights.items()}
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

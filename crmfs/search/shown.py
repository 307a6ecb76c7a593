"""Shown: what a reader sees of one hit: title, day and snippet, read again through the view. Finds nothing itself."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from crmfs.access.view import View
from crmfs.core.errors import CrmfsError, ValueRefused
from crmfs.core.messages import Language, Text, pick
from crmfs.core.paths import name as file_name
from crmfs.extract.texts import Texts
from crmfs.git.model import object_id
from crmfs.git.snapshot import Entry
from crmfs.records.fields import Field
from crmfs.records.kinds import CONTACTS, CUSTOMER, META, ORDER, TERMS, customer_of, locate, meta_path
from crmfs.records.totals import lines_total
from crmfs.records.yaml import Value
from crmfs.search.day import day_of
from crmfs.search.marker import Marker, Place
from crmfs.search.snippet import NONE, WIDTH, Snippet, joined, marked, opening, snippet
from crmfs.search.stamps import kind_of
from crmfs.search.words import has_chinese

_TITLES = ("company", "subject", "title", "content", "name", "id")
_OPENINGS = ("content", "subject", "need", "notes", "title")
_UNTOLD = frozenset((*_TITLES, "solution", "reply"))  # fields that say themselves what they are
_UNTOLD_INSIDE = frozenset(("name", "id"))  # inside a list: the title of a contact is a job, and names no record
_AT_ONCE = 20  # hits whose texts are held
_TITLE_MOST = 60  # characters
_PART_MOST = {1: WIDTH, 2: 48, 3: 36}  # characters of each part, by how many there are
_UNNAMED = Text("", "")


class Hit(NamedTuple):
    """One file that was found, as its reader may see it.

    Attributes:
        path: Repository path.
        customer: Id of the customer in whose folder it lies, None for shared material.
        company: What people call that customer, `""` for shared material.
        kind: What it is.
        title: What people call it.
        title_marks: Start and end of each word found in the title, in characters.
        snippet: Why it was found, with the places of the words.
        date: Its day as stored, None without one.
    """

    path: str
    customer: str | None
    company: str
    kind: str
    title: str
    title_marks: list[tuple[int, int]]
    snippet: Snippet
    date: str | None


class Labels(NamedTuple):
    """How fields are called in a reader's language.

    Attributes:
        fields: Returns the fields of a kind, by its name.
        lang: The language.
    """

    fields: Callable[[str], Mapping[str, Field]]
    lang: Language


class _Said(NamedTuple):
    """One text of a file: what its field is called, the text, and where words stand in it."""

    label: str
    text: str
    places: list[Place]

    @property
    def words(self) -> set[int]:
        return {one.word for one in self.places}


class Shower:
    """Shows the hits of one search.

    Args:
        view: What the reader may see.
        texts: Gives the text of attachments.
        marker: Finds the words of the search.
        labels: How fields are called.
    """

    def __init__(self, view: View, texts: Texts, marker: Marker, labels: Labels) -> None:
        self._view = view
        self._texts = texts
        self._marker = marker
        self._labels = labels
        self._companies: dict[str, str] = {}
        self._known: dict[str, tuple[str, str]] = {}

    def hits(self, paths: Sequence[str]) -> list[Hit]:
        """Returns the hits of some files that the reader sees; the texts of a few attachments are asked for at once."""
        found: list[Hit] = []
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            self._know(some)
            found += (hit for path in some if (hit := self.hit(path)))
        return found

    def _know(self, paths: Sequence[str]) -> None:
        """Takes the texts of the attachments among some files; of those with the same bytes one text only."""
        named: dict[str, str] = {}
        for path in paths:
            with suppress(CrmfsError):
                if locate(path).document and (entry := self._view.entry(path)):
                    named[self._oid(entry)] = path
        asked = [(file_name(path), oid, partial(self._view.read, path)) for oid, path in named.items()]
        self._known = {named[oid]: (oid, extracted.text) for oid, extracted in self._texts.get(asked)}

    def hit(self, path: str) -> Hit | None:
        """Returns a hit; None where the reader does not see the file, or it is gone."""
        kind = kind_of(path)
        if kind is None or self._view.entry(path) is None:
            return None
        try:
            return self._document(path, kind) if locate(path).document else self._record(path, kind)
        except ValueRefused:
            # Its YAML is broken: which of its fields the reader may see cannot be told, but it is not to vanish.
            return self._hit(path, kind, file_name(path), NONE, {})
        except CrmfsError:
            return None

    def company(self, folder: str) -> str:
        """Returns what people call the customer of a folder, `""` where its record cannot be read."""
        if folder not in self._companies:
            self._companies[folder] = self._company(folder)
        return self._companies[folder]

    def _company(self, folder: str) -> str:
        try:
            return _title(self._view.record(f"{folder}/{CUSTOMER.file}").value)
        except CrmfsError:
            return ""

    def _record(self, path: str, kind: str) -> Hit:
        value = self._view.record(path).value
        if kind == CUSTOMER.name:
            self._companies.setdefault(customer_of(path) or "", _title(value))
        whose = self.company(customer_of(path) or "") if kind in (CONTACTS.name, TERMS.name) else ""
        title = whose or (_order(value) if kind == ORDER.name else _title(value)) or file_name(path)
        texts = list(self._texts_of(self._labels.fields(kind), value))
        return self._hit(path, kind, title, self._snippet(title, texts, _first(value, _OPENINGS)), value)

    def _document(self, path: str, kind: str) -> Hit:
        value: dict[str, Value] = {}
        if self._view.entry(meta_path(path)) is not None:
            value = self._view.record(meta_path(path)).value
        title = str(value.get("title") or file_name(path))
        text = unicodedata.normalize("NFC", self._text(path))
        described = self._texts_of(self._labels.fields(META.name), value)
        snippet = self._snippet(title, [("", text), *described, ("", file_name(path))], text)
        return self._hit(path, kind, title, snippet, value)

    def _text(self, path: str) -> str:
        """Returns the text of an attachment."""
        entry = self._view.entry(path)
        oid = self._oid(entry) if entry else ""
        known = self._known.get(path)
        if known and known[0] == oid:
            return known[1]
        return self._texts.one(file_name(path), oid, partial(self._view.read, path)).text

    def _oid(self, entry: Entry) -> str:
        return entry.oid or object_id("blob", self._view.read(entry.path))

    def _hit(self, path: str, kind: str, title: str, snippet: Snippet, value: dict[str, Value]) -> Hit:
        folder = customer_of(path)
        shown = _short(unicodedata.normalize("NFC", title))
        marks = snippet.marks if snippet.text == shown else marked(self._marker.places(shown))
        company = self.company(folder) if folder else ""
        return Hit(path, locate(path).customer or None, company, kind, shown, marks, snippet, day_of(value) or None)

    def _snippet(self, title: str, texts: Iterable[tuple[str, str]], otherwise: str) -> Snippet:
        """Returns the texts that show why a file was found: up to three that each show another word."""
        texts = list(texts)
        weaker = self._marker.weaker
        said = _said(texts, self._marker) or (_said(texts, weaker) if weaker else [])
        if not said:
            short = _short(title)
            # Found by nothing that is written there: by the pinyin of its name.
            return (
                Snippet(short, [(0, len(short))]) if self._marker.latin and has_chinese(title) else opening(otherwise)
            )
        told: list[_Said] = []
        words = {one.word for one in self._marker.places(title)}
        while said and len(told) < len(_PART_MOST):
            best = max(said, key=lambda one: (len(one.words - words), one.text != title, len(one.places)))
            if told and not best.words - words:
                break
            told.append(best)
            said.remove(best)
            words |= best.words
        most = _PART_MOST[len(told)]
        return joined((one.label, snippet(one.text, one.places, most)) for one in told)

    def _texts_of(
        self, fields: Mapping[str, Field], value: Mapping[str, Value], above: str = ""
    ) -> Iterator[tuple[str, str]]:
        """Yields what a record says in words, each with its field's label; codes of choices, ids of people are none."""
        for key, item in value.items():
            field = fields.get(key) or Field(key, _UNNAMED)
            if field.choices or field.refers:
                continue
            label = (
                above if key in (_UNTOLD_INSIDE if above else _UNTOLD) else pick(field.label, self._labels.lang) or key
            )
            for one in item if isinstance(item, list) else [item]:
                if isinstance(one, dict):
                    yield from self._texts_of(field.items, one, label)
                elif isinstance(one, str):
                    yield label, unicodedata.normalize("NFC", one)
                elif isinstance(one, int | float) and not isinstance(one, bool):
                    yield label, str(one)


def _said(texts: Iterable[tuple[str, str]], marker: Marker) -> list[_Said]:
    return [_Said(label, text, places) for label, text in texts if (places := marker.places(text))]


def _title(value: dict[str, Value]) -> str:
    """Returns what a record is called; of a person without a company, the name too."""
    name = value.get("name")
    person = f" {name}" if value.get("type") == "b2c" and isinstance(name, str) else ""
    return _first(value, _TITLES) + person


def _order(value: dict[str, Value]) -> str:
    """Returns an order's id, products and amount, of which the reader may not see all."""
    lines = value.get("lines")
    items = [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
    products = "、".join(product for line in items if isinstance(product := line.get("product"), str))
    amount = value.get("amount", lines_total(items) if items else None)
    said = f"{amount:,}" if isinstance(amount, int | float) and not isinstance(amount, bool) else ""
    return " · ".join(filter(None, (_title(value), products, said)))


def _first(value: dict[str, Value], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if isinstance(text := value.get(key), str) and text), "")


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _TITLE_MOST else line[: _TITLE_MOST - 1] + "…"

"""Shown: what a reader sees of one hit: title, day and snippet, read again through the view. Finds nothing itself."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from crmfs.core.errors import CrmfsError, ValueRefused
from crmfs.core.paths import name as file_name
from crmfs.git.snapshot import Entry
from crmfs.records.kinds import CONTACTS, CUSTOMER, ORDER, TERMS, customer_of, locate, meta_path
from crmfs.records.yaml import Value
from crmfs.search.day import day_of
from crmfs.search.marker import Marker, Place
from crmfs.search.passage import Passage
from crmfs.search.snippet import NONE, WIDTH, Snippet, joined, marked, opening, snippet
from crmfs.search.stamps import kind_of
from crmfs.search.words import has_chinese
from crmfs.search.written import TITLES, Pages, Written

_OPENINGS = ("content", "subject", "need", "notes", "title")
_AT_ONCE = 20  # hits whose texts are held
_TITLE_MOST = 60  # characters
_PART_MOST = {1: WIDTH, 2: 48, 3: 36}  # characters of each part, by how many there are


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


class _Said(NamedTuple):
    """One text of a file, and where words stand in it."""

    passage: Passage
    places: list[Place]

    @property
    def words(self) -> set[int]:
        return {one.word for one in self.places}


class Shower:
    """Shows the hits of one search.

    Args:
        pages: What is written in the files that the reader may see.
        marker: Finds the words of the search.
    """

    def __init__(self, pages: Pages, marker: Marker) -> None:
        self._pages = pages
        self._marker = marker
        self._companies: dict[str, str] = {}
        self._places: dict[str, list[Place]] = {}

    def hits(self, paths: Sequence[str]) -> list[Hit]:
        """Returns the hits of some files that the reader sees; the texts of a few attachments are asked for at once."""
        found: list[Hit] = []
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            self._pages.fetch(some)
            found += (hit for path in some if (hit := self.hit(path)))
        return found

    def hit(self, path: str) -> Hit | None:
        """Returns a hit; None where the reader does not see the file, or it is gone."""
        kind = kind_of(path)
        entry = self._pages.entry(path) if kind else None
        if kind is None or entry is None:
            return None
        try:
            return self._document(entry, kind) if locate(path).document else self._record(entry, kind)
        except ValueRefused:
            # Its YAML is broken: which of its fields the reader may see cannot be told, but it is not to vanish.
            return self._hit(path, kind, Passage("", file_name(path)), NONE, {})
        except CrmfsError:
            return None

    def company(self, folder: str) -> str:
        """Returns what people call the customer of a folder, `""` where its record cannot be read."""
        if folder not in self._companies:
            self._companies[folder] = self._company(folder)
        return self._companies[folder]

    def _company(self, folder: str) -> str:
        try:
            entry = self._pages.entry(f"{folder}/{CUSTOMER.file}")
            return _title(self._pages.record(entry).value) if entry else ""
        except CrmfsError:
            return ""

    def _record(self, entry: Entry, kind: str) -> Hit:
        path = entry.path
        value, passages = self._pages.record(entry)
        if kind == CUSTOMER.name:
            self._companies.setdefault(customer_of(path) or "", _title(value))
        whose = self.company(customer_of(path) or "") if kind in (CONTACTS.name, TERMS.name) else ""
        title = Passage("", whose or (_order(value) if kind == ORDER.name else _title(value)) or file_name(path))
        return self._hit(path, kind, title, self._snippet(title, passages, _first(value, _OPENINGS)), value)

    def _document(self, entry: Entry, kind: str) -> Hit:
        path = entry.path
        meta = self._pages.entry(meta_path(path))
        value, described = self._pages.record(meta) if meta else Written({}, [])
        name, text = Passage("", file_name(path)), self._pages.text(entry)
        title = Passage("", str(value["title"])) if value.get("title") else name
        return self._hit(path, kind, title, self._snippet(title, [text, *described, name], text.text), value)

    def _hit(self, path: str, kind: str, title: Passage, snippet: Snippet, value: dict[str, Value]) -> Hit:
        folder = customer_of(path)
        shown = _short(title.text)
        marks = snippet.marks if snippet.text == shown else marked(self._places_in(Passage("", shown)))
        company = self.company(folder) if folder else ""
        return Hit(path, locate(path).customer or None, company, kind, shown, marks, snippet, day_of(value) or None)

    def _snippet(self, title: Passage, passages: Sequence[Passage], otherwise: str) -> Snippet:
        """Returns the texts that show why a file was found: up to three that each show another word."""
        weaker = self._marker.weaker
        said = _said(passages, self._places_in) or (_said(passages, weaker.places_in) if weaker else [])
        if not said:
            short = _short(title.text)
            # Found by nothing that is written there: by the pinyin of its name.
            is_pinyin = self._marker.latin and has_chinese(title.text)
            return Snippet(short, [(0, len(short))]) if is_pinyin else opening(otherwise)
        told: list[_Said] = []
        words = {one.word for one in self._places_in(title)}
        while said and len(told) < len(_PART_MOST):
            best = max(said, key=lambda one: (len(one.words - words), one.passage.text != title.text, len(one.places)))
            if told and not best.words - words:
                break
            told.append(best)
            said.remove(best)
            words |= best.words
        most = _PART_MOST[len(told)]
        return joined((one.passage.label, snippet(one.passage.text, one.places, most)) for one in told)

    def _places_in(self, passage: Passage) -> list[Place]:
        """Returns where words stand in a text; names and other short texts stand in many hits."""
        if len(passage.text) > _TITLE_MOST:
            return self._marker.places_in(passage)
        known = self._places.get(passage.text)
        if known is None:
            known = self._places[passage.text] = self._marker.places_in(passage)
        return known


def _said(passages: Iterable[Passage], places_in: Callable[[Passage], list[Place]]) -> list[_Said]:
    return [_Said(one, places) for one in passages if (places := places_in(one))]


def _title(value: dict[str, Value]) -> str:
    """Returns what a record is called; of a person without a company, the name too."""
    name = value.get("name")
    person = f" {name}" if value.get("type") == "b2c" and isinstance(name, str) else ""
    return _first(value, TITLES) + person


def _total(items: list[dict[str, Value]]) -> Value:
    if not items:
        return None
    from crmfs.records.totals import lines_total  # exact numbers are slow to load, and most orders say their amount

    return lines_total(items)


def _order(value: dict[str, Value]) -> str:
    """Returns an order's id, products and amount, of which the reader may not see all."""
    lines = value.get("lines")
    items = [line for line in lines if isinstance(line, dict)] if isinstance(lines, list) else []
    products = "、".join(product for line in items if isinstance(product := line.get("product"), str))
    amount = value["amount"] if "amount" in value else _total(items)
    said = f"{amount:,}" if isinstance(amount, int | float) and not isinstance(amount, bool) else ""
    return " · ".join(filter(None, (_title(value), products, said)))


def _first(value: dict[str, Value], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if isinstance(text := value.get(key), str) and text), "")


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _TITLE_MOST else line[: _TITLE_MOST - 1] + "…"

"""Shown: what a reader sees of one hit: title, day and snippet, read again through the view. Finds nothing itself."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from crmfs.access.view import View
from crmfs.core.errors import CrmfsError, ValueRefused
from crmfs.core.paths import name as file_name
from crmfs.extract.texts import Texts
from crmfs.git.model import object_id
from crmfs.records.kinds import CUSTOMER, locate, meta_path
from crmfs.records.yaml import Value
from crmfs.search.describe import day_of
from crmfs.search.snippet import Marker, Snippet, opening
from crmfs.search.stamps import kind_of

_TITLES = ("company", "subject", "title", "content", "name", "id")
_OPENINGS = ("content", "subject", "need", "notes", "title")
_UNTOLD = ("id", "company")  # what the title says is no snippet of its own
_TITLE_MOST = 60  # characters


@dataclass(frozen=True, slots=True)
class Hit:
    """One file that was found, as its reader may see it.

    Attributes:
        path: Repository path.
        customer: Id of the customer in whose folder it lies, None for shared material.
        kind: What it is.
        title: What people call it.
        snippet: Why it was found, with the places of the words.
        date: Its day as stored, None without one.
    """

    path: str
    customer: str | None
    kind: str
    title: str
    snippet: Snippet
    date: str | None


class Shower:
    """Shows the hits of one search.

    Args:
        view: What the reader may see.
        texts: Gives the text of attachments.
        marker: Finds the words of the search.
    """

    def __init__(self, view: View, texts: Texts, marker: Marker) -> None:
        self._view = view
        self._texts = texts
        self._marker = marker

    def hit(self, path: str) -> Hit | None:
        """Returns a hit; None where the reader does not see the file, or it is gone."""
        kind = kind_of(path)
        if kind is None or self._view.entry(path) is None:
            return None
        try:
            return self._document(path, kind) if locate(path).document else self._record(path, kind)
        except ValueRefused:
            # Its YAML is broken: which of its fields the reader may see cannot be told, but it is not to vanish.
            return Hit(path, locate(path).customer or None, kind, file_name(path), Snippet("", []), None)
        except CrmfsError:
            return None

    def _record(self, path: str, kind: str) -> Hit:
        value = self._view.record(path).value
        company = self._company(path) if kind in ("contacts", "terms") else ""
        title = company or _title(value) or file_name(path)
        found = [snippet for text in _texts(value) if (snippet := self._marker.snippet(text))]
        snippet = max(found, key=lambda one: len(one.marks), default=None) or opening(_first(value, _OPENINGS))
        return Hit(path, locate(path).customer or None, kind, _short(title), snippet, day_of(value) or None)

    def _document(self, path: str, kind: str) -> Hit:
        value: dict[str, Value] = {}
        if self._view.entry(meta_path(path)) is not None:
            value = self._view.record(meta_path(path)).value
        title = str(value.get("title") or file_name(path))
        data = self._view.read(path)
        text = self._texts.one(file_name(path), object_id("blob", data), lambda: data).text
        text = unicodedata.normalize("NFC", text)
        found = [snippet for one in (text, *_texts(value), file_name(path)) if (snippet := self._marker.snippet(one))]
        snippet = found[0] if found else opening(text)
        return Hit(path, locate(path).customer or None, kind, _short(title), snippet, day_of(value) or None)

    def _company(self, path: str) -> str:
        folder = "/".join(path.split("/")[:3])
        try:
            return _title(self._view.record(f"{folder}/{CUSTOMER.file}").value)
        except CrmfsError:
            return ""


def _title(value: dict[str, Value]) -> str:
    """Returns what a record is called; of a person without a company, the name too."""
    name = value.get("name")
    person = f" {name}" if value.get("type") == "b2c" and isinstance(name, str) else ""
    return _first(value, _TITLES) + person


def _first(value: dict[str, Value], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if isinstance(text := value.get(key), str) and text), "")


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield unicodedata.normalize("NFC", value)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, int | float):
        yield str(value)


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _TITLE_MOST else line[: _TITLE_MOST - 1] + "…"

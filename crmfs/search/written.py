"""Written: what a reader finds written in files, text by text, kept for the next search. Looks for no words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from crmfs.access.view import View
from crmfs.core.errors import CrmfsError
from crmfs.core.messages import Language, Text, pick
from crmfs.core.paths import name as file_name
from crmfs.extract.kept import key_of
from crmfs.extract.texts import Texts
from crmfs.extract.types import Extracted
from crmfs.git.model import object_id
from crmfs.git.snapshot import Entry
from crmfs.records.fields import Field
from crmfs.records.kinds import locate
from crmfs.records.yaml import Value
from crmfs.search.passage import Passage

TITLES = ("company", "subject", "title", "content", "name", "id")
_UNTOLD = frozenset((*TITLES, "solution", "reply"))  # fields that say themselves what they are
_UNTOLD_INSIDE = frozenset(("name", "id"))  # inside a list: the title of a contact is a job, and names no record
_UNNAMED = Text("", "")
_KEPT_BYTES = 32 << 20  # of memory, about: a thousand attachments of ten pages, or ten thousand records
_FILE_BYTES, _PASSAGE_BYTES, _CHARACTER_BYTES = 2000, 300, 4  # of memory; a character's folded one is in that


class Labels(NamedTuple):
    """How fields are called in a reader's language.

    Attributes:
        fields: Returns the fields of a kind, by its name.
        lang: The language.
    """

    fields: Callable[[str], Mapping[str, Field]]
    lang: Language


class Written(NamedTuple):
    """A record as its reader may see it.

    Attributes:
        value: Its fields.
        passages: What it says in words.
    """

    value: dict[str, Value]
    passages: list[Passage]


class Pages:
    """What is written in the files of one view: each blob is read and folded once while there is room to keep it.

    A record whose blob the view does not know is read each time: somebody may be writing it.

    Args:
        view: What the reader may see.
        texts: Gives the text of attachments.
        labels: How fields are called.
    """

    def __init__(self, view: View, texts: Texts, labels: Labels) -> None:
        self._view = view
        self._texts = texts
        self._labels = labels
        self._fetched: dict[str, Extracted] = {}
        self._kept: dict[str, Written] = {}
        self._kept_bytes = 0

    def entry(self, path: str) -> Entry | None:
        """Returns a file's entry, None for what is absent or hidden."""
        return self._view.entry(path)

    def record(self, entry: Entry) -> Written:
        """Returns what is written in a record; errors as `View.record`."""
        kind = locate(entry.path).kind
        seen = self._view.identity(entry.path) if kind else None
        key = f"{seen}:{kind.name}" if seen and kind else ""
        known = self._known(key)
        if known is None:
            value = self._view.fields(entry.path)
            known = Written(value, list(self._passages(self._labels.fields(kind.name if kind else ""), value)))
            self._keep(key, known)
        return known

    def fetch(self, paths: Iterable[str]) -> None:
        """Gets the texts of the attachments among some files, those that are not kept all at once."""
        asked: dict[str, str] = {}
        for path in paths:
            with suppress(CrmfsError):  # it vanished since it was found
                if locate(path).document and (entry := self._view.entry(path)):
                    oid = self._oid(entry)
                    if self._known(key_of(file_name(path), oid)) is None:
                        asked[oid] = path
        items = [(file_name(path), oid, partial(self._view.read, path)) for oid, path in asked.items()]
        self._fetched = {key_of(file_name(asked[oid]), oid): found for oid, found in self._texts.get(items)}

    def text(self, entry: Entry) -> Passage:
        """Returns the text of an attachment; errors as `View.read`."""
        name, oid = file_name(entry.path), self._oid(entry)
        key = key_of(name, oid)
        known = self._known(key)
        if known is None:
            found = self._fetched.get(key) or self._texts.one(name, oid, partial(self._view.read, entry.path))
            known = Written({}, [Passage("", found.text)])
            if not found.problem:
                self._keep(key, known)
        return known.passages[0]

    def _oid(self, entry: Entry) -> str:
        return entry.oid or object_id("blob", self._view.read(entry.path))

    def _passages(self, fields: Mapping[str, Field], value: Mapping[str, Value], above: str = "") -> Iterator[Passage]:
        """Yields what a record says in words; codes of choices, ids of people are none."""
        for key, item in value.items():
            field = fields.get(key) or Field(key, _UNNAMED)
            if field.choices or field.refers:
                continue
            untold = key in (_UNTOLD_INSIDE if above else _UNTOLD)
            label = above if untold else pick(field.label, self._labels.lang) or key
            for one in item if isinstance(item, list) else [item]:
                if isinstance(one, dict):
                    yield from self._passages(field.items, one, label)
                elif isinstance(one, str):
                    yield Passage(label, one)
                elif isinstance(one, int | float) and not isinstance(one, bool):
                    yield Passage(label, str(one))

    def _known(self, key: str) -> Written | None:
        found = self._kept.pop(key, None)
        if found is not None:
            self._kept[key] = found  # the last one used is the last one to go
        return found

    def _keep(self, key: str, written: Written) -> None:
        size = _size(written)
        if not key or size > _KEPT_BYTES:
            return
        self._kept[key] = written
        self._kept_bytes += size
        while self._kept_bytes > _KEPT_BYTES:
            self._kept_bytes -= _size(self._kept.pop(next(iter(self._kept))))


def _size(written: Written) -> int:
    """Returns how much memory a file takes, about, in bytes."""
    passages = written.passages
    return _FILE_BYTES + sum(_PASSAGE_BYTES + _CHARACTER_BYTES * len(one.text) for one in passages)

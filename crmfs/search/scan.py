"""Scan: a query answered from the files themselves, one after the other, where no index can be had. Writes nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from crmfs.access.view import View
from crmfs.core.errors import CrmfsError, ValueRefused
from crmfs.core.messages import Text
from crmfs.core.paths import name as file_name
from crmfs.core.text import fold_search
from crmfs.extract.texts import Texts
from crmfs.extract.types import file_types
from crmfs.git.model import object_id
from crmfs.git.snapshot import Entry
from crmfs.query.evaluate import judge, row_has
from crmfs.query.tree import And, Fuzzy, Node, Not, Or, Sought, Word, holds_words, met, wanted
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, INTERACTION, META, ORDER, customer_of, locate, meta_path
from crmfs.records.schema import Schemas
from crmfs.records.totals import lines_total
from crmfs.records.yaml import Value
from crmfs.search.compile import inherits
from crmfs.search.day import day_of
from crmfs.search.describe import COMPANY, fields_by_kind, is_fact
from crmfs.search.draft import texts_of
from crmfs.search.find import Answer, Page, split
from crmfs.search.marker import Marker
from crmfs.search.shown import Shower
from crmfs.search.stamps import TOPS, kind_of
from crmfs.search.written import Labels, Pages

MOST_FILES = 2000  # some seconds of reading; above that nobody would wait
_TEXT = ""  # the key, no field's name, under which a row holds all its words
_OWNER = " "  # nor is this: what the customer is called in whose folder it lies
_UNNAMED = Text("", "")
_Values = dict[str, list[Value]]


@dataclass(frozen=True, slots=True)
class _Row:
    """One file: what it says itself, and what it says together with what its customer is like."""

    path: str
    day: str
    own: Mapping[str, Value]
    facts: Mapping[str, Value]


_Fits = Callable[[_Row], bool]


class Scan:
    """Looks through the files that a reader may see; finds words as they stand, by no pinyin and no likeness.

    Args:
        view: What the reader may see.
        schemas: The team's.
        texts: Gives the text of attachments.
        labels: How fields are called in snippets.
    """

    def __init__(self, view: View, schemas: Schemas, texts: Texts, labels: Labels) -> None:
        self._view = view
        self._texts = texts
        self._labels = labels
        self._fields = fields_by_kind(schemas)
        files = chain.from_iterable(map(view.walk, TOPS))
        self._files = list(islice((file for file in files if file.is_file and kind_of(file.path)), MOST_FILES + 1))

    @property
    def files(self) -> int:
        """How many files there are to be looked through; one more than `MOST_FILES` stands for any more."""
        return len(self._files)

    def answer(self, query: Node, page: Page) -> Answer:
        """Returns a page of what a query finds, in the order of the files or the latest first; counts no facets."""
        words, conditions = split(query)
        fits = _judged(query, inherit=inherits(query))
        alone = _judged(And(words), inherit=inherits(And(words))) if conditions and any(wanted(And(words))) else None
        found, unfiltered = [], 0
        for row in self._rows():
            if fits(row):
                found.append(row)
            unfiltered += alone is not None and alone(row)
        if page.sort == "date":
            found.sort(key=lambda row: row.day, reverse=True)
        shower = Shower(Pages(self._view, self._texts, self._labels), Marker.of(query, ranked=False))
        shown = (shower.hit(row.path) for row in found[page.offset : page.offset + page.limit])
        hidden = max(unfiltered - len(found), 0) if alone else 0
        return Answer([hit for hit in shown if hit], len(found), hidden, None, {})

    def _rows(self) -> Iterator[_Row]:
        folder, owner, facts = "", "", dict[str, list[Value]]()
        for file in self._files:
            here = customer_of(file.path) or ""
            if here != folder:
                folder, (owner, facts) = here, self._facts(here)
            own, text, day = self._document(file) if locate(file.path).document else self._record(file)
            own["kind"] = [kind_of(file.path)]
            if day:
                own["date"] = [day]
            both = own | {key: [*own.get(key, ()), *values] for key, values in facts.items()}
            said: dict[str, Value] = {_TEXT: text, _OWNER: owner}
            yield _Row(file.path, day, {**own, **said}, {**both, **said})

    def _facts(self, folder: str) -> tuple[str, _Values]:
        """Returns what all in a customer's folder is found by: what the customer is called, folded, and its facts."""
        if not folder:
            return "", {}
        fields = self._fields[CUSTOMER.name]
        customer = self._value(f"{folder}/{CUSTOMER.file}")
        facts: _Values = {"customer": [file_name(folder)]}
        for key, item in customer.items():
            field = fields.get(key)
            if field and is_fact(field):
                _add(facts, field, item)
        names = (file_name(folder), str(customer.get(COMPANY) or ""))
        return fold_search("\n".join(names)), facts

    def _record(self, file: Entry) -> tuple[_Values, str, str]:
        kind = kind_of(file.path) or ""
        try:
            value = self._view.unmasked(file.path, self._view.record(file.path).value)
        except ValueRefused:  # its YAML is broken; its words are still there
            return {}, self._broken(file.path), ""
        except CrmfsError:
            return {}, "", ""  # it vanished since it was listed
        row, text = self._row(value, kind)
        if kind == INTERACTION.name and day_of(value):
            row["interaction_date"] = [day_of(value)]
        lines = value.get("lines")
        if kind == ORDER.name and "amount" not in value and isinstance(lines, list):
            row["amount"] = [lines_total(line for line in lines if isinstance(line, dict))]
        return row, text, day_of(value)

    def _broken(self, path: str) -> str:
        """Returns the words of a record that is no YAML, none where the reader is kept from some of its fields."""
        try:
            return fold_search(self._view.read(path).decode("utf-8", "replace"))
        except CrmfsError:
            return ""

    def _document(self, file: Entry) -> tuple[_Values, str, str]:
        value = self._value(meta_path(file.path)) if self._view.entry(meta_path(file.path)) else {}
        name = file_name(file.path)
        row, described = self._row(value, META.name)
        row["file"] = list(file_types(file.path))
        try:
            data = self._view.read(file.path)
            extracted = self._texts.one(name, object_id("blob", data), lambda: data)
        except CrmfsError:
            return row, fold_search(name), day_of(value)  # it vanished since it was listed
        row["problem"] = [extracted.problem]
        return row, "\n".join((fold_search(name), described, fold_search(extracted.text))), day_of(value)

    def _row(self, value: Mapping[str, Value], kind: str) -> tuple[_Values, str]:
        """Returns a record's values by field and its words, folded."""
        row: _Values = {}
        texts = []
        for key, item in value.items():
            field = self._fields[kind].get(key) or Field(key, _UNNAMED)
            _add(row, field, item)
            texts += [said for _, said in texts_of(field, item)]
        return row, fold_search("\n".join(texts))

    def _value(self, path: str) -> dict[str, Value]:
        try:
            return self._view.unmasked(path, self._view.record(path).value)
        except CrmfsError:
            return {}


def _add(row: _Values, field: Field, value: Value) -> None:
    """Adds a field's single values to a row, those of inner fields under their own names."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            for name, inner in field.items.items():
                _add(row, inner, item.get(name))
        elif item is not None and item != "":
            row.setdefault(field.name, []).append(item)


def _judged(node: Node, *, inherit: bool, wide: bool = False) -> _Fits:
    """Returns what says whether a row fulfils a query, as `Compiler` means it.

    Args:
        inherit: Whether a condition may be met by the customer of the file.
        wide: Whether a word may also name the customer: another one beside it is the file's own.
    """
    if isinstance(node, Not):
        part = _judged(node.part, inherit=inherit)
        return lambda row: not part(row)
    if isinstance(node, Or):
        some = [_judged(part, inherit=inherit, wide=wide) for part in node.parts]
        return lambda row: any(part(row) for part in some)
    if not isinstance(node, And):
        fits = judge(node, _has_or_is_of if wide else _has)
        return lambda row: fits(row.facts if inherit else row.own)
    sought = [part for part in node.parts if not isinstance(part, Not) and holds_words(part)]
    apart = len(sought) > 1 and not wide
    own = [_judged(leaf, inherit=False) for part in sought for leaf in met(part)] if apart else []
    every = [_judged(part, inherit=inherit, wide=wide or apart) for part in node.parts]
    return lambda row: all(part(row) for part in every) and (not apart or any(leaf(row) for leaf in own))


def _has_or_is_of(sought: Sought, row: Mapping[str, Value]) -> bool:
    return _has(sought, row) or (isinstance(sought, Word) and _marker(sought).stands_in(str(row[_OWNER])))


def _has(sought: Sought, row: Mapping[str, Value]) -> bool:
    if isinstance(sought, Fuzzy):
        return row_has(sought, {_TEXT: row[_TEXT]}) or _marker(sought).stands_in(str(row[_TEXT]))
    return _marker(sought).stands_in(str(row[_TEXT]))


@lru_cache(maxsize=64)
def _marker(sought: Sought) -> Marker:
    return Marker.of(sought, ranked=False)

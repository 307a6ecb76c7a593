"""Scope: which entries of an index, and which of their words, one reader may be answered from. Answers nothing."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmfs.access.classes import REST, Classes
from crmfs.access.condition import Condition
from crmfs.access.grant import Grant, Premise, Reach
from crmfs.search.engine import (
    CLASS,
    INHERITED,
    KEPT,
    LAYERS,
    OPEN,
    SIDE,
    Asked,
    Reader,
    all_of,
    any_of,
    butnot,
    everything,
    term,
    terms,
    unscored,
)
from crmfs.search.rights import DOCUMENT_CLASS, HOME_CLASS, RECORD_CLASS, SIDE_CLASS, holding

_Premises = frozenset[Premise] | None  # all of which must hold; None for never
_FREE = Premise(frozenset(), frozenset())
_ALWAYS = frozenset((_FREE,))
_MANY = 24  # classes from which on the engine's query for any of many terms is the quicker one


class Limit(NamedTuple):
    """Which entries a query is limited to.

    Attributes:
        only: Those that fit this; None for all.
        but: None of those that fit this; None for nothing to be left out.
    """

    only: Asked | None = None
    but: Asked | None = None

    def limited(self, query: Asked) -> Asked:
        """Returns a query for the entries that the limit allows; the score stays the query's own."""
        found = query if self.only is None else all_of((query, unscored(self.only)))
        return found if self.but is None else butnot(found, self.but)


class Layer(NamedTuple):
    """A part of what visible entries say.

    Attributes:
        prefix: Begins the names of its fields.
        limit: Of which visible entries it may be read.
    """

    prefix: str
    limit: Limit = Limit()

    def limited(self, query: Asked) -> Asked:
        """Returns a query on this layer's words for the entries of which they may be read."""
        return self.limit.limited(query)


class Scope(NamedTuple):
    """What one reader may be answered from.

    Attributes:
        visible: The entries.
        layers: What may be read of them: the words of fields that are kept from the reader are in none.
        facts: The entries of which may be told what their customer is like.
    """

    visible: Limit
    layers: tuple[Layer, ...]
    facts: Layer

    def seen(self, query: Asked) -> Asked:
        """Returns the same query for visible entries alone."""
        return self.visible.limited(query)

    def having(self, reader: Reader, layer: Layer, field: str, word: str) -> int:
        """Returns how many visible entries have a word in a field of a layer."""
        if self.visible == Limit() == layer.limit:
            return reader.having(layer.prefix + field, word)
        return reader.count(self.seen(layer.limited(term(layer.prefix + field, word))))


WHOLE = Scope(Limit(), tuple(map(Layer, LAYERS)), Layer(INHERITED))


def scope_of(reader: Reader, classes: Classes, grant: Grant | None) -> Scope:
    """Returns what of an index a reader may be answered from.

    Args:
        classes: Those that the index was made by.
        grant: What the reader may do; None for the repository itself.
    """
    if grant is None:
        return WHOLE
    layers = (OPEN, SIDE, *(KEPT[slot] for slot in classes.slots))
    if grant.reach("", None) is Reach.ALL:
        return Scope(Limit(), tuple(map(Layer, layers)), Layer(INHERITED))
    return _Scoping(reader, classes, grant).scope()


class _Scoping:
    """Works out, class by class, on what it depends whether something may be read."""

    def __init__(self, reader: Reader, classes: Classes, grant: Grant) -> None:
        self._classes = classes
        self._grant = grant
        self._known = list(reader.terms(CLASS, ""))
        self._rules = {one: classes.rules(one.partition(":")[2]) for one in self._known}
        self._queries: dict[Condition, Asked] = {}

    def scope(self) -> Scope:
        entries = [one for one in self._known if one.startswith((RECORD_CLASS, DOCUMENT_CLASS))]
        visible = {one: self._readable(one) for one in entries}
        records = [one for one in entries if one.startswith(RECORD_CLASS)]
        layers = [Layer(OPEN, self._beside(visible, {one: self._rest(one) for one in entries}))]
        layers.append(Layer(SIDE, self._side(visible)))
        for slot in self._classes.slots:
            layers.append(Layer(KEPT[slot], self._beside(visible, {one: self._slot(slot, one) for one in records})))
        homes = {one: self._rest(one) for one in self._known if one.startswith(HOME_CLASS)}
        return Scope(self._visible(visible), tuple(layers), Layer(INHERITED, Limit(but=self._closed(homes))))

    def _visible(self, classes: dict[str, _Premises]) -> Limit:
        """Returns the limit to what is visible: the quickest to ask for is what is not."""
        if all(premises in (None, _ALWAYS) for premises in classes.values()):
            return Limit(but=self._closed(classes))
        groups: dict[frozenset[Premise], list[str]] = {}
        for one, premises in classes.items():
            if premises is not None:
                groups.setdefault(premises, []).append(one)
        return Limit(only=any_of(self._group(premises, inside, classes) for premises, inside in groups.items()))

    def _group(self, premises: frozenset[Premise], inside: list[str], classes: dict[str, _Premises]) -> Asked:
        """Returns the query for the entries of some classes, where what makes them visible holds."""
        if premises == _ALWAYS:
            return _of_classes(inside)
        others = [one for one in classes if one not in inside]
        held = self._holding(premises)
        return butnot(held, _of_classes(others)) if others else held

    def _side(self, visible: dict[str, _Premises]) -> Limit:
        """Returns the limit to documents of which the metadata may be read: of most its path is of the same class."""
        apart = {one: self._all(one) for one in self._known if one.startswith(SIDE_CLASS)}
        same = self._beside(visible, {one: self._all(one) for one in visible if one.startswith(DOCUMENT_CLASS)})
        if not apart:
            return same
        closed = self._closed(apart)
        with_own = _of_classes(list(apart))
        found = [butnot(with_own, closed) if closed else with_own, butnot(same.limited(everything()), with_own)]
        return Limit(only=any_of(found))

    def _beside(self, visible: dict[str, _Premises], classes: dict[str, _Premises]) -> Limit:
        """Returns the limit of a part of visible entries that has conditions of its own for some classes."""
        return Limit(but=self._closed({one: found for one, found in classes.items() if found != visible[one]}))

    def _closed(self, classes: dict[str, _Premises]) -> Asked | None:
        """Returns the query for the entries of some classes, where what opens them does not hold."""
        never = [one for one, premises in classes.items() if premises is None]
        found = [_of_classes(never)] if never else []
        groups: dict[frozenset[Premise], list[str]] = {}
        for one, premises in classes.items():
            if premises is not None and premises != _ALWAYS:
                groups.setdefault(premises, []).append(one)
        found += [butnot(_of_classes(inside), self._holding(premises)) for premises, inside in groups.items()]
        return any_of(found) if found else None

    def _readable(self, one: str) -> _Premises:
        """Returns when an entry is visible: of a record one field is enough, other files are seen whole or not."""
        return _alone(self._grant.premise(self._rules[one], REST if one.startswith(DOCUMENT_CLASS) else ()))

    def _rest(self, one: str) -> _Premises:
        """Returns when the fields of an entry may be read that no rule names."""
        return _alone(self._grant.premise(self._rules[one], REST))

    def _slot(self, slot: int, one: str) -> _Premises:
        return _together(self._grant.premise(self._rules[one], field) for field in self._classes.fields_in(slot))

    def _all(self, one: str) -> _Premises:
        fields = [field for slot in self._classes.slots for field in self._classes.fields_in(slot)]
        return _together(self._grant.premise(self._rules[one], field) for field in (REST, *fields))

    def _holding(self, premises: frozenset[Premise]) -> Asked:
        """Returns the query for what lies with customers for whom premises hold."""
        return all_of(self._held(premise) for premise in premises if premise != _FREE)

    def _held(self, premise: Premise) -> Asked:
        some = [any_of(self._condition(one) for one in premise.some)] if premise.some else []
        return all_of((*some, *(self._condition(one) for one in premise.every)))

    def _condition(self, condition: Condition) -> Asked:
        if condition not in self._queries:
            self._queries[condition] = holding(condition, self._grant.me)
        return self._queries[condition]


def _of_classes(classes: Sequence[str]) -> Asked:
    if len(classes) > _MANY:
        return terms(CLASS, classes)
    return any_of(term(CLASS, one) for one in classes)


def _alone(premise: Premise | None) -> _Premises:
    return None if premise is None else frozenset((premise,))


def _together(premises: Iterable[Premise | None]) -> _Premises:
    """Returns premises that must all hold; never, where one never does."""
    found = list(premises)
    return None if None in found else frozenset(premise for premise in found if premise)

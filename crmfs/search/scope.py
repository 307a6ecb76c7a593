"""Scope: which entries of an index, and which of their words, one reader may be answered from. Answers nothing."""

from collections.abc import Callable, Iterable
from functools import partial
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
    term,
    terms,
    unscored,
)
from crmfs.search.rights import DOCUMENT_CLASS, HOME_CLASS, RECORD_CLASS, SIDE_CLASS, holding

_Premises = frozenset[Premise] | None  # all of which must hold; None for never
_Groups = dict[frozenset[Premise], list[str]]
_ALWAYS = Premise(frozenset(), frozenset())


class Layer(NamedTuple):
    """A part of what entries say.

    Attributes:
        prefix: Begins the names of its fields.
        within: The entries of which it may be read; None for all that are visible.
    """

    prefix: str
    within: Asked | None = None

    def limited(self, query: Asked) -> Asked:
        """Returns a query on this layer's words for the entries of which they may be read."""
        return query if self.within is None else all_of((query, unscored(self.within)))


class Scope(NamedTuple):
    """What one reader may be answered from.

    Attributes:
        visible: The entries; None for all.
        layers: What may be read of them: the words of fields that are kept from the reader are in none.
        facts: The entries of which may be told what their customer is like; none where that is hidden.
    """

    visible: Asked | None
    layers: tuple[Layer, ...]
    facts: Layer | None

    def seen(self, query: Asked) -> Asked:
        """Returns the same query for visible entries alone."""
        return query if self.visible is None else all_of((query, unscored(self.visible)))

    def having(self, reader: Reader, layer: Layer, field: str, word: str) -> int:
        """Returns how many visible entries have a word in a field of a layer."""
        if self.visible is None and layer.within is None:
            return reader.having(layer.prefix + field, word)
        return reader.count(self.seen(layer.limited(term(layer.prefix + field, word))))


WHOLE = Scope(None, tuple(map(Layer, LAYERS)), Layer(INHERITED))


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
        return Scope(None, tuple(map(Layer, layers)), Layer(INHERITED))
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
        visible = self._groups((RECORD_CLASS, DOCUMENT_CLASS), self._readable)
        rest = self._groups((RECORD_CLASS, DOCUMENT_CLASS), self._rest)
        layers = [Layer(OPEN, self._query(rest) if rest != visible else None)]
        layers.append(Layer(SIDE, self._query(self._groups((SIDE_CLASS,), self._all))))
        for slot in self._classes.slots:
            groups = self._groups((RECORD_CLASS,), partial(self._slot, slot))
            layers.append(Layer(KEPT[slot], self._query(groups)))
        return Scope(
            self._query(visible),
            tuple(layers),
            Layer(INHERITED, self._query(self._groups((HOME_CLASS,), self._rest))),
        )

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

    def _groups(self, kinds: tuple[str, ...], when: Callable[[str], _Premises]) -> _Groups:
        """Returns the classes of some kinds by when they may be read; those that never may are left out."""
        groups: _Groups = {}
        for one in self._known:
            premises = when(one) if one.startswith(kinds) else None
            if premises is not None:
                groups.setdefault(premises, []).append(one)
        return groups

    def _query(self, groups: _Groups) -> Asked:
        return any_of(
            all_of((terms(CLASS, classes), *(self._holding(premise) for premise in premises if premise != _ALWAYS)))
            for premises, classes in groups.items()
        )

    def _holding(self, premise: Premise) -> Asked:
        some = [any_of(self._condition(one) for one in premise.some)] if premise.some else []
        return all_of((*some, *(self._condition(one) for one in premise.every)))

    def _condition(self, condition: Condition) -> Asked:
        if condition not in self._queries:
            self._queries[condition] = holding(condition, self._grant.me)
        return self._queries[condition]


def _alone(premise: Premise | None) -> _Premises:
    return None if premise is None else frozenset((premise,))


def _together(premises: Iterable[Premise | None]) -> _Premises:
    """Returns premises that must all hold; never, where one never does."""
    found = list(premises)
    return None if None in found else frozenset(premise for premise in found if premise)

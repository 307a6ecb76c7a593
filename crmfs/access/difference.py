"""Difference: who gains and loses what between two policies with their members. Reads no file and refuses nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crmfs.access.authority import Authority
from crmfs.access.condition import Condition, Term
from crmfs.access.field_path import FieldPath, shown_field
from crmfs.access.grant import Grant
from crmfs.access.meeting import Meeting
from crmfs.access.members import Member
from crmfs.access.places import PathClass, path_classes
from crmfs.access.policy import ACTIONS, MASK, Allowance, Policy, Restriction
from crmfs.access.premises import Truth, When, can_hold, conditions_on, truths, when
from crmfs.access.rights import ALLOW, DENY

_ALL = "**"
_CUSTOMERS = "customers/"
_RANKS = {DENY: 0, "mask": 1, "partial": 2, ALLOW: 3}

_Said = Mapping[Condition, Condition]  # a condition of one policy → what both are compared by


class Spot(NamedTuple):
    """Files, or a field in them.

    Attributes:
        glob: The files.
        field: The field, "" for the whole file.
        without: Fields of the file for which it is not so.
    """

    glob: str
    field: str = ""
    without: tuple[str, ...] = ()


_Places = tuple[Spot, ...]


class Shift(NamedTuple):
    """One thing that some members may do after and not before, or the reverse.

    Attributes:
        members: Their ids.
        actions: What they do, in the order of `ACTIONS`.
        before, after: `allow`, `deny`, and for reading a field also `mask` and `partial`.
        when: For which customers that is so.
        places: Where.
    """

    members: tuple[str, ...]
    actions: tuple[str, ...]
    before: str
    after: str
    when: When
    places: _Places

    @property
    def is_gain(self) -> bool:
        """Whether they may do more than before."""
        return _RANKS[self.after] > _RANKS[self.before]


class _Side(NamedTuple):
    """One member under one policy."""

    grant: Grant
    said: _Said
    numbers: Mapping[Condition, int]

    def verdict(self, place: PathClass, truth: Truth, action: str, field: FieldPath) -> str:
        bits = sum(1 << number for condition, number in self.numbers.items() if truth.get(self.said[condition]))
        rights = self.grant.rights(place.path, bits)
        found = rights.decide(action, field).verdict
        return rights.shown(field) if found == MASK else found


def difference(old: Authority, new: Authority) -> list[Shift]:
    """Returns who gains and loses what, the losses first; nothing where no policy is in force on one side."""
    old, new = _concerned(old, new)
    if old.policy is None or new.policy is None:
        return []
    places = path_classes([old.policy, new.policy])
    others = _under_other_rules(old.policy, new.policy, places)
    groups: dict[tuple[object, ...], list[str]] = {}
    sides: dict[tuple[object, ...], tuple[_Side | None, _Side | None]] = {}
    for before, after in _pairs(old.members.all, new.members.all):
        pair = _pair(old, new, before, after)
        key = tuple(_key(side) for side in pair)
        groups.setdefault(key, []).append((before or after).id)  # type: ignore[union-attr]
        sides.setdefault(key, pair)
    together: dict[tuple[tuple[str, ...], str, str, When, _Places], list[str]] = {}
    for key, members in groups.items():
        for shift in _shifts(sides[key], others if _is_same(*sides[key]) else places, places):
            together.setdefault(shift, []).extend(members)
    found = [Shift(tuple(members), *shift) for shift, members in together.items()]
    return sorted(found, key=lambda one: (one.is_gain, one.members, one.places))


def _concerned(old: Authority, new: Authority) -> tuple[Authority, Authority]:
    """Returns both sides with those rules alone that have a path in common with one that changed.

    Where members and roles stayed as they were nobody gains or loses anything elsewhere; and of thousands of rules few
    change at once.
    """
    if not old.policy or not new.policy or (old.members.all, old.policy.roles) != (new.members.all, new.policy.roles):
        return old, new
    sides: list[tuple[Allowance | Restriction, ...]] = [
        (*policy.allowances, *policy.restrictions) for policy in (old.policy, new.policy)
    ]
    rules = frozenset(sides[0]) ^ frozenset(sides[1])
    changed = Meeting((pattern, 0) for rule in rules for pattern in rule.patterns)

    def limited(side: Authority, policy: Policy) -> Authority:
        def meets(rule: Allowance | Restriction) -> bool:
            return any(changed.meets(pattern, {0}) for pattern in rule.patterns)

        kept = policy.limited_to(filter(meets, policy.allowances), filter(meets, policy.restrictions))
        return Authority(side.members, kept, side.fault, side.spellings)

    return limited(old, old.policy), limited(new, new.policy)


def _under_other_rules(old: Policy, new: Policy, places: Iterable[PathClass]) -> list[PathClass]:
    """Returns the places where not the same rules hold on both sides."""
    rules = [(policy, (*policy.allowances, *policy.restrictions)) for policy in (old, new)]

    def held(place: PathClass) -> list[frozenset[object]]:
        return [frozenset(all_of[number] for number in policy.automaton.at(place.path).fit) for policy, all_of in rules]

    return [place for place in places if len(set(held(place))) > 1]


def _is_same(old: _Side | None, new: _Side | None) -> bool:
    """Says whether a member has the same roles and attributes on both sides: then the same rules decide alike."""
    if old is None or new is None:
        return False
    return old.grant.roles == new.grant.roles and not _changed_attributes(old.grant, new.grant)


def _pairs(old: Iterable[Member], new: Iterable[Member]) -> Iterator[tuple[Member | None, Member | None]]:
    before, after = ({member.id: member for member in members} for members in (old, new))
    for each in dict.fromkeys([*before, *after]):
        yield before.get(each), after.get(each)


def _pair(
    old: Authority, new: Authority, before: Member | None, after: Member | None
) -> tuple[_Side | None, _Side | None]:
    grants = [Grant(side.policy, one) if side.policy and one else None for side, one in ((old, before), (new, after))]
    changed = _changed_attributes(*grants)
    first, second = (_side(grant, changed) if grant else None for grant in grants)
    return first, second


def _changed_attributes(old: Grant | None, new: Grant | None) -> frozenset[str]:
    """Returns the attributes that make a condition mean another thing than before."""
    if old is None or new is None:
        return frozenset()
    return frozenset(name for name in {*old.me, *new.me} if old.me.get(name) != new.me.get(name))


def _side(grant: Grant, changed: frozenset[str]) -> _Side:
    numbers = {condition: number for number, condition in enumerate(grant.policy.conditions)}
    return _Side(grant, {one: _valued(one, grant, changed) for one in numbers}, numbers)


def _valued(condition: Condition, grant: Grant, changed: frozenset[str]) -> Condition:
    """Returns a condition with the attributes that changed written out: `customer.team == east`."""
    if not any(term.attribute in changed for term in condition.terms):
        return condition
    terms = tuple(
        Term(term.field, term.operator, "", term.right(grant.me)) if term.attribute in changed else term
        for term in condition.terms
    )
    return Condition(" and ".join(map(_said, terms)), terms)


def _said(term: Term) -> str:
    right = f"me.{term.attribute}" if term.attribute else term.literal
    return f"customer.{term.field} {term.operator} {right}"


def _key(side: _Side | None) -> object:
    if side is None:
        return None
    return side.grant.roles, tuple((side.said[one], can_hold(one, side.grant)) for one in side.numbers)


def _shifts(
    pair: tuple[_Side | None, _Side | None], places: Sequence[PathClass], every: Sequence[PathClass]
) -> Iterator[tuple[tuple[str, ...], str, str, When, _Places]]:
    """Yields the actions, verdicts, conditions and places of all that differs for one member.

    Args:
        places: Those where something may differ.
        every: All places, by which those where it does are told in few words.
    """
    found: dict[tuple[str, str, str, When], list[Spot]] = {}
    for place in places:
        for shift, spot in _at(pair, place):
            found.setdefault(shift, []).append(spot)
    merged: dict[tuple[str, str, When, _Places], list[str]] = {}
    for (action, before, after, premise), where in found.items():
        merged.setdefault((before, after, premise, _fewer(where, every)), []).append(action)
    for (before, after, premise, spots), actions in merged.items():
        yield tuple(sorted(actions, key=ACTIONS.index)), before, after, premise, spots


def _at(pair: tuple[_Side | None, _Side | None], place: PathClass) -> Iterator[tuple[tuple[str, str, str, When], Spot]]:
    """Yields what differs at one place: (action, before, after, when), and where; a field's only if it is another."""
    conditions = dict.fromkeys(side.said[one] for side in pair if side for one in conditions_on(side.grant, place))
    every = truths(tuple(conditions))
    fields = _fields(pair, place)
    for action in ACTIONS:
        whole = _changed(pair, place, action, (), every)
        own = {field: _changed(pair, place, action, field, every) for field in fields}
        for shift in whole:
            without = tuple(shown_field(field) for field, shifts in own.items() if shift not in shifts)
            yield shift, Spot(place.shown, "", without)
        for field, shifts in own.items():
            yield from ((shift, Spot(place.shown, shown_field(field))) for shift in shifts if shift not in whole)


def _changed(
    pair: tuple[_Side | None, _Side | None], place: PathClass, action: str, field: FieldPath, every: Sequence[Truth]
) -> list[tuple[str, str, str, When]]:
    found: dict[tuple[str, str], list[Truth]] = {}
    for truth in every:
        before, after = (side.verdict(place, truth, action, field) if side else DENY for side in pair)
        if before != after:
            found.setdefault((before, after), []).append(truth)
    return [(action, before, after, when(of, every)) for (before, after), of in found.items()]


def _fields(pair: tuple[_Side | None, _Side | None], place: PathClass) -> list[FieldPath]:
    """Returns the fields that rules on a place name, on either side."""
    found: dict[FieldPath, None] = {}
    for side in pair:
        if side:
            policy = side.grant.policy
            fit = policy.automaton.at(place.path).fit
            rules: tuple[Allowance | Restriction, ...] = (*policy.allowances, *policy.restrictions)
            for number in sorted(fit):
                found.update(dict.fromkeys(rules[number].fields))
    return list(found)


def _fewer(where: Sequence[Spot], places: Sequence[PathClass]) -> _Places:
    """Returns places in fewer words where every one of an area, or of all, is among them."""
    whole = {spot.glob for spot in where if not spot.field and not spot.without}
    kept = tuple(where)
    for all_of, start in ((_ALL, ""), (f"{_CUSTOMERS}{_ALL}", _CUSTOMERS), (f"library/{_ALL}", "library/")):
        inside = {place.shown for place in places if place.shown.startswith(start)}
        if inside and inside <= whole:
            rest = (spot for spot in kept if spot.field or spot.without or not spot.glob.startswith(start))
            kept = (Spot(all_of), *rest)
            if all_of == _ALL:
                break
    return kept

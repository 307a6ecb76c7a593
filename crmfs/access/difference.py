"""Difference: who gains and loses what between two policies with their members. Reads no file and refuses nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from crmfs.access.affected import Affected, changed_attributes
from crmfs.access.authority import Authority
from crmfs.access.condition import Condition, Term
from crmfs.access.field_path import FieldPath, shown_field
from crmfs.access.grant import Grant
from crmfs.access.meeting import Meeting
from crmfs.access.members import Member
from crmfs.access.places import PathClass, path_classes
from crmfs.access.policy import ACTIONS, MASK, Allowance, Policy, Restriction
from crmfs.access.premises import Truth, When, can_hold, conditions_on, truths, when
from crmfs.access.rights import ALLOW, DENY, Rights

_ALL = "**"
_CUSTOMERS, _LIBRARY = "customers/", "library/"
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

    def rights(self, place: PathClass, truth: Truth) -> Rights:
        bits = sum(1 << number for condition, number in self.numbers.items() if truth.get(self.said[condition]))
        return self.grant.rights(place.path, bits)


def difference(old: Authority, new: Authority) -> list[Shift]:
    """Returns who gains and loses what, the losses first; nothing where no policy is in force on one side."""
    old, new = _concerned(old, new)
    if old.policy is None or new.policy is None:
        return []
    places = path_classes([old.policy, new.policy])
    affected = Affected(old.policy, new.policy, places)
    areas = _areas(places)
    groups: dict[tuple[object, ...], list[str]] = {}
    sides: dict[tuple[object, ...], tuple[_Side | None, _Side | None]] = {}
    for before, after in _pairs(old.members.all, new.members.all):
        pair = _pair(old, new, before, after)
        key = tuple(_key(side) for side in pair)
        groups.setdefault(key, []).append((before or after).id)  # type: ignore[union-attr]
        sides.setdefault(key, pair)
    together: dict[tuple[tuple[str, ...], str, str, When, _Places], list[str]] = {}
    for key, members in groups.items():
        pair = sides[key]
        for shift in _shifts(pair, affected.places(*(side.grant if side else None for side in pair)), areas):
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


def _pairs(old: Iterable[Member], new: Iterable[Member]) -> Iterator[tuple[Member | None, Member | None]]:
    before, after = ({member.id: member for member in members} for members in (old, new))
    for each in dict.fromkeys([*before, *after]):
        yield before.get(each), after.get(each)


def _pair(
    old: Authority, new: Authority, before: Member | None, after: Member | None
) -> tuple[_Side | None, _Side | None]:
    grants = [Grant(side.policy, one) if side.policy and one else None for side, one in ((old, before), (new, after))]
    changed = changed_attributes(*grants)
    first, second = (_side(grant, changed) if grant else None for grant in grants)
    return first, second


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
    pair: tuple[_Side | None, _Side | None], places: Sequence[PathClass], areas: Mapping[str, frozenset[str]]
) -> Iterator[tuple[tuple[str, ...], str, str, When, _Places]]:
    """Yields the actions, verdicts, conditions and places of all that differs for one member.

    Args:
        places: Those where something may differ.
        areas: What can be told in few words, as `_areas` has it.
    """
    found: dict[tuple[str, str, str, When], list[Spot]] = {}
    for place in places:
        for shift, spot in _at(pair, place):
            found.setdefault(shift, []).append(spot)
    merged: dict[tuple[str, str, When, _Places], list[str]] = {}
    for (action, before, after, premise), where in found.items():
        merged.setdefault((before, after, premise, _fewer(where, areas)), []).append(action)
    for (before, after, premise, spots), actions in merged.items():
        yield tuple(sorted(actions, key=ACTIONS.index)), before, after, premise, spots


def _at(pair: tuple[_Side | None, _Side | None], place: PathClass) -> Iterator[tuple[tuple[str, str, str, When], Spot]]:
    """Yields what differs at one place: (action, before, after, when), and where; a field's only if it is another."""
    conditions = dict.fromkeys(side.said[one] for side in pair if side for one in conditions_on(side.grant, place))
    old, new = pair
    rights = [
        (truth, old.rights(place, truth) if old else None, new.rights(place, truth) if new else None)
        for truth in truths(tuple(conditions))
    ]
    fields = _fields(pair, place)
    for action in ACTIONS:
        whole = _changed(rights, action, ())
        own = {field: _changed(rights, action, field) for field in fields}
        for shift in whole:
            without = tuple(shown_field(field) for field, shifts in own.items() if shift not in shifts)
            yield shift, Spot(place.shown, "", without)
        for field, shifts in own.items():
            yield from ((shift, Spot(place.shown, shown_field(field))) for shift in shifts if shift not in whole)


def _changed(
    rights: Sequence[tuple[Truth, Rights | None, Rights | None]], action: str, field: FieldPath
) -> list[tuple[str, str, str, When]]:
    found: dict[tuple[str, str], list[Truth]] = {}
    for truth, old, new in rights:
        before, after = _verdict(old, action, field), _verdict(new, action, field)
        if before != after:
            found.setdefault((before, after), []).append(truth)
    every = [truth for truth, *_ in rights]
    return [(action, before, after, when(of, every)) for (before, after), of in found.items()]


def _verdict(rights: Rights | None, action: str, field: FieldPath) -> str:
    if rights is None:
        return DENY
    found = rights.decide(action, field).verdict
    return rights.shown(field) if found == MASK else found


def _fields(pair: tuple[_Side | None, _Side | None], place: PathClass) -> list[FieldPath]:
    """Returns the fields that rules on a place name, on either side."""
    found: dict[FieldPath, None] = {}
    for policy in [side.grant.policy for side in pair if side]:
        fit = sorted(policy.automaton.at(place.path).fit)
        found |= dict.fromkeys(field for rule in policy.allowances_in(fit) for field in rule.fields)
        found |= dict.fromkeys(field for rule in policy.restrictions_in(fit) for field in rule.fields)
    return list(found)


def _areas(places: Iterable[PathClass]) -> dict[str, frozenset[str]]:
    """Returns all places and those of the large folders, each by the glob that stands for them together."""
    shown = [place.shown for place in places]
    return {
        start + _ALL: inside
        for start in ("", _CUSTOMERS, _LIBRARY)
        if (inside := frozenset(one for one in shown if one.startswith(start)))
    }


def _fewer(where: Sequence[Spot], areas: Mapping[str, frozenset[str]]) -> _Places:
    """Returns places in fewer words where every one of an area, or of all, is among them."""
    whole = {spot.glob for spot in where if not spot.field and not spot.without}
    kept = tuple(where)
    for all_of, inside in areas.items():
        if inside <= whole:
            start = all_of.removesuffix(_ALL)
            rest = (spot for spot in kept if spot.field or spot.without or not spot.glob.startswith(start))
            kept = (Spot(all_of), *rest)
            if all_of == _ALL:
                break
    return kept

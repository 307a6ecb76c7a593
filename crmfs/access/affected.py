"""Affected: the places where somebody may do another thing than before, told by the rules alone. Decides nothing."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from crmfs.access.condition import Condition
from crmfs.access.grant import Grant
from crmfs.access.places import PathClass
from crmfs.access.policy import Allowance, Policy, Restriction

_KEPT = 256  # sets of roles whose rules are kept at hand: many members have the same
_Rule = Allowance | Restriction


class Affected:
    """The places where other rules hold for a member than before.

    Everywhere else both sides decide alike: of thousands of places a change of one member's roles leaves a few.

    Args:
        places: All places of both policies.
    """

    def __init__(self, old: Policy, new: Policy, places: Sequence[PathClass]) -> None:
        self._places = places
        self._where: dict[_Rule, set[int]] = {}
        self._by_attribute: dict[str, set[_Rule]] = {}
        self._unlike: set[int] = set()
        policies = {policy.key: policy for policy in (old, new)}
        self._rules_of = [lru_cache(_KEPT)(_Naming(policy).rules) for policy in (old, new)]
        for policy in policies.values():
            rules: Iterator[_Rule] = chain(policy.allowances, policy.restrictions)
            for rule in rules:
                for name in _attributes(rule.where if isinstance(rule, Allowance) else rule.unless):
                    self._by_attribute.setdefault(name, set()).add(rule)
        for number, place in enumerate(places):
            held = [_held(policy, place) for policy in policies.values()]
            if len(set(held)) > 1:
                self._unlike.add(number)
            for rule in frozenset().union(*held):
                self._where.setdefault(rule, set()).add(number)

    def places(self, before: Grant | None, after: Grant | None) -> list[PathClass]:
        """Returns the places where a member's rules are others on the two sides; None where he is no member."""
        named = [
            rules_of(grant.roles) if grant else frozenset()
            for rules_of, grant in zip(self._rules_of, (before, after), strict=True)
        ]
        rules = set(named[0] ^ named[1])
        for name in changed_attributes(before, after):
            # A grant to roles that the member has on neither side gives nothing, whatever it compares with.
            rules |= {
                rule
                for rule in self._by_attribute.get(name, ())
                if isinstance(rule, Restriction) or rule in named[0] or rule in named[1]
            }
        found = self._unlike.union(*(self._where.get(rule, ()) for rule in rules))
        return [self._places[number] for number in sorted(found)]


def changed_attributes(before: Grant | None, after: Grant | None) -> frozenset[str]:
    """Returns the attributes that make a condition mean another thing than before."""
    if before is None or after is None:
        return frozenset()
    return frozenset(name for name in {*before.me, *after.me} if before.me.get(name) != after.me.get(name))


class _Naming:
    """The rules of a policy by the roles that they name: in a grant those who get it, in a restriction who passes."""

    def __init__(self, policy: Policy) -> None:
        self._by_role: dict[str, set[_Rule]] = {}
        for allowance in policy.allowances:
            for role in allowance.to:
                self._by_role.setdefault(role, set()).add(allowance)
        for restriction in policy.restrictions:
            for role in restriction.only:
                self._by_role.setdefault(role, set()).add(restriction)

    def rules(self, roles: frozenset[str]) -> frozenset[_Rule]:
        """Returns those that name one of some roles."""
        return frozenset().union(*(self._by_role.get(role, ()) for role in roles))


def _held(policy: Policy, place: PathClass) -> frozenset[_Rule]:
    fit = policy.automaton.at(place.path).fit
    return frozenset((*policy.allowances_in(fit), *policy.restrictions_in(fit)))


def _attributes(condition: Condition | None) -> frozenset[str]:
    return frozenset(term.attribute for term in condition.terms if term.attribute) if condition else frozenset()

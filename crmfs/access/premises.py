"""Premises: under which conditions of the policy somebody may do something, whoever the customer is. Reads no file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from crmfs.access.condition import Condition
from crmfs.access.grant import Grant
from crmfs.access.places import PathClass

_MOST = 6  # conditions that are taken one by one; further ones are taken as not holding

Truth = Mapping[Condition, bool]  # which of some conditions hold


class Premise(NamedTuple):
    """Conditions that hold and others that do not, all at once."""

    holding: tuple[Condition, ...] = ()
    failing: tuple[Condition, ...] = ()


When = tuple[Premise, ...]  # one of them is enough; none: never
ALWAYS: When = (Premise(),)


def conditions_on(grant: Grant, place: PathClass) -> tuple[Condition, ...]:
    """Returns the conditions that matter to an actor on some paths, and that can hold for the actor at all."""
    if not place.in_customer:
        return ()
    fit = sorted(grant.policy.automaton.at(place.path).fit)
    found = [rule.where for rule in grant.policy.allowances_in(fit) if rule.to & grant.roles] + [
        rule.unless for rule in grant.policy.restrictions_in(fit) if not rule.only & grant.roles
    ]
    likely = (each for each in dict.fromkeys(found) if each and can_hold(each, grant))
    return tuple(likely)


def truths(conditions: Sequence[Condition]) -> list[Truth]:
    """Returns every way in which some conditions can hold and fail together."""
    taken = conditions[:_MOST]
    found = (dict(zip(taken, values, strict=True)) for values in product((False, True), repeat=len(taken)))
    return [truth for truth in found if _is_possible(truth)]


def bits(grant: Grant, truth: Truth) -> int:
    """Returns a truth as `Grant.rights` takes it."""
    return sum(1 << grant.policy.condition_numbers[each] for each, holds in truth.items() if holds)


def when(found: Iterable[Truth], every: Sequence[Truth]) -> When:
    """Returns in the fewest words which truths, of every possible one, some are."""
    wanted = [truth for truth in every if truth in list(found)]
    if len(wanted) == len(every):
        return ALWAYS
    said: list[Premise] = []
    left = wanted
    for premise in _premises(tuple(every[0]) if every else ()):
        fitting = [truth for truth in every if _fits(premise, truth)]
        if fitting and all(truth in wanted for truth in fitting) and any(truth in left for truth in fitting):
            said.append(premise)
            left = [truth for truth in left if truth not in fitting]
        if not left:
            break
    return tuple(said)


def premises(grant: Grant, place: PathClass, holds: Callable[[int], bool]) -> When:
    """Returns when something holds of an actor's rights on some paths.

    Args:
        holds: Says so for one truth, as `Grant.rights` takes it.
    """
    every = truths(conditions_on(grant, place))
    return when([truth for truth in every if holds(bits(grant, truth))], every)


def _premises(conditions: Sequence[Condition]) -> Iterator[Premise]:
    """Yields premises over some conditions, the shortest first."""
    for count in range(len(conditions) + 1):
        for chosen in combinations(conditions, count):
            for values in product((True, False), repeat=count):
                pairs = list(zip(chosen, values, strict=True))
                yield Premise(
                    tuple(one for one, holds in pairs if holds), tuple(one for one, holds in pairs if not holds)
                )


def _fits(premise: Premise, truth: Truth) -> bool:
    return all(truth[each] for each in premise.holding) and not any(truth[each] for each in premise.failing)


def can_hold(condition: Condition, grant: Grant) -> bool:
    """Says whether the actor has every attribute that a condition compares with."""
    return all(term.right(grant.me) not in (None, "", [], ()) for term in condition.terms)


def _is_possible(truth: Truth) -> bool:
    """Says whether conditions can hold and fail so.

    One that says more holds only where one that says less does, and a field has one value only.
    """
    holding = {term for condition, holds in truth.items() if holds for term in condition.terms}
    if any(not holds and holding.issuperset(condition.terms) for condition, holds in truth.items()):
        return False
    values: dict[str, object] = {}
    for term in holding:
        if term.operator == "==" and not term.attribute and values.setdefault(term.field, term.literal) != term.literal:
            return False
    return True

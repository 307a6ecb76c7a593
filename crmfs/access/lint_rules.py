"""Rules without effect: taken out, they would change no decision about anybody. Finds only what is sure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from crmfs.access.condition import Condition, Term
from crmfs.access.field_path import FieldPath
from crmfs.access.glob import DEEP
from crmfs.access.meeting import Meeting
from crmfs.access.places import generic_paths
from crmfs.access.policy import DELETE, EDIT, Allowance, Policy, Restriction

_MOST_DEEP = 2  # `**` in one pattern, and
_MOST_TERMS = 5  # terms in one condition: with more of them a rule is taken as having an effect
_OWN_FILES = ("access.yaml", "members.yaml")
_Given = dict[tuple[str, str, frozenset[Term], FieldPath], list[int]]


def dead_rules(policy: Policy, held: Iterable[frozenset[str]]) -> Iterator[tuple[str, str, str]]:
    """Yields each rule without effect: its pointer, its id, and the ids of the rules that make it so.

    A grant has none where others give all of it, or restrictions without condition stop all of it, to everybody with
    one of its roles. A restriction has none where only those whom it lets pass are granted anything.

    Args:
        held: Sets of roles that members have, each with all that they include.
    """
    yield from _Grants(policy, {*policy.roles.values(), *held}).dead()
    yield from _dead_restrictions(policy)


class _Grants:
    """Looks at each grant on paths that stand for all of its paths."""

    def __init__(self, policy: Policy, role_sets: set[frozenset[str]]) -> None:
        self._policy = policy
        self._role_sets = sorted(role_sets, key=sorted)
        self._given: dict[frozenset[int], _Given] = {}
        self._stops: dict[frozenset[int], list[Restriction]] = {}
        self._gone: set[int] = set()
        rules: tuple[Allowance | Restriction, ...] = (*policy.allowances, *policy.restrictions)
        self._longest = max((len(pattern) for rule in rules for pattern in rule.patterns), default=0)

    def dead(self) -> Iterator[tuple[str, str, str]]:
        """Yields the grants without effect, the last first: of two that say the same the later one goes."""
        for number in range(len(self._policy.allowances) - 1, -1, -1):
            by = self._because(number)
            if by:
                self._gone.add(number)
                yield f"/grants/{number}", self._policy.allowances[number].id, ", ".join(sorted(by))

    def _because(self, number: int) -> set[str]:
        """Returns the rules that leave a grant without effect, none where it has one."""
        rule = self._policy.allowances[number]
        if any(pattern.count(DEEP) > _MOST_DEEP for pattern in rule.patterns):
            return set()
        by: set[str] = set()
        if rule.act_for and not self._acts_without(number, rule, by):
            return set()
        for fit in self._meets(rule):
            for role in sorted(rule.to):
                for action in sorted(rule.actions):
                    found = self._covering(fit, number, role, action) or self._stopping(fit, role, action)
                    if not found:
                        return set()
                    by |= found
        return by

    def _meets(self, rule: Allowance) -> set[frozenset[int]]:
        return {
            self._policy.automaton.at(path).fit
            for pattern in rule.patterns
            for path in generic_paths(pattern, self._longest)
        }

    def _acts_without(self, number: int, rule: Allowance, by: set[str]) -> bool:
        """Says whether everybody with the grant may record the work of others by another grant, too."""
        for role in rule.to:
            other = next(
                (
                    each.id
                    for place, each in enumerate(self._policy.allowances)
                    if each.act_for and place != number and place not in self._gone
                    if each.to & self._policy.roles[role]
                ),
                None,
            )
            if other is None:
                return False
            by.add(other)
        return True

    def _covering(self, fit: frozenset[int], number: int, role: str, action: str) -> set[str]:
        """Returns grants that give, on such paths, an action of a grant to all who have a role."""
        rule = self._policy.allowances[number]
        given = self._given_on(fit)
        found = set()
        for field in rule.fields or ((),):
            other = next(
                (
                    each
                    for included in sorted(self._policy.roles[role])
                    for terms in _implied(rule.where)
                    for length in range(len(field) + 1)
                    for each in given.get((included, action, terms, field[:length]), ())
                    if each != number and each not in self._gone
                ),
                None,
            )
            if other is None:
                return set()
            found.add(self._policy.allowances[other].id)
        return found

    def _given_on(self, fit: frozenset[int]) -> _Given:
        given = self._given.get(fit)
        if given is None:
            given = self._given[fit] = {}
            for number in sorted(fit):
                if number < len(self._policy.allowances):
                    self._index(given, number, self._policy.allowances[number])
        return given

    def _index(self, given: _Given, number: int, rule: Allowance) -> None:
        terms = frozenset(rule.where.terms if rule.where else ())
        for role in rule.to:
            for action in rule.actions:
                for field in rule.fields or ((),):
                    given.setdefault((role, action, terms, field), []).append(number)

    def _stopping(self, fit: frozenset[int], role: str, action: str) -> set[str]:
        """Returns restrictions that stop an action on such paths, whatever the customer, for all who have a role."""
        stops = self._stops.get(fit)
        if stops is None:
            first = len(self._policy.allowances)
            rules = (self._policy.restrictions[number - first] for number in sorted(fit) if number >= first)
            stops = self._stops[fit] = [rule for rule in rules if not rule.unless and not rule.fields]
        found: set[str] = set()
        for roles in self._role_sets if stops else ():
            if role in roles:
                stop = next((rule for rule in stops if action in rule.actions and not rule.only & roles), None)
                if stop is None:
                    return set()
                found.add(stop.id)
        return found


def _implied(condition: Condition | None) -> Iterator[frozenset[Term]]:
    """Yields the terms of every condition that holds whenever this one does; no terms stand for none."""
    terms = condition.terms if condition else ()
    if len(terms) > _MOST_TERMS:
        yield frozenset()
        yield frozenset(terms)
        return
    for count in range(len(terms) + 1):
        yield from map(frozenset, combinations(terms, count))


def _dead_restrictions(policy: Policy) -> Iterator[tuple[str, str, str]]:
    meeting = Meeting((pattern, number) for number, rule in enumerate(policy.allowances) for pattern in rule.patterns)
    stopped: dict[frozenset[str], frozenset[int]] = {}
    for number, rule in enumerate(policy.restrictions):
        if _is_lock(policy, rule):
            continue
        if rule.only not in stopped:
            stopped[rule.only] = _granted_to_others(policy, rule.only)
        if not any(meeting.meets(pattern, stopped[rule.only]) for pattern in rule.patterns):
            yield f"/restrict/{number}", rule.id, ", ".join(sorted(rule.only))


def _granted_to_others(policy: Policy, only: frozenset[str]) -> frozenset[int]:
    """Returns the grants that somebody may have whom a restriction does not let pass by his roles."""
    outside = {role for role, included in policy.roles.items() if not included & only}
    return frozenset(number for number, rule in enumerate(policy.allowances) if rule.to & outside)


def _is_lock(policy: Policy, rule: Restriction) -> bool:
    """Says whether a restriction is there for the grants to come: it guards the rules, or what conditions name."""
    names: Sequence[FieldPath] = rule.fields or tuple((name,) for name in policy.named_fields)
    guards = not rule.unless and bool(rule.actions & {EDIT, DELETE}) and any(f[0] in policy.named_fields for f in names)
    paths = [*_OWN_FILES, *([f"customers/x/x/{policy.meta}"] if guards else [])]
    meeting = Meeting((pattern, 0) for pattern in rule.patterns)
    return any(meeting.meets(tuple(path.split("/")), frozenset((0,))) for path in paths)

"""Policy: what access.yaml says, as values. Pure; who may do what is decided in `grant`."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from crmfs.access.automaton import Automaton
from crmfs.access.condition import Condition
from crmfs.access.field_path import FieldPath, touches
from crmfs.access.glob import Pattern
from crmfs.access.members import Member
from crmfs.records.yaml import Value

READ, EDIT, CREATE, DELETE, WRITE = "read", "edit", "create", "delete", "write"
ACTIONS = (READ, EDIT, CREATE, DELETE)
HIDE, MASK, PARTIAL = "hide", "mask", "partial"
SHOWS = (HIDE, MASK, PARTIAL)  # from the strictest


class Allowance(NamedTuple):
    """One entry of `grants`: roles may do something to some paths.

    Attributes:
        actions: Those allowed; READ is always among them, for every action implies it.
        fields: The only fields that it allows; empty for all.
        act_for: Whoever has it may record the work of other employees.
    """

    id: str
    to: frozenset[str]
    actions: frozenset[str]
    patterns: tuple[Pattern, ...]
    where: Condition | None = None
    fields: tuple[FieldPath, ...] = ()
    act_for: bool = False


class Restriction(NamedTuple):
    """One entry of `restrict`: a ceiling, passed by some roles and where a condition holds.

    Attributes:
        actions: Those stopped; all of them where READ is stopped, for nobody changes what he cannot see.
        patterns: Those of its paths, and of the metadata beside the documents that they fit.
        fields: The only fields that it is about; empty for the whole file.
        show: How a field that may not be read appears: HIDE, MASK or PARTIAL.
    """

    id: str
    only: frozenset[str]
    actions: frozenset[str]
    patterns: tuple[Pattern, ...]
    unless: Condition | None = None
    fields: tuple[FieldPath, ...] = ()
    show: str = HIDE


class PolicyTest(NamedTuple):
    """One entry of `tests`: an imagined member, customer and request, and the decision that must come out."""

    who: Member
    customer: Mapping[str, Value]
    path: str
    field: FieldPath
    action: str
    expect: str


class Policy:
    """The rules of one access.yaml.

    Attributes:
        scope: Glob of a customer's folder.
        meta: The file in it whose fields conditions name.
        roles: Each role with all roles that it includes, itself too.
        tests: Its own tests; none where its rules alone were kept after it had passed them.
        key: Digest of the rules: equal keys decide equally.
    """

    def __init__(
        self,
        key: str,
        scope: str,
        meta: str,
        roles: Mapping[str, frozenset[str]],
        allowances: tuple[Allowance, ...],
        restrictions: tuple[Restriction, ...],
        tests: tuple[PolicyTest, ...] = (),
    ) -> None:
        self.key = key
        self.scope = scope
        self.meta = meta
        self.roles = roles
        self.allowances = allowances
        self.restrictions = restrictions
        self.tests = tests

    @cached_property
    def automaton(self) -> Automaton:
        """The paths of all rules; those of `restrictions` are numbered after those of `allowances`."""
        rules: tuple[Allowance | Restriction, ...] = (*self.allowances, *self.restrictions)
        return Automaton((pattern, number) for number, rule in enumerate(rules) for pattern in rule.patterns)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions of the rules, each once."""
        found = [rule.where for rule in self.allowances] + [rule.unless for rule in self.restrictions]
        return tuple(dict.fromkeys(condition for condition in found if condition))

    @cached_property
    def condition_numbers(self) -> Mapping[Condition, int]:
        """Where in `conditions` each one is."""
        return {condition: number for number, condition in enumerate(self.conditions)}

    def allowances_in(self, numbers: Iterable[int]) -> list[Allowance]:
        """Returns those of some rules, numbered as in `automaton`, that are grants."""
        return [self.allowances[number] for number in numbers if number < len(self.allowances)]

    def restrictions_in(self, numbers: Iterable[int]) -> list[Restriction]:
        """Returns those of some rules, numbered as in `automaton`, that are restrictions."""
        first = len(self.allowances)
        return [self.restrictions[number - first] for number in numbers if number >= first]

    @cached_property
    def named_fields(self) -> frozenset[str]:
        """The customer's fields that conditions name; of a dotted one its first key."""
        return frozenset(term.field.partition(".")[0] for condition in self.conditions for term in condition.terms)

    def limited_to(self, allowances: Iterable[Allowance], restrictions: Iterable[Restriction]) -> "Policy":
        """Returns a policy of some of its rules, without its tests."""
        kept, stops = tuple(allowances), tuple(restrictions)
        ids = repr([[rule.id for rule in rules] for rules in (kept, stops)])
        return Policy(f"{self.key}:{ids}", self.scope, self.meta, self.roles, kept, stops)

    def keeps_back(self, path: str, field: FieldPath = ()) -> bool:
        """Says whether somebody may be kept from reading a file or one of its fields, or something inside that."""
        return any(
            READ in rule.actions and (not rule.fields or any(touches(own, field) for own in rule.fields if field))
            for rule in self.restrictions_in(self.automaton.at(path).fit)
        )

    def roles_of(self, member: Member) -> frozenset[str]:
        """Returns a member's roles with all that they include; those that the policy does not know give nothing."""
        none: frozenset[str] = frozenset()
        return none.union(*(self.roles.get(role, none) for role in member.roles))

"""Grant: the policy for one actor, and the one decision who may do what. Reads no file."""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple

from crmfs.access.condition import Condition, Term
from crmfs.access.field_path import FieldPath, covers
from crmfs.access.meeting import Meeting
from crmfs.access.members import Member
from crmfs.access.policy import READ, Allowance, Policy, Restriction
from crmfs.access.rights import Rights
from crmfs.access.spelling import Spelling, Spellings
from crmfs.core.paths import canonical
from crmfs.records.kinds import Kind, locate
from crmfs.records.yaml import Value

_DECIDES = 2  # counts up when the same rules decide otherwise than before


class Reach(Enum):
    """How much of a folder may be read: nothing, perhaps something, or all, with no field kept back."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


class Premise(NamedTuple):
    """When something may be read: one of `some` holds, where there are any, and all of `every` do."""

    some: frozenset[Condition]
    every: frozenset[Condition]


class _Part(NamedTuple):
    """What of a policy concerns people with some roles; rules by number, each with the bit of its condition."""

    mine: Mapping[int, tuple[Allowance, int]]
    against: Mapping[int, tuple[Restriction, int]]
    on_fields: frozenset[int]
    conditions: list[tuple[Condition, int]]
    named: list[str]


@lru_cache(maxsize=256)  # many have the same roles, and a policy may have thousands of rules
def _part(policy: Policy, roles: frozenset[str]) -> _Part:
    bits = {condition: 1 << number for number, condition in enumerate(policy.conditions)}
    mine = {
        number: (rule, bits[rule.where] if rule.where else 0)
        for number, rule in enumerate(policy.allowances)
        if rule.to & roles
    }
    against = {
        number: (rule, bits[rule.unless] if rule.unless else 0)
        for number, rule in enumerate(policy.restrictions, len(policy.allowances))
        if not rule.only & roles
    }
    rules: list[tuple[int, tuple[Allowance | Restriction, int]]] = [*mine.items(), *against.items()]
    needed = {bit for _, (_, bit) in rules}
    conditions = [(condition, bit) for condition, bit in bits.items() if bit in needed]
    named = sorted({term.field.partition(".")[0] for one, _ in conditions for term in one.terms})
    return _Part(mine, against, frozenset(number for number, (rule, _) in rules if rule.fields), conditions, named)


class Grant:
    """What one actor may do.

    A customer's fields matter only for which conditions they make true: that is a *truth*, a number with a bit for
    each condition of the policy. The decision on a path is one walk along it and two look-ups.

    Args:
        spellings: How fields are called, so that one that is typed by its label is kept back like the field; None
            where every key is what it says.

    Attributes:
        member: The actor.
    """

    def __init__(self, policy: Policy, member: Member, spellings: Spellings | None = None) -> None:
        self._spellings = spellings
        self.policy = policy
        self.member = member
        self.roles = policy.roles_of(member)
        self._me = _attributes(member, self.roles)
        part = _part(policy, self.roles)
        self._mine, self._against, self._on_fields = part.mine, part.against, part.on_fields
        self._conditions, self._named = part.conditions, part.named
        self._likely: _Likely | None = None
        self._truths: dict[tuple[object, ...], int] = {}
        self._rights: dict[tuple[frozenset[int], int, str], Rights] = {}
        self._reach: dict[tuple[frozenset[int], frozenset[int], int | None], Reach] = {}

    @cached_property
    def key(self) -> str:
        """Digest of all that decisions depend on: equal keys decide equally."""
        names = self._spellings.key if self._spellings else None
        said = repr((_DECIDES, self.policy.key, sorted(self._me.items(), key=lambda item: item[0]), names))
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def narrowed(self) -> "Grant":
        """Returns a grant that decides the same by those of the policy's rules alone that can matter to the actor.

        That is quicker where all is asked about what a policy of thousands of rules lets one member do. What is true
        of a customer has other numbers in it.
        """
        allowed = [rule for rule in self.policy.allowances if rule.to & self.roles]
        granted = Meeting((pattern, 0) for rule in allowed for pattern in rule.patterns)
        stops = (
            rule
            for rule in self.policy.restrictions
            if not rule.only & self.roles and any(granted.meets(each, {0}) for each in rule.patterns)
        )
        return Grant(self.policy.limited_to(allowed, stops), self.member, self._spellings)

    @property
    def me(self) -> Mapping[str, Value]:
        """The actor's attributes, as conditions name them."""
        return self._me

    @property
    def named_fields(self) -> list[str]:
        """The customer's fields that decisions depend on."""
        return self._named

    @property
    def is_conditional(self) -> bool:
        """Whether any decision depends on a customer's fields."""
        return bool(self._conditions)

    @property
    def acts_for_others(self) -> bool:
        """Whether the actor may record the work of other employees."""
        return any(rule.act_for for rule, _ in self._mine.values())

    def truth(self, customer: Mapping[str, Value]) -> int:
        """Returns which conditions a customer's fields make true; no fields make none true."""
        values = [customer.get(name) for name in self._named]
        said = tuple([value if type(value) is str else (repr(value),) for value in values])
        found = self._truths.get(said)
        if found is None:
            if self._likely is None:
                self._likely = _Likely(self._conditions, self._me)
            likely = self._likely.of(customer)
            found = self._truths[said] = sum(bit for condition, bit in likely if condition.holds(customer, self._me))
        return found

    def claims(self, field: str, customer: Mapping[str, Value]) -> bool:
        """Says whether what a customer has in a field makes what a condition says of that field true for the actor.

        That is a condition of a grant of his; where none of those names the field, one of anybody's.

        Args:
            field: A field that some condition names, without what is inside it.
        """
        own = [rule.where for rule, _ in self._mine.values() if rule.where]
        asked = [found for one in own if (found := one.about(field))]
        asked = asked or [found for one in self.policy.conditions if (found := one.about(field))]
        return any(all(term.holds(customer, self._me) for term in terms) for terms in asked)

    def rights(self, path: str, truth: int = 0) -> Rights:
        """Returns what the actor may do to one file.

        Args:
            path: Repository path, in whatever form it is written.
            truth: Of the customer that the path belongs to; 0 for a path of none.
        """
        fit = self.policy.automaton.at(path).fit
        kind = kind_of(path) if self._spellings and not self._on_fields.isdisjoint(fit) else None
        key = fit, truth, kind.name if kind else ""
        found = self._rights.get(key)
        if found is None:
            found = self._rights[key] = Rights(*self._in_force(fit, truth), self._spelling(kind))
        return found

    def reach(self, folder: str, truth: int | None) -> Reach:
        """Returns how much may be read at and below a folder, as far as that can be told without its files.

        Args:
            folder: Repository path, `""` for the root.
            truth: As for `rights`; None for a folder that holds customers: wherever conditions matter it is SOME.
        """
        state = self.policy.automaton.at(folder)
        key = state.below, state.always, truth
        found = self._reach.get(key)
        if found is None:
            found = self._reach[key] = self._reached(state.below, state.always, truth)
        return found

    def premise(self, rules: frozenset[int], field: FieldPath = ()) -> Premise | None:
        """Returns when a file that some rules are about, or one field in it, may be read without a mask.

        Args:
            rules: Their numbers, as `Policy.automaton` has them.
            field: A field without inner ones, as it must be covered by a grant; none for the file as a whole, of which
                one field is enough.

        Returns:
            None for never.
        """
        allowed = [rule for number, (rule, _) in self._mine.items() if number in rules and _is_on(rule.fields, field)]
        stopped = [
            rule
            for number, (rule, _) in self._against.items()
            if number in rules and READ in rule.actions and (not rule.fields or _is_on(rule.fields, field, some=False))
        ]
        if not allowed or any(rule.unless is None for rule in stopped):
            return None
        some = [rule.where for rule in allowed]
        return Premise(
            frozenset() if None in some else frozenset(condition for condition in some if condition),
            frozenset(rule.unless for rule in stopped if rule.unless),
        )

    def _spelling(self, kind: Kind | None) -> Spelling | None:
        return self._spellings.of(kind) if self._spellings and kind else None

    def _in_force(self, numbers: frozenset[int], truth: int) -> tuple[tuple[Allowance, ...], tuple[Restriction, ...]]:
        allowed = [self._mine[number] for number in sorted(numbers) if number in self._mine]
        stopped = [self._against[number] for number in sorted(numbers) if number in self._against]
        return (
            tuple(rule for rule, bit in allowed if bit & truth == bit),
            tuple(rule for rule, bit in stopped if not bit & truth),
        )

    def _reached(self, below: frozenset[int], always: frozenset[int], truth: int | None) -> Reach:
        may, surely = _known(truth)
        granted = any(may(self._mine[number][1]) for number in below & self._mine.keys())
        ceilings = [
            (number, rule, bool(bit) and may(bit), bool(bit) and surely(bit))
            for number in below & self._against.keys()
            for rule, bit in (self._against[number],)
            if READ in rule.actions
        ]
        shut = any(number in always and not rule.fields and not maybe for number, rule, maybe, _ in ceilings)
        if not granted or shut:
            return Reach.NONE
        on_all = [self._mine[number] for number in always & self._mine.keys()]
        whole = any(not rule.fields and surely(bit) for rule, bit in on_all)
        return Reach.ALL if whole and all(passed for *_, passed in ceilings) else Reach.SOME


def kind_of(path: str) -> Kind | None:
    """Returns the kind of record that a file is, or would be taken for: `Contacts.yaml` has fields to mask, too."""
    return locate(path).kind or locate(canonical(path)).kind


class _Likely:
    """Conditions found by a text that one of their terms compares with: to try all takes as long as there are rules."""

    def __init__(self, conditions: list[tuple[Condition, int]], me: Mapping[str, Value]) -> None:
        self._by_text: dict[str, tuple[Term, dict[str, list[tuple[Condition, int]]]]] = {}
        self._others: list[tuple[Condition, int]] = []
        for condition, bit in conditions:
            found = [(term, texts) for term in condition.terms if (texts := _texts_of(term, me))]
            if not found:
                self._others.append((condition, bit))
            for term, texts in found[:1]:
                _, by_text = self._by_text.setdefault(term.field, (term, {}))
                for text in texts:
                    by_text.setdefault(text, []).append((condition, bit))

    def of(self, customer: Mapping[str, Value]) -> list[tuple[Condition, int]]:
        """Returns the conditions that a customer's fields may make true; no other is."""
        found = [*self._others]
        for term, by_text in self._by_text.values():
            left = term.left(customer)
            found += by_text.get(left, ()) if isinstance(left, str) else ()
        return found


def _texts_of(term: Term, me: Mapping[str, Value]) -> frozenset[str]:
    """Returns the texts of which a field must be one if a term is to hold; none where it may be something else."""
    right = term.right(me)
    wanted = right if term.operator == "in" and isinstance(right, list) else [right] if term.operator == "==" else []
    texts = frozenset(item for item in wanted if isinstance(item, str))
    return texts if all(isinstance(item, str) for item in wanted) else frozenset()


def _is_on(fields: tuple[FieldPath, ...], field: FieldPath, *, some: bool = True) -> bool:
    """Says whether a rule on fields, none for all, is one on a field; on the file as a whole only where `some` is."""
    return not fields or (some if not field else any(covers(own, field) for own in fields))


def _known(truth: int | None) -> tuple[Callable[[int], bool], Callable[[int], bool]]:
    """Returns what tells whether a condition, by its bit (0 for none), may hold and whether it surely holds."""
    if truth is None:
        return lambda bit: True, lambda bit: bit == 0
    return (lambda bit: bit & truth == bit,) * 2


def _attributes(member: Member, roles: frozenset[str]) -> dict[str, Value]:
    """Returns what `me.` means: what members.yaml says of the member, and all roles with those they include."""
    emails: list[Value] = [*member.emails]
    regions: list[Value] = [*member.regions]
    known: dict[str, Value] = {
        "id": member.id,
        "name": member.name,
        "emails": emails,
        "team": member.team,
        "regions": regions,
        "language": member.language,
    }
    return {**known, **member.attributes, "roles": [*sorted(roles)]}

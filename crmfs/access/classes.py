"""Classes of paths and of fields that the rules of a policy cannot tell apart: what an index keeps of rights."""

from functools import cached_property, lru_cache
from hashlib import blake2b

from crmfs.access.automaton import Automaton
from crmfs.access.field_path import FieldPath, covers
from crmfs.access.glob import Pattern
from crmfs.access.policy import READ, Allowance, Policy, Restriction
from crmfs.access.rights import is_ill_shaped

SLOTS = 8  # groups of fields that can be kept apart; more share them
_KEPT = 4096  # answers about fields: records of one kind have the same few
REST = ("\0",)  # stands for any field that no rule names


class Classes:
    """How a policy divides paths and fields. Who has which role, and what conditions say, does not matter here.

    Args:
        policy: None where none is in force: then there is one class of paths, and nobody may read it.
    """

    def __init__(self, policy: Policy | None) -> None:
        allowances, restrictions = (policy.allowances, policy.restrictions) if policy else ((), ())
        rules: tuple[Allowance | Restriction, ...] = (*allowances, *restrictions)
        self._about: dict[Pattern, list[int]] = {}
        for number, rule in enumerate(rules):
            for pattern in rule.patterns:
                self._about.setdefault(pattern, []).append(number)
        self._patterns = sorted(self._about)
        self._automaton = Automaton((pattern, number) for number, pattern in enumerate(self._patterns))
        self._conditions = policy.conditions if policy else ()
        # Which rules name a field; those that only stop it from being changed matter to no reader.
        self._named: dict[FieldPath, set[int]] = {}
        for number, rule in enumerate(rules):
            for field in rule.fields if isinstance(rule, Allowance) or READ in rule.actions else ():
                self._named.setdefault(field, set()).add(number)
        self._limited = sorted(self._named)
        self._slot = lru_cache(maxsize=_KEPT)(self._find_slot)
        self._misplaced = lru_cache(maxsize=_KEPT)(self._find_misplaced)

    @cached_property
    def key(self) -> str:
        """Digest of all that classes, slots and attributes depend on."""
        said = repr((self._patterns, sorted(self._slots.items()), self.attributes))
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """The customer's fields that conditions name, dotted, sorted."""
        return tuple(sorted({term.field for condition in self._conditions for term in condition.terms}))

    def of(self, path: str) -> str:
        """Returns a path's class: the numbers of the patterns that it fits."""
        return ",".join(map(str, sorted(self._automaton.at(path).fit)))

    def rules(self, class_: str) -> frozenset[int]:
        """Returns the numbers of the policy's rules that are about the paths of a class, as the policy counts them."""
        patterns = (self._patterns[int(number)] for number in class_.split(",") if number)
        return frozenset(number for pattern in patterns for number in self._about[pattern])

    def slot(self, field: FieldPath) -> int | None:
        """Returns which group of fields a field without inner ones is kept in, None for what no rule names."""
        return self._slot(field)

    def is_misplaced(self, field: FieldPath, shape: str) -> bool:
        """Says whether a value has a shape that cannot hold what rules name inside of it, so that it may be just that.

        Args:
            shape: MAP, LIST or PLAIN, as `crmfs.access.rights` has them.
        """
        return self._misplaced(field, shape)

    def is_limited(self, key: str) -> bool:
        """Says whether a rule names a field at the root of a record, or one inside of it."""
        return key in self._keys

    def fields_in(self, slot: int) -> list[FieldPath]:
        """Returns the fields of a group, as rules name them."""
        return [field for field, number in self._slots.items() if number == slot]

    @property
    def slots(self) -> list[int]:
        """The groups in use."""
        return sorted(set(self._slots.values()))

    def _find_slot(self, field: FieldPath) -> int | None:
        found = [own for own in self._limited if covers(own, field)]
        return self._slots[max(found, key=len)] if found else None

    def _find_misplaced(self, field: FieldPath, shape: str) -> bool:
        return any(is_ill_shaped(field, own, shape) for own in self._limited)

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(field[0] for field in self._limited)

    @cached_property
    def _slots(self) -> dict[FieldPath, int]:
        """The group of each field that rules name; those that the same rules name are one group."""
        groups: dict[frozenset[int], int] = {}
        slots = {}
        for field in self._limited:
            about = frozenset(number for own in self._limited if covers(own, field) for number in self._named[own])
            slots[field] = groups.setdefault(about, len(groups)) % SLOTS
        return slots

"""Rights: what one actor may do to one file and to its fields, and which rules say so. Masks nothing itself."""

from typing import NamedTuple

from crmfs.access.field_path import ITEM, FieldPath, covers, touches
from crmfs.access.policy import ACTIONS, HIDE, MASK, READ, SHOWS, WRITE, Allowance, Restriction
from crmfs.access.spelling import STRANGE, Spelling
from crmfs.records.yaml import Value

ALLOW, DENY = "allow", "deny"
MAP, LIST, PLAIN = "map", "list", "plain"  # shapes of a value
_STRICTEST = (*SHOWS, ALLOW)


class Decision(NamedTuple):
    """The answer to one question, with its reasons.

    Attributes:
        verdict: ALLOW, DENY, or MASK for a field that is shown as a mask.
        grants: Ids of the grants that match.
        stopped_by: Ids of the restrictions that are not passed.
    """

    verdict: str
    grants: tuple[str, ...] = ()
    stopped_by: tuple[str, ...] = ()


class Rights:
    """The rules that are in force for one actor on one file.

    A key that no field is called by is hidden wherever some field may be: nobody knows what was meant by it.

    Args:
        spelling: How fields are called in the record that the file is; None where every key is what it says.

    Attributes:
        is_readable: Whether the file may be seen at all; of its fields some may be kept back.
        is_open: Whether all of it may be read.
        is_unlimited: Whether some grant is on the whole file, not on some of its fields only.
    """

    __slots__ = (
        "_allowances", "_appearing", "_decided", "_restrictions", "_showing", "_spelling", "is_open", "is_readable",
        "is_unlimited",
    )  # fmt: skip

    def __init__(
        self,
        allowances: tuple[Allowance, ...],
        restrictions: tuple[Restriction, ...],
        spelling: Spelling | None = None,
    ) -> None:
        self._allowances = allowances
        self._restrictions = restrictions
        self._spelling = spelling
        self._decided: dict[tuple[str, FieldPath], Decision] = {}
        self._showing: dict[FieldPath, str] = {}
        self._appearing: dict[tuple[FieldPath, str], str] = {}
        self.is_readable = self.allows(READ)
        self.is_unlimited = any(not rule.fields for rule in allowances)
        stops = any(READ in rule.actions for rule in restrictions)
        self.is_open = self.is_readable and self.is_unlimited and not stops

    def allows(self, action: str, field: FieldPath = ()) -> bool:
        """Says whether an action is allowed on the file, or on one of its fields, without a mask."""
        return self.decide(action, field).verdict == ALLOW

    def decide(self, action: str, field: FieldPath = ()) -> Decision:
        """Returns the decision on an action and why.

        Args:
            action: One of `ACTIONS`, or WRITE for all of them.
            field: A field of the record in the file; none for the file as a whole.
        """
        found = self._decided.get((action, field))
        if found is None:
            found = self._decided[action, field] = self._decision(action, field)
        return found

    def decide_all(self, action: str) -> Decision:
        """Returns the decision on an action on the file with whatever fields it has, never MASK."""
        grants = tuple(rule.id for rule in self._allowances if action in rule.actions and not rule.fields)
        stops = tuple(rule.id for rule in self._restrictions if action in rule.actions)
        return Decision(ALLOW if grants and not stops else DENY, grants, stops)

    def _decision(self, action: str, field: FieldPath) -> Decision:
        if action == WRITE:
            return _together([self.decide(each, field) for each in ACTIONS])
        fields = self._meant(field)
        grants = tuple(
            rule.id
            for rule in self._allowances
            if action in rule.actions and all(_allows(rule, action, each) for each in fields)
        )
        stops = [
            rule
            for rule in self._restrictions
            if action in rule.actions and any(_concerns(rule, each) for each in fields)
        ]
        verdict = DENY if not grants else ALLOW if not stops else DENY
        if grants and stops and action == READ and all(rule.fields and rule.show != HIDE for rule in stops):
            verdict = MASK
        return Decision(verdict, grants, tuple(rule.id for rule in stops))

    def shown(self, field: FieldPath) -> str:
        """Returns how a field appears to the actor: ALLOW for as it is, else HIDE, MASK or PARTIAL.

        What lies around a field that is kept back is ALLOW: it is the inner field that is hidden or masked.
        """
        found = self._showing.get(field)
        if found is None:
            found = min((self._shown(each) for each in self._meant(field)), key=_STRICTEST.index)
            self._showing[field] = found
        return found

    @property
    def hides_some(self) -> bool:
        """Whether a field that the record can have is hidden from the actor, be it there or not."""
        return any(
            rule.show == HIDE and READ in rule.actions and (self._spelling is None or self._spelling.has(field))
            for rule in self._restrictions
            for field in rule.fields
        )

    def may_be_told_of(self, field: FieldPath) -> bool:
        """Says whether the actor may be told of a field without a word on what is in it: of a mistyped key, too."""
        return all(each == STRANGE or self._shown(each) == ALLOW for each in self._meant(field))

    def _meant(self, field: FieldPath) -> tuple[FieldPath, ...]:
        return self._spelling.meant(field) if self._spelling and field else (field,)

    def _shown(self, field: FieldPath) -> str:
        if not any(not rule.fields or any(touches(own, field) for own in rule.fields) for rule in self._allowances):
            return HIDE
        stops = [rule.show for rule in self._restrictions if READ in rule.actions and _concerns(rule, field)]
        return HIDE if stops and field == STRANGE else min(stops, key=SHOWS.index, default=ALLOW)

    def appears(self, field: FieldPath, shape: str) -> str:
        """Returns how a value appears to the actor, as `shown`, but by its shape too.

        Where a rule is about something inside it that a value of this shape cannot hold, the value as a whole is kept
        back: a number that was typed in the place of the list of contacts is not shown either.

        Args:
            shape: MAP, LIST or PLAIN.
        """
        found = self._appearing.get((field, shape))
        if found is None:
            found = self.shown(field)
            if found == ALLOW:
                found = min((self._ill_shaped(each, shape) for each in self._meant(field)), key=_STRICTEST.index)
            self._appearing[field, shape] = found
        return found

    def _ill_shaped(self, field: FieldPath, shape: str) -> str:
        grants = [rule for rule in self._allowances if shape != PLAIN or _allows_whole(rule, field)]
        stops = [
            rule.show
            for rule in self._restrictions
            for own in rule.fields
            if READ in rule.actions and is_ill_shaped(field, own, shape)
        ]
        return min(stops, key=SHOWS.index, default=ALLOW) if grants else HIDE


def shape_of(value: Value) -> str:
    """Returns MAP, LIST or PLAIN."""
    return MAP if isinstance(value, dict) else LIST if isinstance(value, list) else PLAIN


def is_ill_shaped(field: FieldPath, rule: FieldPath, shape: str) -> bool:
    """Says whether a rule is on something inside of a field, and the field's value cannot hold it."""
    return rule != field and covers(field, rule) and (LIST if rule[len(field)] == ITEM else MAP) != shape


def _allows(rule: Allowance, action: str, field: FieldPath) -> bool:
    """Says whether a grant's fields are those asked for; to see a file, or what is around a field, one is enough."""
    concerns = touches if action == READ else covers
    return not rule.fields or any(concerns(own, field) for own in rule.fields)


def _allows_whole(rule: Allowance, field: FieldPath) -> bool:
    return not rule.fields or any(covers(own, field) for own in rule.fields)


def _concerns(rule: Restriction, field: FieldPath) -> bool:
    """Says whether a restriction is one on a field; what nobody knows may be any that is kept from being read."""
    if field == STRANGE and READ in rule.actions:
        return True
    return not rule.fields or any(covers(own, field) for own in rule.fields)


def _together(decisions: list[Decision]) -> Decision:
    """Returns the decision on several actions at once: allowed only if all are."""
    allowed = all(decision.verdict == ALLOW for decision in decisions)
    grants = dict.fromkeys(each for decision in decisions for each in decision.grants)
    stops = dict.fromkeys(each for decision in decisions for each in decision.stopped_by)
    return Decision(ALLOW if allowed else DENY, tuple(grants), tuple(stops))

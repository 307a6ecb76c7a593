"""What was typed to decide how two customers differ: `--take owner=B`, `--value company=…`. Merges nothing."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from crmfs.context import Context
from crmfs.core.errors import UsageError
from crmfs.lifecycle.union import Difference
from crmfs.records.fields import Field
from crmfs.records.kinds import CONTACTS, CUSTOMER, TERMS
from crmfs.records.labels import field_code
from crmfs.records.merge3 import ABSENT, Decision
from crmfs.records.merge3.sides import address_of, at_of
from crmfs.records.typed import typed_value

_Side = Literal["ours", "theirs"]


class Decided(NamedTuple):
    """Decisions as typed.

    Attributes:
        fields: By the name of the field, as `Difference` has it.
        typed: How each of them was typed.
        rest: For all others, None where they are to be told.
    """

    fields: Mapping[str, Decision]
    typed: Mapping[str, str]
    rest: Decision | None

    def of(self, differences: Sequence[Difference]) -> dict[str, Decision]:
        """Returns what settles the differences; UsageError (`dedupe.no_difference`) for a field that has none."""
        names = {one.name for one in differences}
        for field in self.fields:
            if field not in names:
                raise UsageError("dedupe.no_difference", field=self.typed[field])
        settled = dict.fromkeys(names, self.rest) if self.rest else {}
        return {**{name: one for name, one in settled.items() if one}, **self.fields}


def decisions(context: Context, take: Sequence[str], values: Sequence[str], ids: tuple[str, str]) -> Decided:
    """Returns what was typed.

    Args:
        ids: Of the customer that stays and of the one that goes: they may stand for A and B.

    Raises:
        UsageError: `dedupe.take_malformed`, `dedupe.value_malformed`; as `typed_value`.
    """
    sides: dict[str, _Side] = {"A": "ours", "a": "ours", ids[0]: "ours", "B": "theirs", "b": "theirs", ids[1]: "theirs"}
    fields: dict[str, Decision] = {}
    names: dict[str, str] = {}
    rest = None
    for typed in take:
        field, _, side = typed.rpartition("=")
        if side.strip() not in sides:
            raise UsageError("dedupe.take_malformed", text=typed)
        decision = Decision(sides[side.strip()])
        if field.strip():
            name, _ = _named(context, field.strip())
            fields[name], names[name] = decision, field.strip()
        else:
            rest = decision
    for typed in values:
        field, equals, text = typed.partition("=")
        if not equals or not field.strip():
            raise UsageError("dedupe.value_malformed", text=typed.partition("=")[0])
        name, known = _named(context, field.strip())
        fields[name], names[name] = _value(context, known, text.strip()), field.strip()
    return Decided(fields, names, rest)


def _value(context: Context, field: Field | None, text: str) -> Decision:
    if not text:
        return Decision("value", ABSENT)
    return Decision("value", typed_value(field, text, context.today, context.member_id) if field else text)


def _named(context: Context, typed: str) -> tuple[str, Field | None]:
    """Returns a field as `Difference` names it, typed by code or label, and the field."""
    steps = at_of(typed)
    kind = TERMS if steps[0] == TERMS.name else CUSTOMER
    fields: Mapping[str, Field] = context.schemas.fields(kind.name)
    if field_code(fields, steps[0]) is None and len(steps) > 1:
        fields = context.schemas.fields(CONTACTS.name)
    found, last = list(steps[:1]) if kind is TERMS else [], None
    for step in steps[1:] if kind is TERMS else steps:
        code = None if step.startswith("[") else field_code(fields, step)
        found.append(code or step)
        if code:
            last = fields[code]
            fields = last.items
    return address_of(tuple(found)), last

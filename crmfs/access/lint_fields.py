"""Names in a policy that no schema knows: fields of rules and conditions, attributes of members. Finds no more."""

from collections.abc import Iterator, Mapping

from crmfs.access.condition import Condition
from crmfs.access.field_path import ITEM, FieldPath, shown_field
from crmfs.access.glob import Pattern
from crmfs.access.meeting import Meeting
from crmfs.access.policy import Allowance, Policy, Restriction
from crmfs.access.spelling import Fields, is_known
from crmfs.records.kinds import CUSTOMER, MEMBERS
from crmfs.records.labels import nearest

_PLACES = {
    "customer": "customers/*/*/customer.yaml",
    "contacts": "customers/*/*/contacts.yaml",
    "terms": "customers/*/*/finance/terms.yaml",
    "interaction": "customers/*/*/interactions/*.yaml",
    "order": "customers/*/*/orders/*.yaml",
    "ticket": "customers/*/*/tickets/*.yaml",
    "feedback": "customers/*/*/feedback/*.yaml",
    "meta": "**/*.meta.yaml",
    "review": "reviews/**/*.yaml",
    "settings": "crmfs.yaml",
    "members": "members.yaml",
    "access": "access.yaml",
}
_ROLES = "roles"  # what `me.roles` means is known, whatever the schema says


def unknown_fields(policy: Policy, fields: Mapping[str, Fields]) -> Iterator[tuple[str, str, str | None]]:
    """Yields each field of a rule that no record has on the rule's paths: its pointer, its text, and what was meant.

    What was meant is a field of a record there, "" where none is like it, None where no record is known to be there.
    """
    kinds = list(_PLACES)
    meeting = Meeting((tuple(glob.split("/")), number) for number, glob in enumerate(_PLACES.values()))
    met: dict[Pattern, set[str]] = {}
    named: dict[str, tuple[Allowance | Restriction, ...]] = {
        "grants": policy.allowances,
        "restrict": policy.restrictions,
    }
    for name, rules in named.items():
        for number, rule in enumerate(rules):
            for position, field in enumerate(rule.fields):
                for pattern in rule.patterns:
                    if pattern not in met:
                        met[pattern] = {kinds[each] for each in meeting.met(pattern)}
                about = set().union(*(met[pattern] for pattern in rule.patterns))
                if not any(kind not in fields or is_known(fields[kind], field) for kind in about):
                    near = [_nearest(fields[kind], field) for kind in sorted(about)]
                    meant = next((one for one in near if one), "") if about else None
                    yield f"/{name}/{number}/fields/{position}", shown_field(field), meant


def _nearest(fields: Fields, path: FieldPath) -> str:
    """Returns the field that a path most likely means, by codes, labels and aliases; "" where none is like it."""
    found: list[str] = []
    known, is_list = fields, False
    for step in path:
        if step == ITEM:
            continue
        code = nearest(known, step)
        if not code:
            return ""
        found += [*([ITEM] if is_list else []), code]
        is_list, known = known[code].type == "list", known[code].items
    return shown_field(tuple(found))


def unknown_condition_fields(policy: Policy, fields: Mapping[str, Fields]) -> Iterator[tuple[str, str]]:
    """Yields the pointer and the name of each field in a condition that no customer can have."""
    known = fields.get(CUSTOMER.name)
    for pointer, condition in _conditions(policy) if known is not None else ():
        for term in condition.terms:
            if known is not None and not is_known(known, tuple(term.field.split("."))):
                yield pointer, term.field


def unknown_attributes(policy: Policy, fields: Mapping[str, Fields]) -> Iterator[tuple[str, str]]:
    """Yields the pointer and the name of each attribute of members in a condition that no member can have."""
    members = fields.get(MEMBERS.name, {}).get("members")
    for pointer, condition in _conditions(policy) if members else ():
        for term in condition.terms:
            if members and term.attribute and term.attribute not in (*members.items, _ROLES):
                yield pointer, term.attribute


def _conditions(policy: Policy) -> Iterator[tuple[str, Condition]]:
    for number, allowance in enumerate(policy.allowances):
        if allowance.where:
            yield f"/grants/{number}/where", allowance.where
    for number, restriction in enumerate(policy.restrictions):
        if restriction.unless:
            yield f"/restrict/{number}/unless", restriction.unless

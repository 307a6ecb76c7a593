"""Linter: what in a policy and in members.yaml has no effect, or not the one meant. Pure; refuses nothing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crmfs.access.lint_fields import unknown_attributes, unknown_condition_fields, unknown_fields
from crmfs.access.lint_rules import dead_rules
from crmfs.access.members import Member, Members
from crmfs.access.policy import Policy
from crmfs.core.messages import Param
from crmfs.records.fields import Field
from crmfs.records.yaml import pointer_to


class Finding(NamedTuple):
    """One finding of the linter.

    Attributes:
        code: A key of the rules in `crmfs.core.messages`.
        pointer: JSON Pointer of the place in access.yaml, or in members.yaml.
        params: Values for the message's placeholders.
    """

    code: str
    pointer: str
    params: Mapping[str, Param]


def policy_findings(policy: Policy, members: Members, fields: Mapping[str, Mapping[str, Field]]) -> Iterator[Finding]:
    """Returns what is odd about the rules: those without effect, and names that the schemas do not know.

    Args:
        fields: Each kind's fields; a kind whose schema cannot be read is left out, and its names are not judged.
    """
    held = [policy.roles_of(member) for member in members.all]
    for pointer, said, by in dead_rules(policy, held):
        code = "access.rule_dead" if pointer.startswith("/grants/") else "access.restriction_dead"
        yield Finding(code, pointer, {"id": said, "by": by})
    for pointer, field, meant in unknown_fields(policy, fields):
        if meant is None or pointer.startswith("/grants/"):
            yield Finding("access.field_unknown", pointer, {"name": field})
        else:
            yield Finding("access.restricted_field", pointer, {"name": field, "meant": meant or "-"})
    for pointer, field in unknown_condition_fields(policy, fields):
        yield Finding("access.condition_field", pointer, {"name": field})
    for pointer, attribute in unknown_attributes(policy, fields):
        yield Finding("access.attribute_unknown", pointer, {"name": attribute})


def unused_roles(policy: Policy, members: Members) -> Iterator[Finding]:
    """Returns the roles that nobody has, neither directly nor by a role that includes them."""
    none: frozenset[str] = frozenset()
    used = none.union(*(policy.roles_of(member) for member in members.all))
    for role in policy.roles:
        if role not in used:
            yield Finding("access.role_unused", pointer_to("roles", role), {"role": role})


def member_findings(policy: Policy, members: Iterable[tuple[int, Member]]) -> Iterator[Finding]:
    """Returns the members without a role, and the roles of members that the policy does not define.

    Args:
        members: Each with its number in members.yaml.
    """
    for number, member in members:
        if not member.roles:
            yield Finding("access.member_roleless", pointer_to("members", number), {"id": member.id})
        yield from _undefined(policy, number, member.roles)


def _undefined(policy: Policy, number: int, roles: Iterable[str]) -> Iterator[Finding]:
    for position, role in enumerate(roles):
        if role not in policy.roles:
            yield Finding("access.member_role", pointer_to("members", number, "roles", position), {"role": role})

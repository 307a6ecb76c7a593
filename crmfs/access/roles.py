"""Roles and the roles they include. Knows no rules."""

from collections.abc import Mapping, Sequence


def included_roles(direct: Mapping[str, Sequence[str]]) -> tuple[dict[str, frozenset[str]], list[str]]:
    """Returns each role with all that it includes, itself too, and the roles that include themselves over others.

    Args:
        direct: Each role with the roles that it names; names of no role are passed over.
    """
    closed: dict[str, frozenset[str]] = {}
    for role in direct:
        found: set[str] = set()
        pending = [role]
        while pending:
            each = pending.pop()
            if each not in found and each in direct:
                found.add(each)
                pending += direct[each]
        closed[role] = frozenset(found)
    return closed, [role for role, named in direct.items() if any(role in closed.get(each, ()) for each in named)]

"""Explanation: a decision with the rules behind it, and those that nearly applied. Decides nothing itself."""

from collections.abc import Mapping
from typing import NamedTuple

from crmfs.access.field_path import FieldPath
from crmfs.access.grant import Grant
from crmfs.access.policy import ACTIONS, WRITE, Allowance, Restriction
from crmfs.access.rights import Decision
from crmfs.records.yaml import Value


class Explanation(NamedTuple):
    """Why one actor may or may not do something.

    Attributes:
        decision: The decision itself.
        grants: The grants that match.
        stops: The restrictions that are not passed.
        near: The grants that would match if their condition held.
        apart: For a question about a whole file, the fields on which the decision is another one.
        lacking: Of all actions asked for at once, those that are not allowed.
    """

    decision: Decision
    grants: tuple[Allowance, ...]
    stops: tuple[Restriction, ...]
    near: tuple[Allowance, ...]
    apart: Mapping[FieldPath, Decision]
    lacking: tuple[str, ...] = ()


def explain(grant: Grant, path: str, customer: Mapping[str, Value], action: str, field: FieldPath = ()) -> Explanation:
    """Returns the decision on an action and why.

    Args:
        path: Repository path of a file, there or not.
        customer: The fields of the customer that it belongs to, as far as conditions name them.
        action: One of `ACTIONS`, or WRITE.
        field: A field of the record in the file; none for the file as a whole.
    """
    policy = grant.policy
    rights = grant.rights(path, grant.truth(customer))
    decision = rights.decide(action, field)
    lacking = [each for each in ACTIONS if not rights.allows(each, field)] if action == WRITE else []
    all_true = (1 << len(policy.conditions)) - 1
    matching = grant.rights(path, all_true).decide(action, field).grants
    first = len(policy.allowances)
    fit = sorted(policy.automaton.at(path).fit)
    allowing = [policy.allowances[number] for number in fit if number < first]
    stopping = [policy.restrictions[number - first] for number in fit if number >= first]
    rules: list[Allowance | Restriction] = [*allowing, *stopping]
    named = {rule.id: rule for rule in allowing}
    stops = {rule.id: rule for rule in stopping}
    limited = [own for rule in rules for own in rule.fields]
    apart = {own: rights.decide(action, own) for own in dict.fromkeys(limited if not field else ())}
    return Explanation(
        decision,
        tuple(named[each] for each in decision.grants),
        tuple(stops[each] for each in decision.stopped_by),
        tuple(named[each] for each in matching if each not in decision.grants),
        {own: found for own, found in apart.items() if found.verdict != decision.verdict},
        tuple(lacking),
    )

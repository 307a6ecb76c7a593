"""What of a shown record is no mask: what finds, filters, sorts and groups goes by that alone. Shows nothing."""

from collections.abc import Iterable, Mapping

from crmfs.access.field_path import ITEM, FieldPath
from crmfs.access.grant import Grant
from crmfs.access.policy import HIDE, READ
from crmfs.access.rights import ALLOW, Rights
from crmfs.records.yaml import Value


def may_be_masked(names: Iterable[str], grant: Grant) -> bool:
    """Says whether a field, or one inside it, that has one of these names is shown to an actor as a mask somewhere."""
    named = frozenset(names)
    return any(
        rule.show != HIDE and READ in rule.actions and not rule.only & grant.roles and not named.isdisjoint(field)
        for rule in grant.policy.restrictions
        for field in rule.fields
    )


def unmasked(shown: Mapping[str, Value], rights: Rights | None) -> dict[str, Value]:
    """Returns those fields of a record, as it is shown, that are no masks: a mask counts as no value.

    Args:
        rights: To its file; None for all.
    """
    if rights is None or rights.is_open:
        return dict(shown)
    return {key: _unmasked(value, rights, (key,)) for key, value in shown.items() if rights.shown((key,)) == ALLOW}


def _unmasked(value: Value, rights: Rights, at: FieldPath) -> Value:
    if isinstance(value, dict):
        inside = {key: (*at, key) for key in value}
        return {key: _unmasked(value[key], rights, at) for key, at in inside.items() if rights.shown(at) == ALLOW}
    if isinstance(value, list):
        item = (*at, ITEM)
        return [_unmasked(inner, rights, item) for inner in value] if rights.shown(item) == ALLOW else []
    return value

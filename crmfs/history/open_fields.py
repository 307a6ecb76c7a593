"""The fields of a record that are open to a member: neither hidden nor masked. Decides nothing; rights do."""

from collections.abc import Mapping

from crmfs.access.field_path import ITEM, FieldPath
from crmfs.access.rights import ALLOW, Rights, shape_of
from crmfs.records.yaml import Value


def open_fields(value: Mapping[str, Value], rights: Rights | None) -> dict[str, Value]:
    """Returns a record without all that is hidden or masked: of two states that differ there alone, nothing differs.

    Args:
        rights: To its file; None for all.
    """
    if rights is None or rights.is_open:
        return dict(value)
    return _map(value, rights, ())


def _map(value: Mapping[str, Value], rights: Rights, at: FieldPath) -> dict[str, Value]:
    found = {
        key: _open(inner, rights, (*at, key))
        for key, inner in value.items()
        if rights.appears((*at, key), shape_of(inner)) == ALLOW
    }
    # What holds nothing but what is kept back is left out as well: that it came would tell that something in it did.
    return {key: inner for key, inner in found.items() if inner not in ({}, []) or inner == value[key]}


def _open(value: Value, rights: Rights, at: FieldPath) -> Value:
    if isinstance(value, dict):
        return _map(value, rights, at)
    if isinstance(value, list):
        item = (*at, ITEM)
        return [_open(inner, rights, item) for inner in value if rights.appears(item, shape_of(inner)) == ALLOW]
    return value

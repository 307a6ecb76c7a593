"""Edits of a file from the value that it holds to another: what differs changes, no other byte. Judges nothing."""

from collections.abc import Mapping, Sequence

from crmfs.records.fields import Field
from crmfs.records.merge3.items import identities
from crmfs.records.merge3.sides import same_value
from crmfs.records.yaml import Value, pointer_to, read_yaml
from crmfs.records.yaml.editor import delete, insert_item, move_item, set_value

Fields = Mapping[str, Field]
Steps = tuple[str | int, ...]


def rewritten(data: bytes, wanted: dict[str, Value], fields: Fields) -> bytes:
    """Returns a file with another value; keys that come go where `wanted` has them.

    Raises:
        EditRefused: It cannot be done exactly.
    """
    value = read_yaml(data).value
    if not isinstance(value, dict):
        return set_value(data, "", wanted)
    return _map(data, value, wanted, fields, ())


def _map(data: bytes, held: dict[str, Value], wanted: dict[str, Value], fields: Fields, at: Steps) -> bytes:
    for key in held:
        if key not in wanted:
            data = delete(data, pointer_to(*at, key))
    for key, value in wanted.items():
        if key not in held:
            data = set_value(data, pointer_to(*at, key), value, order=tuple(wanted))
        elif not same_value(held[key], value):
            data = _changed(data, held[key], value, fields.get(key), (*at, key))
    return data


def _changed(data: bytes, held: Value, wanted: Value, field: Field | None, at: Steps) -> bytes:
    if isinstance(held, dict) and isinstance(wanted, dict) and held and wanted:
        return _map(data, held, wanted, field.items if field else {}, at)
    if isinstance(held, list) and isinstance(wanted, list) and held and wanted:
        found = _list(data, held, wanted, field, at)
        if found is not None:
            return found
    return set_value(data, pointer_to(*at), wanted)


def _list(data: bytes, held: list[Value], wanted: list[Value], field: Field | None, at: Steps) -> bytes | None:
    known = identities((held, wanted), field)
    if known is None:
        return None
    before, after = known.names
    where, place = pointer_to(*at), list(before)
    for index in reversed(range(len(before))):
        if before[index] not in after:
            data = delete(data, pointer_to(*at, index))
            del place[index]
    for index, name in enumerate(after):
        if name not in before:
            data = insert_item(data, where, index, wanted[index])
            place.insert(index, name)
        elif place.index(name) != index:
            data = move_item(data, pointer_to(*at, place.index(name)), index)
            place.insert(index, place.pop(place.index(name)))
    return _items_changed(data, dict(zip(before, held, strict=True)), after, wanted, field, at)


def _items_changed(
    data: bytes, held: dict[str, Value], names: Sequence[str], wanted: list[Value], field: Field | None, at: Steps
) -> bytes:
    inner = Field("", field.label, "map", items=field.items) if field else None
    for index, name in enumerate(names):
        if name in held and not same_value(held[name], wanted[index]):
            data = _changed(data, held[name], wanted[index], inner, (*at, index))
    return data

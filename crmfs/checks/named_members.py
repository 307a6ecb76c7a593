"""The members that a record names, wherever its schema says `"x-refers": "member"`. Knows no members."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from crmfs.records.fields import Field
from crmfs.records.record import Record
from crmfs.records.schema import SchemaRefused, Schemas
from crmfs.records.yaml import Value, pointer_to

Place = tuple[str | None, ...]  # keys from the root; None stands for every item of a list


def members_named(record: Record, schemas: Schemas) -> Iterator[tuple[str, str]]:
    """Yields the members that a record names: (pointer, id); none where its schema cannot be read."""
    value = record.value
    for key, rest in _places(schemas, record.kind.name):
        if key in value:
            yield from _named(value[key], rest, (key,))


@lru_cache(maxsize=64)
def _places(schemas: Schemas, kind: str) -> tuple[tuple[str, Place], ...]:
    """Returns a kind's places, each as its first key and the rest."""
    try:
        return tuple((str(key), tuple(rest)) for key, *rest in _below(schemas.fields(kind), ()))
    except SchemaRefused:
        return ()  # told as check.rules_unreadable


def _below(fields: Mapping[str, Field], above: Place) -> Iterator[Place]:
    for field in fields.values():
        place = (*above, field.name, None) if field.type == "list" else (*above, field.name)
        if field.refers == "member":
            yield place
        yield from _below(field.items, place)


def _named(value: Value, place: Place, above: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    if not place:
        if isinstance(value, str) and value:
            yield pointer_to(*above), value
    elif place[0] is not None:
        if isinstance(value, dict):
            yield from _named(value.get(place[0]), place[1:], (*above, place[0]))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _named(item, place[1:], (*above, index))

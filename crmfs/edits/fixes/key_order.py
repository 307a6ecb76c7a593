"""Keys in the order of the schema, comments with their key. Done only when asked for: it moves lines that are right."""

from collections.abc import Iterator, Mapping

from crmfs.checks.subject import Rules
from crmfs.edits.fixes.fields import fields_of
from crmfs.records.fields import Field
from crmfs.records.yaml import Value, pointer_to, read_yaml
from crmfs.records.yaml.editor import reorder_keys


def ordered(data: bytes, path: str, rules: Rules) -> bytes:
    """Returns a record with the keys of each mapping in the schema's order, unknown keys last.

    Raises:
        EditRefused, YamlError: As `reorder_keys`.
    """
    fields = fields_of(path, rules)
    for pointer, names in _mappings(read_yaml(data).value, fields, ()):
        data = reorder_keys(data, pointer, names)
    return data


def _mappings(
    value: Value, fields: Mapping[str, Field], place: tuple[str | int, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yields each mapping whose fields are known, outer ones first: its place, the order of its keys."""
    if not isinstance(value, dict) or not fields:
        return
    yield pointer_to(*place), tuple(fields)
    for name, field in fields.items():
        inside = value.get(name)
        if isinstance(inside, list):
            for index, item in enumerate(inside):
                yield from _mappings(item, field.items, (*place, name, index))
        else:
            yield from _mappings(inside, field.items, (*place, name))

"""What a schema says of its kind, as JSON and back: label and fields, to be kept. Reads no schema and keeps nothing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from crmfs.core.messages import Text
from crmfs.records.fields import Choice, Field

Told = list[Any]  # what JSON can hold of one kind


def told(label: Text, fields: Mapping[str, Field]) -> Told:
    """Returns a kind's label and fields as JSON can hold them."""
    return [label, _listed(fields)]


def label_of(said: Told) -> Text:
    """Returns the label in what `told` returned."""
    return Text(*said[0])


def fields_of(said: Told) -> Mapping[str, Field]:
    """Returns the fields in what `told` returned, in their order."""
    return _fields(said[1])


def _listed(fields: Mapping[str, Field]) -> list[Any]:
    return [field._replace(items=cast(Any, _listed(field.items))) for field in fields.values()]


def _fields(listed: list[Any]) -> Mapping[str, Field]:
    return MappingProxyType({said[0]: _field(*said) for said in listed})


def _field(name: str, label: list[str], *said: Any) -> Field:
    kind, required, choices, protected, refers, example, description, items, aliases, unique = said
    choices = tuple(Choice(code, Text(*text), tuple(names)) for code, text, names in choices)
    return Field(
        name, Text(*label), kind, required, choices, protected, refers, example,
        Text(*description), _fields(items), tuple(aliases), unique,
    )  # fmt: skip

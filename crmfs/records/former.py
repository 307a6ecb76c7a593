"""Former: what the customers were called that were merged into one. Reads a record's values; merges nothing."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crmfs.records.yaml import Value

IDS, REFS = "former_ids", "former_refs"  # below `extra`: ids here, foreign ids


class Former(NamedTuple):
    """One name of a customer that was merged into another.

    Attributes:
        system: The system that gave the id, `""` for this repository.
    """

    system: str
    id: str


def former_of(fields: Mapping[str, Value]) -> list[Former]:
    """Returns the ids of the customers that were merged into one, by its fields."""
    extra = fields.get("extra")
    if not isinstance(extra, dict):
        return []
    own = [Former("", one) for one in _listed(extra, IDS) if isinstance(one, str)]
    foreign = [one for one in _listed(extra, REFS) if isinstance(one, dict)]
    return own + [Former(str(one.get("system") or ""), str(one.get("id") or "")) for one in foreign]


def listed_former(fields: Mapping[str, Value], key: str) -> list[Value]:
    """Returns what a customer holds under `IDS` or `REFS`."""
    extra = fields.get("extra")
    return list(_listed(extra, key)) if isinstance(extra, dict) else []


def _listed(extra: Mapping[str, Value], key: str) -> Iterable[Value]:
    found = extra.get(key)
    return found if isinstance(found, list) else ()

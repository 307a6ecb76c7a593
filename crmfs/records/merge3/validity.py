"""Which rules a merged record breaks that neither side broke. Merges nothing."""

from collections import Counter

from crmfs.core.regex import regex
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Value, pointer_parts

_INDEX = regex(r"/\d+(?=/|$)")


def new_faults(
    schemas: Schemas, kind: str, merged: dict[str, Value], ours: dict[str, Value], theirs: dict[str, Value]
) -> list[str]:
    """Returns the keys of a merged record at which it breaks more rules than both sides did together, "" for all."""
    if schemas.is_valid(kind, merged):
        return []
    known = _counted(schemas, kind, ours) + _counted(schemas, kind, theirs)
    return list(dict.fromkeys(key for (_, _, key) in _counted(schemas, kind, merged) - known))


def _counted(schemas: Schemas, kind: str, value: dict[str, Value]) -> Counter[tuple[str, str, str]]:
    found = schemas.findings(kind, value)
    return Counter((one.code, _INDEX.sub("/*", one.pointer), _key(one.pointer, one.params)) for one in found)


def _key(pointer: str, params: object) -> str:
    """Returns the key of the record that a fault is about; a key that is missing is named by the fault itself."""
    parts = pointer_parts(pointer)
    missing = params.get("field") if isinstance(params, dict) else None
    return parts[0] if parts else str(missing or "")

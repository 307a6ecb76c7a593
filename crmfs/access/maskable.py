"""Which fields some member may be kept from: what an index must hold apart. Decides about nobody."""

from crmfs.git.derived import Derived
from crmfs.git.model import object_id
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import ACCESS
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value

_POLICY = "access.yaml"
_FUNCTION, _VERSION = "maskable_fields", 1  # the version counts up when what `_named` returns changes


def maskable_fields(snapshot: Snapshot, derived: Derived | None = None) -> frozenset[str]:
    """Returns the names of all fields and inner fields that a restriction on reading in access.yaml names.

    Args:
        derived: Where the names are kept: reading the policy takes longer than all else that a search reads.
    """
    if snapshot.entry(_POLICY) is None:
        return frozenset()
    data = snapshot.read(_POLICY)
    key = object_id("blob", data)
    kept = derived.get_many(_FUNCTION, _VERSION, [key]) if derived else {}
    if key not in kept:
        kept = {key: sorted(_named(data))}
        if derived:
            derived.put_many(_FUNCTION, _VERSION, kept)
    return frozenset(kept[key])


def _named(data: bytes) -> frozenset[str]:
    found = read_record(_POLICY, ACCESS, data)
    fields: list[str] = []
    for rule in _items(found.value.get("restrict")) if isinstance(found, Record) else ():
        if isinstance(rule, dict) and "read" in _items(rule.get("stop")):
            fields += [field for field in _items(rule.get("fields")) if isinstance(field, str)]
    return frozenset(part for field in fields for part in field.replace("[]", "").split("."))


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []

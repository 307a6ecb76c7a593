"""Which fields some member may be kept from: what an index must hold apart. Decides about nobody."""

from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import ACCESS
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value

_POLICY = "access.yaml"


def maskable_fields(snapshot: Snapshot) -> frozenset[str]:
    """Returns the names of all fields and inner fields that a restriction on reading in access.yaml names."""
    if snapshot.entry(_POLICY) is None:
        return frozenset()
    found = read_record(_POLICY, ACCESS, snapshot.read(_POLICY))
    fields: list[str] = []
    for rule in _items(found.value.get("restrict")) if isinstance(found, Record) else ():
        if isinstance(rule, dict) and "read" in _items(rule.get("stop")):
            fields += [field for field in _items(rule.get("fields")) if isinstance(field, str)]
    return frozenset(part for field in fields for part in field.replace("[]", "").split("."))


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []

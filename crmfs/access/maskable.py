"""Which fields some member may be kept from: what an index must hold apart. Decides about nobody."""

from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import ACCESS
from crmfs.records.record import Record, read_record

_POLICY = "access.yaml"


def maskable_fields(snapshot: Snapshot) -> frozenset[str]:
    """Returns the names of all fields and inner fields that a restriction in access.yaml names."""
    if snapshot.entry(_POLICY) is None:
        return frozenset()
    found = read_record(_POLICY, ACCESS, snapshot.read(_POLICY))
    rules = found.value.get("restrict") if isinstance(found, Record) else None
    fields = [
        field
        for rule in (rules if isinstance(rules, list) else [])
        if isinstance(rule, dict)
        for field in (rule.get("fields") if isinstance(rule.get("fields"), list) else [])
        if isinstance(field, str)
    ]
    return frozenset(part for field in fields for part in field.replace("[]", "").split("."))

"""What of the fill-in rules is used: records with each field and value, kept by shard. Judges nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from crmfs.access.by_shard import Function, Meter, by_shard, shards_of
from crmfs.access.view import View
from crmfs.records.fields import Field
from crmfs.records.kinds import CHILDREN, CONTACTS, CUSTOMER, META, TERMS
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

KINDS = (CUSTOMER, CONTACTS, TERMS, *CHILDREN, META)
NOT_ASKED = frozenset(("source_ref", "extra", "hold", "distinct", "reviews"))  # nobody is to fill them in by hand


class Usage(NamedTuple):
    """How much one field of a kind of record is used.

    Attributes:
        kind: The kind's name.
        at: Its keys with dots between, `contacts.title` for a field of the items of a list.
        field: What the schema says of it.
        records: How many records, or items of the list, could have it.
        filled: How many do; a mask counts, as it hides a value.
        unused: Codes of its choices that none has.
    """

    kind: str
    at: str
    field: Field
    records: int
    filled: int
    unused: tuple[str, ...]


def usage_of(view: View, schemas: Schemas, derived: "Derived | None" = None, meter: Meter | None = None) -> list[Usage]:
    """Returns how much each field of the fill-in rules is used, in their order; of kinds with records alone.

    Args:
        derived: Where counts are kept by tree id; None to read every file.
        meter: Told how many of how many shards are read.
    """

    def read(missing: list[str]) -> Iterator[Counter[str]]:
        return (_read_shard(view, shard, schemas) for shard in missing)

    counts: Counter[str] = Counter()
    function = Function("tally", 1, schemas.key)
    for _, row in by_shard(view, derived, shards_of(view), function, read, meter):
        counts.update(row)
    found: list[Usage] = []
    for kind in KINDS:
        if counts[kind.name]:
            found += _below(kind.name, kind.name, "", schemas.fields(kind.name), counts)
    return found


def _below(kind: str, above: str, at: str, fields: Mapping[str, Field], counts: Counter[str]) -> Iterator[Usage]:
    """Yields the fields of a record, or of what stands at a place in it."""
    for field in (one for one in fields.values() if one.name not in NOT_ASKED):
        name = f"{at}.{field.name}" if at else field.name
        key = f"{kind}.{name}"
        unused = tuple(choice.code for choice in field.choices if not counts[f"{key}={choice.code}"])
        yield Usage(kind, name, field, counts[above], counts[key], unused)
        if field.items and counts[key]:
            yield from _below(kind, f"{key}[]", name, field.items, counts)


def _read_shard(view: View, shard: str, schemas: Schemas) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in view.records(shard, *KINDS):
        if one.fields is not None:  # broken YAML: `validate` tells of it
            counts[one.kind.name] += 1
            _count(counts, one.kind.name, one.fields, one.clear, schemas.fields(one.kind.name))
    return counts


def _count(
    counts: Counter[str],
    above: str,
    value: Mapping[str, Value],
    clear: Mapping[str, Value],
    fields: Mapping[str, Field],
) -> None:
    for name, held in value.items():
        field = fields.get(name)
        if field is None or held in (None, "", [], {}):
            continue
        key = f"{above}.{name}"
        counts[key] += 1
        own = clear.get(name)
        for one in own if isinstance(own, list) else [own]:
            if field.choices and isinstance(one, str):
                counts[f"{key}={one}"] += 1
            elif field.items and isinstance(one, dict):
                counts[f"{key}[]"] += 1
                _count(counts, key, one, one, field.items)

"""value.date_unlikely: dates that exist, but that nobody can have meant."""

from collections.abc import Iterator
from functools import lru_cache

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.records.record import Record
from crmfs.records.schema import SchemaRefused, Schemas

_FIRST, _LAST, _NEVER = "1900-01-01", "2100-12-31", "9999-12-31"


def check(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds years such as 0203 or 20233 typed for 2023; 9999-12-31 is what people write for never."""
    for field in _date_fields(rules.schemas, record.kind.name):
        value = record.value.get(field)
        if isinstance(value, str) and not _FIRST <= value <= _LAST and value != _NEVER and _is_date(value):
            yield record.problem("value.date_unlikely", f"/{field}", field=field)


@lru_cache(maxsize=64)
def _date_fields(schemas: Schemas, kind: str) -> tuple[str, ...]:
    try:
        return tuple(field.name for field in schemas.fields(kind).values() if field.type == "date")
    except SchemaRefused:
        return ()


def _is_date(value: str) -> bool:
    return len(value) == 10 and value[4] == value[7] == "-" and value.replace("-", "").isdigit()

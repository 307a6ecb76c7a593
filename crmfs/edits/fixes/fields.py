"""The fields of the record that a file holds, for repairs. Reads no file."""

from collections.abc import Mapping

from crmfs.checks.subject import Rules
from crmfs.records.fields import Field
from crmfs.records.kinds import locate


def fields_of(path: str, rules: Rules) -> Mapping[str, Field]:
    """Returns the fields of the kind of record that a path holds, none for a file that is no record."""
    kind = locate(path).kind
    return rules.schemas.fields(kind.name) if kind else {}

"""What the reader noted: values that were read, but may not mean what was meant."""

from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.records.record import Record


def check(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds leading zeros, huge integers, full-width colons, byte order marks: the rules of the area `yaml`."""
    for note in record.document.notes:
        yield Problem(note.code, record.path, note.line, note.column, note.pointer)

"""record.schema_line: a record whose first comment leads editors to no schema, such as a template copied elsewhere."""

import re
from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.core.regex import regex
from crmfs.records.record import Record
from crmfs.records.templates import schema_path_from

SCHEMA_LINE = regex(rb"^(# *yaml-language-server: *\$schema=)([^\s]+)", re.MULTILINE)


def check(record: Record, rules: Rules) -> Iterator[Problem]:
    """Finds a relative path to another place than the schema of the record's kind; an address is the team's own."""
    data = record.document.data
    found = SCHEMA_LINE.search(data) if b"$schema=" in data else None
    if found is None or b"://" in found[2]:
        return
    expected = schema_path_from(record.path, record.kind)
    if found[2] != expected.encode():
        line = data.count(b"\n", 0, found.start()) + 1
        yield Problem("record.schema_line", record.path, line, 1, "", {"expected": expected})

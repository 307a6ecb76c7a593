"""path.unsafe: names that cannot be checked out on every computer."""

from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.paths import unsafe_reason
from crmfs.core.problem import Problem
from crmfs.git.snapshot import Entry

_REASONS = {
    "empty": "path.reason_dots",
    "absolute": "path.reason_dots",
    "dots": "path.reason_dots",
    "git": "path.reason_git",
    "device": "path.reason_device",
    "character": "path.reason_character",
    "invisible": "path.reason_invisible",
    "trailing": "path.reason_trailing",
    "long": "path.reason_long",
    "not_nfc": "path.reason_not_nfc",
}


def check(entry: Entry, rules: Rules) -> Iterator[Problem]:
    """Finds a path that some file system refuses, changes, or takes for another one."""
    reason = unsafe_reason(entry.path)
    if reason:
        yield Problem("path.unsafe", entry.path, params={"reason": _REASONS[reason]})

"""file.big, file.too_big: attachments that make every clone slow."""

from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.git.snapshot import Entry
from crmfs.records.kinds import locate

_MIB = 1 << 20


def check(entry: Entry, rules: Rules) -> Iterator[Problem]:
    """Finds files above the limits of crmfs.yaml; records have the reader's own limit."""
    if locate(entry.path).kind is not None or not entry.is_file:
        return
    size_bytes = entry.size or 0
    warn, most = rules.settings.attachment_warn_mib, rules.settings.attachment_max_mib
    if size_bytes > most * _MIB:
        yield Problem("file.too_big", entry.path, params={"size_mib": _shown(size_bytes), "limit_mib": most})
    elif size_bytes > warn * _MIB:
        yield Problem("file.big", entry.path, params={"size_mib": _shown(size_bytes), "limit_mib": warn})


def _shown(size_bytes: int) -> float:
    return round(size_bytes / _MIB, 1)

"""The rules that data must keep: the explicit lists of checks, one check a file. Checks find; they refuse nothing."""

from collections.abc import Callable, Iterable, Sequence

from crmfs.checks.facts import Facts
from crmfs.checks.subject import Folder, Rules
from crmfs.core.problem import Problem
from crmfs.git.snapshot import Entry
from crmfs.records.record import Record

Found = Iterable[Problem]

# One file by its place, name, mode and size; its content is not read.
FILE_CHECKS: tuple[Callable[[Entry, Rules], Found], ...] = ()

# A document by its first bytes.
DOCUMENT_CHECKS: tuple[Callable[[str, bytes, Rules], Found], ...] = ()

# One record by its values; knows neither today nor the members, so that its findings are kept by tree id.
RECORD_CHECKS: tuple[Callable[[Record, Rules], Found], ...] = ()

# The files of one customer, or of the library, together; knows neither today nor the members.
FOLDER_CHECKS: tuple[Callable[[Folder, Rules], Found], ...] = ()

# A record against the version before; None on one side for a new or a deleted record.
CHANGE_CHECKS: tuple[Callable[[Record | None, Record | None, Rules], Found], ...] = ()

# All customers together, the members and the calendar; the last argument opens a folder for an exact place.
FACT_CHECKS: tuple[Callable[[Sequence[Facts], Rules, Callable[[str], Folder]], Found], ...] = ()

# The texts of a commit message, by lines.
MESSAGE_CHECKS: tuple[Callable[[str, Rules], Found], ...] = ()

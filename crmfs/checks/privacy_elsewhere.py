"""privacy.*: personal data in names of files, in texts that are no records, and in commit messages."""

import re
from collections.abc import Iterator

from crmfs.checks.personal import find_personal, may_hold_personal
from crmfs.checks.privacy import CODES, is_free, told
from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.core.regex import regex
from crmfs.git.snapshot import Entry
from crmfs.records.ids import is_id
from crmfs.records.kinds import locate

_TEN_DIGITS = regex(r"(?:[0-9]-?){10}")
# Who wrote, signed or reviewed a commit stands in git anyway; these lines repeat it.
_SIGNATURE = regex(r"(?:[A-Za-z]+-)+by: ", re.I)
_OP = regex(r"Crmfs-Op: [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")  # by chance it may look like a number


def check_name(entry: Entry, rules: Rules) -> Iterator[Problem]:
    """Finds personal data in the path of a file; names are seen even by those who may not read the file."""
    place = locate(entry.path)
    if place.id and not _TEN_DIGITS.search(place.id) and is_id(place.id):
        return
    path = entry.path.encode("utf-8", "surrogateescape")
    if may_hold_personal(path) and any(find_personal(segment) for segment in entry.path.split("/")):
        yield Problem("privacy.file_name", entry.path)


def check_text(path: str, data: bytes, rules: Rules) -> Iterator[Problem]:
    """Finds personal data in a text that is no record: README, templates, saved searches."""
    if is_free(path, rules) or b"\0" in data or not may_hold_personal(data):
        return
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        for personal in find_personal(line):
            yield Problem(CODES[personal.sort], path, number, personal.start + 1, params=told(rules))


def check_message(message: str, rules: Rules) -> Iterator[Problem]:
    """Finds personal data in a commit message, but for lines such as `Signed-off-by: ` and the id of an act."""
    for number, line in enumerate(message.splitlines(), 1):
        if not (_SIGNATURE.match(line) or _OP.match(line)) and find_personal(line):
            yield Problem("privacy.in_message", "", number)

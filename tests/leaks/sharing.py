"""Who asks what in the tests of leaks: everybody everything with CRMFS_TEST_FULL, else a sample.

Members who see whole folders or nothing of them share the lines; who sees parts of folders types every line. IT sees
more than who has no other role, so that who is nothing but an employee asks in full only.
"""

from collections import Counter

from stock import LESS
from thorough import FULL

ASKING = LESS if FULL else tuple(who for who in LESS if who != "E009")
_SHARING = ("E004", "E005", "E007", "E008")
_MANY = 6  # lines of one command
Line = tuple[str, ...]


def share(lines: tuple[Line, ...]) -> list[tuple[Line, str]]:
    """Returns who types which line; of commands with many lines, each is typed by one of those who share."""
    lines_of = Counter(line[0] for line in lines)
    return [
        (line, who)
        for number, line in enumerate(lines)
        for who in ASKING
        if FULL or who not in _SHARING or lines_of[line[0]] <= _MANY or number % len(_SHARING) == _SHARING.index(who)
    ]

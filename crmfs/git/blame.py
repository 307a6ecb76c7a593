"""Blame: which commit each line of a file is from. Reads lines, knows no record."""

from typing import NamedTuple

from crmfs.core.regex import regex
from crmfs.git.repository import Repository

_HEAD = regex(r"([0-9a-f]{40}) [0-9]+ ([0-9]+)(?: [0-9]+)?")


class Line(NamedTuple):
    """One line of a file.

    Attributes:
        commit: Full id of the commit that it is from.
        data: Its bytes, without the line feed.
    """

    commit: str
    data: bytes


def blame(repository: Repository, commit: str, path: str) -> list[Line]:
    """Returns the lines that a file has in a commit given by its full id; git finds those from other files too."""
    found = repository.git(
        "-c", "blame.ignoreRevsFile=", "blame", "--porcelain", "--no-progress", commit, "--", path
    )  # fmt: skip
    lines: list[Line] = []
    oid = ""
    for raw in found.split(b"\n"):
        if raw.startswith(b"\t"):
            lines.append(Line(oid, raw[1:]))
            oid = ""
        elif not oid and (match := _HEAD.fullmatch(raw.decode("ascii", "replace"))):
            oid = match[1]
    return lines

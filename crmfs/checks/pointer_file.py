"""file.lfs_pointer: a pointer of Git LFS in place of the document."""

from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem

_START = b"version https://git-lfs.github.com/spec/"


def check(path: str, data: bytes, rules: Rules) -> Iterator[Problem]:
    """Finds pointers: search, backup and export would hold three lines of text instead of the contract.

    Source: Git LFS specification, "The Pointer".
    """
    if data.startswith(_START):
        yield Problem("file.lfs_pointer", path, 1, 1)

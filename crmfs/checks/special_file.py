"""path.symlink, path.submodule: entries of git that are no files."""

from collections.abc import Iterator

from crmfs.checks.subject import Rules
from crmfs.core.problem import Problem
from crmfs.git.model import SUBMODULE, SYMLINK
from crmfs.git.snapshot import Entry


def check(entry: Entry, rules: Rules) -> Iterator[Problem]:
    """Finds symbolic links, which may lead out of the repository, and submodules, whose content nobody checks."""
    if entry.mode == SYMLINK:
        yield Problem("path.symlink", entry.path)
    elif entry.mode == SUBMODULE:
        yield Problem("path.submodule", entry.path)

"""Loose refs: where a branch points that lies in a file of its own, read without git's library. Knows no other refs."""

import re
from pathlib import Path

from crmfs.core.regex import regex

_HEAD = "HEAD"
_NAME = regex(r"refs/heads/\w[\w-]*(?:/\w[\w-]*)*", re.ASCII)  # names that mean the same to every file system
_OID = regex(r"[0-9a-f]{40}")


def loose_ref(git_dir: Path, common_dir: Path, name: str) -> str | None:
    """Returns where HEAD or a branch points; None where git's library is to say it, for it may lie elsewhere.

    A ref that has a file of its own is what that file says, whatever lies packed. Source: gitrepository-layout(5).
    """
    if name == _HEAD:
        name = _line(git_dir / _HEAD).removeprefix("ref: ")
    if _OID.fullmatch(name):
        return name
    if not _NAME.fullmatch(name):
        return None
    found = _line(common_dir / name)
    return found if _OID.fullmatch(found) else None


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").rstrip("\n")
    except (OSError, ValueError):
        return ""

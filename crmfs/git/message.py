"""Commit messages with trailers that nobody can forge by what he types into a field. Pure."""

import re
from collections.abc import Iterable

from crmfs.core.regex import regex
from crmfs.core.text import one_line

OP, REASON, EMPLOYEE = "Crmfs-Op", "Reason", "Employee"
_OURS = regex(rf"\s*({OP}|{REASON}|{EMPLOYEE})\s*:", re.IGNORECASE)


def with_trailers(message: str, trailers: Iterable[tuple[str, str]]) -> str:
    """Returns a commit message whose last paragraph are the trailers (git-interpret-trailers(1)).

    Line breaks and control characters in a trailer's value are taken away; lines of the message that look like one of
    our trailers are marked as text, so that only what is given as a trailer counts as one.

    Args:
        message: Free text, its first line the subject.
        trailers: Keys and values; empty ones are left out.
    """
    body = "\n".join(_as_text(line) for line in message.strip().splitlines())
    lines = [f"{key}: {_clean(value)}" for key, value in trailers if _clean(value)]
    return f"{body}\n\n" + "".join(line + "\n" for line in lines) if lines else body + "\n"


def _as_text(line: str) -> str:
    clean = one_line(line.encode("utf-8", "replace").decode("utf-8")).rstrip()
    return f"| {clean}" if _OURS.match(clean) else clean


def _clean(value: str) -> str:
    return " ".join(one_line(value.encode("utf-8", "replace").decode("utf-8")).split())

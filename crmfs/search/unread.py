"""Unread: which files could not be read when an index was made, by what it says of them. Reads no file."""

from crmfs.core.messages import rule
from crmfs.search.engine import VALUE, Reader, everything
from crmfs.search.scope import Scope

PROBLEM = "problem="  # begins the term of a file that could not be read, in full or at all


def problems(reader: Reader, scope: Scope, *, notes: bool = False) -> dict[str, int]:
    """Returns why files could not be read, by code, each with how many.

    Args:
        scope: What the reader may be told of.
        notes: Whether what is no failure counts too: pictures, which have no text.
    """
    found = {
        term.removeprefix(PROBLEM): count
        for term, count in reader.terms(VALUE, PROBLEM, scope.seen(everything())).items()
    }
    return {code: count for code, count in found.items() if count and (notes or severity(code) != "info")}


def severity(code: str) -> str:
    """Returns how bad it is that a file could not be read: `info` where nothing could be expected."""
    try:
        return rule(code).severity
    except KeyError:
        return "warning"

"""Ids: their form, and new ones that two clones never make alike."""

import re
from datetime import date
from functools import lru_cache

from crmfs.core.paths import unsafe_reason
from crmfs.core.regex import regex

ID_CHARACTERS = 40
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ID = regex(r"[A-Z](-?[A-Z0-9]){2,39}")


@lru_cache(maxsize=4096)
def is_id(text: str) -> bool:
    """Says whether a text may be the id of a record: `CUST001`, `CUST-7K3M9QXA`."""
    return len(text) <= ID_CHARACTERS and _ID.fullmatch(text) is not None and unsafe_reason(text) is None


def random_id(prefix: str, day: date | None = None) -> str:
    """Returns a new id: `CUST-7K3M9QXA`, or with a day `INT-20231015-7K3M9Q`."""
    if day:
        return f"{prefix}-{day:%Y%m%d}-{_characters(6)}"
    return f"{prefix}-{_characters(8)}"


def next_id(prefix: str, taken: set[str]) -> str:
    """Returns the next id of a sequence: one more than the greatest of `CUST001`, `CUST002` …"""
    pattern = re.compile(re.escape(prefix) + r"([0-9]{3,})")
    numbers = [int(match[1]) for match in map(pattern.fullmatch, taken) if match]
    return f"{prefix}{max(numbers, default=0) + 1:03d}"


def _characters(count: int) -> str:
    import secrets  # slow to load, and only new records need it

    return "".join(secrets.choice(_CROCKFORD) for _ in range(count))

"""How alike two names are, by the library for that. Knows no customer."""

from collections.abc import Callable

from crmfs.core.errors import ConfigError


def nearness() -> Callable[[str, str], float]:
    """Returns what says how alike two texts are, from 0 to 1: twice the letters in common, over all.

    Raises:
        ConfigError: `dedupe.library_missing`.
    """
    try:
        from rapidfuzz.fuzz import ratio  # only looking for doubles needs it
    except ImportError:
        raise ConfigError("dedupe.library_missing") from None
    return lambda one, other: ratio(one, other) / 100

"""The order in which the parts of an archive are read. Opens none."""

import re
from collections.abc import Iterable, Iterator, Sequence

from crmfs.core.regex import regex

_NUMBER = regex(r"\d+")


def in_order(names: Iterable[str], patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """Yields the names that match the patterns, pattern by pattern, those of one by their numbers: slide2, slide10."""
    names = list(names)
    for pattern in patterns:
        yield from sorted(filter(pattern.fullmatch, names), key=_numbered)


def _numbered(name: str) -> tuple[list[int], str]:
    return [int(number) for number in _NUMBER.findall(name)], name

"""Which segments of patterns have a name in common with another one. Knows no paths and no rights."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from crmfs.access.glob import ANY, DEEP, Wildcard


class Segments:
    """Segments, some with `*` in them, found by how they start or by how they end, whichever leaves fewer to look at.

    To try each of them would take, for as many questions, as long as their number squared.
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, segments: Iterable[str]) -> None:
        known = [segment for segment in segments if segment != DEEP]
        self._starts = _Side((_start(segment), segment) for segment in known)
        self._ends = _Side((_end(segment), segment) for segment in known)

    def sharing(self, segment: str) -> Iterator[str]:
        """Returns those that some name fits which fits another segment, too."""
        is_open = ANY in segment
        likely = min(self._starts.like(_start(segment), is_open), self._ends.like(_end(segment), is_open), key=len)
        return (other for other in likely if _share(segment, other))


class _Side:
    """Segments by their text up to the first `*`, or by that after the last one, read from its end."""

    __slots__ = ("_open", "_segments", "_texts")

    def __init__(self, found: Iterable[tuple[str, str]]) -> None:
        listed = sorted(found)
        self._texts = [text for text, _ in listed]
        self._segments = [segment for _, segment in listed]
        self._open: dict[str, list[str]] = {}  # those with a `*`
        for text, segment in listed:
            if ANY in segment:
                self._open.setdefault(text, []).append(segment)

    def like(self, text: str, is_open: bool) -> list[str]:
        """Returns the segments that can share a name with one of this text, as far as the text tells."""
        shorter = [segment for length in range(len(text)) for segment in self._open.get(text[:length], ())]
        if not is_open:
            return [*shorter, *self._open.get(text, ())]
        first = bisect_left(self._texts, text)
        last = bisect_right(self._texts, text, first, key=lambda each: each[: len(text)])
        return [*shorter, *self._segments[first:last]]


def _start(segment: str) -> str:
    return segment.partition(ANY)[0]


def _end(segment: str) -> str:
    return segment.rpartition(ANY)[2][::-1]


def _share(one: str, other: str) -> bool:
    """Says whether some name fits both segments; of two with `*` in them it may say so of some where none does."""
    if ANY not in one:
        return Wildcard(other).fits(one) if ANY in other else one == other
    if ANY not in other:
        return Wildcard(one).fits(other)
    return all(a.startswith(b) or b.startswith(a) for a, b in ((_start(one), _start(other)), (_end(one), _end(other))))

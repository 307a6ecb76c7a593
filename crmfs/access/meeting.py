"""Which patterns have a path in common with another pattern. Knows no rights."""

from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from crmfs.access.glob import ANY, DEEP, Pattern
from crmfs.access.sharing import Segments

_MOST_STEPS = 2_000_000  # of all questions together; beyond, any two patterns are taken to meet


class _Node:
    __slots__ = ("ends", "literals", "others", "segments")

    def __init__(self) -> None:
        self.literals: dict[str, _Node] = {}
        self.others: dict[str, _Node] = {}  # with `*` in them
        self.ends: set[int] = set()
        self.segments: Segments | None = None  # those of both, once asked for


class _At(NamedTuple):
    """At a node, perhaps after its `**`, and at a segment of the pattern that is asked about."""

    node: _Node
    loops: bool
    segment: int


class Meeting:
    """Numbered patterns, asked whether another one meets them."""

    def __init__(self, patterns: Iterable[tuple[Pattern, int]]) -> None:
        self._root = _Node()
        self._steps = 0
        for pattern, number in patterns:
            node = self._root
            for segment in pattern:
                node = (node.others if "*" in segment else node.literals).setdefault(segment, _Node())
            node.ends.add(number)

    def meets(self, pattern: Pattern, wanted: Set[int]) -> bool:
        """Says whether some path fits a pattern and one of those with a number that is wanted."""
        return bool(wanted) and any(not wanted.isdisjoint(ends) for ends in self._met(pattern))

    def met(self, pattern: Pattern) -> set[int]:
        """Returns the numbers of all patterns that have a path in common with one."""
        return set().union(*self._met(pattern))

    def _met(self, pattern: Pattern) -> Iterator[set[int]]:
        seen: set[_At] = set()
        pending: list[Iterator[_At]] = [iter([_At(self._root, False, 0)])]  # depth first: the first end may be enough
        while pending:
            at = next(pending[-1], None)
            if at is None:
                pending.pop()
                continue
            if at in seen:
                continue
            seen.add(at)
            self._steps += 1
            if self._steps > _MOST_STEPS:
                yield from _all(self._root)
                return
            if at.segment == len(pattern) and at.node.ends:
                yield at.node.ends
            pending.append(_further(*at, pattern))


def _further(node: _Node, loops: bool, at: int, pattern: Pattern) -> Iterator[_At]:
    """Yields where one more segment, or none for a `**`, leads."""
    if DEEP in node.others:
        yield _At(node.others[DEEP], True, at)
    if at == len(pattern):
        return
    segment = pattern[at]
    if segment == DEEP:
        yield _At(node, loops, at + 1)
        further = at
    else:
        further = at + 1
        if loops:
            yield _At(node, True, further)
    if segment in (ANY, DEEP):
        names: Iterable[str] = (*node.literals, *(name for name in node.others if name != DEEP))
    else:
        node.segments = node.segments or Segments((*node.literals, *node.others))
        names = node.segments.sharing(segment)
    for name in names:
        yield _At((node.others if ANY in name else node.literals)[name], False, further)
    if segment in node.literals:
        yield _At(node.literals[segment], False, further)


def _all(node: _Node) -> Iterator[set[int]]:
    pending = [node]
    while pending:
        each = pending.pop()
        yield each.ends
        pending += [*each.literals.values(), *each.others.values()]

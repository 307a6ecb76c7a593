"""Which patterns have a path in common with another pattern. Knows no rights."""

from collections.abc import Iterable, Iterator, Set

from crmfs.access.glob import ANY, DEEP, Pattern, Wildcard

_MOST_STEPS = 2_000_000  # of all questions together; beyond, any two patterns are taken to meet


class _Node:
    __slots__ = ("ends", "literals", "others")

    def __init__(self) -> None:
        self.literals: dict[str, _Node] = {}
        self.others: dict[str, _Node] = {}  # with `*` in them
        self.ends: set[int] = set()


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
        seen: set[tuple[int, bool, int]] = set()
        pending: list[tuple[_Node, bool, int]] = [(self._root, False, 0)]  # at a node, after its `**`, at a segment
        while pending:
            node, loops, at = pending.pop()
            if (id(node), loops, at) in seen:
                continue
            seen.add((id(node), loops, at))
            self._steps += 1
            if self._steps > _MOST_STEPS:
                yield from _all(self._root)
                return
            if at == len(pattern) and node.ends:
                yield node.ends
            pending += _further(node, loops, at, pattern)


def _further(node: _Node, loops: bool, at: int, pattern: Pattern) -> Iterator[tuple[_Node, bool, int]]:
    """Yields where one more segment, or none for a `**`, leads."""
    if DEEP in node.others:
        yield node.others[DEEP], True, at
    if at == len(pattern):
        return
    segment = pattern[at]
    if segment == DEEP:
        yield node, loops, at + 1
        further = at
    else:
        further = at + 1
        if loops:
            yield node, True, further
    if "*" in segment:
        yield from ((child, False, further) for name, child in node.literals.items() if _share(segment, name))
    elif segment in node.literals:
        yield node.literals[segment], False, further
    others = node.others.items()
    yield from ((child, False, further) for name, child in others if name != DEEP and _share(segment, name))


def _share(one: str, other: str) -> bool:
    """Says whether some name fits both segments."""
    if one in (ANY, DEEP) or other == ANY:
        return True
    if "*" not in one:
        return Wildcard(other).fits(one) if "*" in other else one == other
    if "*" not in other:
        return Wildcard(one).fits(other)
    starts = (one.partition("*")[0], other.partition("*")[0])
    ends = (one.rpartition("*")[2], other.rpartition("*")[2])
    return any(a.startswith(b) for a, b in (starts, starts[::-1])) and any(a.endswith(b) for a, b in (ends, ends[::-1]))


def _all(node: _Node) -> Iterator[set[int]]:
    pending = [node]
    while pending:
        each = pending.pop()
        yield each.ends
        pending += [*each.literals.values(), *each.others.values()]

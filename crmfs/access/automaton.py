"""Automaton over path segments: which of many patterns a path fits, in one walk along it. Knows no rights."""

from collections.abc import Iterable

from crmfs.access.glob import ANY, DEEP, Pattern, Wildcard
from crmfs.core.paths import canonical


class _Node:
    """A place in the patterns: what may come next, and which patterns end here."""

    __slots__ = ("any", "below", "deep", "ends", "literals", "loops", "partials")

    def __init__(self, loops: bool = False) -> None:
        self.literals: dict[str, _Node] = {}
        self.partials: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.deep: _Node | None = None
        self.loops = loops  # stays here over any segment
        self.ends: set[int] = set()
        self.below: frozenset[int] | None = None

    def next(self, segment: str) -> "_Node":
        if segment == DEEP:
            self.deep = self.deep or _Node(loops=True)
            return self.deep
        if segment == ANY:
            self.any = self.any or _Node()
            return self.any
        return (self.partials if "*" in segment else self.literals).setdefault(segment, _Node())

    def children(self) -> "Iterable[_Node]":
        yield from self.literals.values()
        yield from self.partials.values()
        yield from (node for node in (self.any, self.deep) if node)


class State:
    """All that is known of a path, or of a folder on the way to it.

    Attributes:
        fit: The patterns that this very path fits, by their numbers.
        always: Those of them that everything below it fits, too.
        below: Those that it, or something below it, may fit.
    """

    __slots__ = ("_literals", "_nodes", "_others", "_partials", "_states", "always", "below", "fit")

    def __init__(self, nodes: frozenset[_Node], states: "dict[frozenset[_Node], State]") -> None:
        self._nodes = nodes
        self._states = states
        self._literals: dict[str, State | None] = {name: None for node in nodes for name in node.literals}
        self._partials = [(each, Wildcard(each)) for each in sorted({name for node in nodes for name in node.partials})]
        self._others: dict[tuple[str, ...], State] = {}  # by the partial patterns that the segment fits
        self.fit = frozenset(number for node in nodes for number in node.ends)
        self.always = frozenset(number for node in nodes if node.loops for number in node.ends)
        self.below = frozenset(number for node in nodes for number in _below(node))

    def step(self, segment: str) -> "State":
        """Returns the state one canonical segment further."""
        if segment in self._literals:
            found = self._literals[segment]
            if found is None:
                found = self._literals[segment] = self._reached(segment, self._fitting(segment))
            return found
        fitting = self._fitting(segment) if self._partials else ()
        found = self._others.get(fitting)
        if found is None:
            found = self._others[fitting] = self._reached(segment, fitting)
        return found

    def _fitting(self, segment: str) -> tuple[str, ...]:
        return tuple([pattern for pattern, wildcard in self._partials if wildcard.fits(segment)])

    def _reached(self, segment: str, fitting: tuple[str, ...]) -> "State":
        reached: set[_Node] = set()
        for node in self._nodes:
            reached.update(
                found
                for found in (
                    node.literals.get(segment),
                    node.any,
                    node if node.loops else None,
                    *(node.partials.get(pattern) for pattern in fitting),
                )
                if found
            )
        return _state(reached, self._states)


class Automaton:
    """Numbered patterns, compiled together; states are made when first met."""

    def __init__(self, patterns: Iterable[tuple[Pattern, int]]) -> None:
        root = _Node()
        for pattern, number in patterns:
            node = root
            for segment in pattern:
                node = node.next(segment)
            node.ends.add(number)
        self._start = _state({root}, {})

    def at(self, path: str) -> State:
        """Returns the state of a file's or folder's path, in whatever form it is written; `""` is the root."""
        state = self._start
        if path:
            for segment in canonical(path).split("/"):
                state = state.step(segment)
        return state


def _state(nodes: set[_Node], states: dict[frozenset[_Node], State]) -> State:
    """Returns the state of being at some nodes, and at those that `**` reaches over no segment at all."""
    pending = list(nodes)
    while pending:
        deep = pending.pop().deep
        if deep and deep not in nodes:
            nodes.add(deep)
            pending.append(deep)
    key = frozenset(nodes)
    if key not in states:
        states[key] = State(key, states)
    return states[key]


def _below(node: _Node) -> frozenset[int]:
    if node.below is None:
        node.below = frozenset(node.ends).union(*map(_below, node.children()))
    return node.below

"""Automaton over path segments: which of many patterns a path fits, in one walk along it. Knows no rights."""

from collections.abc import Iterable, Iterator

from crmfs.access.glob import ANY, DEEP, Pattern, Wildcard
from crmfs.core.paths import canonical

_MOST_NAMED = 128  # segments that a state keeps beyond those that patterns name: shards and common folders
_Named = list[tuple[str, Wildcard]]


class _Partials:
    """Segments with `*` in them, such as `*.pdf`, kept by the text at both ends of each, or by a longer one between.

    To try each of them would take as long as there are rules; this takes as long as a segment is.
    """

    __slots__ = ("inner", "nodes", "outer")

    def __init__(self) -> None:
        self.nodes: dict[str, _Node] = {}
        self.outer: dict[tuple[int, int], dict[tuple[str, str], _Named]] = {}  # by the lengths of both ends
        self.inner: dict[int, dict[str, _Named]] = {}  # by length

    def next(self, segment: str) -> "_Node":
        if segment not in self.nodes:
            self.nodes[segment] = _Node()
            head, *between, tail = segment.split("*")
            longest = max(between, key=len, default="")
            if len(longest) > len(head) + len(tail):
                named = self.inner.setdefault(len(longest), {}).setdefault(longest, [])
            else:
                named = self.outer.setdefault((len(head), len(tail)), {}).setdefault((head, tail), [])
            named.append((segment, Wildcard(segment)))
        return self.nodes[segment]


class _Node:
    """A place in the patterns: what may come next, and which patterns end here."""

    __slots__ = ("any", "below", "deep", "ends", "literals", "loops", "partials")

    def __init__(self, loops: bool = False) -> None:
        self.literals: dict[str, _Node] = {}
        self.partials: _Partials | None = None
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
        if "*" in segment:
            self.partials = self.partials or _Partials()
            return self.partials.next(segment)
        return self.literals.setdefault(segment, _Node())

    def children(self) -> "Iterable[_Node]":
        yield from self.literals.values()
        yield from self.partials.nodes.values() if self.partials else ()
        yield from (node for node in (self.any, self.deep) if node)


class State:
    """All that is known of a path, or of a folder on the way to it.

    Attributes:
        fit: The patterns that this very path fits, by their numbers.
        always: Those of them that everything below it fits, too.
        named: States one segment further, as far as they are known.
    """

    __slots__ = ("_below", "_inner", "_literals", "_nodes", "_others", "_outer", "_partials", "_states",
                 "always", "fit", "named")  # fmt: skip

    def __init__(self, nodes: frozenset[_Node], states: "dict[frozenset[_Node], State]") -> None:
        self._nodes = nodes
        self._states = states
        self._literals = [node.literals for node in nodes if node.literals]
        self._partials = [node.partials for node in nodes if node.partials]
        self._outer = [item for partials in self._partials for item in partials.outer.items()]
        self._inner = [item for partials in self._partials for item in partials.inner.items()]
        self._others: dict[tuple[str, ...], State] = {}  # by the partial segments that the segment fits
        self._below: frozenset[int] | None = None
        self.named: dict[str, State] = {}
        self.fit = frozenset(number for node in nodes for number in node.ends)
        self.always = frozenset(number for node in nodes if node.loops for number in node.ends)

    @property
    def below(self) -> frozenset[int]:
        """The patterns that it, or something below it, may fit."""
        if self._below is None:
            self._below = frozenset().union(*map(_below, self._nodes))
        return self._below

    @property
    def named_next(self) -> Iterator[str]:
        """The segments, some with `*` in them, that patterns name one segment further."""
        for literals in self._literals:
            yield from literals
        for partials in self._partials:
            yield from partials.nodes

    def step(self, segment: str) -> "State":
        """Returns the state one canonical segment further; `named` holds it already where it was asked for before."""
        fitting = self._fitting(segment) if self._partials else ()
        for literals in self._literals:
            if segment in literals:
                found = self.named[segment] = self._reached(segment, fitting)
                return found
        reached = self._others.get(fitting)
        if reached is None:
            reached = self._others[fitting] = self._reached(segment, fitting)
        if len(self.named) < _MOST_NAMED:
            self.named[segment] = reached
        return reached

    def _fitting(self, segment: str) -> tuple[str, ...]:
        """Returns the partial segments that a segment fits, sorted."""
        likely: _Named = []
        end = len(segment)
        for (first, last), by_ends in self._outer:
            if first + last <= end:
                likely += by_ends.get((segment[:first], segment[end - last :]), ())
        for length, by_piece in self._inner:
            for piece in {segment[start : start + length] for start in range(len(segment) - length + 1)}:
                likely += by_piece.get(piece, ())
        return tuple(sorted({name for name, wildcard in likely if wildcard.fits(segment)})) if likely else ()

    def _reached(self, segment: str, fitting: tuple[str, ...]) -> "State":
        reached = {node for node in self._nodes if node.loops}
        reached.update(node.any for node in self._nodes if node.any)
        reached.update(literals[segment] for literals in self._literals if segment in literals)
        for partials in self._partials:
            reached.update(partials.nodes[name] for name in fitting if name in partials.nodes)
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
            # Segment by segment: the canonical form of a full-width slash is a slash, which parts no segments.
            for segment in canonical(path).split("/") if path.isascii() else map(canonical, path.split("/")):
                state = state.named.get(segment) or state.step(segment)
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

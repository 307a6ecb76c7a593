"""Syntax tree of a query: what a search, a list, a report and an export ask for alike. Plain values; judges nothing."""

from collections.abc import Iterator
from typing import Any, ClassVar, Never, TypeAlias, dataclass_transform

Scalar: TypeAlias = str | float | bool


@dataclass_transform(frozen_default=True)
class _Value:
    """A value whose fields are the annotated names of its class; equal to one of the same class with equal fields.

    To a reader and to a type checker the same as a frozen dataclass; making eleven of those takes 10 ms of every start.
    """

    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._names = tuple(cls.__annotations__)

    def __init__(self, *values: Any, **named: Any) -> None:
        given = {**dict(zip(self._names, values, strict=False)), **named}
        known = sum(name in given or hasattr(type(self), name) for name in self._names)
        if known < len(self._names) or not given.keys() <= set(self._names) or len(given) != len(values) + len(named):
            raise TypeError(type(self).__name__)
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._values()!r}"

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._names)


class Word(_Value):
    """Text that must occur as it stands; words of one phrase stand in their order.

    Attributes:
        text: As typed.
        quoted: Whether it was typed as an exact phrase.
    """

    text: str
    quoted: bool = False


class Prefix(_Value):
    """Text with which a word must begin: `合同*`."""

    text: str


class Fuzzy(_Value):
    """A word that may be misspelt: `quotaton~`."""

    text: str


class Equal(_Value):
    """The value is one of these, as stored; numbers are floats."""

    values: tuple[Scalar, ...]


class Contains(_Value):
    """The value, folded as labels are, contains one of these."""

    texts: tuple[str, ...]


class Range(_Value):
    """The value lies between two bounds of its own type; None is unbounded.

    Attributes:
        low: Least value.
        high: Greatest value.
        open_low: Whether `low` itself is out.
        open_high: Whether `high` itself is out.
    """

    low: Scalar | None = None
    high: Scalar | None = None
    open_low: bool = False
    open_high: bool = False


class Present(_Value):
    """The field has a value."""


Test: TypeAlias = Equal | Contains | Range | Present


class Condition(_Value):
    """A test of one field; of a list, one item is enough. A missing value fails every test.

    Attributes:
        field: Key of the field.
        tests: One of them must hold: what was typed may mean several things, in the kinds that have the field.
    """

    field: str
    tests: tuple[Test, ...]


class Not(_Value):
    """What the part does not fulfil."""

    part: "Node"


class And(_Value):
    """What all parts fulfil; everything, where there is none."""

    parts: tuple["Node", ...] = ()


class Or(_Value):
    """What one of the parts fulfils."""

    parts: tuple["Node", ...]


Sought: TypeAlias = Word | Prefix | Fuzzy
Leaf: TypeAlias = Sought | Condition
Node: TypeAlias = Leaf | Not | And | Or


def leaves(node: Node) -> Iterator[Leaf]:
    """Returns the words and conditions of a tree."""
    return _leaves(node, excluded=True)


def met(node: Node) -> Iterator[Leaf]:
    """Returns the words and conditions of a tree of which a hit may have any: not those behind NOT."""
    return _leaves(node, excluded=False)


def wanted(node: Node) -> Iterator[Sought]:
    """Returns the words of a tree that a hit may have: not those behind NOT."""
    return (leaf for leaf in met(node) if not isinstance(leaf, Condition))


def holds_words(node: Node) -> bool:
    """Says whether a part of a query has words, and not conditions alone."""
    return any(not isinstance(leaf, Condition) for leaf in leaves(node))


def _leaves(node: Node, *, excluded: bool) -> Iterator[Leaf]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _leaves(part, excluded=excluded)
    elif not isinstance(node, Not):
        yield node
    elif excluded:
        yield from _leaves(node.part, excluded=excluded)

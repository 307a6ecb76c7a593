"""Syntax tree of a query: what a search, a list, a report and an export ask for alike. Plain values; judges nothing."""

from dataclasses import dataclass
from typing import TypeAlias

Scalar: TypeAlias = str | float | bool


@dataclass(frozen=True, slots=True)
class Word:
    """Text that must occur as it stands; words of one phrase stand in their order.

    Attributes:
        text: As typed.
        quoted: Whether it was typed as an exact phrase.
    """

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Text with which a word must begin: `合同*`."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word that may be misspelt: `quotaton~`."""

    text: str


@dataclass(frozen=True, slots=True)
class Equal:
    """The value is one of these, as stored; numbers are floats."""

    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """The value, folded as labels are, contains one of these."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
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


@dataclass(frozen=True, slots=True)
class Present:
    """The field has a value."""


Test: TypeAlias = Equal | Contains | Range | Present


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of one field; of a list, one item is enough. A missing value fails every test.

    Attributes:
        field: Key of the field.
        tests: One of them must hold: what was typed may mean several things, in the kinds that have the field.
    """

    field: str
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What the part does not fulfil."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """What all parts fulfil; everything, where there is none."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """What one of the parts fulfils."""

    parts: tuple["Node", ...]


Node: TypeAlias = Word | Prefix | Fuzzy | Condition | Not | And | Or

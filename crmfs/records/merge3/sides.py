"""Values on the sides of a merge: equality, absence, and the tree in which conflicts stand. Merges nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeGuard

from crmfs.core.regex import regex
from crmfs.records.yaml import Value

At: TypeAlias = tuple[str, ...]


class Absent:
    """What stands where a side has nothing; null is something."""

    def __repr__(self) -> str:
        return "absent"


ABSENT: Final = Absent()
Side: TypeAlias = "Value | Absent"


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that both sides changed, and not to the same.

    Attributes:
        at: Its keys; of an item of a list `[ID]`. Empty for the whole file.
        base, ours, theirs: What each side holds there.
    """

    at: At
    base: Side
    ours: Side
    theirs: Side

    @property
    def address(self) -> str:
        """The place as people name it, such as `contacts[P01].phone`."""
        return address_of(self.at)


Tree: TypeAlias = "Value | Absent | Clash | dict[str, Tree] | list[Tree]"
Pick = Callable[[Clash], Side]


def address_of(at: At) -> str:
    """Returns a place as people name it: keys with dots between, items of lists in brackets."""
    return ".".join(at).replace(".[", "[")


_STEP = regex(r"\[[^\]]*\]|[^.\[]+")


def at_of(address: str) -> At:
    """Returns the place that people name so."""
    return tuple(_STEP.findall(address))


def is_map(side: object) -> TypeGuard[dict[str, Value]]:
    """Says whether a side holds a map."""
    return isinstance(side, dict)


def same_value(one: object, other: object) -> bool:
    """Says whether two sides hold the same: types count, the order of keys does not, a blank is as good as nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(same_value(one.get(key, ABSENT), other.get(key, ABSENT)) for key in one.keys() | other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_value, one, other))
    if one is None or one is ABSENT:
        return other is None or other is ABSENT
    return type(one) is type(other) and one == other


def canonical(value: object) -> str:
    """Returns a text that is equal for equal values, whatever the order of their keys."""
    if isinstance(value, dict):
        held = sorted((key, canonical(inner)) for key, inner in value.items() if inner is not None)
        return "{" + ",".join(f"{key!r}:{inner}" for key, inner in held) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return repr(value)


def settled(tree: Tree, pick: Pick) -> Side:
    """Returns the value of a tree with one side of each conflict in its place."""
    if isinstance(tree, Clash):
        return pick(tree)
    if isinstance(tree, dict):
        inner = {key: settled(below, pick) for key, below in tree.items()}
        return {key: value for key, value in inner.items() if not isinstance(value, Absent)}
    if isinstance(tree, list):
        items = [settled(below, pick) for below in tree]
        return [item for item in items if not isinstance(item, Absent)]
    return tree


def clashes_in(tree: Tree) -> list[Clash]:
    """Returns the conflicts of a tree in its order."""
    if isinstance(tree, Clash):
        return [tree]
    inner = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return [clash for below in inner for clash in clashes_in(below)]

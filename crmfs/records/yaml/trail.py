"""The way along a JSON Pointer through a file's tree. Changes nothing."""

from dataclasses import dataclass

from crmfs.core.regex import regex
from crmfs.records.yaml.tree import Node
from crmfs.records.yaml.values import pointer_parts

_INDEX = regex(r"0|[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Trail:
    """How far a pointer leads.

    Attributes:
        parts: The pointer's tokens.
        rest: Those that lead nowhere; empty if the place exists.
        steps: The parents on the way with the index of the child taken.
        node: The last node that exists; None for a file without any value.
    """

    parts: list[str]
    rest: list[str]
    steps: tuple[tuple[Node, int], ...]
    node: Node | None

    @property
    def in_brackets(self) -> bool:
        """Whether the place stands inside brackets."""
        return any(parent.style == "flow" for parent, _ in self.steps)

    @property
    def opens_brackets(self) -> bool:
        """Whether what the place holds stands inside brackets."""
        return self.in_brackets or (self.node is not None and self.node.style == "flow")

    @property
    def last(self) -> tuple[Node, int]:
        """Returns the parent of the place and the index there."""
        return self.steps[-1]

    def parent(self) -> "Trail":
        """Returns the way to the parent of the place."""
        return Trail(self.parts[:-1], [], self.steps[:-1], self.steps[-1][0])


def follow(root: Node | None, pointer: str) -> Trail:
    """Returns the way along a pointer as far as it exists."""
    parts = pointer_parts(pointer)
    steps: list[tuple[Node, int]] = []
    node = root
    for number, part in enumerate(parts):
        index = _child(node, part)
        if node is None or index is None:
            return Trail(parts, parts[number:], tuple(steps), node)
        steps.append((node, index))
        node = node.children[index]
    return Trail(parts, [], tuple(steps), node)


def _child(node: Node | None, part: str) -> int | None:
    if node is None:
        return None
    if isinstance(node.value, dict):
        return node.places.get(part)
    if node.kind == "list" and _INDEX.fullmatch(part) and int(part) < len(node.children):
        return int(part)
    return None

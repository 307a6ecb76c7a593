"""The comments of a YAML file, with their places. Judges nothing."""

from collections.abc import Callable, Iterator

from crmfs.records.yaml.source import open_source
from crmfs.records.yaml.tree import Node


def comments_of(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yields line, column (from 1) and text of what stands in a readable file beside its keys and values."""
    source = open_source(data)
    pieces, last = [], 0
    for start, end in sorted(_spans(source.root, source.end_of)) if source.root else ():
        pieces += [source.text[last:start], _blank(source.text[start:end])]
        last = max(last, end)
    rest = "".join(pieces) + source.text[last:]
    for number, line in enumerate(rest.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        at = line.find("#")
        if at >= 0:
            yield number, at + 1, line[at:]


def _spans(node: Node, end_of: Callable[[Node], int]) -> Iterator[tuple[int, int]]:
    if node.kind == "scalar":
        yield node.start, end_of(node)
    for part in (*node.keys, *node.children):
        yield from _spans(part, end_of)


def _blank(text: str) -> str:
    """Returns as many characters that say nothing, line ends kept, so that places stay right."""
    return "".join(char if char in "\r\n" else " " for char in text)

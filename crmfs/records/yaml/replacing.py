"""Texts in which one value is replaced. Candidates only: the editor proves which of them is right."""

from collections.abc import Iterator
from dataclasses import dataclass

from crmfs.core.regex import regex
from crmfs.records.yaml.source import Source
from crmfs.records.yaml.trail import Trail
from crmfs.records.yaml.tree import Node
from crmfs.records.yaml.values import Value
from crmfs.records.yaml.writer import block_lines, flow_text, literal_lines, scalar_text

_HEADER_COMMENT = regex(r"[ \t]+#.*")


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value stands.

    Attributes:
        node: The value.
        lead: Index after its key's colon or its dash; None at the root and where brackets need neither.
        indent: Spaces before each line of a block in this place.
        flow: It stands inside brackets.
        item: It is an item of a block list.
    """

    node: Node
    lead: int | None
    indent: int
    flow: bool
    item: bool = False


def key_replaced(source: Source, key: Node, name: str, flow: bool) -> Iterator[str]:
    """Yields texts with another name for a key."""
    style = key.style if key.style in ("'", '"') else ""
    for new in dict.fromkeys([scalar_text(name, style, flow), scalar_text(name, '"')]):
        yield source.text[: key.start] + new + source.text[key.end :]


def _slot(source: Source, trail: Trail, node: Node) -> Slot:
    if not trail.steps:
        return Slot(node, None, 0, False)
    parent, index = trail.last
    flow = trail.in_brackets
    if parent.kind == "mapping":
        key = parent.keys[index]
        return Slot(node, source.colon(key), parent.column + 1, flow)
    lead = None if flow else source.dash(parent, index) + 1
    return Slot(node, lead, parent.column + 1, flow, item=not flow)


def replaced(source: Source, trail: Trail, value: Value) -> Iterator[str]:
    """Yields texts with another value at the end of a trail, the most natural first."""
    if trail.node is None:
        return
    place = _slot(source, trail, trail.node)
    if place.flow:
        yield from _in_brackets(source, place, value)
        return
    if isinstance(value, str):
        literal = literal_lines(value)
        if literal:
            yield from _as_block(source, place, literal[1:], literal[0])
    if isinstance(value, (dict, list)) and value:
        yield from _as_block(source, place, list(block_lines(value)))
    for text in _one_line(place, value):
        yield from _as_line(source, place, text)


def _one_line(place: Slot, value: Value) -> list[str]:
    if isinstance(value, (dict, list)):
        return [flow_text(value)]
    style = place.node.style if place.node.style in ("'", '"') and isinstance(value, str) else ""
    return list(dict.fromkeys([scalar_text(value, style), scalar_text(value, '"')]))


def _in_brackets(source: Source, place: Slot, value: Value) -> Iterator[str]:
    node, text = place.node, source.text
    style = node.style if node.style in ("'", '"') else ""
    new = scalar_text(value, style, flow=True) if isinstance(value, str) else flow_text(value)
    if node.end > node.start:
        yield text[: node.start] + new + text[node.end :]
    elif place.lead is None:
        yield text[: node.start] + ": " + new + text[node.start :]
    else:
        yield text[: place.lead] + " " + new + text[place.lead :]


def _as_line(source: Source, place: Slot, new: str) -> Iterator[str]:
    """One line in place of whatever stood there."""
    node, text, lead = place.node, source.text, place.lead
    is_block = node.style == "block" or node.style in ("|", ">")
    if node.end > node.start and not is_block:
        yield text[: node.start] + new + text[node.end :]
    elif lead is None:
        start = node.start if node.end > node.start else len(text)
        end = source.line_end(source.end_of(node)) if node.end > node.start else len(text)
        yield text[:start] + _break(source, start) + new + (text[end:] or source.newline)
    else:
        end = source.line_end(source.end_of(node)) if is_block else lead
        yield (
            text[:lead] + " " + new + _comment(source, place) + text[end:]
            if is_block
            else (text[:lead] + " " + new + text[end:])
        )


def _as_block(source: Source, place: Slot, lines: list[str], header: str = "") -> Iterator[str]:
    """Lines of a block in place of whatever stood there; a header (`|`) stays on the line of the key or dash."""
    node, text, lead = place.node, source.text, place.lead
    margin = " " * place.indent
    if lead is None:
        yield from _as_line(source, place, source.newline.join([header, *lines] if header else lines))
        return
    end = source.line_end(max(source.end_of(node), lead))
    comment = _comment(source, place)
    body = source.newline.join(margin + line if line else "" for line in lines)
    if place.item and not header and not comment:
        yield text[:lead] + " " + body.removeprefix(margin) + text[end:]
    yield text[:lead] + (" " + header if header else "") + comment + source.newline + body + text[end:]


def _comment(source: Source, place: Slot) -> str:
    """Returns the comment that stays beside the key or dash, with the blanks before it."""
    node, lead = place.node, place.lead
    if lead is None:
        return ""
    if node.style in ("|", ">"):
        found = _HEADER_COMMENT.search(source.text, node.start, source.line_end(node.start))
        return found[0] if found else ""
    end = lead if node.style == "block" or node.start == node.end else node.end
    return (source.comment_after(end) or "").rstrip()


def _break(source: Source, index: int) -> str:
    return source.newline if source.column(index) and not source.text[:index].endswith(("\n", "\r")) else ""

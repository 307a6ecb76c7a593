"""Texts in which an entry of a mapping or list is added. Candidates only: the editor proves them."""

from collections.abc import Iterator

from crmfs.records.yaml.source import Source
from crmfs.records.yaml.tree import Node
from crmfs.records.yaml.values import Value
from crmfs.records.yaml.writer import block_lines, flow_text, scalar_text


def appended(source: Source, value: Value) -> Iterator[str]:
    """Yields the text of a file without any value, with one."""
    lines = list(block_lines(value)) if isinstance(value, (dict, list)) and value else [flow_text(value)]
    yield _ended(source, source.text) + source.newline.join(lines) + source.newline


def key_added(source: Source, mapping: Node, index: int, key: str, value: Value, flow: bool) -> Iterator[str]:
    """Yields texts with a new key before the entry at an index (or last) of a mapping that has entries."""
    if flow:
        pair = f"{scalar_text(key, flow=True)}: {flow_text(value)}"
        yield from _into_brackets(source, mapping.keys, mapping.children, index, pair)
        return
    lines = list(block_lines({key: value}))
    if index < len(mapping.keys):
        yield from _before(source, mapping.keys[index].start, lines, 0 if index else None)
    if index:
        yield _after(source, mapping.children[index - 1], mapping.column - 1, lines)


def item_added(source: Source, sequence: Node, index: int, value: Value, flow: bool) -> Iterator[str]:
    """Yields texts with a new item before the one at an index (or last) of a list that has items."""
    if flow:
        yield from _into_brackets(source, sequence.children, sequence.children, index, flow_text(value))
        return
    lines = list(block_lines([value]))
    if index < len(sequence.children):
        yield from _before(source, source.dash(sequence, index), lines, 0 if index else None)
    if index:
        yield _after(source, sequence.children[index - 1], sequence.column - 1, lines)


def _before(source: Source, start: int, lines: list[str], floor: int | None) -> Iterator[str]:
    """Lines before an entry, above the comments that belong to it."""
    text, column = source.text, source.column(start)
    body = "".join((" " * column + line if line else "") + source.newline for line in lines)
    if source.leads_line(start):
        begin = source.line_start(start) if floor is None else source.with_comments(start, floor)
        yield text[:begin] + body + text[begin:]
    yield text[:start] + body.lstrip(" ") + " " * column + text[start:]


def _after(source: Source, last: Node, indent: int, lines: list[str]) -> str:
    """Lines after the entry that ends with a value; a file that has no final line end keeps having none."""
    begin = source.after(last)
    body = source.newline.join(" " * indent + line if line else "" for line in lines)
    if begin == len(source.text) and not source.text.endswith(("\n", "\r")):
        return source.text + source.newline + body
    return source.text[:begin] + body + source.newline + source.text[begin:]


def _into_brackets(source: Source, starts: list[Node], ends: list[Node], index: int, new: str) -> Iterator[str]:
    text = source.text
    if index < len(starts):
        place = starts[index].start
        yield text[:place] + new + ", " + text[place:]
    else:
        place = ends[-1].end
        yield text[:place] + ", " + new + text[place:]


def _ended(source: Source, text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + source.newline

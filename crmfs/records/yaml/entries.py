"""Texts in which entries of a mapping or list are added, removed or moved. Candidates only: the editor proves them."""

from collections.abc import Iterator

from crmfs.core.regex import regex
from crmfs.records.yaml.source import Source
from crmfs.records.yaml.tree import Node
from crmfs.records.yaml.values import Value
from crmfs.records.yaml.writer import block_lines, flow_text, scalar_text

_COMMA = regex(r"[ \t\r\n]*,")


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
    one_line = f"{scalar_text(key)}: {flow_text(value)}"
    yield from _lines_added(source, mapping, index, (list(block_lines({key: value})), [one_line]))


def item_added(source: Source, sequence: Node, index: int, value: Value, flow: bool) -> Iterator[str]:
    """Yields texts with a new item before the one at an index (or last) of a list that has items."""
    if flow:
        yield from _into_brackets(source, sequence.children, sequence.children, index, flow_text(value))
        return
    yield from _lines_added(source, sequence, index, (list(block_lines([value])), [f"- {flow_text(value)}"]))


def _lines_added(source: Source, parent: Node, index: int, ways: tuple[list[str], ...]) -> Iterator[str]:
    """Yields texts with an entry that is written in one of several ways; at a file's end a block may not fit."""
    for lines in ways:
        if index < len(parent.children):
            yield from _before(source, _start(source, parent, index), lines)
        if index:
            yield _after(source, parent.children[index - 1], parent.column - 1, lines)


def removed(source: Source, parent: Node, index: int, flow: bool) -> Iterator[str]:
    """Yields texts without one of several entries."""
    text, value = source.text, parent.children[index]
    if flow:
        yield from _out_of_brackets(source, parent, index)
        return
    start = _start(source, parent, index)
    end = source.after(value)
    if source.leads_line(start):
        yield text[: source.line_start(start)] + text[end:]
    elif index + 1 < len(parent.children):
        following = _start(source, parent, index + 1)
        if text[end:following].strip():  # comments stand between
            yield text[:start] + text[source.line_end(source.end_of(value)) :]
        yield text[:start] + text[following:]


def permuted(source: Source, parent: Node, order: list[int], flow: bool) -> Iterator[str]:
    """Yields the text with the entries of a list or mapping in another order; `order` names the old index of each."""
    spans = _bracket_spans(parent) if flow else _line_spans(source, parent)
    if any(begin < end for (begin, _, _), (_, _, end) in zip(spans[1:], spans, strict=False)):
        return  # some entry's end is not where it seems, and what stands twice would be copied
    text, out, place = source.text, "", 0
    for (begin, _, end), old in zip(spans, order, strict=True):
        from_begin, from_start, from_end = spans[old]
        comments, body = text[from_begin:from_start], text[from_start:from_end]
        out += text[place:begin]
        if not flow:
            comments, body = _fitted(source, begin, comments, body, source.column(spans[0][1]))
        out += comments + body
        place = end
    yield out + text[place:]


def _fitted(source: Source, begin: int, comments: str, body: str, column: int) -> tuple[str, str]:
    """Returns an entry's comments and lines as they stand in a place that leads its line, or follows a dash there."""
    margin = " " * column
    if source.column(begin) == 0:
        return comments.rstrip(" "), margin + body
    return (source.newline + comments.rstrip(" "), margin + body) if comments.strip() else ("", body)


def _line_spans(source: Source, parent: Node) -> list[tuple[int, int, int]]:
    """Returns of each entry where its comments begin, where itself does, and where its last line ends."""
    spans = []
    floor = 0
    for index, value in enumerate(parent.children):
        start = _start(source, parent, index)
        begin = source.with_comments(start, floor) if source.leads_line(start) else start
        spans.append((begin, start, source.line_end(source.end_of(value))))
        floor = source.after(value)
    return spans


def _bracket_spans(parent: Node) -> list[tuple[int, int, int]]:
    starts = parent.keys or parent.children
    return [
        (name.start, name.start, max(name.end, value.end)) for name, value in zip(starts, parent.children, strict=True)
    ]


def _start(source: Source, parent: Node, index: int) -> int:
    return parent.keys[index].start if parent.keys else source.dash(parent, index)


def _out_of_brackets(source: Source, parent: Node, index: int) -> Iterator[str]:
    text, spans = source.text, _bracket_spans(parent)
    start, _, end = spans[index]
    comma = _COMMA.match(text, end)
    if comma:
        alone = source.leads_line(start) and not text[comma.end() : source.line_end(comma.end())].strip()
        if alone:
            yield text[: source.line_start(start)] + text[source.next_line(comma.end()) :]
        yield text[:start] + text[comma.end() :].lstrip(" ")
    elif index:
        previous = spans[index - 1][2]
        if not text[previous:start].strip(", \r\n"):
            yield text[:previous] + text[end:]
        yield text[:start] + text[end:]


def _before(source: Source, start: int, lines: list[str]) -> Iterator[str]:
    """Lines before an entry, above the comments that belong to it."""
    text, column = source.text, source.column(start)
    body = "".join((" " * column + line if line else "") + source.newline for line in lines)
    if source.leads_line(start):
        begin = source.with_comments(start, 0)
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

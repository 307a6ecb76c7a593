"""A file's text with its tree, and the geometry that edits need: where entries begin and end. Changes nothing."""

import re
from dataclasses import dataclass

from crmfs.core.regex import regex
from crmfs.records.yaml.decoding import BOM, LARGE, decode
from crmfs.records.yaml.reader import read_tree
from crmfs.records.yaml.tree import Node
from crmfs.records.yaml.values import Value

_COLON = regex(r"[ \t]*:")
_REST = regex(r"[ \t]*(#[^\r\n]*)?(?=\r|\n|\Z)")
_COMMENT_LINE = regex(r"[ \t]*#")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as the editor sees it; indexes count the characters of `text`, which has no byte order mark."""

    text: str
    root: Node | None
    newline: str
    bom: bytes

    @property
    def value(self) -> Value:
        """What the file means."""
        return self.root.value if self.root else None

    def encoded(self, text: str) -> bytes:
        """Returns a new text as the file's bytes."""
        return self.bom + text.encode("utf-8")

    def line_start(self, index: int) -> int:
        """Returns where the line of a character begins."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """Returns where the line of a character ends, before its line end."""
        found = [place for place in (self.text.find("\n", index), self.text.find("\r", index)) if place >= 0]
        return min(found, default=len(self.text))

    def next_line(self, index: int) -> int:
        """Returns where the line after that of a character begins, or the text's end."""
        end = self.line_end(index)
        return end + 2 if self.text.startswith("\r\n", end) else min(end + 1, len(self.text))

    def column(self, index: int) -> int:
        """Returns how far from its line's start a character stands, from 0."""
        return index - self.line_start(index)

    def leads_line(self, index: int) -> bool:
        """Says whether only spaces stand before a character on its line."""
        return not self.text[self.line_start(index) : index].strip(" ")

    def end_of(self, node: Node) -> int:
        """Returns where a value ends; blank lines after a literal or folded text are not its own."""
        while node.style == "block" and node.children:
            node = node.children[-1]
        if node.style not in ("|", ">"):
            return node.end
        end = node.end
        if "+" not in self.text[node.start : self.line_end(node.start)]:
            end = node.start + len(self.text[node.start : end].rstrip(" \t\r\n"))
            return max(end, self.line_end(node.start))
        return end - len(self.newline) if self.text.endswith(self.newline, node.start, end) else end

    def after(self, node: Node) -> int:
        """Returns where the line begins that follows a value."""
        return self.next_line(self.end_of(node))

    def comment_after(self, index: int) -> str | None:
        """Returns the blanks and the comment that fill the rest of a line; None if there is anything else."""
        found = _REST.match(self.text, index)
        return found[0] if found else None

    def colon(self, key: Node) -> int | None:
        """Returns the index after a key's colon; None if it has none, as in `{a}`."""
        found = _COLON.match(self.text, key.end)
        return found.end() if found else None

    def dash(self, sequence: Node, index: int) -> int:
        """Returns where the dash of a block list's item stands."""
        if index == 0:
            return sequence.start
        pattern = re.compile(rf"^ {{{sequence.column - 1}}}-(?=[ \t\r\n]|\Z)", re.MULTILINE)
        found = pattern.search(self.text, self.end_of(sequence.children[index - 1]))
        return found.end() - 1 if found else sequence.children[index].start

    def with_comments(self, index: int, floor: int) -> int:
        """Returns where an entry that leads its line begins with the comment lines right above it, not before `floor`.

        Comment lines at the top of the file belong to the file, and those at another depth to something else.
        """
        start = begin = self.line_start(index)
        while start > floor:
            above = self.line_start(start - 1 if not self.text.startswith("\r\n", start - 2) else start - 2)
            line = self.text[above:start]
            if above < floor or not _COMMENT_LINE.match(line) or len(line) - len(line.lstrip(" ")) != index - begin:
                break
            start = above
        return begin if start == 0 else start


def open_source(data: bytes) -> Source:
    """Returns a file ready for edits.

    Raises:
        YamlError: It cannot be read.
    """
    root, _ = read_tree(data)
    text = decode(data, LARGE)
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    return Source(text, root, newline, BOM if data.startswith(BOM) else b"")

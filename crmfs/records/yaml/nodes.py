"""The full reader: libyaml's events to a tree of values with marks, under YAML 1.2's rules and crmfs's limits.

Events, because composing recurses in C and crashes on deep nesting. The only importer of PyYAML.
"""

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml._yaml import CParser

from crmfs.core.regex import regex
from crmfs.records.yaml.complaints import translated
from crmfs.records.yaml.decoding import place
from crmfs.records.yaml.faults import Note, YamlError
from crmfs.records.yaml.scalars import resolve
from crmfs.records.yaml.tree import Node
from crmfs.records.yaml.values import pointer_to

DEPTH_LIMIT = 64
NODE_LIMIT = 60_000  # keeps the worst megabyte within a second

_TAG_DIRECTIVE = regex(r"^%TAG[ \t]", re.MULTILINE)  # libyaml compares each with all before it
_OTHER_BREAKS = "\x85\u2028\u2029"  # line ends for libyaml (YAML 1.1), characters like any other in YAML 1.2
_COLON = regex(r"[ \t]*:")
_GLUED_HEADER = regex(r"[|>][-+0-9]*#")
_STAND_INS = [chr(code) for code in range(0xFDD0, 0xFDF0)]  # noncharacters
_FULLWIDTH_PAIR = regex(r"[A-Za-z_][A-Za-z0-9_]*：")


def parse(text: str, times: int = 1) -> tuple[Node | None, list[Note]]:
    """Returns the tree of a decoded text (None if it holds no value at all) and what is to be said about it.

    Args:
        times: How many times the usual number of nodes is allowed.

    Raises:
        YamlError: For the first thing wrong.
    """
    found = _TAG_DIRECTIVE.search(text)
    if found:
        raise YamlError("yaml.directive", *place(text, found.start()))
    shown, back = _without_other_breaks(text)
    builder = _Builder(text, back, NODE_LIMIT * times)
    parser = CParser(shown)
    try:
        while (event := parser.get_event()) is not None:
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise translated(error, text) from None
    except yaml.YAMLError:
        raise YamlError("yaml.syntax") from None
    return builder.root, builder.notes


def _without_other_breaks(text: str) -> tuple[str, dict[int, str]]:
    """Returns the text with characters that occur nowhere for NEL, LS and PS, and the table that puts them back."""
    if not any(char in text for char in _OTHER_BREAKS):
        return text, {}
    upper = text.upper()
    free = [char for char in _STAND_INS if char not in text and f"{ord(char):X}" not in upper]
    if len(free) < len(_OTHER_BREAKS):
        raise YamlError("yaml.control_character", *place(text, min(text.find(c) for c in _OTHER_BREAKS if c in text)))
    there: dict[str, str] = dict(zip(_OTHER_BREAKS, free, strict=False))
    return text.translate({ord(char): stand_in for char, stand_in in there.items()}), {
        ord(value): key for key, value in there.items()
    }


class _Builder:
    """Takes libyaml's events one by one and grows the tree."""

    def __init__(self, text: str, back: dict[int, str], most: int) -> None:
        self.root: Node | None = None
        self.notes: list[Note] = []
        self._text = text
        self._back = back
        self._open: list[Node] = []
        self._count = 0
        self._most = most  # nodes
        self._documents = 0
        self._steps: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: Any) -> None:
        """Takes the next event."""
        step = self._steps.get(type(event))
        if step:
            step(event)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _at("yaml.several_documents", event)
        if event.version not in (None, (1, 2)) or event.tags:
            raise _at("yaml.directive", event)

    def _alias(self, event: Any) -> None:
        is_key = self._awaits_key()
        real = re.search(rf"&{re.escape(event.anchor)}(?![A-Za-z0-9_-])", self._text)
        raise _at("yaml.alias" if is_key or real else "yaml.asterisk_unquoted", event)

    def _start(self, event: Any) -> None:
        _refuse_properties(event)
        self._count += 1
        if self._count > self._most:
            raise _at("yaml.too_many", event, limit=self._most)
        if len(self._open) >= DEPTH_LIMIT:
            raise _at("yaml.too_deep", event, limit=DEPTH_LIMIT)
        if self._awaits_key():
            raise _at("yaml.key_not_text", event)
        mapping = type(event) is yaml.MappingStartEvent
        node = _node("mapping" if mapping else "list", "flow" if event.flow_style else "block", event)
        node.value = {} if mapping else []
        self._add(node)
        self._open.append(node)

    def _end(self, event: Any) -> None:
        node = self._open.pop()
        node.end = event.end_mark.index
        if node.style == "flow":
            self._refuse_glued_comment(node)

    def _scalar(self, event: Any) -> None:
        _refuse_properties(event)
        self._count += 1
        if self._count > self._most:
            raise _at("yaml.too_many", event, limit=self._most)
        node = _node("scalar", event.style or "", event)
        content = event.value.translate(self._back) if self._back else event.value
        code = None
        node.value = content
        if not node.style:
            node.value, code = resolve(content)
            if code == "yaml.not_finite":
                raise _at(code, event)
        self._refuse_lenience(node)
        if self._awaits_key():
            self._key(node, content)
        else:
            self._add(node)
        if not node.style:
            self._note(node, content, code)

    def _refuse_lenience(self, node: Node) -> None:
        """Refuses what libyaml reads, but YAML 1.2 forbids or reads otherwise."""
        if node.style in ("'", '"'):
            self._refuse_glued_comment(node)
        top = self._open[-1] if self._open else None
        if node.style in ("|", ">"):
            if top is not None and node.column <= top.column:
                raise YamlError("yaml.indentation", node.line, node.column)
            if found := _GLUED_HEADER.match(self._text, node.start):
                raise YamlError("yaml.syntax", *place(self._text, found.end() - 1))
        if top is not None and top.style == "flow" and self._text[node.start - 1] == "?":
            raise YamlError("yaml.syntax", node.line, node.column)  # `[?a]` is a text in YAML 1.2

    def _refuse_glued_comment(self, node: Node) -> None:
        """Refuses a `#` right after quotes or brackets: YAML 1.2 wants a space before a comment."""
        if self._text.startswith("#", node.end):
            raise YamlError("yaml.syntax", *place(self._text, node.end))

    def _key(self, node: Node, content: str) -> None:
        mapping = self._open[-1]
        if node.value is not content:
            raise YamlError("yaml.key_not_text", node.line, node.column)
        if content == "<<" and not node.style:
            raise YamlError("yaml.merge_key", node.line, node.column)
        assert isinstance(mapping.value, dict)
        if content in mapping.places:
            raise YamlError("yaml.duplicate_key", node.line, node.column, key=content)
        mapping.places[content] = len(mapping.keys)
        mapping.value[content] = None
        mapping.keys.append(node)

    def _awaits_key(self) -> bool:
        if not self._open:
            return False
        top = self._open[-1]
        return top.kind == "mapping" and len(top.keys) == len(top.children)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if node.start == node.end and top.kind == "mapping" and not _COLON.match(self._text, top.keys[-1].end):
            node.start = node.end = top.keys[-1].end  # libyaml puts `? key` without a value where the next token begins
        top.children.append(node)
        if isinstance(top.value, list):
            top.value.append(node.value)
        elif isinstance(top.value, dict):
            top.value[str(top.keys[-1].value)] = node.value

    def _note(self, node: Node, content: str, code: str | None) -> None:
        if code is None and "：" in content and self._stands_alone(node) and _FULLWIDTH_PAIR.match(content):
            code = "yaml.fullwidth_colon"
        if code:
            self.notes.append(Note(code, self._pointer(), node.line, node.column))

    def _stands_alone(self, node: Node) -> bool:
        """Says whether a scalar stands where a mapping could: at the root, in a list, or on a line below its key."""
        if not self._open or self._open[-1].kind == "list":
            return True
        return self._open[-1].keys[-1].line != node.line

    def _pointer(self) -> str:
        steps: list[str | int] = []
        for node in self._open:
            steps.append(str(node.keys[-1].value) if node.kind == "mapping" else len(node.children) - 1)
        return pointer_to(*steps)


def _node(kind: str, style: str, event: Any) -> Node:
    mark = event.start_mark
    return Node(kind, style, mark.index, event.end_mark.index, mark.line + 1, mark.column + 1, None)


def _refuse_properties(event: Any) -> None:
    if event.anchor is not None:
        raise _at("yaml.anchor", event)
    if event.tag is not None:
        raise _at("yaml.tag", event)


def _at(code: str, event: Any, **params: int) -> YamlError:
    return YamlError(code, event.start_mark.line + 1, event.start_mark.column + 1, **params)

"""The fast path of the reader: the plain shape that nearly every record has, values only.

A strict subset: whatever is not obviously in it is declined, and the full reader decides. It must never mean anything
else than the full reader, nor accept what that refuses; a differential test holds the two together.
"""

import re
from typing import Any, Final, cast

from crmfs.records.yaml.scalars import WORDS, resolve
from crmfs.records.yaml.values import Value

DECLINED: Final = object()

_DEPTH = 16
_BLANK = r"(?: *(?:#[^\n]*)?\n)*"
_HEAD = re.compile(_BLANK)
_TAIL = r"[^:#\n]*(?::[^ :#\n][^:#\n]*)*"
_ROW = re.compile(
    r"( *)(- +)?"  # indent, dash
    r"(?:([A-Za-z_\u4e00-\u9fff][\w\-]{0,100}):(?: +|(?=\n)))?"  # key
    r"(?:([^\s\-+.0-9?:,\[\]{}#&*!|>'\"%@`]" + _TAIL + ")"  # text
    r"|([-+.]?[0-9]" + _TAIL + ")"  # number, date, or text that begins like one
    r"|(\"[^\"\\\n]*\"|'[^'\n]*(?:''[^'\n]*)*'|\[[^\[\]{}\n]*\]|\{ *\}) *"  # quoted, list in brackets
    r")?(?:(?<= )#[^\n]*)?\n" + _BLANK + r"|[^\n]*\n"  # any other line: no group is set
)
_FLOW_ITEM = re.compile(r"[A-Za-z_\u4e00-\u9fff](?:[\w\- ]*\w)?")


def quick_value(data: bytes) -> object:
    """Returns what a file of the plain shape means, or DECLINED.

    The plain shape: UTF-8, block mappings and lists of one-line scalars, simple lists in brackets, comments; no notes.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return DECLINED
    if len(data) > 65536:
        return DECLINED
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not text.replace("\n", "").replace("\u3000", "").isprintable():
        return DECLINED
    if not text.endswith("\n"):
        text += "\n"
    head = _HEAD.match(text)
    rows = _ROW.findall(text, head.end() if head else 0)
    if not rows:
        return None
    try:
        return _assembled(rows)
    except _Decline:
        return DECLINED


class _Decline(Exception):  # noqa: N818 - not an error
    """Not the plain shape."""


def _scalar(number: str, other: str) -> Value:
    if number:
        value, note = resolve(number.rstrip(" "))
        if note:
            raise _Decline
        return value
    first = other[0]
    if first == '"':
        return other[1:-1]
    if first == "'":
        return other[1:-1].replace("''", "'")
    return {} if first == "{" else _flow_list(other)


def _flow_list(other: str) -> Value:
    inside = other[1:-1].strip(" ")
    if not inside:
        return []
    items: list[Value] = []
    for part in inside.split(","):
        item = part.strip(" ")
        if not _FLOW_ITEM.fullmatch(item):
            raise _Decline
        items.append(WORDS.get(item, item))
    return items


def _assembled(rows: list[tuple[str, str, str, str, str, str]]) -> Value:
    """Returns the value of the rows; raises `_Decline` for whatever does not follow the indentation strictly."""
    stack: list[tuple[int, Any]] = [(0, [] if rows[0][1] else {})]
    level, top = stack[0]
    pending = ""  # the key of the row before, if it has no value
    for indent, dash, key, text, number, other in rows:
        if dash or len(indent) != level or type(top) is list:
            level, top = _opened(stack, len(indent), bool(dash), pending)
            if dash and key:
                level, top = level + len(dash), {}
                stack[-1][1].append(top)
                stack.append((level, top))
        value: Value = None
        if text:
            text = text.rstrip(" ")
            value = WORDS.get(text, text)
        elif number or other:
            value = _scalar(number, other)
        if key:
            if key in top or key in WORDS:
                raise _Decline
            top[key] = value
            pending = "" if text or number or other else key
        elif not dash or not (text or number or other) or "：" in text:
            raise _Decline
        else:
            top.append(value)
            pending = ""
    return stack[0][1]  # type: ignore[no-any-return]


def _opened(stack: list[tuple[int, Any]], depth: int, dash: bool, pending: str) -> tuple[int, Any]:
    """Closes and opens containers for a row that begins at a depth; returns the one that takes the row."""
    level, top = stack[-1]
    if pending and (depth > level or (dash and depth == level)):
        if len(stack) > _DEPTH:
            raise _Decline
        level, child = depth, cast(Any, [] if dash else {})
        top[pending] = child
        stack.append((level, child))
        return level, child
    while depth < level and len(stack) > 1:
        stack.pop()
        level, top = stack[-1]
    if not dash and type(top) is list and len(stack) > 1:  # a list may stand as deep as the key that holds it
        stack.pop()
        level, top = stack[-1]
    if depth != level or (type(top) is list) is not dash:
        raise _Decline
    return level, top

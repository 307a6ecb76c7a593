"""The fast path of the reader: the plain shape that nearly every record has, values only.

A strict subset: whatever is not obviously in it is declined, and the full reader decides. It must never mean anything
else than the full reader, nor accept what that refuses or notes; a differential test holds the two together.
String methods and few regular expressions, since each costs a quarter of a microsecond a line; lines are remembered,
since most lines of a record stand in others too.
"""

import re
from functools import lru_cache
from typing import Any, Final, cast

from crmfs.records.yaml.scalars import WORDS, resolve
from crmfs.records.yaml.values import Value

DECLINED: Final = object()

_BYTES = 1 << 16
_DEPTH = 16
_LINES = 8192  # remembered; enough for those that many records share
_NOWHERE = (0, "", "")
_NO_KEYS: Final = (None,)  # stands for `{}`
_EMPTY: Final = object()  # no value on this line: null, or a list or mapping on the next ones

# Indent, dash, key, rest; an identifier is a plain scalar in YAML, so is one with hyphens.
_LINE = re.compile(r"( *)(- +)?(?:([^\W\d][\w-]{0,100}):(?: +|\Z))?(.*)", re.DOTALL)
_LITERAL = re.compile(r"^( *)([^\W\d][\w-]{0,100}): +\|(-?) *(?:(?<= )#[^\n]*)?\n((?:(?:\1 [^\n]*)?\n)+)", re.MULTILINE)
_SPACES = re.compile(r" +(?:\n|\Z)")
_QUOTED = re.compile(r"(?:\"([^\"\\]*)\"|'([^']*(?:''[^']*)*)')(?: +#.*)?", re.DOTALL)
_TEXT = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`+.0-9][^:#]*(?::[^ :#][^:#]*)*")
_NUMERIC = re.compile(r"[-+.]?[0-9][^:#]*(?::[^ :#][^:#]*)*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FLOW_LIST = re.compile(r"\[([^\[\]{}]*)\]")
_FLOW_ITEM = re.compile(r"[^\W\d](?:[\w -]*\w)?")


class _Decline(Exception):
    """Not the plain shape."""


def quick_value(data: bytes) -> object:
    """Returns what a file of the plain shape means, or DECLINED.

    The plain shape: UTF-8, block mappings and lists of one-line scalars, literal texts, simple lists in brackets,
    comments; nothing to note.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return DECLINED
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if len(data) > _BYTES or not text.replace("\n", "").replace("\u3000", "").isprintable():
        return DECLINED
    try:
        return _content(_lines(text))
    except _Decline:
        return DECLINED


def quick_place(data: bytes, key: str) -> tuple[int, int, int] | None:
    """Returns line, column of the key and column of its value, from 1, for a key at the root of a file that is plain.

    Args:
        data: A file for which `quick_value` gave a value; none of its texts has a line that begins at the margin.
        key: The key.

    Returns:
        None where the value doesn't stand on the key's line.
    """
    found = _root_key(key).search(data)
    if found is None:
        return None
    return data.count(b"\n", 0, found.start()) + 1, 1, len(found[0].decode("utf-8")) + 1


@lru_cache(maxsize=256)
def _root_key(key: str) -> re.Pattern[bytes]:
    # Begins with the key itself, which `re` finds without a look at every line.
    quoted = re.escape(key.encode("utf-8", "surrogatepass"))
    return re.compile(rb"%b(?<![^\n]%b): +(?=[^ #|\r\n])" % (quoted, quoted))


def _lines(text: str) -> list[str]:
    """Returns the text's lines; a key with a literal block (`|`) becomes one line with the text in single quotes."""
    if ": |" not in text:
        return text.split("\n")
    lines: list[str] = []
    place = 0
    for found in _LITERAL.finditer(text):
        lines += text[place : found.start()].split("\n")[:-1]
        lines.append(found[1] + found[2] + ": '" + _literal(found[4], found[3]).replace("'", "''") + "'")
        place = found.end()
        if text.startswith(found[1] + " ", place) or _SPACES.match(text, place):
            raise _Decline  # a last line without line end, or one of spaces: it may belong to the text
    return lines + text[place:].split("\n")


def _literal(block: str, chomping: str) -> str:
    lines = block.rstrip("\n").split("\n")
    margin = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
    if not margin or any(line and (not line.startswith(margin) or line.isspace()) for line in lines):
        raise _Decline
    depth = len(margin)
    return "\n".join([line[depth:] for line in lines]) + ("" if chomping else "\n")


def _content(lines: list[str]) -> Value:
    """Returns the value of the lines; raises `_Decline` for whatever does not follow the indentation strictly."""
    stack: list[tuple[int, Any]] = []
    level, top = -1, cast(Any, None)  # the level is -1 wherever the next entry needs a look at the stack
    pending = ""  # the key of the line before, if that has no value
    for line in lines:
        entry = _entry(line)
        if entry is None:
            continue
        depth, dash, key, value = entry
        if depth != level or dash:
            level, top = _opened(stack, depth, dash, key, pending)
        pending = ""
        if type(value) is tuple:
            value = {} if value is _NO_KEYS else list(value)
        if not key:
            top.append(value)
            level = -1
        elif key in top:
            raise _Decline
        elif value is _EMPTY:
            top[key], pending = None, key
        else:
            top[key] = value
    return cast(Value, stack[0][1]) if stack else None


@lru_cache(maxsize=_LINES)
def _entry(line: str) -> tuple[int, str, str, Any] | None:
    """Returns a line's depth, dash, key and what `_scalar` says of its rest; None for a blank line or a comment."""
    head, colon, rest = line.partition(": ")
    depth, dash, key = _lead(head) if colon else _NOWHERE
    if not key:
        depth, dash, key, rest = _parts(line)
        if not key and not dash:
            if rest and rest[0] != "#":
                raise _Decline
            return None
    value = WORDS.get(rest, rest) if rest.isidentifier() else _scalar(rest)
    if not key and (value is _EMPTY or "：" in rest):
        raise _Decline
    return depth, dash, key, value


@lru_cache(maxsize=4096)
def _lead(head: str) -> tuple[int, str, str]:
    """Returns depth, dash and key of what stands before a line's first `: `; remembered, since files share keys."""
    return _parts(head + ":")[:3]


def _parts(line: str) -> tuple[int, str, str, str]:
    """Returns a line's depth, dash, key and rest; `""` for what it has not."""
    indent, dash, key, rest = cast(re.Match[str], _LINE.fullmatch(line)).groups("")
    if key in WORDS and key:
        raise _Decline
    return len(indent), dash, key, rest


def _opened(stack: list[tuple[int, Any]], depth: int, dash: str, key: str, pending: str) -> tuple[int, Any]:
    """Closes and opens containers for a line that begins at a depth; returns the one that takes its entry."""
    if len(stack) > _DEPTH:
        raise _Decline
    level, top = stack[-1] if stack else (0, None)
    if top is None or (pending and (depth > level or (dash and depth == level))):
        child: Any = [] if dash else {}
        if top is not None:
            top[pending] = child
        elif depth:
            raise _Decline
        level, top = depth, child
        stack.append((level, top))
    else:
        level, top = _closed(stack, depth, dash)
    if dash and key:
        item: dict[str, Value] = {}
        top.append(item)
        level, top = depth + len(dash), item
        stack.append((level, top))
    return level, top


def _closed(stack: list[tuple[int, Any]], depth: int, dash: str) -> tuple[int, Any]:
    """Closes what a line at a depth does not belong to."""
    while len(stack) > 1 and depth < stack[-1][0]:
        stack.pop()
    if not dash and len(stack) > 1 and type(stack[-1][1]) is list:  # a list may stand as deep as its key
        stack.pop()
    level, top = stack[-1]
    if depth != level or (type(top) is list) is not bool(dash):
        raise _Decline
    return level, top


def _scalar(rest: str) -> Any:
    """Returns the value of what follows a key or dash, comment included.

    Returns:
        A scalar, `_EMPTY`, `_NO_KEYS`, or a tuple of a list's items: what is remembered of a line must not be shared.
    """
    word = rest.strip(" ")
    if not word or word[0] == "#":
        return _EMPTY
    if word[0] in "\"'":
        found = _QUOTED.fullmatch(word)
        if not found:
            raise _Decline
        return found[1] if found[2] is None else found[2].replace("''", "'")
    if " #" in word:
        word = word[: word.index(" #")].rstrip(" ")
    if _TEXT.fullmatch(word):
        return WORDS.get(word, word)
    if _DATE.fullmatch(word):
        return word
    if _NUMERIC.fullmatch(word):
        value, note = resolve(word)
        if note is None:
            return value
    return _brackets(word)


def _brackets(word: str) -> tuple[Value, ...]:
    if word == "{}":
        return _NO_KEYS
    if word == "[]":
        return ()
    found = _FLOW_LIST.fullmatch(word)
    if not found:
        raise _Decline
    items = [part.strip(" ") for part in found[1].split(",")]
    if not all(map(_FLOW_ITEM.fullmatch, items)):
        raise _Decline
    return tuple(WORDS.get(item, item) for item in items)

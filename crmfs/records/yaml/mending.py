"""Mends what a first user types: unquoted asterisks, full-width colons after keys, a byte order mark. Nothing else."""

import re

from crmfs.core.regex import regex
from crmfs.records.yaml.decoding import BOM, decode
from crmfs.records.yaml.faults import YamlError
from crmfs.records.yaml.reader import read_yaml
from crmfs.records.yaml.slips import wide_keys
from crmfs.records.yaml.writer import scalar_text

_WORK_BYTES = 20_000_000  # bytes read again and again before a file with very many asterisks is left as it is
_KEY = regex(r" *(?:- +)*[\w\-]{1,60} ?")
_IN_BLOCK = regex(r"[^\r\n]*?(?=[ \t]+#|[ \t]*(?:\r|\n|\Z))")
_IN_BRACKETS = regex(r"[^\r\n,\[\]{}]*?(?=[ \t]+#|[ \t]*(?:[,\[\]{}\r\n]|\Z))")


def narrow_colons(data: bytes) -> bytes:
    """Returns the file with a plain colon and a space where a full-width colon follows a key and keeps it from reading.

    Stops where what stands before the colon is no single word, and where the reader gets no further by it.

    Raises:
        YamlError: The file is no text that YAML allows.
    """
    bom = BOM if data.startswith(BOM) else b""
    text = best = decode(data)
    for _ in range(max(20, _WORK_BYTES // (len(data) + 1))):
        colon = _topmost(text, _place_of(text, "yaml.fullwidth_colon_key"))
        if colon is None:
            break
        text = f"{text[:colon]}: {text[colon + 1 :].lstrip(' ')}"
        best = max(best, text, key=_reach)
    return bom + best.encode("utf-8")


def _topmost(text: str, colon: int | None) -> int | None:
    """Returns the first of the lines `key：value` that end with the one whose colon is at an index; None for no key."""
    top = None
    while colon is not None and colon >= 0:
        start = _line_start(text, colon)
        if not _KEY.fullmatch(text, start, colon):
            break
        top, end = colon, len(text[:start].rstrip("\r\n"))
        colon = text.find("：", _line_start(text, end), end)
    return top


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def quote_asterisks(data: bytes) -> bytes:
    """Returns the file with every unquoted value that begins with `*` in double quotes, no other byte changed.

    Stops at the first other thing that the reader refuses; what was mended before that stays mended.

    Raises:
        YamlError: The file is no text that YAML allows.
    """
    bom = BOM if data.startswith(BOM) else b""
    text = decode(data)
    for _ in range(max(20, _WORK_BYTES // (len(data) + 1))):
        found = _place_of(text, "yaml.asterisk_unquoted")
        if found is None:
            break
        text = _quoted(text, found)
    return bom + text.encode("utf-8")


def strip_bom(data: bytes) -> bytes:
    """Returns the file without its byte order mark."""
    return data.removeprefix(BOM)


def _place_of(text: str, code: str) -> int | None:
    """Returns where the first thing is that keeps a text from being read, if it is of this code."""
    error = _error(text)
    if error is None or error.code != code or error.line is None or error.column is None:
        return None
    return _index(text, error.line, error.column)


def _quoted(text: str, start: int) -> str:
    """Quotes the value at an index: up to the end of the line, or to a comma or bracket if that reads as far."""
    results = []
    for pattern in (_IN_BRACKETS, _IN_BLOCK):
        found = pattern.match(text, start)
        if found:
            results.append(text[:start] + scalar_text(found[0], '"') + text[found.end() :])
    return max(results, key=_reach)


def _reach(text: str) -> tuple[int, int]:
    """Returns how far a text can be read: line and column of the first error."""
    error = _error(text)
    if error is None:
        return len(text) + 1, 0
    return error.line or 0, error.column or 0


def _error(text: str) -> YamlError | None:
    try:
        document = read_yaml(text.encode("utf-8"))
    except YamlError as error:
        return error
    return wide_keys(text) if isinstance(document.value, str) else None


def _index(text: str, line: int, column: int) -> int:
    """Returns the index of a character that the reader names by line and column."""
    ends = re.finditer(r"\r\n|\r|\n", text)
    start = 0
    for _ in range(line - 1):
        start = next(ends).end()
    return start + column - 1

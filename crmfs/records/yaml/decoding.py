"""Bytes to text: size, encoding, byte order mark, characters that no YAML file may hold. Knows no syntax."""

import re

from crmfs.records.yaml.faults import YamlError

SIZE_LIMIT_BYTES = 1 << 20
LARGE = 4  # times the usual limits: for the few files that grow with the whole team, such as members.yaml
BOM = b"\xef\xbb\xbf"

# YAML 1.2.2, 5.1 (c-printable), without the controls that it allows inside quotes only and a byte order mark inside.
_FORBIDDEN = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"

_COMMON = dict.fromkeys(map(ord, "\t\n\r\u3000"))  # allowed, and no `isprintable`


def decode(data: bytes, times: int = 1) -> str:
    """Returns a file's text without its byte order mark.

    Args:
        times: How many times the usual size is allowed.

    Raises:
        YamlError: `yaml.too_big`, `yaml.encoding`, `yaml.not_text`, `yaml.nul`, `yaml.control_character`.
    """
    if len(data) > SIZE_LIMIT_BYTES * times:
        raise YamlError("yaml.too_big", size=len(data), limit=SIZE_LIMIT_BYTES * times)
    body = data.removeprefix(BOM)
    if _is_utf16(data):
        raise YamlError("yaml.encoding", 1, 1, looks_like="UTF-16")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong_encoding(body, error.start) from None
    if not text.translate(_COMMON).isprintable():
        _refuse_controls(text)
    return text


def _refuse_controls(text: str) -> None:
    found = re.search(_FORBIDDEN, text)  # compiled when first used: that takes 5 ms, and few files need it
    if found:
        code = "yaml.nul" if found[0] == "\0" else "yaml.control_character"
        raise YamlError(code, *place(text, found.start()))


def place(text: str, index: int) -> tuple[int, int]:
    """Returns line and column, from 1, of a character of a text; lines end as in YAML 1.2: LF, CR LF, CR."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _is_utf16(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    start = data[:200]
    halves = (start[::2], start[1::2])
    return len(start) >= 4 and any(half.count(0) * 2 > len(half) for half in halves) and start.count(0) < len(start)


def _wrong_encoding(body: bytes, start: int) -> YamlError:
    where = place(body[:start].decode("utf-8"), start)
    try:
        body.decode("gb18030")
    except UnicodeDecodeError:
        return YamlError("yaml.not_text", *where)
    return YamlError("yaml.encoding", *where, looks_like="GBK")

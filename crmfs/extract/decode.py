"""Bytes → text: which encoding a text is in, told by its bytes. Knows no file types."""

import codecs
from collections.abc import Iterable
from functools import cache

from crmfs.core.regex import regex

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {  # encodings that hold all that the named one does, and what programs write under its name anyway
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "hz": "hz", "iso8859-1": "cp1252", "ascii": "cp1252",
    "big5": "big5hkscs", "cp950": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
_SAMPLE_BYTES = 1 << 12
_BAD_SHARE = 0.02  # of undecodable characters in a text that is still taken to be in an encoding
_ALONE = regex(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_HIGH_RUN = regex(rb"[\x80-\xff]+")


def decoded(data: bytes, declared: str | None = None) -> str:
    """Returns bytes as text; what cannot be decoded becomes U+FFFD.

    Args:
        data: Text in utf-8, gb18030, utf-16 (with a mark or without), big5 or cp1252.
        declared: The encoding that the file itself names; believed if the bytes fit it.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for encoding in filter(None, (known(declared), "utf-8")):
        if encoding != "utf-8" or b"\0" not in data:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    return data.decode(_guessed(data), "replace")


def known(declared: str | None) -> str | None:
    """Returns Python's name of a declared text encoding, the wider one where programs mean it; None for an unknown."""
    try:
        found = codecs.lookup((declared or "").strip(" \"'"))
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):  # such as base64
        return None
    return str(_WIDER.get(found.name, found.name))


def _guessed(data: bytes) -> str:
    """Returns the encoding in which the text looks most like one."""
    sample = data[:_SAMPLE_BYTES]
    if _share_bad(sample.decode("utf-8", "replace")) < _BAD_SHARE and b"\0" not in sample:
        return "utf-8"
    candidates: list[str] = []
    if b"\0" in sample:
        candidates.append("utf-8")
    else:
        candidates += ["cp1252"] if _looks_western(sample) else []
        candidates += ["gb18030", "big5hkscs"]
    if len(data) % 2 == 0 or b"\0" in sample:
        candidates += ["utf-16-le", "utf-16-be"]
    return max(candidates, key=lambda encoding: _likeness(sample.decode(encoding, "replace")))


def _looks_western(sample: bytes) -> bool:
    runs = len(_HIGH_RUN.findall(sample))
    return runs > 0 and len(_ALONE.findall(sample)) > 0.7 * runs


def _share_bad(text: str) -> float:
    # The sample may end within a character.
    return max(0, text.count("\ufffd") - 1) / max(1, len(text) - text.count("\ufffd"))


def _likeness(text: str) -> float:
    """Returns how much of a text is made of characters that people use, 0 to 1."""
    shown = [char for char in text if not char.isspace()]
    if not shown:
        return 0.0
    used = _used()
    return sum(char in used for char in shown) / len(shown)


@cache
def _used() -> frozenset[str]:
    """The characters of everyday text: ASCII, Chinese punctuation, the frequent characters of GB 2312 and Big5."""
    frequent = (
        bytes((lead, trail)).decode(encoding, "ignore")
        for encoding, leads, trails in (
            ("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)),
            ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))),
        )
        for lead in leads
        for trail in trails
    )
    return frozenset(
        (*_characters((0x21, 0x7F), (0xC0, 0x100), (0x3001, 0x3012), (0xFF01, 0xFF5F)), *frequent, *"“”‘’—…·￥№①②③㎡×°")
    )


def _characters(*spans: tuple[int, int]) -> Iterable[str]:
    return (chr(code) for start, end in spans for code in range(start, end))

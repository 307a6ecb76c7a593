"""Rich text (RTF), also under the name .doc. Text boxes and comments are left out, as the library does."""

import re
from collections.abc import Iterator

from crmfs.extract.limits import Unreadable

_LINE_END = re.compile(r"\\\r?\n")
_SEEN = re.compile(r"\\(?:footnote|header[lrf]?|footer[lrf]?)(?![a-z])")
_PICTURE = re.compile(r"[0-9a-fA-F]{256,}")  # the library looks at each of its millions of digits
_HIGH = re.compile(r"[\x80-\xff]")


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields the text of a document, headers, footers and footnotes where they are anchored.

    Raises:
        Unreadable: `extract.missing_library`: striprtf is not installed.
    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise Unreadable("extract.missing_library") from None
    # Line ends mean nothing in RTF, but the library takes them for the end of a character of two bytes.
    source = _LINE_END.sub(r"\\par ", data.decode("latin-1")).replace("\r", "").replace("\n", "")
    source = _PICTURE.sub("", source)
    source = _HIGH.sub(lambda match: f"\\'{ord(match[0]):02x}", _SEEN.sub(r"\\par ", source))
    text: str = rtf_to_text(source, encoding="gb18030", errors="replace")  # type: ignore[no-untyped-call]
    # What lies beyond 16 bits is written as two numbers.
    yield text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

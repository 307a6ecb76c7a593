"""What a file really is, by its first bytes, and by its name only where these say nothing. Reads no text."""

import re

from crmfs.core.regex import regex
from crmfs.extract.types import OTHER, file_type

# What `form_of` answers beside the names of readers.
NOTHING, DAMAGED = "nothing", "damaged"

_HEAD = 4096
_MAGIC = (
    (b"PK\x03\x04", "package"),
    (b"PK\x05\x06", "package"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
)
_HTML = regex(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_MAIL = regex(rb"(?:[A-Za-z][A-Za-z0-9-]*:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_MAIL_FIELD = regex(rb"^(?:from|subject|received|date|mime-version):", re.I | re.M)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROL = regex(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BY_NAME = {"html": "html", "svg": "html", "mail": "mail", "text": "text"}
_MUST_HAVE_MAGIC = frozenset(
    ("pdf", "docx", "doc", "xlsx", "xlsb", "xls", "pptx", "ppt", "odt", "ods", "odp", "rtf", "msg")
)  # a file so named that is none of these is damaged


def form_of(name: str, data: bytes) -> str:
    """Returns a file's reader: `pdf`, `package` (zip), `compound` (OLE), `rtf`, `image`, `html`, `mail`, `text`.

    `NOTHING`: no text could be got out of it. `DAMAGED`: it is not what its name says, nor anything else.
    """
    type_, head = file_type(name), data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    form = next((form for magic, form in _MAGIC if head.startswith(magic)), "")
    if form == "image" and head.startswith(b"BM") and type_ != "image" and not _CONTROL.search(head):
        form = ""  # a text that begins with these two letters
    if form or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return form or "image"
    if type_ in ("image", "audio", "video", "archive"):
        return "image" if type_ == "image" else NOTHING
    return _textual(type_, head)


def _textual(type_: str, head: bytes) -> str:
    if type_ in _BY_NAME:
        return _BY_NAME[type_]
    marked = head.startswith(_MARKS)
    if not marked and _CONTROL.search(head):
        return DAMAGED if type_ in _MUST_HAVE_MAGIC else NOTHING
    if _HTML.match(head.removeprefix(_MARKS[0])):
        return "html"
    if type_ in _MUST_HAVE_MAGIC and not head.lstrip().startswith(b"<?xml"):
        return DAMAGED
    if type_ == OTHER and _MAIL.match(head) and len(_MAIL_FIELD.findall(head)) > 1:
        return "mail"
    return "text" if type_ != OTHER or head else NOTHING

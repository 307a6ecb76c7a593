"""Mail (EML, MHT) with its attachments, each by the reader of its type; three mails deep. Sends and fetches nothing."""

import re
from collections.abc import Iterable, Iterator
from email import policy
from email.header import Header, decode_header
from email.message import Message
from email.parser import BytesParser

from crmfs.extract.decode import decoded
from crmfs.extract.limits import MAIL_LEVELS, MAIL_PARTS, Unreadable
from crmfs.extract.readers import reader
from crmfs.extract.sniff import form_of

_HEADERS = ("Subject", "From", "To", "Cc", "Date")
_FOLD = re.compile(r"\r?\n[ \t]*")
_PICTURE = "image"


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields subject, people, date, text, and the name and text of each attachment.

    Raises:
        Unreadable: Once all else is read: why the first attachment that could not be read could not.
    """
    reading = _Reading()
    yield from reading.mail(BytesParser(policy=policy.compat32).parsebytes(data), 1)
    if reading.problem:
        raise Unreadable(reading.problem)


class _Reading:
    """One mail being read: how many parts it had so far, and the first thing that went wrong."""

    def __init__(self) -> None:
        self.problem = ""
        self._parts = 0

    def mail(self, message: Message, level: int) -> Iterator[str]:
        """Yields the text of a mail at some level; one too deep is a problem."""
        if level > MAIL_LEVELS:
            self._note("extract.too_large")
            return
        for header in _HEADERS:
            if said := _header(message.get(header)):
                yield f"{said}\n"
        yield "\n"
        yield from self._part(message, level)

    def _part(self, part: Message, level: int) -> Iterator[str]:
        self._parts += 1
        if self._parts > MAIL_PARTS:
            self._note("extract.too_large")
        elif part.get_content_type() == "message/rfc822":
            for inner in _inside(part):
                yield from self.mail(inner, level + 1)
        elif part.is_multipart():
            for inner in _chosen(part):
                yield from self._part(inner, level)
        else:
            yield from self._leaf(part, level)

    def _leaf(self, part: Message, level: int) -> Iterator[str]:
        name, data = _header(part.get_filename()), _content(part)
        if not name and part.get_content_maintype() == "text":
            yield from _body(part, data)
            yield "\n"
            return
        if name:
            yield f"{name}\n"
        form = form_of(name, data) if data else ""
        if form == "mail":
            yield from self.mail(BytesParser(policy=policy.compat32).parsebytes(data), level + 1)
        elif form and form != _PICTURE:
            try:
                yield from reader(form)(name, data)
            except Unreadable as unreadable:
                self._note(unreadable.code)
        yield "\n"

    def _note(self, code: str) -> None:
        self.problem = self.problem or code


def _chosen(part: Message) -> Iterable[Message]:
    """Returns the parts that a reader of mail shows; of alternatives the plain text, else the last."""
    parts = _inside(part)
    if part.get_content_subtype() != "alternative" or not parts:
        return parts
    plain = [inner for inner in parts if inner.get_content_type() == "text/plain" and _content(inner).strip()]
    return plain[:1] or parts[-1:]


def _inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _body(part: Message, data: bytes) -> Iterator[str]:
    from crmfs.extract.readers import html  # few mails need it

    text = decoded(data, part.get_content_charset())
    return html.text_of(text) if part.get_content_subtype() == "html" else iter((text,))


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(value: object) -> str:
    """Returns a header's words in full, `""` for one that is not there."""
    if value is None:
        return ""
    try:
        pieces = decode_header(value if isinstance(value, Header) else _FOLD.sub(" ", str(value)))
    except ValueError:  # broken base64
        return str(value)
    said = (text if isinstance(text, str) else decoded(text, charset) for text, charset in pieces)
    return "".join(said).encode("utf-8", "replace").decode().strip()

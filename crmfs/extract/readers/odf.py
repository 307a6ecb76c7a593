"""OpenDocument texts, tables and presentations (ODT, ODS, ODP). Values are read as the cells show them.

Source: OASIS OpenDocument 1.2 part 1, 5 (paragraphs), 6 (inline text), 9 (tables), 14 (annotations, change tracking).
"""

import re
from collections.abc import Iterator

from crmfs.extract.archive import Archive
from crmfs.extract.limits import Unreadable
from crmfs.extract.markup import Attributes, parse

_PARAGRAPHS = frozenset(("p", "h"))
_SIGNS = {"tab": "\t", "line-break": "\n"}
_UNSEEN = frozenset(("tracked-changes", "ruby-text", "note-citation", "creator", "date", "date-string", "scripts"))
_BLANK = re.compile(r"[ \t\r\n]+")
_MANIFEST = "META-INF/manifest.xml"
_MOST_SPACES = 100


class _Text:
    """Gathers paragraphs; notes, comments and frames that stand within one come after it."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[list[str]] = []
        self._inner: list[str] = []
        self._unseen = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Begins a paragraph, tells a sheet's name, or passes over what is not seen."""
        if self._unseen or name in _UNSEEN:
            self._unseen += 1
        elif name in _PARAGRAPHS:
            self._open.append([])
        elif name == "s":
            self._add(" " * min(_MOST_SPACES, _whole(attributes.get("c", "1"))))
        elif name in _SIGNS:
            self._add(_SIGNS[name])
        elif name == "table" and attributes.get("name"):
            self._done.append(attributes["name"] + "\n")

    def end(self, name: str) -> None:
        """Ends what `start` began."""
        if self._unseen:
            self._unseen -= 1
        elif name in _PARAGRAPHS:
            self._close("".join(self._open.pop()).strip())

    def text(self, text: str) -> None:
        """Adds characters of a paragraph; between elements stands only white space."""
        if self._open and not self._unseen:
            self._add(_BLANK.sub(" ", text))

    def taken(self) -> str:
        """Returns the paragraphs that ended since the last call."""
        text = "".join(self._done)
        self._done.clear()
        return text

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1].append(text)

    def _close(self, paragraph: str) -> None:
        if self._open:
            self._inner.append(paragraph)
            return
        self._done += [f"{said}\n" for said in (paragraph, *self._inner) if said]
        self._inner.clear()


def read(archive: Archive) -> Iterator[str]:
    """Yields the text of an OpenDocument file: content, then headers and footers.

    Raises:
        Unreadable: `extract.encrypted`, or as the archive and its parts do.
    """
    if b"encryption-data" in archive.read(_MANIFEST):
        raise Unreadable("extract.encrypted")
    for part in ("content.xml", "styles.xml"):
        if part in archive.names:
            yield from parse(archive.chunks(part), _Text())


def _whole(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < 6 else 1

"""Web pages (HTML, XHTML, SVG): what a browser shows, blocks on lines of their own. Follows no links, runs no scripts.

The standard library's parser is used: it needs no tree, so neither deep nor broken pages cost more than their bytes.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from crmfs.extract.decode import decoded

_PIECE = 1 << 22  # characters given to the parser at a time; it looks again at a tag that is not whole
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
_CHARSET_WITHIN = 4096
_UNSEEN = frozenset(("script", "style", "template", "rt", "rp"))
_PHONETIC = frozenset(("rt", "rp"))  # need no end of their own within <ruby>
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "o:p", "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tspan", "tt", "u", "var", "wbr",
))  # fmt: skip
_BLANK = re.compile(r"[ \t\r\n\f\xa0]+")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")


class _Page(HTMLParser):
    """Gathers what is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = ""  # the element within which nothing is shown
        self._inside = 0  # elements of the same name within it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            self._inside += tag == self._unseen
        elif tag in _UNSEEN:
            self._unseen = tag
        else:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._unseen:
            self._break(tag)
        elif tag == self._unseen and self._inside:
            self._inside -= 1
        elif tag == self._unseen or (tag == "ruby" and self._unseen in _PHONETIC):
            self._unseen = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(_BLANK.sub(" ", data))

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append("\n")


def read(name: str, data: bytes) -> Iterator[str]:
    """Yields the text of a page."""
    found = _CHARSET.search(data[:_CHARSET_WITHIN])
    yield from text_of(decoded(data, found[1].decode() if found else None))


def text_of(markup: str) -> Iterator[str]:
    """Yields the text of a page that is decoded already."""
    page = _Page()
    for at in range(0, len(markup), _PIECE):
        page.feed(markup[at : at + _PIECE])
        yield _tidied(page)
    page.close()
    yield _tidied(page)


def _tidied(page: _Page) -> str:
    text = _AROUND_BREAK.sub("\n", "".join(page.pieces))
    page.pieces.clear()
    return text

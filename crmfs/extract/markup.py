"""XML read by events: names without their prefixes, nothing from outside ever fetched. Knows no format.

expat keeps its own stack and limits how far entities may grow; declared entities are refused all the same, for no
office program writes any.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.parsers import expat

from crmfs.extract.limits import DEPTH, Unreadable

Attributes = dict[str, str]


class Handler(Protocol):
    """What listens to the events of one XML part; names are local: `p` for `w:p`."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins; attributes have local names, too."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters within an element."""

    def taken(self) -> str:
        """Returns the text gathered since the last call."""


class _Local(dict[str, str]):
    """Local names by full ones: there are few, and each comes a hundred thousand times."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(" ")[2]
        return local


def parse(chunks: Iterable[bytes], handler: Handler) -> Iterator[str]:
    """Yields the text that a handler gathers from an XML part, piece by piece.

    Raises:
        Unreadable: `extract.damaged`; `extract.too_large`: elements nested deeper than in any real file.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    _listen(parser, handler)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            if piece := handler.taken():
                yield piece
        parser.Parse(b"", True)
    except expat.ExpatError:
        yield handler.taken()
        raise Unreadable("extract.damaged") from None
    yield handler.taken()


def _listen(parser: expat.XMLParserType, handler: Handler) -> None:
    local = _Local()
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise Unreadable("extract.too_large")
        handler.start(local[name], {local[key]: value for key, value in attributes.items()} if attributes else {})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(local[name])

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _refuse


def _refuse(*_: object) -> None:
    raise Unreadable("extract.damaged")

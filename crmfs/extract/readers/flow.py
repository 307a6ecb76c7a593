"""Paragraphs of running text in Office Open XML, Word's and drawings' alike. Knows no part names.

Source: ECMA-376 part 1, 17 (WordprocessingML), 21.1 (DrawingML text), 21.2 (charts); part 3 (AlternateContent).
"""

from collections.abc import Iterable, Iterator

from crmfs.extract.markup import Attributes, parse

# `text` is a comment of PowerPoint or Excel, `v` a word in a chart.
_PARAGRAPHS = frozenset(("p", "text", "v"))
_RUNS = frozenset(("t", "text", "v"))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What no reader of the document sees: deleted and moved away, the old form of a drawing, phonetic guides, properties.
_UNSEEN = frozenset(("del", "moveFrom", "Fallback", "rt", "pPr", "rPr", "sdtPr", "sectPr", "numCache", "numLit"))


class Flow:
    """Gathers paragraphs; one that stands within another (a text box) comes after it, so that no word is split."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[list[str]] = []
        self._inner: list[str] = []
        self._unseen = 0
        self._in_run = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Begins a paragraph, a run, or something that is passed over."""
        if self._unseen or name in _UNSEEN or (name == "fld" and attributes.get("type") == "slidenum"):
            self._unseen += 1
            return
        if name in _PARAGRAPHS:
            self._open.append([])
        if name in _RUNS:
            self._in_run += 1
        elif name in _SIGNS:
            self._add(_SIGNS[name])

    def end(self, name: str) -> None:
        """Ends what `start` began."""
        if self._unseen:
            self._unseen -= 1
            return
        if name in _RUNS:
            self._in_run -= 1
        if name in _PARAGRAPHS:
            self._close("".join(self._open.pop()))

    def text(self, text: str) -> None:
        """Adds the characters of a run."""
        if self._in_run and not self._unseen:
            self._add(text)

    def taken(self) -> str:
        """Returns the paragraphs that ended since the last call."""
        text = "".join(self._done)
        self._done.clear()
        return text

    def _add(self, text: str) -> None:
        (self._open[-1] if self._open else self._done).append(text)

    def _close(self, paragraph: str) -> None:
        if self._open:
            self._inner.append(paragraph)
            return
        self._done += [f"{said}\n" for said in (paragraph, *self._inner) if said.strip()]
        self._inner.clear()


def read_flow(chunks: Iterable[bytes]) -> Iterator[str]:
    """Yields the paragraphs of one XML part, each ending in a line feed."""
    return parse(chunks, Flow())

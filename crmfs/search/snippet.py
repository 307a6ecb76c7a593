"""Snippet: the part of a text that shows why it was found, and where the words stand in it. Reads no file."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crmfs.core.text import fold_search
from crmfs.query.tree import And, Condition, Fuzzy, Node, Not, Or, Prefix, Word
from crmfs.search.engine import words_of
from crmfs.search.ranked import pieces
from crmfs.search.words import CODE_LEAST, is_latin, stripped

WIDTH = 80  # characters of a snippet
_BEFORE = 20  # characters shown before the first word
_SEARCHED = 2_000_000  # characters of a text that are looked through
_PLACES = 400  # places of words that are weighed against each other
_GAP = r"[\W_]*"  # what the index does not see between two words
_SPACE = re.compile(r"\s+")


class Snippet(NamedTuple):
    """A part of a text.

    Attributes:
        text: One line.
        marks: Start and end of each word found, in characters.
    """

    text: str
    marks: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Marker:
    """Finds the words of one search in texts."""

    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, node: Node, *, ranked: bool) -> "Marker":
        """Returns the marker of a query's words; of a ranked search, for their parts too."""
        words = list(wanted(node))
        patterns = [found for word in words for found in _patterns(word)]
        if ranked:
            parts = sorted(pieces(fold_search(word.text) for word in words), key=len, reverse=True)
            patterns += [_joined(part) for part in parts if len("".join(part)) > 1] or list(map(_joined, parts))
        either = "|".join(f"({pattern})" for pattern in patterns)
        return cls(re.compile(f"(?={either})") if patterns else None)  # looked ahead, for words may overlap

    def snippet(self, text: str) -> Snippet | None:
        """Returns the part of a text in NFC in which most of the words stand; None where none does."""
        if self.pattern is None:
            return None
        places: list[tuple[int, int, int]] = []
        for match in self.pattern.finditer(fold_search(text[:_SEARCHED])):
            word = match.lastindex or 0
            places.append((*match.span(word), word))
            if len(places) == _PLACES:
                break
        return _cut(text, places) if places else None


def opening(text: str) -> Snippet:
    """Returns the beginning of a text, nothing marked."""
    line = _SPACE.sub(" ", text[: WIDTH * 2]).strip()
    return Snippet(line if len(line) <= WIDTH else line[: WIDTH - 1] + "…", [])


def wanted(node: Node) -> Iterable[Word | Prefix | Fuzzy]:
    """Returns the words of a query that a hit may have: not those behind NOT."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from wanted(part)
    elif not isinstance(node, Not | Condition):
        yield node


def _cut(text: str, places: Sequence[tuple[int, int, int]]) -> Snippet:
    start = _best(places) - _BEFORE
    end = start + WIDTH
    start = max(0, min(start, len(text) - WIDTH))
    end = min(len(text), max(end, start + WIDTH))
    marks = _joint((first - start, last - start) for first, last, _ in places if first >= start and last <= end)
    line = text[start:end].translate(_BLANKS)
    cut, tail = ("…" if start else ""), ("…" if end < len(text) else "")
    return Snippet(cut + line + tail, [(first + len(cut), last + len(cut)) for first, last in marks])


def _joint(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns marks in order, those that overlap or touch as one."""
    found: list[tuple[int, int]] = []
    for first, last in marks:
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found


def _best(places: Sequence[tuple[int, int, int]]) -> int:
    """Returns where a window begins that shows the most different words, the first such."""
    best, found = places[0][0], 0
    for index, (start, _, _) in enumerate(places):
        shown = {word for first, last, word in places[index : index + 40] if last <= start + WIDTH - _BEFORE}
        if len(shown) > found:
            best, found = start, len(shown)
    return best


def _patterns(word: Word | Prefix | Fuzzy) -> Iterable[str]:
    text = fold_search(word.text)
    words = list(words_of(text))
    if not words:
        return
    yield _joined(words, whole=isinstance(word, Word) and (word.quoted or not is_latin(text)))
    code = stripped(text) if text.isascii() else ""
    if len(code) >= CODE_LEAST:
        yield r"[-_./@+ ()]*".join(map(re.escape, code))


def _joined(words: Sequence[str], *, whole: bool = True) -> str:
    """Returns the pattern of words that follow each other; letters and digits are not cut out of longer words."""
    body = _GAP.join(map(re.escape, words))
    head = "(?<![a-z0-9])" if words[0].isascii() else ""
    tail = "(?![a-z0-9])" if words[-1].isascii() and whole else ""
    return head + body + tail


_BLANKS = dict.fromkeys((*range(32), 127, 8232, 8233), " ")

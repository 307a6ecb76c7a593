"""Snippet: the part of a text that shows why it was found, and where the words stand in it. Reads no file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crmfs.core.regex import regex
from crmfs.search.marker import Place

WIDTH = 80  # characters of a snippet
_BEFORE = 4  # a quarter of a snippet may stand before its first word
_AROUND = 4  # times a snippet's width is looked at, for runs of blanks shrink to one
_WORD_MOST = 12  # letters of a word that are left out rather than cut
_BLANKS = regex(r"[\s\x00-\x1f\x7f\u2028\u2029]+")
_RUN = regex(_BLANKS.pattern.replace("+", "{2}"))
_JOINER = "\u200d"
_JOINS = regex(r"[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")  # of emoji made of several
_LETTER = regex(r"[0-9A-Za-z\u00c0-\u024f]")


class Snippet(NamedTuple):
    """A part of a text.

    Attributes:
        text: One line.
        marks: Start and end of each word found, in characters.
    """

    text: str
    marks: list[tuple[int, int]]


NONE = Snippet("", [])


def snippet(text: str, places: Sequence[Place], most: int = WIDTH) -> Snippet:
    """Returns the part of a text in which most of the words stand, with an ellipsis where it was cut.

    Args:
        text: Any text.
        places: Where words stand in it, at least one, in order.
        most: How many characters it may have.
    """
    first = _best(places, most)
    begin, end = max(0, first - most), min(len(text), first + _AROUND * most)
    line, moved = _squeezed(text[begin:end])
    marks = _joint((moved[max(start, begin) - begin], moved[min(stop, end) - begin]) for start, stop, _ in places
                   if start < end and stop > begin)  # fmt: skip
    left, right = _window(line, moved[first - begin], most)
    head, tail = "…" if begin + left else "", "…" if right < len(line) or end < len(text) else ""
    shift = len(head) - left
    shown = [(max(start, left) + shift, min(stop, right) + shift) for start, stop in marks
             if start < right and stop > left]  # fmt: skip
    return Snippet(head + line[left:right] + tail, shown)


def opening(text: str, most: int = WIDTH) -> Snippet:
    """Returns the beginning of a text, nothing marked."""
    line, _ = _squeezed(text[: most * _AROUND])
    left, right = _window(line, 0, most)
    return Snippet(line[left:right] + ("…" if right < len(line) else ""), [])


def marked(places: Iterable[Place]) -> list[tuple[int, int]]:
    """Returns the marks of a text that is shown whole."""
    return list(_joint((start, end) for start, end, _ in places))


def joined(parts: Iterable[tuple[str, Snippet]]) -> Snippet:
    """Returns several snippets as one, each behind what it is called, where that is said."""
    text, marks = "", list[tuple[int, int]]()
    for label, part in parts:
        text += (" · " if text else "") + (f"{label}: " if label else "")
        marks += [(start + len(text), end + len(text)) for start, end in part.marks]
        text += part.text
    return Snippet(text, marks)


def _best(places: Sequence[Place], most: int) -> int:
    """Returns where a window begins that shows the most different words, the first such."""
    best, found, every = places[0].start, 0, len({one.word for one in places})
    for index, (start, _, _) in enumerate(places):
        shown = _words_up_to(start + most - most // _BEFORE, places[index : index + 40])
        if len(shown) > found:
            best, found = start, len(shown)
            if found == every:
                break
    return best


def _words_up_to(end: int, places: Sequence[Place]) -> set[int]:
    found: set[int] = set()
    for one in places:
        if one.start >= end:
            break
        if one.end <= end:
            found.add(one.word)
    return found


def _squeezed(text: str) -> tuple[str, Sequence[int]]:
    """Returns text with each run of blanks as one, and where each place of it went, the end included."""
    if not _RUN.search(text):
        return _BLANKS.sub(" ", text), range(len(text) + 1)
    moved: list[int] = []
    pieces: list[str] = []
    place = length = 0
    for blank in _BLANKS.finditer(text):
        kept = text[place : blank.start()]
        pieces += (kept, " ")
        moved += range(length, length + len(kept))
        length += len(kept) + 1
        moved += [length - 1] * (blank.end() - blank.start())
        place = blank.end()
    pieces.append(text[place:])
    moved += range(length, length + len(text) - place + 1)
    return "".join(pieces), moved


def _window(line: str, first: int, most: int) -> tuple[int, int]:
    """Returns where a part of a line begins and ends that cuts no letter from its accent and hardly any word."""
    left = max(0, min(first - most // _BEFORE, len(line) - most))
    right = min(len(line), left + most)
    while left and left < first and _is_inside(line, left):
        left += 1
    while left < first and line[left] == " ":
        left += 1
    least = max(first + 1, right - _WORD_MOST)
    whole = right
    while least < whole < len(line) and _is_inside(line, whole):
        whole -= 1
    right = whole if whole > least or not _is_inside(line, whole) else _unbroken(line, right)
    while right > first + 1 and line[right - 1] == " ":
        right -= 1
    return left, right


def _unbroken(line: str, place: int) -> int:
    while 0 < place < len(line) and _is_one(line, place):
        place -= 1
    return place


def _is_inside(line: str, place: int) -> bool:
    """Says whether a cut here would go through a word or a character."""
    both = _LETTER.match(line[place - 1]) and _LETTER.match(line[place]) if 0 < place < len(line) else None
    return bool(both) or _is_one(line, place)


def _is_one(line: str, place: int) -> bool:
    """Says whether what stands before and behind a place is one character to a reader."""
    if not 0 < place < len(line) or line.isascii():
        return False
    from unicodedata import combining

    return bool(combining(line[place]) or _JOINS.match(line[place]) or line[place - 1] == _JOINER)


def _joint(marks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yields marks in order, those that overlap or touch as one."""
    before: tuple[int, int] | None = None
    for start, end in marks:
        if before and start <= before[1]:
            before = before[0], max(end, before[1])
            continue
        if before:
            yield before
        before = start, end
    if before:
        yield before

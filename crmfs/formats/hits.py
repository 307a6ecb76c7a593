"""Hits of a search as lines for people, and the counts beside them. Finds nothing, and asks no index."""

from collections.abc import Iterator, Sequence

from crmfs.core.text import one_line, width
from crmfs.formats import Page
from crmfs.formats.cells import cut, padded, wrapped
from crmfs.formats.colours import paint
from crmfs.search.shown import Hit
from crmfs.search.snippet import Snippet

_GAP, _INDENT = "  ", "  "
_LEAST_CELLS = 20  # of a terminal; a narrower one folds the lines itself


def hit_lines(hit: Hit, kind: str, page: Page) -> Iterator[str]:
    """Yields what it is, whose and of which day; why it was found; where it lies.

    A snippet that repeats the title is left out. Where there are no colours, the words found stand in brackets.

    Args:
        kind: What the reader calls this kind of record.
    """
    repeated = hit.snippet.text == hit.title
    title = _marked(Snippet(hit.title, hit.title_marks or hit.snippet.marks if repeated else hit.title_marks),
                    "bold", page.colours, bracketed=repeated)  # fmt: skip
    company = "" if hit.company == hit.title else hit.company
    whose = " ".join(filter(None, (hit.customer, company)))
    about = one_line(" · ".join(filter(None, (kind, whose, hit.date))))
    cells = None if page.cells is None else max(page.cells, _LEAST_CELLS)
    if cells is None or width(one_line(hit.title)) + width(_GAP + about) + 2 * len(hit.title_marks) <= cells:
        yield f"{title}{_GAP}{paint(about, 'faint', page.colours)}"
    else:
        yield title
        yield _INDENT + paint(cut(about, cells - width(_INDENT)), "faint", page.colours)
    if hit.snippet.text and not repeated:
        yield from (_INDENT + line for line in _snippet_lines(hit.snippet, cells, page))
    yield _INDENT + paint(one_line(hit.path), "code", page.colours)


def facet_lines(label: str, counts: Sequence[tuple[str, int]], page: Page) -> Iterator[str]:
    """Yields the counts of one field as a table of two columns below its name."""
    shown = [(one_line(value), f"{count:,}") for value, count in counts]
    if page.cells is not None:
        shown = [(cut(value, max(page.cells, _LEAST_CELLS) - 12), count) for value, count in shown]
    left = max((width(value) for value, _ in shown), default=0)
    right = max((len(count) for _, count in shown), default=0)
    yield paint(one_line(label), "bold", page.colours)
    yield from (f"{_INDENT}{padded(value, left)}{_GAP}{count.rjust(right)}" for value, count in shown)


def _snippet_lines(snippet: Snippet, cells: int | None, page: Page) -> Iterator[str]:
    """Yields a snippet on as many lines as the terminal needs, with its words marked on each."""
    whole = snippet.text
    most = None if cells is None else cells - width(_INDENT) - (0 if page.colours else 2 * len(snippet.marks))
    lines = [whole] if most is None else wrapped(whole, max(most, _LEAST_CELLS // 2))
    place = 0
    for line in lines:
        start = whole.index(line, place)
        place = start + len(line)
        marks = [(max(first, start) - start, min(last, place) - start) for first, last in snippet.marks
                 if first < place and last > start]  # fmt: skip
        yield _marked(Snippet(line, marks), "", page.colours, bracketed=True)


def _marked(snippet: Snippet, style: str, colours: bool, *, bracketed: bool) -> str:
    """Returns text with its words in colour, or in brackets."""

    def plain(text: str) -> str:
        return paint(one_line(text), style, colours and bool(style))

    shown, place = "", 0
    for start, end in snippet.marks:
        word = one_line(snippet.text[start:end])
        found = paint(word, "warning", True) if colours else f"[{word}]" if bracketed else word
        shown += plain(snippet.text[place:start]) + found
        place = end
    return shown + plain(snippet.text[place:])

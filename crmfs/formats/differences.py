"""Two versions of a file as a unified diff for people to look at. Not for `patch`: unprintable ones are escaped."""

from collections.abc import Iterator
from difflib import unified_diff

from crmfs.core.regex import regex
from crmfs.core.text import one_line
from crmfs.formats.colours import paint

_LINE_END = regex(r"\r\n|\r|\n")
_STYLES = {"-": "error", "+": "good", "@": "info"}
_PRINTED = "\u3000"  # the wide space of Chinese text


def difference(path: str, old: bytes | None, new: bytes, *, colours: bool = False) -> Iterator[str]:
    """Yields the lines of a unified diff, with three lines around each change.

    Args:
        path: Repository path of the file.
        old: Its bytes, None for a new file.
        new: Its bytes afterwards.
        colours: Whether lines stand out by ANSI sequences.
    """
    shown = one_line(path)
    before = "/dev/null" if old is None else f"a/{shown}"
    lines = unified_diff(_lines(old or b""), _lines(new), before, f"b/{shown}", lineterm="")
    for number, line in enumerate(lines):
        style = "bold" if number < 2 else _STYLES.get(line[:1], "")
        yield paint(line, style, colours and bool(style))


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8", "backslashreplace")
    lines = [_PRINTED.join(map(one_line, line.split(_PRINTED))) for line in _LINE_END.split(text)]
    return lines[:-1] if not lines[-1] else lines

"""Text laid out by terminal cells, where a Chinese character takes two: padded, cut, wrapped. Knows no terminal."""

from crmfs.core.text import width

_NO_LINE_START = frozenset("，。、；：？！）】》」』”’,.;:?!)]}%…")


def padded(text: str, cells: int) -> str:
    """Returns a text filled with spaces to a width; a wider one stays as it is."""
    return text + " " * (cells - width(text))


def cut(text: str, cells: int) -> str:
    """Returns a text no wider than a number of cells, its end replaced by `…` if it had to be shortened."""
    if width(text) <= cells:
        return text
    kept, used = [], 1
    for char in text:
        used += width(char)
        if used > cells:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…" if cells > 0 else ""


def cut_inside(text: str, cells: int) -> str:
    """Returns a text no wider than a number of cells; of a longer one both ends stay, which tells branches apart."""
    if width(text) <= cells:
        return text
    tail = cut(text[::-1], cells // 2 + 1).removesuffix("…")[::-1].lstrip()
    return cut(text, cells - width(tail)) + tail


def wrapped(text: str, cells: int) -> list[str]:
    """Returns a text as lines no wider than a number of cells.

    Breaks at spaces and between Chinese characters, never before closing punctuation; a word wider than a line stands
    alone in its line, uncut, so that commands and paths can be copied.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > cells:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Returns the parts between which a line may break; a part keeps the spaces after it."""
    pieces: list[str] = []
    for char in text:
        if pieces and _sticks(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _sticks(piece: str, char: str) -> bool:
    if char == " " or char in _NO_LINE_START:
        return True
    if piece[-1] == " ":
        return False
    return width(char) < 2 and width(piece[-1]) < 2

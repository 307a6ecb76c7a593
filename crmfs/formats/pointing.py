"""A place in what somebody typed, shown by a caret below it. Colours nothing."""

from crmfs.core.text import one_line, width

_BEFORE, _AFTER = 40, 24  # terminal cells shown on either side of the place
_CUT = "…"


def pointed(typed: str, column: int) -> tuple[str, str]:
    """Returns two lines: what was typed, cut where it is long, and a caret below the place.

    Args:
        typed: One line or several; what a terminal would not show is written out.
        column: From 1, in characters; one past the end points behind the last.
    """
    before = _cut([one_line(char) for char in reversed(typed[: column - 1])], _BEFORE)
    after = _cut([one_line(char) for char in typed[column - 1 :]], _AFTER)
    left = "".join(reversed(before))
    return left + "".join(after), " " * width(left) + "^"


def _cut(chars: list[str], cells: int) -> list[str]:
    """Returns as many of the characters as fit, and a sign where more follow."""
    shown: list[str] = []
    for char in chars:
        cells -= width(char)
        if cells < 0:
            return [*shown, _CUT]
        shown.append(char)
    return shown

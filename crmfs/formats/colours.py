"""Colours for terminals as ANSI sequences. Decides nothing about where output goes but by what it is told."""

from collections.abc import Mapping

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "bold": "1",
    "faint": "2",
    "code": "35",
    "good": "32",
}


def paint(text: str, style: str, on: bool) -> str:
    """Returns a text in a style (a severity, `bold`, `faint`, `code`, `good`), or as it is if `on` is false."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if on and text else text


def are_wanted(terminal: bool, environment: Mapping[str, str]) -> bool:
    """Says whether colours are wanted: on a terminal, unless NO_COLOR is set or the terminal is dumb.

    Source: https://no-color.org (any value but the empty one).
    """
    return terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"

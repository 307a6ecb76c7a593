"""Tables and long lists on a terminal: what does not fit the screen goes to a pager. Knows no record."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal

from crmfs.cli import output
from crmfs.core.messages import Language, say
from crmfs.core.text import one_line, width
from crmfs.formats.tables import GAP, table

_LEGIBLE = 16  # cells of a long column that tell enough of it
_PROMPT = "<- ->  SPACE  /  q=quit"  # ASCII: less 590 garbles all else in a prompt


def show_table(headings: Sequence[str], rows: Sequence[Sequence[str]], lang: Language, *, whole: bool) -> None:
    """Writes a table to stdout.

    On a terminal that takes colours, one that does not fit the screen goes to $PAGER, by default less, if there is
    one. Everywhere else nothing is ever paged.

    Args:
        whole: Cells are not shortened: less shows lines wider than the screen; without it the columns that fit are
            shown, and a note says so.
    """
    page = output.page()
    if page.cells is None or not page.colours:
        output.lines(table(headings, rows, cells=None if whole else page.cells, colours=page.colours))
        return
    pager = _pager()
    lines = list(table(headings, rows, cells=None if whole else page.cells, colours=True))
    wide = width(lines[1]) > page.cells  # the rule below the headings is as wide as the table
    shown = len(headings)
    if wide and not _is_less(pager):
        shown = _columns_that_fit(headings, rows, page.cells)
        lines = list(table(headings[:shown], [row[:shown] for row in rows], cells=page.cells, colours=True))
    if pager and (len(lines) >= _screen_lines() or (wide and _is_less(pager))):
        _browse(pager, lines)
    else:
        output.lines(lines)
    if shown < len(headings):
        output.note(say("show.columns_left_out", lang, shown=shown, count=len(headings)))


def show_lines(lines: Sequence[str]) -> None:
    """Writes lines that fit the screen's width to stdout; more of them than it has go to the pager as tables do."""
    page = output.page()
    pager = _pager() if page.cells is not None and page.colours else []
    if pager and len(lines) >= _screen_lines():
        _browse(pager, lines)
    else:
        output.lines(lines)


def _columns_that_fit(headings: Sequence[str], rows: Sequence[Sequence[str]], cells: int) -> int:
    """Returns how many columns, from the left and each legible, a screen has room for; at least one."""
    used = -width(GAP)
    for at, column in enumerate(zip(headings, *rows, strict=True)):
        used += min(_LEGIBLE, max(width(one_line(text)) for text in column)) + width(GAP)
        if used > cells:
            return max(1, at)
    return len(headings)


def _screen_lines() -> int:
    return os.get_terminal_size(sys.stdout.fileno()).lines


def _pager() -> list[str]:
    """Returns the pager to start, empty where there is none or PAGER is empty, `cat` or no command."""
    import shlex  # this and `which` are slow to load, and most output goes to no terminal
    from shutil import which

    try:
        wanted = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:  # quotes that do not close
        wanted = []
    return wanted if wanted and wanted[0] != "cat" and which(wanted[0]) else []


def _is_less(pager: Sequence[str]) -> bool:
    return bool(pager) and Path(pager[0]).name == "less"


def _browse(pager: Sequence[str], lines: Sequence[str]) -> None:
    """Shows lines in a pager until the user leaves it; less is told not to fold lines, and to keep colours."""
    options = ["-S", "-R", f"-Ps{_PROMPT}$"] if _is_less(pager) else []
    environment = {"LESSCHARSET": "utf-8", **os.environ} if sys.stdout.encoding == "utf-8" else dict(os.environ)
    running = subprocess.Popen([*pager, *options], stdin=subprocess.PIPE, env=environment)
    before = signal(SIGINT, SIG_IGN)  # the pager takes it, as with git
    try:
        running.communicate("".join(f"{line}\n" for line in lines).encode(errors="backslashreplace"))
    finally:
        signal(SIGINT, before)

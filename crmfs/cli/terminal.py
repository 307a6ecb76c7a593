"""What the process's streams are like, and that any text can be written to them. Writes nothing itself."""

import os
import sys
from io import TextIOWrapper

DEFAULT_CELLS = 80


def prepare_streams() -> None:
    """Makes sure that any text can be written: pipes and files get UTF-8, what a terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def terminal_cells() -> int:
    """Returns how wide the terminal is: by COLUMNS, else by asking it, else 80.

    The same as `shutil.get_terminal_size`, whose import alone takes longer than printing a page of help.
    """
    try:
        cells = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        cells = 0
    try:
        return cells if cells > 0 else os.get_terminal_size(sys.__stdout__.fileno()).columns or DEFAULT_CELLS  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return DEFAULT_CELLS

"""Results to stdout, notes to stderr, and what the terminal is like. Makes no sentence of its own."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, TextIO

from crmfs.cli.terminal import terminal_cells
from crmfs.formats import Page, colours

AT_A_TIME = 256  # lines; each write is a system call where Python does not buffer
FOLD_ON_TERMINAL = 50  # findings of one rule that a screen shows; a pipe or a file gets all


def lines(texts: Iterable[str]) -> None:
    """Writes each text as a line of the result, many at a time."""
    rest = iter(texts)
    while batch := list(islice(rest, AT_A_TIME)):
        sys.stdout.write("\n".join(batch) + "\n")


def objects(found: Iterable[Mapping[str, Any]]) -> None:
    """Writes each object as a line of JSON."""
    lines(json.dumps(one, ensure_ascii=False) for one in found)


def note(text: str) -> None:
    """Writes a message beside the result: to stderr."""
    print(text, file=sys.stderr)


def page(stream: TextIO | None = None, *, checked: int | None = None) -> Page:
    """Returns what a stream is like, by default stdout, with the number of files checked."""
    terminal = (stream or sys.stdout).isatty()
    return Page(
        cells=terminal_cells() if terminal else None,
        colours=colours.are_wanted(terminal, os.environ),
        most_of_a_rule=FOLD_ON_TERMINAL if terminal else None,
        checked=checked,
    )

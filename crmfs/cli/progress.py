"""Progress of work that takes over a second, on stderr and on terminals only. Knows nothing of the work."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

SILENT_SECONDS = 1.0
REDRAW_SECONDS = 0.1
BAR_CELLS = 24
_CLEAR = "\r\x1b[K"

Item = TypeVar("Item")
Meter = Callable[[int, int | None], None]


def meter(label: str) -> Meter:
    """Returns a function to call with (done, all) while working; the line vanishes when all is done.

    Args:
        label: What is being done, in the reader's language.
    """
    started = drawn = time.monotonic()
    watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def show(done: int, total: int | None) -> None:
        nonlocal drawn
        now = time.monotonic()
        if not watched or now - started < SILENT_SECONDS:
            return
        if total is not None and done >= total:
            sys.stderr.write(_CLEAR)
        elif now - drawn >= REDRAW_SECONDS or drawn == started:
            sys.stderr.write(f"{_CLEAR}{_line(label, done, total)}")
            drawn = now
        sys.stderr.flush()

    return show


def progress(items: Iterable[Item], label: str, length: int | None = None) -> Iterator[Item]:
    """Yields the items and shows how far it got.

    Args:
        items: What is worked through.
        label: What is being done, in the reader's language.
        length: How many items there are, where `items` cannot say.
    """
    total = length if length is not None or not isinstance(items, Sized) else len(items)
    show = meter(label)
    done = 0
    try:
        for done, item in enumerate(items):
            show(done, total)
            yield item
    finally:
        show(done, done)


def _line(label: str, done: int, total: int | None) -> str:
    if not total:
        return f"{label}  {done:,}"
    full = BAR_CELLS * done // total
    return f"{label}  {'━' * full}{'╌' * (BAR_CELLS - full)}  {done:,}/{total:,}"

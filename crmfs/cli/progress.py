"""Progress of work that takes over a second, on stderr and on terminals only. Knows nothing of the work."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from threading import Event, Thread
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
    watched = _is_watched()

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


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """Shows, while its block runs, that work goes on and for how long; for work of which nobody knows how far it got.

    Args:
        label: What is being done, in the reader's language.
    """
    over = Event()
    started = time.monotonic()

    def show() -> None:
        while not over.wait(SILENT_SECONDS):
            sys.stderr.write(f"{_CLEAR}{label}  {time.monotonic() - started:.0f} s")
            sys.stderr.flush()

    if not _is_watched():
        yield
        return
    drawing = Thread(target=show, daemon=True)
    drawing.start()
    try:
        yield
    finally:
        over.set()
        drawing.join()
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()


def _is_watched() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _line(label: str, done: int, total: int | None) -> str:
    if not total:
        return f"{label}  {done:,}"
    full = BAR_CELLS * done // total
    return f"{label}  {'━' * full}{'╌' * (BAR_CELLS - full)}  {done:,}/{total:,}"

"""A progress bar for work over a second, on terminals only. Knows nothing of the work."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

import click

SILENT_SECONDS = 1.0

Item = TypeVar("Item")


def progress(items: Iterable[Item], label: str, length: int | None = None) -> Iterator[Item]:
    """Yields the items, and after a second shows on stderr how far it got, if that is a terminal.

    Args:
        items: What is worked through.
        label: What is being done, in the reader's language.
        length: How many items there are, where `items` cannot say.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from contextlib import ExitStack

    started = time.monotonic()
    done = 0
    bar = None
    with ExitStack() as stack:
        for item in items:
            yield item
            done += 1
            if bar is not None:
                bar.update(1)
            elif time.monotonic() - started >= SILENT_SECONDS:
                total = length if length is not None or not isinstance(items, Sized) else len(items)
                bar = stack.enter_context(_bar(label, total))
                bar.update(done)


def meter(label: str) -> Callable[[int, int], None]:
    """Returns what is called with (done, in all) and shows after a second how far it got, if stderr is a terminal.

    Args:
        label: What is being done, in the reader's language.
    """
    started = time.monotonic()
    bars: list[click._termui_impl.ProgressBar[int]] = []

    def show(done: int, total: int) -> None:
        if not bars and sys.stderr.isatty() and time.monotonic() - started >= SILENT_SECONDS:
            bars.append(_bar(label, total))
            bars[0].__enter__()
        for bar in bars:
            bar.update(done - bar.pos)
            if done >= total:
                bar.__exit__(None, None, None)

    return show


def _bar(label: str, total: int | None) -> "click._termui_impl.ProgressBar[int]":
    """Returns a bar; without a total it shows the number of items done."""
    return click.progressbar(length=total or 0, label=label, file=sys.stderr, show_pos=True)

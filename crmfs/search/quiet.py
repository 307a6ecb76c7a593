"""Quiet: keeps what the engine itself prints of a panic off the terminal. Catches nothing; whoever asked it tells."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_STDERR = 2


@contextmanager
def quiet() -> Iterator[None]:
    """Gives whatever is written to the standard error meanwhile to nobody.

    The engine writes there itself, past Python. Other threads than the main one leave it as it is: the main one may be
    printing. One use costs 20 microseconds.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with suppress(AttributeError, ValueError, OSError):  # there is none, or it is closed
        sys.stderr.flush()
    try:
        kept = os.dup(_STDERR)
    except OSError:  # it is closed: nobody sees anything
        yield
        return
    try:
        nobody = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)
        os.dup2(nobody, _STDERR)
        os.close(nobody)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)

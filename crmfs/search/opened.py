"""Opened: an index that can be read, with what it shows. Writes nothing."""

from pathlib import Path
from typing import NamedTuple

from crmfs.core.errors import RepositoryError
from crmfs.search.engine import Engine, Reader, open_index
from crmfs.search.place import IndexPlace
from crmfs.search.quiet import quiet
from crmfs.search.state import State

_TRIES = 5  # a rebuild in each moment between looking where the index lies and opening it is no accident any more


class Opened(NamedTuple):
    """An index that can be read.

    Attributes:
        folder: Where it lies.
        engine: To write with.
        reader: Its state when it was opened.
        state: What it shows.
    """

    folder: Path
    engine: Engine
    reader: Reader
    state: State


def opened(place: IndexPlace) -> Opened | None:
    """Returns the index in use; None where there is none that can be read."""
    for _ in range(_TRIES):
        folder = place.current()
        if folder is None:
            return None
        found = _opened(folder)
        # Another one put in use meanwhile: this one's files may be half gone, and the engine takes some for optional.
        if place.current() == folder:
            return found
    return None


def _opened(folder: Path) -> Opened | None:
    try:
        with quiet():
            engine = open_index(folder)
            reader = Reader(engine)
            return Opened(folder, engine, reader, State.from_bytes(reader.state()))
    except (RepositoryError, ValueError, TypeError):
        return None

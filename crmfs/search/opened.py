"""Opened: an index that can be read, with what it shows. Writes nothing."""

from typing import NamedTuple

from crmfs.core.errors import RepositoryError
from crmfs.search.engine import Engine, Reader, open_index
from crmfs.search.place import IndexPlace
from crmfs.search.state import State


class Opened(NamedTuple):
    """An index that can be read.

    Attributes:
        engine: To write with.
        reader: Its state when it was opened.
        state: What it shows.
    """

    engine: Engine
    reader: Reader
    state: State


def opened(place: IndexPlace) -> Opened | None:
    """Returns the index in use; None where there is none that can be read."""
    folder = place.current()
    if folder is None:
        return None
    try:
        engine = open_index(folder)
        reader = Reader(engine)
        return Opened(engine, reader, State.from_bytes(reader.state()))
    except (RepositoryError, ValueError):
        return None

"""The texts of files by blob id: kept ones first, the others read by children and kept. Knows no rights."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from crmfs.core.errors import CrmfsError
from crmfs.extract.kept import FUNCTION, VERSION, key_of
from crmfs.extract.kept import readers_key as readers_key
from crmfs.extract.limits import INPUT_BYTES, MIB
from crmfs.extract.readers import ocr
from crmfs.extract.reading import extract
from crmfs.extract.sniff import NOTHING, form_of
from crmfs.extract.types import Extracted
from crmfs.git.derived import Derived
from crmfs.git.model import object_id

if TYPE_CHECKING:
    from crmfs.extract.pool import Pool

Item = tuple[str, str, Callable[[], bytes]]

_BATCH = 256  # items whose kept texts are asked for at once
_KEEP_COUNT, _KEEP_BYTES, _KEEP_SECONDS = 64, 2 * MIB, 2.0  # results are kept at the latest after so many, or so long
_HERE_BYTES = MIB  # a plain text up to this size is read in this process: it costs less than handing it over
_MOST_WORKERS = 8
# The machine's fault or the moment's, not the file's: tried again when asked for again.
_PASSING = frozenset(("extract.crashed", "extract.unreadable"))


class _Round:
    """What one call of `get` waits for; others may begin before it ends."""

    def __init__(self) -> None:
        self.waiting = 0
        self._answers: list[tuple[str, Extracted]] = []

    def answer(self, oid: str, found: Extracted) -> None:
        """Takes what a child got out of a file."""
        self.waiting -= 1
        self._answers.append((oid, found))

    def taken(self) -> list[tuple[str, Extracted]]:
        """Returns the answers since the last call."""
        answers, self._answers = self._answers, []
        return answers


class _Wanted(NamedTuple):
    """One text that is wanted: under which key it is kept (`""`: not at all), of which blob, by whom."""

    key: str
    oid: str
    round: _Round


class Texts:
    """Texts of files, each got out once.

    Children are started when a file needs one and ended with the context. A file that cannot be read has a problem,
    never an exception; the time for one file is bounded.

    Args:
        derived: Where texts are kept.
        workers: Most child processes at a time; None for as many as there are processors, at most 8.
    """

    def __init__(self, derived: Derived, workers: int | None = None) -> None:
        self._derived = derived
        self._workers = workers or min(os.cpu_count() or 1, _MOST_WORKERS)
        self._started: Pool[_Wanted] | None = None
        self._unkept: dict[str, Extracted] = {}
        self._unkept_bytes = 0
        self._kept_at = time.monotonic()

    def __enter__(self) -> "Texts":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the children and keeps what is read."""
        if self._started:
            self._started.close()
        self._keep()

    def get(self, items: Iterable[Item]) -> Iterator[tuple[str, Extracted]]:
        """Yields the text of each item with its blob id, in any order: kept ones first, one for each item.

        Args:
            items: Name (its ending tells the type), blob id and a function that reads the bytes; it is called in this
                thread, at most once, and only if the text is not kept.
        """
        items, round_ = iter(items), _Round()
        try:
            while batch := list(islice(items, _BATCH)):
                yield from self._batch(batch, round_)
            while round_.waiting and self._turn():
                yield from round_.taken()
            yield from round_.taken()  # the last ones may have come while another text was asked for
        finally:
            self._keep()

    def one(self, name: str, oid: str, read: Callable[[], bytes]) -> Extracted:
        """Returns the text of one file; may be called between two answers of `get`."""
        ((_, found),) = self.get([(name, oid, read)])
        return found

    def _batch(self, batch: list[Item], round_: _Round) -> Iterator[tuple[str, Extracted]]:
        keys = [key_of(name, oid) for name, oid, _ in batch]
        kept = self._derived.get_many(FUNCTION, VERSION, dict.fromkeys(keys))
        missing = []
        for key, item in zip(keys, batch, strict=True):
            if key in kept:
                yield item[1], Extracted(*kept[key])
            else:
                missing.append((key, item))
        for key, (name, oid, read) in missing:
            yield from self._extracted(_Wanted(key, oid, round_), name, read)

    def _extracted(self, wanted: _Wanted, name: str, read: Callable[[], bytes]) -> Iterator[tuple[str, Extracted]]:
        if wanted.key in self._unkept:
            yield wanted.oid, self._unkept[wanted.key]  # the same blob again
            return
        try:
            data = read()
        except (CrmfsError, OSError):
            yield wanted.oid, Extracted("", "extract.unreadable")
            return
        if object_id("blob", data) != wanted.oid:
            wanted = wanted._replace(key="")  # changed while it was read: the text is another blob's
        if _is_easy(name, data):
            found = extract(name, data)
            self._note(wanted.key, found)
            yield wanted.oid, found
            return
        while not self._pool.has_room:
            self._turn()
            yield from wanted.round.taken()
        wanted.round.waiting += 1
        self._pool.give(wanted, name, data)

    @property
    def _pool(self) -> "Pool[_Wanted]":
        from crmfs.extract.pool import Pool  # processes and pipes, needed where a text is not kept

        self._started = self._started or Pool(self._workers)
        return self._started

    def _turn(self) -> bool:
        """Waits for children and hands their answers to whom they are for; says whether there were any."""
        landed = self._pool.done()
        for wanted, found in landed:
            self._note(wanted.key, found)
            wanted.round.answer(wanted.oid, found)
        return bool(landed)

    def _note(self, key: str, found: Extracted) -> None:
        if key and found.problem not in _PASSING:
            self._unkept[key] = found
            self._unkept_bytes += len(found.text)
        waited = time.monotonic() - self._kept_at > _KEEP_SECONDS
        if len(self._unkept) >= _KEEP_COUNT or self._unkept_bytes >= _KEEP_BYTES or waited:
            self._keep()

    def _keep(self) -> None:
        if self._unkept:
            self._derived.put_many(FUNCTION, VERSION, self._unkept)
        self._unkept = {}
        self._unkept_bytes = 0
        self._kept_at = time.monotonic()


def _is_easy(name: str, data: bytes) -> bool:
    """Says whether a file takes so little to read that no child is needed: no parser of any format sees its bytes."""
    form = form_of(name, data)
    return (
        form == NOTHING
        or (form == "image" and not ocr.is_there())
        or len(data) > INPUT_BYTES
        or (form == "text" and len(data) <= _HERE_BYTES)
    )

"""Crew: many files described by as many processes as there are processors, in the files' order. Writes no index."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from multiprocessing.connection import Connection, wait
from typing import NamedTuple, Protocol

from crmfs.git.snapshot import Entry as FileEntry
from crmfs.records.kinds import locate
from crmfs.search.engine import Entry
from crmfs.search.pinyin import load

ALONE_MOST = 2_000  # files; up to that many, starting processes costs more than it saves
_WORKERS_MOST = 8
_PART = 300  # records that are handed over at once
_DOCUMENT = 8  # an attachment counts as so many records
_AHEAD = 3  # parts of one worker that wait for those of others before them


class Part(NamedTuple):
    """Some files described.

    Attributes:
        entries: Their entries, by path.
        moved: Paths of the files that changed while they were read.
    """

    entries: list[Entry]
    moved: set[str]


Describe = Callable[[Sequence[FileEntry]], Part]


class Workplace(Protocol):
    """Makes what describes files in one process; ends with the stack."""

    def __call__(self, stack: ExitStack, readers: int) -> Describe:
        """Returns it; so many attachments may be read at a time."""


@contextmanager
def described(files: Sequence[FileEntry], workplace: Workplace) -> Iterator[Iterator[Part]]:
    """Describes files; the same files give the same parts in the same order, however many processes there are.

    The processes are forks: they are there before the body runs, and must be before the engine has a writer. What one
    of them cannot do, because it fails or is killed, is done here.

    Args:
        files: Files of one snapshot.
        workplace: Called once in each process.
    """
    parts = list(_parts(files))
    processors = min(os.cpu_count() or 1, _WORKERS_MOST)
    is_alone = len(files) <= ALONE_MOST or processors < 2 or "fork" not in multiprocessing.get_all_start_methods()
    with ExitStack() as stack:
        if not is_alone:
            load()
        crew = [
            stack.enter_context(_Worker(parts[start::processors], workplace))
            for start in range(0 if is_alone else processors)
        ]
        yield _in_order(parts, crew, cache(partial(workplace, stack, processors)))


def _in_order(
    parts: Sequence[Sequence[FileEntry]], crew: "Sequence[_Worker]", here: Callable[[], Describe]
) -> Iterator[Part]:
    for number, part in enumerate(parts):
        found = _next(crew, crew[number % len(crew)]) if crew else None
        yield found or here()(part)


def _next(crew: "Sequence[_Worker]", worker: "_Worker") -> Part | None:
    """Returns the next part of a worker, None if it is gone; meanwhile takes what the others have."""
    while not worker.done and worker.pipe:
        waiting = {one.pipe: one for one in crew if one.pipe and len(one.done) < _AHEAD}
        for pipe in wait([*waiting]):
            waiting[pipe].take()  # type: ignore[index]
    return worker.done.popleft() if worker.done else None


class _Worker:
    """A forked process that describes its parts one after the other."""

    def __init__(self, parts: Sequence[Sequence[FileEntry]], workplace: Workplace) -> None:
        fork = multiprocessing.get_context("fork")
        receiver, sender = fork.Pipe(duplex=False)
        self.pipe: Connection | None = receiver
        self.done: deque[Part] = deque()
        self._process = fork.Process(target=_work, args=(parts, workplace, sender, receiver), daemon=True)
        self._process.start()
        sender.close()

    def take(self) -> None:
        """Takes a part, or that no more come."""
        assert self.pipe is not None
        try:
            self.done.append(Part(*self.pipe.recv()))
        except (EOFError, OSError):
            self.pipe.close()
            self.pipe = None

    def __enter__(self) -> "_Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()
        if self.pipe:
            self.pipe.close()


def _work(parts: Sequence[Sequence[FileEntry]], workplace: Workplace, sender: Connection, receiver: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at the terminal is the parent's to handle
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    receiver.close()  # so that sending fails when the parent is gone
    try:
        with ExitStack() as stack:
            describe = workplace(stack, 1)
            for part in parts:
                sender.send(tuple(describe(part)))
    except Exception:  # noqa: BLE001 - the parent does the rest, and meets what is wrong there
        return


def _parts(files: Sequence[FileEntry]) -> Iterator[list[FileEntry]]:
    part: list[FileEntry] = []
    weight = 0
    for file in files:
        part.append(file)
        weight += _DOCUMENT if locate(file.path).document else 1
        if weight >= _PART:
            yield part
            part, weight = [], 0
    if part:
        yield part

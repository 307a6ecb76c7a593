"""A few children at work; one that dies or hangs fails its file only, and another takes its place. Keeps nothing.

Everything happens in the thread that calls.
"""

import selectors
import signal
import time
from typing import Generic, TypeVar, cast

from crmfs.extract.process import Child
from crmfs.extract.types import Extracted

Job = TypeVar("Job")

_TIMEOUT, _CRASHED = Extracted("", "extract.timeout"), Extracted("", "extract.crashed")
_OUT_OF_TIME = (-signal.SIGXCPU, -signal.SIGALRM)


class Pool(Generic[Job]):
    """Children, started as they are needed.

    Args:
        workers: Most children at a time.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._children: list[Child] = []
        self._landed: list[tuple[Job, Extracted]] = []

    @property
    def has_room(self) -> bool:
        """Whether another file can be given."""
        return len(self._children) < self._workers or any(child.task is None for child in self._children)

    @property
    def is_busy(self) -> bool:
        """Whether files are being read."""
        return any(child.task for child in self._children)

    def give(self, job: Job, name: str, data: bytes) -> None:
        """Hands a file to a child that has none; there must be room."""
        child = next((child for child in self._children if child.task is None), None)
        if child is None:
            try:
                child = Child()
            except OSError:  # no memory or no process left for it
                self._landed.append((job, _CRASHED))
                return
            self._children.append(child)
        child.give(job, name, data)

    def done(self) -> list[tuple[Job, Extracted]]:
        """Waits until at least one file is read or failed, and returns those; none if nothing is being read."""
        while not self._landed and self.is_busy:
            self._turn()
        landed, self._landed = self._landed, []
        return landed

    def close(self) -> None:
        """Ends all children, whatever they are at."""
        for child in self._children:
            child.end()
        self._children.clear()

    def _turn(self) -> None:
        """Waits for the first child that takes or gives something, or whose time is over."""
        busy = [(child, child.task) for child in self._children if child.task]
        with selectors.DefaultSelector() as ready:
            for child, _ in busy:
                ready.register(child.reply, selectors.EVENT_READ, child)
                if child.unsent:
                    ready.register(child.request, selectors.EVENT_WRITE, child)
            soonest = min(task.until for _, task in busy)
            for key, event in ready.select(max(0.0, soonest - time.monotonic())):
                if event & selectors.EVENT_READ:
                    self._receive(key.data)
                elif key.data.task:  # not of a child that was just found dead
                    self._send(key.data)
        now = time.monotonic()
        for child, task in busy:
            if child.task is task and task.until <= now:
                child.end()
                self._lose(child, _TIMEOUT)

    def _send(self, child: Child) -> None:
        try:
            child.send()
        except OSError:
            child.unsent = memoryview(b"")  # it is gone: the end of its answers says so

    def _receive(self, child: Child) -> None:
        try:
            found = child.receive()
        except (EOFError, OSError, ValueError, TypeError):
            self._lose(child, _TIMEOUT if child.died() in _OUT_OF_TIME else _CRASHED)
            return
        if found is not None and child.task:
            self._landed.append((cast(Job, child.task.job), found))
            child.task = None

    def _lose(self, child: Child, found: Extracted) -> None:
        if child.task:
            self._landed.append((cast(Job, child.task.job), found))
            child.task = None
        self._children.remove(child)

"""Watching: keeps an index in step with saved files until told to stop, and tells what it does. Prints nothing."""

import errno
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from crmfs.core.errors import ChangedMeanwhile, CrmfsError, ErrorParam, RepositoryError
from crmfs.git.lock import holding
from crmfs.git.repository import Repository
from crmfs.search.follow import Action, Followed, Follower, Stopped
from crmfs.search.hints import Batch, Hints
from crmfs.search.look import Look
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace
from crmfs.search.sync import Progress, Synced, storage_error
from crmfs.search.watch import Watch

EACH_MOST = 10  # files that are told one by one; of more only the numbers
_LOOK_SECONDS = 300.0  # between two comparisons of all files
_POLL_SECONDS = 5.0  # the same where the system does not say what changes
_CHECK_SECONDS = 30.0  # between two checks, where nothing happens, whether everything is still watched
_AFTER_COMMIT_SECONDS = 2.0  # a rebase moves HEAD many times
_PAUSE_SECONDS = (1.0, 60.0)  # before trying again, doubled each time
_ALREADY = "watch.already"
_CODES: dict[Action, str] = {"added": "watch.added", "changed": "watch.changed", "removed": "watch.removed"}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a watcher did or saw.

    Attributes:
        code: A key of `crmfs.core.messages`.
        path: Repository path of the file, `""` for the repository itself.
        params: Values for the message's placeholders.
        error: Why something failed that will be tried again, else None.
    """

    code: str
    path: str = ""
    params: Mapping[str, ErrorParam] = field(default_factory=dict)
    error: CrmfsError | None = None


Tell = Callable[[Told], None]


@contextmanager
def only_watcher(repository: Repository) -> Iterator[None]:
    """Makes sure that no other process watches the same work tree; the system ends this when the process dies.

    Raises:
        ChangedMeanwhile: `watch.already`: one does.
    """
    file = repository.state_dir / f"watcher-{IndexPlace(repository).folder.name}"
    try:
        with holding(file, _ALREADY, 0):
            file.write_text(f"{os.getpid()}\n", encoding="ascii")
            yield
    except ChangedMeanwhile as error:
        if error.code != _ALREADY:
            raise
        raise ChangedMeanwhile(_ALREADY, pid=file.read_text(encoding="ascii").strip() or "?") from None


class Watcher:
    """Keeps the index of one work tree in step with its files.

    Args:
        tell: Called with all that happens, from the thread of `run` and from the one that compares all files.
        progress: Told how far a build of the whole index is.
    """

    def __init__(self, repository: Repository, tell: Tell, progress: Progress | None = None) -> None:
        self._repository = repository
        self._tell = tell
        self._progress = progress
        self._stopping = threading.Event()
        self._hints = Hints()
        self._follower = Follower(repository, self._stopping.is_set)
        self._watch: Watch | None = Watch(repository, self._hints)
        self._pause_seconds = _PAUSE_SECONDS[0]
        self._look = Look(repository, self._hints, _LOOK_SECONDS, self._say_failed)
        self._is_ready = False

    def stop(self) -> None:
        """Makes `run` return; may be called from any thread, a signal's handler included."""
        self._stopping.set()
        self._hints.wake()

    def run(self) -> None:
        """Watches until stopped.

        Raises:
            RepositoryError: `watch.gone`: the repository is no longer there.
        """
        self._begin()
        self._hints.add(Batch(rules=True))  # the first comparison is of all files, whatever the index says of itself
        try:
            while not self._stopping.is_set():
                batch = self._hints.take(min(self._look.wait_seconds, _CHECK_SECONDS))
                self._supervise()
                if batch and not self._stopping.is_set():
                    self._work(batch)
                self._look.begin_if_due()
        except Stopped:
            pass
        finally:
            if self._watch:
                self._watch.stop()

    def _begin(self) -> None:
        """Watches the folders; where the system does not let it, all files are compared every few seconds instead."""
        if self._watch is None:
            return
        try:
            self._watch.start()
        except OSError as error:
            self._poll(error.errno or 0)

    def _poll(self, number: int) -> None:
        if self._watch:
            self._watch.stop()
        self._watch = None
        self._look.every_seconds = _POLL_SECONDS
        self._look.soon(0)
        code = "watch.too_many_folders" if number == errno.ENOSPC else "watch.not_watched"
        self._tell(Told(code, params={"seconds": int(_POLL_SECONDS)}))

    def _supervise(self) -> None:
        """Sees to it that everything is watched, or else looked at."""
        if not self._repository.git_dir.is_dir():
            raise RepositoryError("watch.gone")
        fault = self._watch.fault if self._watch else None
        if fault:
            self._poll(fault)
        elif fault == 0 and self._watch:
            self._watch.stop()
            self._begin()
            self._look.soon(0)

    def _work(self, batch: Batch) -> None:
        """Works off hints, or puts them back where that fails."""
        if batch.lost:
            self._tell(Told("watch.comparing"))
            self._look.soon(0)
        try:
            done = self._follower.follow(batch) or self._follower.whole(self._progress)
        except (CrmfsError, OSError) as error:
            self._say_failed(storage_error(error) if isinstance(error, OSError) else error)
            self._hints.put_back(batch, self._pause_seconds)
            self._pause_seconds = min(self._pause_seconds * 2, _PAUSE_SECONDS[1])
            return
        self._pause_seconds = _PAUSE_SECONDS[0]
        if isinstance(done, Followed):
            self._say(done)
        else:
            self._say_whole(done)
        if not self._is_ready:
            self._is_ready = True
            self._say_ready()

    def _say(self, done: Followed) -> None:
        actions = done.actions
        if done.moved:
            self._look.soon(_AFTER_COMMIT_SECONDS)
            self._tell(Told("watch.moved", params={"commit": (done.commit or "-")[:10], "count": len(actions)}))
        if len(actions) > EACH_MOST:
            kinds = Counter(actions.values())
            self._tell(Told("watch.many", params={str(kind): kinds[kind] for kind in _CODES}))
        else:
            for path, action in actions.items():
                self._tell(Told(_CODES[action], path))
        for path, code in list(done.problems.items())[:EACH_MOST]:
            self._tell(Told("watch.unread", path, {"code": code}))

    def _say_whole(self, done: Synced) -> None:
        if done.rebuilt:
            self._tell(Told("watch.rebuilt", params={"count": done.written}))
        elif done.written or done.removed:
            self._tell(Told("watch.compared", params={"written": done.written, "removed": done.removed}))

    def _say_ready(self) -> None:
        found = opened(self._follower.place)
        self._tell(Told("watch.ready", params={"count": found.reader.documents if found else 0}))

    def _say_failed(self, error: CrmfsError) -> None:
        self._tell(Told("watch.again", error=error))

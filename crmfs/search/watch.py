"""Watch: what the system says has changed on disk, as hints. Alone imports watchdog; reads and decides nothing."""

import errno
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import BaseObserver
from watchdog.utils import BaseThread

from crmfs.git.repository import Repository
from crmfs.search.hints import SEARCHED, Batch, Hints

# Events of opening and reading would be most of all, our own reading included: at 20,000 folders they overflow the
# system's queue, whereupon all folders are walked, which gives more of them, and so on.
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileDeletedEvent, FileMovedEvent,
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent,
]  # fmt: skip
_WATCHED = ("", *SEARCHED, "schema")
_HEADS = ("refs", "refs/heads", "reftable")
_GIT_FILES = ("HEAD", "packed-refs")
_FULL = (errno.ENOSPC, errno.EMFILE)
logging.getLogger("watchdog").setLevel(logging.CRITICAL)  # lost events are told by us, in the reader's language
_System: TypeAlias = tuple[BaseObserver, list[BaseThread]]


class Watch:
    """The folders of a repository that are searched, and its branches, watched from `start` to `stop`.

    Args:
        hints: Told of all that happens, from other threads.
    """

    def __init__(self, repository: Repository, hints: Hints) -> None:
        root = (repository.root or repository.git_dir).resolve()
        self._places = _Places(root, repository.git_dir.resolve(), repository.common_dir.resolve())
        self._hints = hints
        self._threads: list[BaseThread] = []
        self._full = 0

    def start(self) -> None:
        """Begins to watch; returns when every folder is watched.

        Raises:
            OSError: ENOSPC, EMFILE: the system allows no more watches, or no more watchers.
        """
        self._full = 0
        observer, others = _system(self._places.is_wanted, self._lost, self._overfull)
        self._threads = [*others, observer]
        handler = _Handler(self._places, self._hints)
        for place in self._places.tops():
            observer.schedule(handler, str(place), recursive=True, event_filter=_EVENTS)
        try:
            for thread in self._threads:
                thread.start()
            if self._full:
                raise OSError(self._full, os.strerror(self._full))
        except OSError:
            self.stop()
            raise
        self._threads += observer.emitters

    def stop(self) -> None:
        """Ends watching."""
        threads, self._threads = self._threads, []
        for thread in reversed(threads):
            thread.stop()

    @property
    def fault(self) -> int | None:
        """None while everything is watched; else the system's error number, 0 where watching ended of itself."""
        if self._full:
            return self._full
        return None if self._threads and all(thread.is_alive() for thread in self._threads) else 0

    def _lost(self) -> None:
        self._hints.add(Batch(lost=True))

    def _overfull(self, number: int) -> None:
        self._full = number
        self._hints.wake()


class _Places:
    """Which folders are watched, and what a path in them means."""

    def __init__(self, root: Path, git_dir: Path, common_dir: Path) -> None:
        self._root, self._gits = root, tuple(dict.fromkeys((git_dir, common_dir)))

    def tops(self) -> list[Path]:
        """Returns the folders from which everything watched is reached."""
        return [self._root, *(place for place in self._gits if not place.is_relative_to(self._root))]

    def is_wanted(self, folder: str) -> bool:
        """Says whether what happens in a folder matters."""
        for git in self._gits:
            inside = _inside(git, folder)
            if inside is not None:
                return inside in ("", *_HEADS) or inside.startswith("refs/heads/")
        inside = _inside(self._root, folder)
        return inside is not None and inside.partition("/")[0] in _WATCHED

    def hint(self, hints: Hints, path: str, *, is_folder: bool) -> None:
        """Passes on that something happened at a path of the disk."""
        for git in self._gits:
            inside = _inside(git, path)
            if inside is not None:
                if inside in _GIT_FILES or inside.startswith(("refs/heads/", "reftable/")):
                    hints.add(Batch(moved=True))
                return
        inside = _inside(self._root, path)
        if inside:
            hints.touched(inside, is_folder=is_folder)


class _Handler(FileSystemEventHandler):
    """Passes events on; where a thing was moved, both ends."""

    def __init__(self, places: _Places, hints: Hints) -> None:
        self._places, self._hints = places, hints

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in (event.src_path, event.dest_path):
            if path:
                self._places.hint(self._hints, os.fsdecode(path), is_folder=event.is_directory)


def _inside(folder: Path, path: str) -> str | None:
    """Returns a path below a folder, None for one elsewhere."""
    top = str(folder)
    if path == top:
        return ""
    return path[len(top) + 1 :] if path.startswith(top + "/") else None


if sys.platform == "linux":
    from watchdog.observers.inotify import InotifyEmitter
    from watchdog.observers.inotify_c import CallbackId, InotifyEvent, InotifyFD, Mask, WatchCallback, WatchDescriptor

    def _system(wanted: Callable[[str], bool], lost: Callable[[], None], full: Callable[[int], None]) -> _System:
        queue = _Queue(wanted, lost, full)
        return BaseObserver(InotifyEmitter, inotify_fd=queue), [queue]

    class _Queue(InotifyFD):
        """The system's queue of events, which tells when events were lost and which folders cannot be watched."""

        def __init__(
            self, wanted: Callable[[str], bool], lost: Callable[[], None], full: Callable[[int], None]
        ) -> None:
            super().__init__()
            self._wanted, self._lost, self._full = wanted, lost, full

        def handle_event(self, event: InotifyEvent) -> None:
            """Passes an event on; after lost ones the folders are watched anew first."""
            super().handle_event(event)
            if event.is_queue_overflow:
                self._lost()

        def add_callback(self, path: bytes, mask: Mask, callback: WatchCallback, id_: CallbackId) -> WatchDescriptor:
            """Watches a folder; the caller passes by an error for any folder but its top one."""
            if not self._wanted(os.fsdecode(path)):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
            try:
                return super().add_callback(path, mask, callback, id_)
            except OSError as error:
                if error.errno in _FULL:
                    self._full(error.errno)
                raise

else:

    def _system(wanted: Callable[[str], bool], lost: Callable[[], None], full: Callable[[int], None]) -> _System:
        from watchdog.observers import Observer

        return Observer(), []

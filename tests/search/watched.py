"""A `crmfs watch` process and what it tells, line by line: what tests of watching start, wait for and end."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from crmfs.git.repository import Repository
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace
from crmfs.search.sync import differences

IS_FULL = bool(os.environ.get("CRMFS_TEST_FULL"))
PATIENCE_SECONDS = 300.0 if IS_FULL else 30.0  # a machine may be busy with other tests
PYTHON = (sys.executable, "-W", "error", "-m", "crmfs")


class Watched:
    """A watcher of one repository.

    Args:
        options: Behind `watch`.
        before: Command that the watcher is started by.
    """

    def __init__(self, repository: Repository, *options: str, before: tuple[str, ...] = ()) -> None:
        self.repository = repository
        command = [*before, *PYTHON, "-C", str(repository.root), "watch", *(options or ("--json",))]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=_environment()
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def told(self, action: str, path: str | None = None) -> list[Mapping[str, Any]]:
        """Returns what was told so far of an action, and of a path."""
        found = [json.loads(line) for line in [*self.lines]]
        return [one for one in found if one["action"] == action and path in (None, one["path"])]

    def wait_for(self, action: str, path: str | None = None, times: int = 1) -> Mapping[str, Any]:
        """Waits until an action was told so often; returns the last time."""
        until(lambda: len(self.told(action, path)) >= times, f"{action} {path}", self)
        return self.told(action, path)[-1]

    def wait_until_equal(self) -> None:
        """Waits until the index is what a comparison with all files, or building it anew, would make it."""
        until(lambda: index_is_equal(self.repository), "equal", self)

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Ends it with a signal; returns its exit code and what it said on stderr."""
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE_SECONDS)
        self._reader.join(PATIENCE_SECONDS)
        assert self.process.stderr
        return code, self.process.stderr.read()

    def close(self) -> None:
        """Sees to it that nothing is left of it."""
        self.process.kill()
        self.process.wait()
        self._reader.join(PATIENCE_SECONDS)
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()

    def _read(self) -> None:
        assert self.process.stdout
        self.lines.extend(line for line in iter(self.process.stdout.readline, ""))


def until(is_so: Callable[[], bool], what: str, watched: Watched | None = None) -> None:
    """Waits until something is so; fails when patience ends, or the watcher does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"never: {what}; told: {watched and watched.lines[-20:]}"
        assert watched is None or watched.process.poll() is None, f"ended before: {what}: {watched.end()}"
        time.sleep(0.02)


def index_is_equal(repository: Repository) -> bool:
    """Says whether the index has exactly the entries that the files on disk make, and knows their commit."""
    found = opened(IndexPlace(repository))
    if found is None or found.state.commit != repository.head():
        return False
    return differences(found, repository.aside().worktree()) == (set(), [])


def _environment() -> dict[str, str]:
    return {**os.environ, "CRMFS_LANG": "zh", "PYTHONPATH": os.pathsep.join(sys.path)}

"""Look: compares all files with the last commit now and then, beside other work. Knows no index; finds hints only."""

import threading
import time
from collections.abc import Callable

from crmfs.core.errors import CrmfsError
from crmfs.git.repository import Repository
from crmfs.search.hints import Batch, Hints
from crmfs.search.state import edits_in

_RESTS = 9  # times as long as a look took nothing is looked at again, however often that is asked for


class Look:
    """Asks git about every file: after `every_seconds`, and sooner where that is asked for.

    Args:
        hints: Told of every file that differs from the last commit.
        failed: Told why a look failed; the next one comes as if it had not.

    Attributes:
        every_seconds: The time between two looks.
    """

    def __init__(
        self, repository: Repository, hints: Hints, every_seconds: float, failed: Callable[[CrmfsError], None]
    ) -> None:
        self.every_seconds = every_seconds
        self._repository = repository.aside()
        self._hints = hints
        self._failed = failed
        self._due = time.monotonic() + every_seconds
        self._not_before = 0.0
        self._thread: threading.Thread | None = None

    @property
    def wait_seconds(self) -> float:
        """How long it is until the next look."""
        if self._is_looking:
            return self.every_seconds
        return max(self._due, self._not_before) - time.monotonic()

    def soon(self, seconds: float) -> None:
        """Makes the next look come in so many seconds, or earlier."""
        self._due = min(self._due, time.monotonic() + seconds)

    def begin_if_due(self) -> None:
        """Begins to look if it is time."""
        if not self._is_looking and self.wait_seconds <= 0:
            self._due = float("inf")
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()

    @property
    def _is_looking(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _run(self) -> None:
        begun = time.monotonic()
        try:
            head = self._repository.head()
            tip = self._repository.snapshot(head) if head else self._repository.empty()
            found = edits_in(tip, self._repository.worktree())
            self._hints.add(Batch(paths=set(found), looked=True))
        except CrmfsError as error:
            self._failed(error)
        finally:
            ended = time.monotonic()
            self._not_before = ended + _RESTS * (ended - begun)
            self.soon(self.every_seconds)
            self._hints.wake()

"""Where an index lies: a folder for each work tree, one generation in use, another while it is built anew."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crmfs.git.lock import WAIT_SECONDS, holding, write_durably
from crmfs.git.repository import Repository

_POINTER, _LOCK = "current", "lock"


class IndexPlace:
    """The folder of one work tree's index; a bare repository has one too."""

    def __init__(self, repository: Repository) -> None:
        of = "main" if repository.git_dir == repository.common_dir else repository.git_dir.name
        self.folder = repository.state_dir / "index" / of

    def current(self) -> Path | None:
        """Returns the folder of the generation in use, None before the first one."""
        try:
            name = (self.folder / _POINTER).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return None
        return self.folder / name if name.isdigit() and (self.folder / name).is_dir() else None

    def make(self) -> Path:
        """Returns a new empty folder for the next generation, which nobody reads yet."""
        taken = [int(entry.name) for entry in self.folder.iterdir() if entry.name.isdigit()]
        folder = self.folder / str(max(taken, default=0) + 1)
        folder.mkdir(mode=0o700)
        return folder

    def switch(self, folder: Path) -> None:
        """Puts a generation in use and removes all others; who reads one of them goes on reading it."""
        write_durably(self.folder / _POINTER, folder.name.encode())
        self.clean()

    def clean(self) -> None:
        """Removes the generations that are not in use: old ones, and those that a crash left half built."""
        used = self.current()
        for entry in self.folder.iterdir():
            if entry.name.isdigit() and entry != used:
                shutil.rmtree(entry, ignore_errors=True)

    @contextmanager
    def writing(self, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
        """Holds the lock of the index's one writer; errors as `holding`, OSError where nothing can be written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with holding(self.folder / _LOCK, "index.busy", wait_seconds):
            yield

    def bytes_used(self) -> int:
        """Returns how many bytes the generation in use takes."""
        folder = self.current()
        return sum(entry.stat().st_size for entry in os.scandir(folder)) if folder else 0

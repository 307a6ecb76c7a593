"""Where an index lies: a folder for each work tree, one generation in use, another while it is built anew."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crmfs.git.lock import WAIT_SECONDS, holding, write_durably
from crmfs.git.repository import Repository

_POINTER, _LOCK = "current", "lock"
_MAIN, _LINKED = "main", "worktree-"  # a linked work tree may be called `main` too


class IndexPlace:
    """The folder of one work tree's index; a bare repository has one too."""

    def __init__(self, repository: Repository) -> None:
        is_main = repository.git_dir == repository.common_dir
        self._common = repository.common_dir
        self._all = repository.common_dir / "crmfs" / "index"
        self.folder = self._all / (_MAIN if is_main else _LINKED + repository.git_dir.name)
        self._repository = repository

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
        self._make(folder)
        return folder

    def switch(self, folder: Path) -> None:
        """Puts a generation in use and removes all others; who reads one of them goes on reading it."""
        write_durably(self.folder / _POINTER, folder.name.encode())
        self.clean()

    def clean(self) -> None:
        """Removes the generations that are not in use, half built ones too, and the indexes of work trees now gone."""
        used = self.current()
        for entry in self.folder.iterdir():
            if entry.name.isdigit() and entry != used:
                _remove(entry)
        for entry in self._all.iterdir():
            name = entry.name.removeprefix(_LINKED)
            if name != entry.name and not (self._common / "worktrees" / name).is_dir():
                _remove(entry)

    @contextmanager
    def writing(self, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
        """Holds the lock of the index's one writer; errors as `holding`, OSError where nothing can be written."""
        for folder in (self._all, self.folder):
            if not folder.is_dir():
                self._make(folder)
        with holding(self.folder / _LOCK, "index.busy", wait_seconds):
            yield

    def bytes_used(self) -> int:
        """Returns how many bytes the generation in use takes."""
        folder = self.current()
        if folder is None:
            return 0
        found = 0
        for entry in os.scandir(folder):
            with suppress(FileNotFoundError):  # the engine drops what it has merged
                found += entry.stat().st_size
        return found

    def _make(self, folder: Path) -> None:
        """Makes a folder with the mode of all local state: its owner's alone, or the group's."""
        mode = self._repository.state_dir.stat().st_mode & 0o7777
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(mode)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        from shutil import rmtree  # slow to load, and searches remove nothing

        rmtree(entry, ignore_errors=True)
    else:
        with suppress(OSError):
            entry.unlink()

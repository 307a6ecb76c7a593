"""Snapshot of the files on disk as they will be once mended: new contents and moves laid over it. Writes nothing."""

from collections.abc import Iterable, Mapping

from crmfs.git.layered import Layered
from crmfs.git.model import FILE
from crmfs.git.snapshot import Entry, Snapshot, absent


class Laid(Layered[Snapshot]):
    """A snapshot with some files of other content, some new and some elsewhere.

    Args:
        base: What lies below.
        contents: New bytes by the path of before; a path that the base has not is a new file.
        moves: (old, new) paths of files and folders that move, none inside another.
    """

    def __init__(self, base: Snapshot, contents: Mapping[str, bytes], moves: Iterable[tuple[str, str]] = ()) -> None:
        self._moves = tuple(moves)
        self._source: dict[str, str | None] = {}  # path → path in the base; None: nothing is there any more
        for old, new in self._moves:
            for entry in base.walk(old):
                self._source.setdefault(entry.path, None)
                self._source[new + entry.path.removeprefix(old)] = entry.path
        self._contents = {self.path_after(path): data for path, data in contents.items()}
        super().__init__(base, (*self._source, *self._contents))

    def path_after(self, path: str) -> str:
        """Returns where a path of before lies after the moves."""
        for old, new in self._moves:
            if path == old or path.startswith(old + "/"):
                return new + path.removeprefix(old)
        return path

    def read(self, path: str) -> bytes:
        """Returns a file's bytes, a symlink's target; NotFound for all else."""
        if path in self._contents:
            return self._contents[path]
        source = self._source.get(path, path)
        if source is None:
            raise absent(path)
        return self.base.read(source)

    def laid_entry(self, path: str) -> Entry | None:
        """Returns the entry of a laid path, None where it takes a file away."""
        source = self._source.get(path, path)
        found = self.base.entry(source) if source else None
        if path in self._contents:
            return Entry(path, found.mode if found else FILE, None, len(self._contents[path]))
        return Entry(path, found.mode, found.oid, found.size) if found else None

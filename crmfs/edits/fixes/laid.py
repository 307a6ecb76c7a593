"""Snapshot of the files on disk as they will be once mended: new contents and moves laid over it. Writes nothing."""

from collections.abc import Iterable, Iterator, Mapping

from crmfs.git.model import FILE, FOLDER
from crmfs.git.snapshot import Entry, Snapshot, absent, git_order, joined


class Laid(Snapshot):
    """A snapshot with some files of other content, some new and some elsewhere.

    Args:
        base: What lies below.
        contents: New bytes by the path of before; a path that the base has not is a new file.
        moves: (old, new) paths of files and folders that move, none inside another.
    """

    def __init__(self, base: Snapshot, contents: Mapping[str, bytes], moves: Iterable[tuple[str, str]] = ()) -> None:
        self._base = base
        self._moves = tuple(moves)
        self._source: dict[str, str | None] = {}  # path → path in the base; None: nothing is there any more
        for old, new in self._moves:
            for entry in base.walk(old):
                self._source.setdefault(entry.path, None)
                self._source[new + entry.path.removeprefix(old)] = entry.path
        self._contents = {self.path_after(path): data for path, data in contents.items()}
        self._touched: dict[str, dict[str, None]] = {}  # folder → names in it at or below which something differs
        for path in (*self._source, *self._contents):
            self._touch(path)

    def path_after(self, path: str) -> str:
        """Returns where a path of before lies after the moves."""
        for old, new in self._moves:
            if path == old or path.startswith(old + "/"):
                return new + path.removeprefix(old)
        return path

    @property
    def tree(self) -> str | None:
        """The stored tree that it is wholly equal to, else None."""
        return self.subtree("")

    def read(self, path: str) -> bytes:
        """Returns a file's bytes, a symlink's target; NotFound for all else."""
        if path in self._contents:
            return self._contents[path]
        source = self._source.get(path, path)
        if source is None:
            raise absent(path)
        return self._base.read(source)

    def entry(self, path: str) -> Entry | None:
        """Returns the entry of a file, symlink or submodule, else None."""
        source = self._source.get(path, path)
        found = self._base.entry(source) if source else None
        if path in self._contents:
            return Entry(path, found.mode if found else FILE, None, len(self._contents[path]))
        return Entry(path, found.mode, found.oid, found.size) if found and source != path else found

    def entries(self, folder: str) -> list[Entry]:
        """Returns what lies directly in a folder, folders included."""
        if folder not in self._touched:
            return self._base.entries(folder)
        found = {entry.path: entry for entry in self._base.entries(folder)}
        for path in (joined(folder, name) for name in self._touched[folder]):
            found.pop(path, None)
            is_folder = path in self._touched and self.entries(path)
            entry = Entry(path, FOLDER, None) if is_folder else self.entry(path)
            if entry:
                found[path] = entry
        start = len(folder) + 1 if folder else 0
        return sorted(found.values(), key=lambda entry: git_order(entry.path[start:], entry.mode))

    def walk(self, under: str = "") -> Iterator[Entry]:
        """Returns all entries below a folder, sorted by path; for a file's path the file alone."""
        if under not in self._touched:
            single = self.entry(under) if under else None
            yield from [single] if single else self._base.walk(under)
            return
        for entry in self.entries(under):
            if entry.mode == FOLDER:
                yield from self.walk(entry.path)
            else:
                yield entry

    def subtree(self, folder: str) -> str | None:
        """Returns the id of the stored tree that a folder is wholly equal to, else None."""
        return None if folder in self._touched else self._base.subtree(folder)

    def _touch(self, path: str) -> None:
        while path:
            folder, _, name = path.rpartition("/")
            names = self._touched.setdefault(folder, {})
            if name in names:
                return
            names[name] = None
            path = folder

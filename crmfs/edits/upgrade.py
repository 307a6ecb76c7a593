"""Bringing a repository to this release: numbered migrations of its format, the release's schemas. Commits nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crmfs.core.paths import RepoPath
from crmfs.core.release import BASE, base_schemas
from crmfs.git.edit import FileEdit
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import SETTINGS
from crmfs.records.record import Record, read_record
from crmfs.records.settings import FORMAT
from crmfs.records.yaml.editor import set_value

SETTINGS_PATH = RepoPath("crmfs.yaml")


class Workbench:
    """A snapshot on which migrations lay new contents of files, each seeing what the one before left."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._fresh: dict[str, bytes | None] = {}

    def read(self, path: str) -> bytes:
        """Returns a file's bytes as they stand after the migrations so far."""
        fresh = self._fresh.get(path)
        return self._snapshot.read(path) if fresh is None else fresh

    def write(self, path: str, data: bytes | None) -> None:
        """Gives a file new bytes, None to delete it."""
        self._fresh[path] = data

    def edits(self) -> Iterator[FileEdit]:
        """Yields what really changes, sorted by path."""
        for path, data in sorted(self._fresh.items()):
            entry = self._snapshot.entry(path)
            if (data is None) != (entry is None) or (entry and data != self._snapshot.read(path)):
                yield FileEdit(path, entry.oid if entry else None, data)


def _name_the_format(bench: Workbench) -> None:
    """0 → 1: crmfs.yaml says its format."""
    bench.write(SETTINGS_PATH, set_value(bench.read(SETTINGS_PATH), "/format", 1, order=("format",)))


# The migration at index n leads from format n to n + 1; none is ever changed once released.
MIGRATIONS: tuple[Callable[[Workbench], None], ...] = (_name_the_format,)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What brings a repository to this release.

    Attributes:
        old, new: Its format before and after.
        edits: The files; empty where it is up to date.
    """

    old: int
    new: int
    edits: tuple[FileEdit, ...]


def upgrade_of(snapshot: Snapshot) -> Upgrade:
    """Returns the edits that bring a repository to this release's format and schemas.

    Raises:
        ConfigError: `upgrade.release_incomplete`. A newer format is refused earlier, when the settings are read.
    """
    bench = Workbench(snapshot)
    old = format_of(snapshot)
    for migrate in MIGRATIONS[old:]:
        migrate(bench)
    fresh = base_schemas()
    for entry in snapshot.walk(BASE):
        if entry.path not in fresh:
            bench.write(entry.path, None)
    for path, data in fresh.items():
        bench.write(path, data)
    return Upgrade(old, FORMAT, tuple(bench.edits()))


def format_of(snapshot: Snapshot) -> int:
    """Returns the format of a repository; one whose crmfs.yaml names none is older than all numbers, 0."""
    record = read_record(SETTINGS_PATH, SETTINGS, snapshot.read(SETTINGS_PATH))
    named = record.value.get("format") if isinstance(record, Record) else None
    return named if isinstance(named, int) else 0


def stale_schemas(snapshot: Snapshot) -> list[str]:
    """Returns the paths below schema/base that differ from this release's."""
    return [edit.path for edit in upgrade_of(snapshot).edits if edit.path.startswith(BASE + "/")]

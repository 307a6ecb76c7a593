"""What a check is handed: the rules in force and one customer's folder. Reads only through the snapshot given."""

from collections.abc import Iterator, KeysView
from dataclasses import dataclass
from datetime import date

from crmfs.core.paths import parent
from crmfs.core.problem import Problem
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kinds import CUSTOMER, locate
from crmfs.records.record import Record, read_record
from crmfs.records.schema import Schemas
from crmfs.records.settings import Settings

PROFILES = ("default", "no-pii")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force for one snapshot.

    Attributes:
        members: Ids of the people in members.yaml.
        today: The day on which freshness is judged.
        profile: `default`, or `no-pii`: no personal data anywhere, protected files included.
    """

    schemas: Schemas
    settings: Settings
    members: frozenset[str]
    today: date
    profile: str = "default"


class Folder:
    """One customer's folder in a snapshot; records are parsed once, when first asked for."""

    def __init__(self, snapshot: Snapshot, path: str, entries: tuple[Entry, ...] | None = None) -> None:
        self.path = path
        self._snapshot = snapshot
        self._entries = entries
        self._entry_at: dict[str, Entry] = {}
        self._parsed: dict[str, Record | Problem] = {}
        self._ahead: dict[str, bytes] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its files, sorted by path."""
        if self._entries is None:
            self._entries = tuple(self._snapshot.walk(self.path))
        return self._entries

    @property
    def paths(self) -> KeysView[str]:
        """The paths of its files, in their order."""
        return self._by_path.keys()

    @property
    def is_customer(self) -> bool:
        """Whether it is a customer's folder, not the library or a shard's stray files."""
        return self.path.startswith("customers/") and self.path.count("/") == 2

    @property
    def anchor(self) -> str:
        """The file at which problems of the whole folder are shown: its customer.yaml, else its first file."""
        return self.customer_path if self.customer_path in self.paths else self.entries[0].path

    @property
    def customer_path(self) -> str:
        """Path of its customer.yaml, there or not."""
        return f"{self.path}/{CUSTOMER.file}"

    def read(self, path: str) -> bytes:
        """Returns the bytes of one of its files."""
        found = self._ahead.get(path)
        return self._snapshot.content(self._by_path[path]) if found is None else found

    def read_ahead(self) -> None:
        """Reads the files of its records."""
        for entry in self.entries:
            if entry.is_file and locate(entry.path).kind:
                self._ahead[entry.path] = self._snapshot.content(entry)

    @property
    def _by_path(self) -> dict[str, Entry]:
        if not self._entry_at:  # by hand: `cached_property` takes a lock, which shows in thousands of folders
            self._entry_at = {entry.path: entry for entry in self.entries}
        return self._entry_at

    def parsed(self, path: str) -> Record | Problem | None:
        """Returns the record in one of its files, what keeps it from being read, or None where no record belongs."""
        found = self._parsed.get(path)
        if found is None:
            kind = locate(path).kind
            if kind is None or path not in self._by_path:
                return None
            found = self._parsed[path] = read_record(path, kind, self.read(path))
        return found

    def record(self, path: str) -> Record | None:
        """Returns the record in one of its files, None if there is none or it cannot be read."""
        found = self.parsed(path)
        return found if isinstance(found, Record) else None

    def records(self) -> Iterator[Record]:
        """Returns all its readable records."""
        for entry in self.entries:
            record = self.record(entry.path)
            if record:
                yield record

    def siblings(self, path: str) -> Iterator[str]:
        """Returns the paths of the files in the same folder as a path."""
        folder = parent(path)
        return (entry.path for entry in self.entries if parent(entry.path) == folder)

"""View: a snapshot as one member may see it. Every reader is handed one and never checks rights itself."""

from collections.abc import Iterator

from crmfs.core.errors import NotFound, ValueRefused
from crmfs.core.paths import RepoPath
from crmfs.git.snapshot import Entry, Snapshot
from crmfs.records.kinds import CUSTOMER, locate, record_path
from crmfs.records.record import Record, read_record


class View:
    """A read-only look at a snapshot; what its member may not see is absent from every method alike."""

    __slots__ = ("_snapshot",)

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def read(self, path: str) -> bytes:
        """Returns a file's bytes as the member may see them; NotFound for what is absent or hidden."""
        if self._snapshot.entry(path) is None:
            raise NotFound("record.not_found", name=path)
        return self._snapshot.read(path)

    def entry(self, path: str) -> Entry | None:
        """Returns a file's entry, None for what is absent or hidden."""
        return self._snapshot.entry(path)

    def walk(self, under: str = "") -> Iterator[Entry]:
        """Returns the visible files below a folder, sorted by path."""
        return self._snapshot.walk(under)

    def children(self, folder: str) -> list[tuple[str, bool]]:
        """Returns the visible names in a folder, each with whether it is a folder."""
        return self._snapshot.children(folder)

    def subtree(self, folder: str) -> str | None:
        """Returns an id that changes whenever anything visible below the folder does; None if unknown."""
        return self._snapshot.subtree(folder)

    def record(self, path: str) -> Record:
        """Returns a record.

        Raises:
            NotFound: Nothing visible is there, or it is no record.
            ValueRefused: `record.unreadable`: its YAML is broken; `crmfs validate PATH` tells where.
        """
        kind = locate(path).kind
        if kind is None:
            raise NotFound("record.not_found", name=path)
        found = read_record(path, kind, self.read(path))
        if not isinstance(found, Record):
            raise ValueRefused("record.unreadable", path=path, line=found.line or 1)
        return found

    def customers(self) -> Iterator[str]:
        """Returns the ids of the visible customers, those in a wrong shard too, shard by shard."""
        for shard, is_folder in self.children("customers"):
            if is_folder:
                for customer, inside in self.children(f"customers/{shard}"):
                    if inside and self.entry(f"customers/{shard}/{customer}/{CUSTOMER.file}"):
                        yield customer

    def has_customer(self, customer: str) -> bool:
        """Says whether a customer is visible."""
        return self.entry(record_path(CUSTOMER, customer)) is not None


def tag_of(data: bytes) -> str:
    """Returns the opaque version tag of bytes that a view showed: made from what was shown alone."""
    from hashlib import blake2b  # slow to load, and most that is read is never tagged

    return blake2b(data, digest_size=10).hexdigest()


def path_of(text: str) -> RepoPath:
    """Returns a typed path as a repository path: no leading `./`, forward slashes."""
    return RepoPath(text.removeprefix("./").strip("/"))

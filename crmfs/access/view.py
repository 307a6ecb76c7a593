"""View: a snapshot as one member may see it. Every reader is handed one and never checks rights itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from crmfs.access.attributes import Attributes
from crmfs.access.grant import Grant, Reach
from crmfs.access.mask import masked_record
from crmfs.access.rights import Rights
from crmfs.access.unmasked import may_be_masked, unmasked
from crmfs.core.errors import NotFound, ValueRefused
from crmfs.core.paths import RepoPath, canonical
from crmfs.git.model import FOLDER
from crmfs.git.snapshot import Entry, Snapshot, joined
from crmfs.records.kinds import CUSTOMER, Kind, locate, record_path
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

_CUSTOMERS = "customers"
_CUSTOMER_DEPTH = 3  # segments of a customer's folder
_LATELY = 256  # files of which it is known what the member may do


class Showing(NamedTuple):
    """One record as a view shows it.

    Attributes:
        fields: Masks stand in the place of what is kept back; None where its YAML is broken.
        rights: The member's; None for all.
    """

    path: RepoPath
    kind: Kind
    fields: dict[str, Value] | None
    rights: Rights | None

    @property
    def clear(self) -> dict[str, Value]:
        """The fields that are no masks; none where its YAML is broken."""
        return unmasked(self.fields or {}, self.rights)


class View:
    """A read-only look at a snapshot; what its member may not see is absent from every method alike.

    Args:
        grant: What the member may do; None only for the repository itself, which checks and hooks work on.
        derived: Opens the store in which the fields that conditions name are kept; None for none.
        attributes: What conditions are judged on, where it is not what the snapshot itself says: earlier states are
            shown to whom the customer belongs today.
    """

    __slots__ = ("_attributes", "_grant", "_known", "_snapshot")

    def __init__(
        self,
        snapshot: Snapshot,
        grant: Grant | None,
        derived: "Callable[[], Derived] | None" = None,
        *,
        attributes: Attributes | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._grant = grant
        self._attributes = attributes or Attributes(snapshot, grant.named_fields if grant else (), derived)
        self._known: dict[str, Rights] = {}  # of the files asked about lately: one is, several times in a row

    @classmethod
    def whole(cls, snapshot: Snapshot) -> "View":
        """Returns the view of the repository itself, in which nothing is hidden."""
        return cls(snapshot, None)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is hidden or masked, whatever there is."""
        return self._reach("") is Reach.ALL

    def read(self, path: str) -> bytes:
        """Returns a file's bytes as the member may see them.

        A record of which fields are kept back is written anew, so that no comment tells what a mask hides.

        Raises:
            NotFound: It is absent or hidden.
            ValueRefused: `record.unreadable`: fields are kept back and its YAML is broken.
        """
        rights = self._rights(path)
        entry = self._snapshot.entry(path) if _is_visible(path, rights) else None
        if entry is None:
            raise NotFound("record.not_found", name=path)
        data = self._snapshot.read(path)
        kind = _kind(path)
        return data if rights is None or rights.is_open or kind is None else _masked(path, kind, data, rights)

    def entry(self, path: str) -> Entry | None:
        """Returns a file's entry, None for what is absent or hidden; no blob id where something is masked."""
        rights = self._rights(path)
        found = self._snapshot.entry(path) if _is_visible(path, rights) else None
        return self._shown(found, rights) if found else None

    def walk(self, under: str = "") -> Iterator[Entry]:
        """Returns the visible files below a folder, sorted by path."""
        return (self._shown(entry, rights) for entry, rights in self._visible(under))

    def records(self, under: str, *kinds: Kind) -> Iterator[Showing]:
        """Returns the visible records of some kinds at or below a path, sorted by path.

        That is several times as fast as to ask for each of them by its path.
        """
        for entry, rights in self._visible(under):
            kind = locate(entry.path).kind
            if kind in kinds:
                found = read_record(entry.path, kind, self._snapshot.content(entry)) if entry.is_file else None
                shown = found.value if isinstance(found, Record) else None
                if shown is not None and rights is not None and not rights.is_open:
                    shown = masked_record(shown, rights)
                yield Showing(RepoPath(entry.path), kind, shown, rights)

    def children(self, folder: str) -> list[tuple[str, bool]]:
        """Returns the visible names in a folder, each with whether it is a folder."""
        if self._reach(folder) is Reach.ALL:
            return self._snapshot.children(folder)
        if folder in ("", _CUSTOMERS):
            self.look_at_all()
        return [
            (name, is_folder)
            for name, is_folder in self._snapshot.children(folder)
            if self._has_any(joined(folder, name), is_folder)
        ]

    def subtree(self, folder: str) -> str | None:
        """Returns an id that changes whenever anything visible below the folder does; None if unknown.

        Equal ids show equal files to this and to any other member; it is for keys of what is derived, not for readers.
        """
        tree = self._snapshot.subtree(folder)
        reach = self._reach(folder)
        if tree is None or self._grant is None or reach is Reach.ALL:
            return tree
        # Rules are about paths: of two folders with the same files one may be hidden.
        return None if reach is Reach.NONE else f"{tree} {self._grant.key} {self._truth(folder + '/') or 0} {folder}"

    def identity(self, path: str) -> str | None:
        """Returns an id of what the member sees of a file, for keys of what is derived; None if unknown or hidden."""
        rights = self._rights(path)
        found = self._snapshot.entry(path) if _is_visible(path, rights) else None
        if found is None or found.oid is None:
            return None
        if self._grant is None or rights is None or rights.is_open:
            return found.oid
        return f"{found.oid} {self._grant.key} {self._truth(path) or 0} {path}"

    def fields(self, path: str) -> dict[str, Value]:
        """Returns a record's fields as `record` does, sooner: where some are kept back, no file is written anew."""
        kind, rights = locate(path).kind, self._rights(path)
        if kind is None or rights is None or rights.is_open or not _is_visible(path, rights):
            return self.record(path).value
        if self._snapshot.entry(path) is None:
            raise NotFound("record.not_found", name=path)
        return masked_record(_record(path, kind, self._snapshot.read(path)).value, rights)

    def record(self, path: str) -> Record:
        """Returns a record.

        Raises:
            NotFound: Nothing visible is there, or it is no record.
            ValueRefused: `record.unreadable`: its YAML is broken; `crmfs validate PATH` tells where.
        """
        kind = locate(path).kind
        if kind is None:
            raise NotFound("record.not_found", name=path)
        return _record(path, kind, self.read(path))

    def customers(self) -> Iterator[str]:
        """Returns the ids of the visible customers, those in a wrong shard too, shard by shard."""
        for shard, is_folder in self.children(_CUSTOMERS):
            if is_folder:
                for customer, inside in self.children(f"{_CUSTOMERS}/{shard}"):
                    if inside and self.entry(f"{_CUSTOMERS}/{shard}/{customer}/{CUSTOMER.file}"):
                        yield customer

    def has_customer(self, customer: str) -> bool:
        """Says whether a customer is visible."""
        return self.entry(record_path(CUSTOMER, customer)) is not None

    def has(self, path: str) -> bool:
        """Says whether a file, or any file in a folder, is visible."""
        is_folder = bool(self._snapshot.children(path))
        return self._has_any(path, is_folder)

    def has_all(self, folder: str) -> bool:
        """Says whether nothing is ever kept back at or below a folder, whatever lies there: it does not tell what."""
        return self._reach(folder) is Reach.ALL

    def rights(self, path: str) -> Rights | None:
        """Returns what the member may do to a file, there or not; None for all."""
        return self._rights(path)

    def may_mask(self, names: Iterable[str]) -> bool:
        """Says whether a field, or one inside it, that has one of these names is shown as a mask somewhere."""
        return self._grant is not None and may_be_masked(names, self._grant)

    def unmasked(self, path: str, shown: Mapping[str, Value]) -> dict[str, Value]:
        """Returns those fields of a record, as it was shown, that are no masks."""
        return unmasked(shown, self._rights(path))

    def look_at_all(self) -> None:
        """Looks at what decides about each customer, for all at once, before they are asked for one by one."""
        if self._grant and self._grant.is_conditional:
            shards = [f"{_CUSTOMERS}/{name}" for name, is_folder in self._snapshot.children(_CUSTOMERS) if is_folder]
            self._attributes.load(shards)

    def _rights(self, path: str) -> Rights | None:
        if self._grant is None:
            return None
        found = self._known.get(path)
        if found is None:
            if len(self._known) >= _LATELY:
                self._known.clear()
            found = self._known[path] = self._grant.rights(path, self._truth(path) or 0)
        return found

    def _truth(self, path: str) -> int | None:
        """Returns the truth of the customer that a path lies in; None for a path above or beside customers."""
        grant = self._grant
        if grant is None or not grant.is_conditional:
            return 0
        parts = path.split("/", _CUSTOMER_DEPTH)
        if canonical(parts[0]) not in ("", _CUSTOMERS):
            return 0
        if len(parts) <= _CUSTOMER_DEPTH:
            return None
        return grant.truth(self._attributes.of("/".join(parts[:_CUSTOMER_DEPTH])))

    def _reach(self, folder: str) -> Reach:
        return self._grant.reach(folder, self._truth(folder + "/")) if self._grant else Reach.ALL

    def _has_any(self, path: str, is_folder: bool) -> bool:
        """Says whether a file is visible, or any file in a folder."""
        if not is_folder:
            return self.entry(path) is not None
        reach = self._reach(path)
        return reach is Reach.ALL or (reach is Reach.SOME and next(self.walk(path), None) is not None)

    def _visible(self, under: str) -> Iterator[tuple[Entry, Rights | None]]:
        """Yields the visible files at or below a path, sorted by path, each with the rights to it, None for all."""
        reach = self._reach(under)
        if reach is Reach.ALL:
            yield from ((entry, None) for entry in self._snapshot.walk(under))
        elif reach is Reach.SOME:
            if under in ("", _CUSTOMERS):
                self.look_at_all()
            entries = self._snapshot.entries(under)
            if not entries and under and (single := self._snapshot.entry(under)):
                entries = [single]
            for entry in entries:
                if entry.mode == FOLDER:
                    yield from self._visible(entry.path)
                elif _is_visible(entry.path, rights := self._rights(entry.path)):
                    yield entry, rights

    def _shown(self, entry: Entry, rights: Rights | None) -> Entry:
        if rights is None or rights.is_open or _kind(entry.path) is None:
            return entry
        return Entry(entry.path, entry.mode, None, lambda masked: len(self.read(masked.path)))


def _is_visible(path: str, rights: Rights | None) -> bool:
    """Says whether a file may be seen: a right to some fields is one to a record, and none to any other file."""
    return rights is None or (rights.is_readable and (rights.is_unlimited or _kind(path) is not None))


def _kind(path: str) -> Kind | None:
    """Returns the kind of record that a file is, or would be taken for: `Contacts.yaml` has fields to mask, too."""
    return locate(path).kind or locate(canonical(path)).kind


@lru_cache(maxsize=256)
def _masked(path: str, kind: Kind, data: bytes, rights: Rights) -> bytes:
    from crmfs.records.yaml.writer import write_yaml  # only who is kept from something needs it

    return write_yaml(masked_record(_record(path, kind, data).value, rights))


def _record(path: str, kind: Kind, data: bytes) -> Record:
    found = read_record(path, kind, data)
    if not isinstance(found, Record):
        raise ValueRefused("record.unreadable", path=path, line=found.line or 1)
    return found


def tag_of(data: bytes) -> str:
    """Returns the opaque version tag of bytes that a view showed: made from what was shown alone."""
    from hashlib import blake2b  # slow to load, and most that is read is never tagged

    return blake2b(data, digest_size=10).hexdigest()


def path_of(text: str) -> RepoPath:
    """Returns a typed path as a repository path: no leading `./`, forward slashes."""
    return RepoPath(text.removeprefix("./").strip("/"))

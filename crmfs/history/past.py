"""What a member may see of earlier states: by the policy in force, and by whom each customer belongs to today."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from crmfs.access.attributes import Attributes
from crmfs.access.grant import Grant
from crmfs.access.rights import Rights
from crmfs.access.view import View
from crmfs.access.visible import may_be_named
from crmfs.core.paths import canonical
from crmfs.git.glimpse import glimpse
from crmfs.git.log import last_touched
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.history.identity import customer_folder_of, went_to
from crmfs.history.open_fields import open_fields
from crmfs.records.kinds import CUSTOMER, Kind, locate
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

_MANY = 64  # files; from so many on, a whole shard is looked at sooner than its customers one by one
_MOVES = 16  # of one customer that are followed
_NONE: Mapping[str, Value] = {}


class LastAttributes(Attributes):
    """What conditions are judged on for all states ever: a customer's fields at the tip, once it is gone its last ones.

    A customer that has moved, to the shard of its id or to a new id, is judged by what it is where it went.

    Args:
        head: The commit at whose files `tip` is a look; None before the first one.
        fields: The fields that conditions name.
        disk: Files beside them, where those are looked at too: by these a customer is judged that was never committed.
    """

    def __init__(
        self,
        repository: Repository,
        head: str | None,
        tip: Snapshot,
        fields: list[str],
        derived: "Callable[[], Derived] | None" = None,
        disk: Snapshot | None = None,
    ) -> None:
        super().__init__(tip, fields, derived)
        self._disk = Attributes(disk, fields, derived) if disk else None
        self._repository = repository
        self._head = head
        self._tip = tip
        self._named = fields
        self._gone: dict[str, Mapping[str, Value]] = {}

    def of(self, folder: str) -> Mapping[str, Value]:
        """Returns the fields of the customer that has, or last had, a folder."""
        if self._tip.subtree(folder) is not None:
            return super().of(folder)
        if folder not in self._gone:
            last = self._last(folder, _MOVES) if self._head else None
            self._gone[folder] = last if last is not None else self._disk.of(folder) if self._disk else _NONE
        return self._gone[folder]

    def _last(self, folder: str, moves: int) -> Mapping[str, Value] | None:
        """Returns the last fields of a customer that is gone, None of one that never was."""
        path = f"{folder}/{CUSTOMER.file}"
        revision = last_touched(self._repository, self._head or "", path)
        if revision is None:
            return None
        if not moves:
            return _NONE
        there = went_to(self._repository, revision, folder)
        if there:
            return super().of(there) if self._tip.subtree(there) is not None else self._last(there, moves - 1)
        states = [glimpse(self._repository, commit) for commit in (revision.oid, *revision.parents)]
        data = next((state.read(path) for state in states if (entry := state.entry(path)) and entry.is_file), b"")
        found = read_record(path, CUSTOMER, data)
        if not isinstance(found, Record):
            return _NONE
        return {key: found.value[key] for key in self._named if key in found.value}


class Past:
    """What one member may see of earlier states.

    Args:
        head: The commit checked out; None before the first one.
        tip: Gives its files; asked for when they are needed, for it costs git's library.
        grant: What the member may do today; None for the repository itself.
        disk: Gives the files on disk, where they are compared as well.
    """

    def __init__(
        self,
        repository: Repository,
        head: str | None,
        tip: Callable[[], Snapshot],
        grant: Grant | None,
        derived: "Callable[[], Derived] | None" = None,
        disk: Callable[[], Snapshot] | None = None,
    ) -> None:
        self.repository = repository
        self.head = head
        self._tip = tip
        self._grant = grant
        self._derived = derived
        self._disk = disk
        self._visible: dict[str, bool] = {}

    @cached_property
    def is_whole(self) -> bool:
        """Whether nothing is hidden or masked, whatever there was."""
        return self._view.is_whole

    @cached_property
    def _attributes(self) -> LastAttributes:
        fields = self._grant.named_fields if self._grant else []
        disk = self._disk() if self._disk else None
        return LastAttributes(self.repository, self.head, self._tip(), fields, self._derived, disk)

    @cached_property
    def _view(self) -> View:
        return self.view(self._tip())

    def view(self, snapshot: Snapshot) -> View:
        """Returns the member's view of an earlier state."""
        return View(snapshot, self._grant, attributes=self._attributes)

    def rights(self, path: str) -> Rights | None:
        """Returns what the member may do to a file of any state; None for all."""
        return self._view.rights(path)

    def is_visible(self, path: str) -> bool:
        """Says whether the member may see a file of any state at all."""
        found = self._visible.get(path)
        if found is None:
            found = self._visible[path] = self.is_whole or may_be_named(path, self._view)
        return found

    def look_at(self, paths: Sequence[str]) -> None:
        """Looks at the customers of many files at once, before each is asked for."""
        if self._grant and self._grant.is_conditional and len(paths) > _MANY:
            self._attributes.load({path.rpartition("/")[0] for path in map(customer_folder_of, paths) if path})

    def is_open(self, path: str) -> bool:
        """Says whether nothing in a file is kept back."""
        rights = self.rights(path)
        return rights is None or rights.is_open

    def fields(self, path: str, data: bytes) -> dict[str, Value] | None:
        """Returns the fields of a record that are open to the member; None where its YAML is broken."""
        found = every_field_of(path, data)
        return None if found is None else open_fields(found, self.rights(path))


def every_field_of(path: str, data: bytes) -> dict[str, Value] | None:
    """Returns all fields of a record, open to somebody or not; None where its YAML is broken."""
    kind = kind_of(path)
    found = read_record(path, kind, data) if kind else None
    return found.value if isinstance(found, Record) else None


def kind_of(path: str) -> Kind | None:
    """Returns the kind of record that a file is, or would be taken for where a file system folds names."""
    return locate(path).kind or locate(canonical(path)).kind

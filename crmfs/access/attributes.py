"""Attributes: the fields of each customer that conditions name, kept by its shard's tree id. Decides nothing."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from crmfs.core.paths import name
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import CUSTOMER
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

_FUNCTION, _VERSION = "attributes", 1
_NONE: Mapping[str, Value] = {}

Shard = dict[str, Mapping[str, Value]]  # fields by the name of the customer's folder


class Attributes:
    """What conditions are judged on: fields of customer.yaml in one snapshot.

    Args:
        fields: The fields that conditions name.
        derived: Opens the store in which those of a whole shard are kept; None to read every file.
    """

    def __init__(
        self, snapshot: Snapshot, fields: Iterable[str], derived: "Callable[[], Derived] | None" = None
    ) -> None:
        self._snapshot = snapshot
        self._fields = sorted(fields)
        self._derived = derived
        self._shards: dict[str, Shard] = {}
        self._single: dict[str, Mapping[str, Value]] = {}

    def of(self, folder: str) -> Mapping[str, Value]:
        """Returns the fields of the customer in a folder; none where its customer.yaml is absent or unreadable."""
        shard = self._shards.get(folder.rpartition("/")[0])
        if shard is not None:
            return shard.get(name(folder), _NONE)
        if folder not in self._single:
            self._single[folder] = self._read(folder)
        return self._single[folder]

    def load(self, shards: Iterable[str]) -> None:
        """Looks at all customers of some shards at once, as far as they are kept from before."""
        missing = [shard for shard in shards if shard not in self._shards]
        store = self._derived() if self._derived and missing else None
        trees = {shard: tree for shard in missing if store and (tree := self._snapshot.subtree(shard))}
        named = ",".join(self._fields)
        keys = {shard: f"{tree} {named}" for shard, tree in trees.items()}
        kept = store.get_many(_FUNCTION, _VERSION, keys.values()) if store and keys else {}
        fresh: dict[str, Shard] = {}
        for shard in missing:
            key = keys.get(shard, "")
            self._shards[shard] = kept[key] if key in kept else self._read_shard(shard)
            if key and key not in kept:
                fresh[key] = self._shards[shard]
        if store and fresh:
            store.put_many(_FUNCTION, _VERSION, fresh)

    def _read_shard(self, shard: str) -> Shard:
        folders = [path for path, is_folder in self._snapshot.children(shard) if is_folder]
        return {folder: self._read(f"{shard}/{folder}") for folder in folders}

    def _read(self, folder: str) -> Mapping[str, Value]:
        entry = self._snapshot.entry(f"{folder}/{CUSTOMER.file}")
        if entry is None or not entry.is_file:
            return _NONE
        found = read_record(entry.path, CUSTOMER, self._snapshot.content(entry))
        if not isinstance(found, Record):
            return _NONE
        return {key: found.value[key] for key in self._fields if key in found.value}

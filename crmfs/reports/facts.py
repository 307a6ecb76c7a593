"""Facts: the few fields of each record that a report counts, kept by its shard's tree id. Counts nothing itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.access.overview import shard_path
from crmfs.access.view import View
from crmfs.core.errors import ValueRefused
from crmfs.core.paths import RepoPath
from crmfs.records.kinds import CUSTOMER, Kind, locate
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Value
from crmfs.reports.model import MASK

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

VERSION = 1
Meter = Callable[[int, int | None], None]
Changes = Callable[[date], Iterable[tuple[str, Value, date]]]


def _no_changes(_: date) -> Iterable[tuple[str, Value, date]]:
    return ()


class Fact(NamedTuple):
    """One record, as far as a report asks for it.

    Attributes:
        path: Its file.
        fields: Those asked for that have a value and are no masks.
        masked: Those asked for that the reader is shown as masks.
    """

    path: RepoPath
    fields: dict[str, Value]
    masked: frozenset[str]

    @property
    def customer(self) -> str:
        """Id of the customer."""
        return locate(self.path).customer

    def text(self, name: str) -> str:
        """Returns a field's text, `""` for none."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def shown(self, name: str) -> Value:
        """Returns what a list shows of a field: the mask where it is one."""
        return MASK if name in self.masked else self.fields.get(name)


@dataclass(slots=True)
class Data:
    """What a report reads from.

    Attributes:
        view: What the reader may see.
        derived: Where facts are kept by tree id; None to read every file.
        meter: Told how many of how many shards are read.
        unread: Paths of records whose YAML is broken, which nobody can count.
        only: Ids of the customers whose records count; None for all.
        changes: Returns, since a day, which follow-ups were changed: customer, the day as it stood before, when.
    """

    view: View
    schemas: Schemas
    derived: "Derived | None" = None
    meter: Meter | None = None
    unread: set[RepoPath] = field(default_factory=set)
    only: frozenset[str] | None = None
    changes: Changes = _no_changes

    def facts(self, kind: Kind, names: Sequence[str]) -> Iterator[Fact]:
        """Yields every visible record of a kind, by path, with the fields named; of customers that count alone."""
        for fact in self._every(kind, tuple(sorted(set(names)))):
            if self.only is None or fact.customer in self.only:
                yield fact

    def _every(self, kind: Kind, asked: tuple[str, ...]) -> Iterator[Fact]:
        view, derived = self.view, self.derived
        shards = [f"customers/{name}" for name, is_folder in view.children("customers") if is_folder]
        function = f"facts {kind.name} {' '.join(asked)}"
        keys = {shard: oid for shard in shards if (oid := view.subtree(shard))} if derived else {}
        kept = derived.get_many(function, VERSION, keys.values()) if derived else {}
        fresh: dict[str, list[Any]] = {}
        for done, shard in enumerate(shards):
            rows = kept.get(keys.get(shard, ""))
            if rows is None:
                if self.meter:
                    self.meter(done, len(shards))
                rows = list(_read_shard(view, shard, kind, asked))
                if shard in keys:
                    fresh[keys[shard]] = rows
            for path, *rest in rows:
                if rest:
                    values, masked = rest
                    there = {name: value for name, value in zip(asked, values, strict=True) if value is not None}
                    yield Fact(shard_path(shard, path), there, frozenset(masked))
                else:
                    self.unread.add(shard_path(shard, path))
        if self.meter:
            self.meter(len(shards), len(shards))
        if derived and fresh:
            derived.put_many(function, VERSION, fresh)


def _read_shard(view: View, shard: str, kind: Kind, asked: tuple[str, ...]) -> Iterator[list[Any]]:
    """Yields path, values and masked names of each record; the path alone of one that cannot be read."""
    for path in _paths(view, shard, kind):
        try:
            shown = view.fields(path)
        except ValueRefused:
            yield [path]
            continue
        shown = {name: shown[name] for name in asked if shown.get(name) not in (None, "")}
        clear = view.unmasked(path, shown)
        yield [path, [clear.get(name) for name in asked], [name for name in shown if clear.get(name) != shown[name]]]


def _paths(view: View, shard: str, kind: Kind) -> Iterator[str]:
    for customer, is_folder in view.children(shard):
        if not is_folder:
            continue
        if kind is CUSTOMER:
            if view.entry(path := f"{shard}/{customer}/{CUSTOMER.file}"):
                yield path
            continue
        for entry in view.walk(f"{shard}/{customer}/{kind.folder}"):
            if locate(entry.path).kind is kind:
                yield entry.path

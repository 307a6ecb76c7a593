"""Facts: the fields of each record, of which a report counts a few, kept by its shard's tree id. Counts nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.access.by_shard import Function, Meter, by_shard, shard_path, shards_of
from crmfs.access.overview import overviews
from crmfs.access.view import View
from crmfs.core.paths import RepoPath
from crmfs.records.kinds import CUSTOMER, Kind, locate
from crmfs.records.schema import Schemas
from crmfs.records.yaml import Value
from crmfs.reports.model import MASK

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

Row = Mapping[str, Value]
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
        told: Codes of the protected fields whose true values were read, as `customer.budget`, with how many records.
        changes: Returns, since a day, which follow-ups were changed: customer, the day as it stood before, when.
    """

    view: View
    schemas: Schemas
    derived: "Derived | None" = None
    meter: Meter | None = None
    unread: set[RepoPath] = field(default_factory=set)
    only: frozenset[str] | None = None
    told: Counter[str] = field(default_factory=Counter)
    changes: Changes = _no_changes

    def facts(self, kind: Kind, names: Sequence[str]) -> Iterator[Fact]:
        """Yields every visible record of a kind, by path, with the fields named; of customers that count alone."""
        fields = self.schemas.fields(kind.name)
        protected = [name for name in set(names) if name in fields and fields[name].protected]
        for fact in self._every(kind, tuple(sorted(set(names)))):
            if self.only is None or fact.customer in self.only:
                if protected:
                    self.told.update(f"{kind.name}.{name}" for name in protected if name in fact.fields)
                yield fact

    def _every(self, kind: Kind, asked: tuple[str, ...]) -> Iterator[Fact]:
        rows = self._customers() if kind is CUSTOMER else self._children(kind)
        for path, clear, masked in rows:
            there = {name: clear[name] for name in asked if name in clear}
            yield Fact(path, there, frozenset(masked.intersection(asked)))

    def _customers(self) -> Iterator[tuple[RepoPath, Row, set[str]]]:
        unread: list[RepoPath] = []
        for overview in overviews(self.view, self.derived, unread, self.meter):
            clear = self.view.unmasked(overview.path, overview.fields)
            yield overview.path, _filled(clear), _masked(overview.fields, clear)
        self.unread.update(unread)

    def _children(self, kind: Kind) -> Iterator[tuple[RepoPath, Row, set[str]]]:
        view, function = self.view, Function(f"facts {kind.name}", 2)
        shards = by_shard(
            view, self.derived, shards_of(view), function,
            lambda missing: ([*_read_shard(view, shard, kind)] for shard in missing), self.meter,
        )  # fmt: skip
        for shard, rows in shards:
            for path, *rest in rows:
                if rest:
                    yield shard_path(shard, path), rest[0], set(rest[1])
                else:
                    self.unread.add(shard_path(shard, path))


def _read_shard(view: View, shard: str, kind: Kind) -> Iterator[list[Any]]:
    """Yields path, fields and masked names of each record; the path alone of one that cannot be read."""
    for customer, is_folder in view.children(shard):
        for one in view.records(f"{shard}/{customer}/{kind.folder}", kind) if is_folder else ():
            if one.fields is None:
                yield [one.path]
            else:
                clear = one.clear
                yield [one.path, _filled(clear), sorted(_masked(one.fields, clear))]


def _filled(fields: Row) -> Row:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _masked(shown: Row, clear: Row) -> set[str]:
    """Returns the fields that are masks, as far as they hide a value."""
    if shown == clear:
        return set()
    return {name for name, value in shown.items() if value not in (None, "") and clear.get(name) != value}

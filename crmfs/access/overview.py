"""Overview: what lists, tables and look-ups show of one customer, kept by its shard's tree id. Masks nothing itself."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.access.by_shard import Function, Meter, by_shard, shard_path, shards_of
from crmfs.access.view import View
from crmfs.core.paths import RepoPath
from crmfs.records.kinds import CONTACTS, CUSTOMER, INTERACTION, Kind, locate
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

_OVERVIEW, _BRIEF = Function("overview", 3), Function("brief", 1)
BRIEF_FIELDS = ("company", "id", "name", "next_follow_up", "owner", "source_ref", "status")  # change: count `_BRIEF` up
RECENT = 3  # interactions kept for each customer: enough to find the latest one that is not in the future


class Overview(NamedTuple):
    """One customer at a glance.

    Attributes:
        path: Path of its customer.yaml.
        fields: The stored fields.
        contact: The primary contact, or the first one; empty without contacts.
        recent: The latest interactions by (date, id), greatest first: id, date, type, content.
        interactions: How many there are in all.
    """

    path: RepoPath
    fields: dict[str, Value]
    contact: dict[str, Value]
    recent: list[list[str]]
    interactions: int

    @property
    def id(self) -> str:
        """The customer's id: the name of its folder."""
        return self.path.split("/")[2]


class Brief(NamedTuple):
    """The few fields of a customer that most lists and look-ups need, ten times as fast to load as all of them.

    Attributes:
        path: Path of its customer.yaml.
        fields: Those of `BRIEF_FIELDS` that have a value.
    """

    path: RepoPath
    fields: dict[str, Value]

    @property
    def id(self) -> str:
        """The customer's id: the name of its folder."""
        return self.path.split("/")[2]


_Rows = list[list[Any]]  # of one shard


def overviews(
    view: View,
    derived: "Derived | None" = None,
    unread: list[RepoPath] | None = None,
    meter: Meter | None = None,
) -> Iterator[Overview]:
    """Returns the visible customers, sorted by path.

    Args:
        derived: Where overviews are kept by tree id; None to read every file.
        unread: Where the paths go of each customer.yaml that cannot be read, so that a list can say what it lacks.
        meter: Told how many of how many shards are read.
    """
    for shard, rows in _whole(view, derived, shards_of(view), meter):
        for path, *rest in rows:
            if rest:
                yield Overview(shard_path(shard, path), *rest)
            elif unread is not None:
                unread.append(shard_path(shard, path))


def briefs(view: View, derived: "Derived | None" = None, unread: list[RepoPath] | None = None) -> Iterator[Brief]:
    """Returns the visible customers, sorted by path; arguments as `overviews`."""

    def shortened(missing: list[str]) -> Iterator[_Rows]:
        for _, rows in _whole(view, derived, missing):
            yield [
                [path, *([fields.get(name) for name in BRIEF_FIELDS] for fields in rest[:1])] for path, *rest in rows
            ]

    for shard, rows in by_shard(view, derived, shards_of(view), _BRIEF, shortened):
        for path, *rest in rows:
            if rest:
                fields = {name: value for name, value in zip(BRIEF_FIELDS, *rest, strict=True) if value is not None}
                yield Brief(shard_path(shard, path), fields)
            elif unread is not None:
                unread.append(shard_path(shard, path))


def _whole(
    view: View, derived: "Derived | None", shards: list[str], meter: Meter | None = None
) -> Iterator[tuple[str, _Rows]]:
    def read(missing: list[str]) -> Iterator[_Rows]:
        return (_read_shard(view, shard) for shard in missing)

    return by_shard(view, derived, shards, _OVERVIEW, read, meter)


def overview_of(view: View, folder: str, recent: int = RECENT) -> Overview | None:
    """Returns one customer's overview, None where its customer.yaml is absent or unreadable."""
    customer = _fields(view, f"{folder}/{CUSTOMER.file}", CUSTOMER)
    if customer is None:
        return None
    found = view.records(f"{folder}/{INTERACTION.folder}", INTERACTION)
    rows = [
        [locate(one.path).id, *(_text(one.fields, field) for field in ("date", "type", "content"))]
        for one in found if one.fields is not None
    ]  # fmt: skip
    rows.sort(key=lambda row: (row[1], row[0]), reverse=True)
    return Overview(RepoPath(f"{folder}/{CUSTOMER.file}"), customer, _primary(view, folder), rows[:recent], len(rows))


def _read_shard(view: View, shard: str) -> _Rows:
    """Returns each customer's overview as a list; of one that cannot be read its path alone."""
    folders = [f"{shard}/{name}" for name, is_folder in view.children(shard) if is_folder]
    there = [(folder, path) for folder in folders if view.entry(path := f"{folder}/{CUSTOMER.file}")]
    return [list(overview_of(view, folder) or [path]) for folder, path in there]


def _primary(view: View, folder: str) -> dict[str, Value]:
    listed = (_fields(view, f"{folder}/{CONTACTS.file}", CONTACTS) or {}).get("contacts")
    people = [person for person in listed if isinstance(person, dict)] if isinstance(listed, list) else []
    return next((person for person in people if person.get("primary") is True), people[0] if people else {})


def _fields(view: View, path: str, kind: Kind) -> dict[str, Value] | None:
    """Returns the fields of a record, None for one that is absent or unreadable."""
    return next((one.fields for one in view.records(path, kind)), None)


def _text(fields: Mapping[str, Value], key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""

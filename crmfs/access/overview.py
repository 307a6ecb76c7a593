"""Overview: what lists, tables and look-ups show of one customer, kept by its shard's tree id. Masks nothing itself."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.access.view import View
from crmfs.core.errors import ValueRefused
from crmfs.core.paths import RepoPath
from crmfs.records.kinds import CONTACTS, CUSTOMER, INTERACTION
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

FUNCTION, VERSION = "overview", 2
BRIEF, BRIEF_VERSION = "brief", 1
BRIEF_FIELDS = ("company", "id", "name", "next_follow_up", "owner", "source_ref", "status")  # change: count up
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
_Shards = Iterator[tuple[str, _Rows]]


def overviews(view: View, derived: "Derived | None" = None, unread: list[RepoPath] | None = None) -> Iterator[Overview]:
    """Returns the visible customers, sorted by path.

    Args:
        derived: Where overviews are kept by tree id; None to read every file.
        unread: Where the paths go of each customer.yaml that cannot be read, so that a list can say what it lacks.
    """
    for shard, rows in _whole(view, derived, _shards(view)):
        for path, *rest in rows:
            if rest:
                yield Overview(shard_path(shard, path), *rest)
            elif unread is not None:
                unread.append(shard_path(shard, path))


def briefs(view: View, derived: "Derived | None" = None, unread: list[RepoPath] | None = None) -> Iterator[Brief]:
    """Returns the visible customers, sorted by path; arguments as `overviews`."""

    def shortened(missing: list[str]) -> _Shards:
        for shard, rows in _whole(view, derived, missing):
            yield shard, [[path, *([fields.get(name) for name in BRIEF_FIELDS] for fields in rest[:1])]
                          for path, *rest in rows]  # fmt: skip

    for shard, rows in _each(view, derived, _shards(view), (BRIEF, BRIEF_VERSION), shortened):
        for path, *rest in rows:
            if rest:
                fields = {name: value for name, value in zip(BRIEF_FIELDS, *rest, strict=True) if value is not None}
                yield Brief(shard_path(shard, path), fields)
            elif unread is not None:
                unread.append(shard_path(shard, path))


def _shards(view: View) -> list[str]:
    return [f"customers/{name}" for name, is_folder in view.children("customers") if is_folder]


def _whole(view: View, derived: "Derived | None", shards: list[str]) -> _Shards:
    def read(missing: list[str]) -> _Shards:
        return ((shard, list(_read_shard(view, shard))) for shard in missing)

    return _each(view, derived, shards, (FUNCTION, VERSION), read)


def _each(
    view: View,
    derived: "Derived | None",
    shards: list[str],
    kept_as: tuple[str, int],
    compute: Callable[[list[str]], _Shards],
) -> _Shards:
    """Yields the rows of each shard, kept by its tree id or computed, those when their turn comes."""
    keys = {shard: oid for shard in shards if (oid := view.subtree(shard))}
    kept = derived.get_many(*kept_as, keys.values()) if derived else {}
    computed = compute([shard for shard in shards if keys.get(shard) not in kept])
    fresh: dict[str, _Rows] = {}
    for shard in shards:
        rows = kept.get(keys.get(shard, ""))
        if rows is None:
            rows = next(computed)[1]
            if shard in keys:
                fresh[keys[shard]] = rows
        yield shard, rows
    next(computed, None)  # lets it keep what it read
    if derived and fresh:
        derived.put_many(*kept_as, fresh)


def shard_path(shard: str, path: str) -> RepoPath:
    """Returns a kept path as it is today: equal trees may stand in two shards."""
    return RepoPath(f"{shard}/{path.split('/', 2)[2]}")


def overview_of(view: View, folder: str, recent: int = RECENT) -> Overview | None:
    """Returns one customer's overview, None where its customer.yaml is absent or unreadable."""
    customer = _record(view, f"{folder}/{CUSTOMER.file}")
    if customer is None:
        return None
    entries = [entry.path for entry in view.walk(f"{folder}/{INTERACTION.folder}") if entry.path.endswith(".yaml")]
    interactions = [record for path in entries if (record := _record(view, path))]
    interactions.sort(key=lambda record: (record.text("date"), record.place.id), reverse=True)
    latest = [[r.place.id, r.text("date"), r.text("type"), r.text("content")] for r in interactions[:recent]]
    return Overview(RepoPath(customer.path), customer.value, _primary(view, folder), latest, len(interactions))


def _read_shard(view: View, shard: str) -> Iterator[list[Any]]:
    """Yields each customer's overview as a list; of one that cannot be read its path alone."""
    for name, is_folder in view.children(shard):
        path = f"{shard}/{name}/{CUSTOMER.file}"
        if is_folder and view.entry(path):
            yield list(overview_of(view, f"{shard}/{name}") or [path])


def _primary(view: View, folder: str) -> dict[str, Value]:
    contacts = _record(view, f"{folder}/{CONTACTS.file}")
    listed = contacts.value.get("contacts") if contacts else None
    people = [person for person in listed if isinstance(person, dict)] if isinstance(listed, list) else []
    return next((person for person in people if person.get("primary") is True), people[0] if people else {})


def _record(view: View, path: str) -> Record | None:
    if view.entry(path) is None:
        return None
    kind = CUSTOMER if path.endswith(CUSTOMER.file) else CONTACTS if path.endswith(CONTACTS.file) else INTERACTION
    try:
        found = read_record(path, kind, view.read(path))
    except ValueRefused:  # nobody could say what is to be masked in it
        return None
    return found if isinstance(found, Record) else None

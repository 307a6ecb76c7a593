"""Overview: what lists, tables and look-ups show of one customer, kept by its shard's tree id. Masks nothing itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.access.view import View
from crmfs.core.paths import RepoPath
from crmfs.records.kinds import CONTACTS, CUSTOMER, INTERACTION
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

FUNCTION, VERSION = "overview", 2
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


def overviews(view: View, derived: "Derived | None" = None, unread: list[RepoPath] | None = None) -> Iterator[Overview]:
    """Returns the visible customers, sorted by path.

    Args:
        derived: Where overviews are kept by tree id; None to read every file.
        unread: Where the paths go of each customer.yaml that cannot be read, so that a list can say what it lacks.
    """
    shards = [f"customers/{name}" for name, is_folder in view.children("customers") if is_folder]
    keys = {shard: oid for shard in shards if (oid := view.subtree(shard))}
    kept = derived.get_many(FUNCTION, VERSION, keys.values()) if derived else {}
    fresh: dict[str, list[list[object]]] = {}
    for shard in shards:
        rows = kept.get(keys.get(shard, ""))
        if rows is None:
            rows = list(_read_shard(view, shard))
            if shard in keys:
                fresh[keys[shard]] = rows
        for path, *rest in rows:
            if rest:
                yield Overview(shard_path(shard, path), *rest)
            elif unread is not None:
                unread.append(shard_path(shard, path))
    if derived and fresh:
        derived.put_many(FUNCTION, VERSION, fresh)


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
    entry = view.entry(path)
    kind = CUSTOMER if path.endswith(CUSTOMER.file) else CONTACTS if path.endswith(CONTACTS.file) else INTERACTION
    found = read_record(path, kind, view.read(path)) if entry else None
    return found if isinstance(found, Record) else None

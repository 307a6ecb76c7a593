"""Terms: a customer's open tickets and documents that expire, kept by its shard's tree id. Compares with no today."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.access.overview import shard_path
from crmfs.access.view import View
from crmfs.core.errors import ValueRefused
from crmfs.core.paths import RepoPath, name
from crmfs.records.kinds import CUSTOMER, META, META_SUFFIX, TICKET, locate
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

FUNCTION, VERSION = "terms", 1
_DONE = ("solved", "closed")  # a team may add states of its own: all others are open
_DOCUMENTS = ("documents", "finance/files")


class Ticket(NamedTuple):
    """A ticket that nobody has solved yet.

    Attributes:
        path: Its file.
        opened: The day as stored, `""` where it is hidden or masked; so with the others.
    """

    path: RepoPath
    opened: str
    subject: str
    employee: str


class Expiring(NamedTuple):
    """A document with an end.

    Attributes:
        path: The document's file, not its metadata's.
        expires_on: The last day on which it is valid, as stored.
        title: Its title, or the file's name.
    """

    path: RepoPath
    expires_on: str
    title: str


class Terms(NamedTuple):
    """What runs out at one customer."""

    tickets: list[Ticket]
    documents: list[Expiring]


def terms_by_customer(view: View, derived: "Derived | None" = None) -> dict[str, Terms]:
    """Returns the terms of every visible customer that has some, by the path of its customer.yaml; masks are absent.

    Args:
        derived: Where they are kept by tree id; None to read every file.
    """
    shards = [f"customers/{name}" for name, is_folder in view.children("customers") if is_folder]
    keys = {shard: oid for shard in shards if (oid := view.subtree(shard))}
    kept = derived.get_many(FUNCTION, VERSION, keys.values()) if derived else {}
    found: dict[str, Terms] = {}
    fresh: dict[str, list[Any]] = {}
    for shard in shards:
        rows = kept.get(keys.get(shard, ""))
        if rows is None:
            rows = list(_read_shard(view, shard))
            if shard in keys:
                fresh[keys[shard]] = rows
        for path, tickets, documents in rows:
            found[shard_path(shard, path)] = Terms(
                [Ticket(shard_path(shard, at), *rest) for at, *rest in tickets],
                [Expiring(shard_path(shard, at), *rest) for at, *rest in documents],
            )
    if derived and fresh:
        derived.put_many(FUNCTION, VERSION, fresh)
    return found


def expiring_below(view: View, folder: str) -> Iterator[Expiring]:
    """Returns the visible documents below a folder that have an end."""
    for entry in view.walk(folder):
        if entry.path.endswith(META_SUFFIX) and locate(entry.path).kind is META:
            fields = _fields(view, entry.path)
            if expires_on := _text(fields, "expires_on"):
                document = entry.path.removesuffix(META_SUFFIX)
                yield Expiring(RepoPath(document), expires_on, _text(fields, "title") or name(document))


def _read_shard(view: View, shard: str) -> Iterator[list[Any]]:
    for customer, is_folder in view.children(shard):
        folder = f"{shard}/{customer}"
        if is_folder:
            tickets = list(_open_tickets(view, folder))
            documents = [one for below in _DOCUMENTS for one in expiring_below(view, f"{folder}/{below}")]
            if tickets or documents:
                yield [f"{folder}/{CUSTOMER.file}", tickets, documents]


def _open_tickets(view: View, folder: str) -> Iterator[Ticket]:
    for entry in view.walk(f"{folder}/{TICKET.folder}"):
        if locate(entry.path).kind is TICKET:
            fields = _fields(view, entry.path)
            if fields and _text(fields, "status") not in _DONE and not fields.get("closed"):
                told = (_text(fields, key) for key in ("opened", "subject", "employee"))
                yield Ticket(RepoPath(entry.path), *told)


def _fields(view: View, path: str) -> Mapping[str, Value]:
    try:
        return view.unmasked(path, view.fields(path))
    except ValueRefused:  # broken YAML: `validate` tells of it
        return {}


def _text(fields: Mapping[str, Value], key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""

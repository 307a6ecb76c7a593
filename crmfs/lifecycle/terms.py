"""Terms: a customer's open tickets and documents that expire, kept by its shard's tree id. Compares with no today."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.access.by_shard import Function, by_shard, shard_path, shards_of
from crmfs.access.view import View
from crmfs.core.paths import RepoPath, name
from crmfs.records.kinds import CUSTOMER, META, META_SUFFIX, TICKET
from crmfs.records.yaml import Value

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

_TERMS = Function("terms", 1)
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

    def read(missing: list[str]) -> Iterator[list[Any]]:
        return ([*_read_shard(view, shard)] for shard in missing)

    found: dict[str, Terms] = {}
    for shard, rows in by_shard(view, derived, shards_of(view), _TERMS, read):
        for path, tickets, documents in rows:
            found[shard_path(shard, path)] = Terms(
                [Ticket(shard_path(shard, at), *rest) for at, *rest in tickets],
                [Expiring(shard_path(shard, at), *rest) for at, *rest in documents],
            )
    return found


def expiring_below(view: View, folder: str) -> Iterator[Expiring]:
    """Returns the visible documents below a folder that have an end."""
    for one in view.records(folder, META):
        fields = one.clear
        if expires_on := _text(fields, "expires_on"):
            document = one.path.removesuffix(META_SUFFIX)
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
    for one in view.records(f"{folder}/{TICKET.folder}", TICKET):
        fields = one.clear
        if fields and _text(fields, "status") not in _DONE and not fields.get("closed"):
            yield Ticket(one.path, *(_text(fields, key) for key in ("opened", "subject", "employee")))


def _text(fields: Mapping[str, Value], key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""

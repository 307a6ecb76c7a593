"""The names of all companies as they are compared, kept by the tree id of each shard. Finds no problem."""

from crmfs.checks.facts import company_of
from crmfs.checks.subject import Folder
from crmfs.git.derived import Derived
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import CUSTOMER

FUNCTION, VERSION = "companies", 1  # the version counts up whenever `company_of` says something else than before


def companies(snapshot: Snapshot, derived: Derived | None = None) -> dict[str, list[str]]:
    """Returns the customers' folders, sorted, by the folded names of their companies; persons have none.

    Args:
        derived: Where the names are kept; None to read every customer.yaml.
    """
    shards = [f"customers/{name}" for name in snapshot.folders("customers")]
    keys = {shard: oid for shard in shards if (oid := snapshot.subtree(shard))}
    kept = derived.get_many(FUNCTION, VERSION, keys.values()) if derived else {}
    found: dict[str, list[str]] = {}
    fresh: dict[str, list[list[str]]] = {}
    for shard in shards:
        named = kept.get(keys.get(shard, ""))
        if named is None:
            named = _of_shard(snapshot, shard)
            if shard in keys:
                fresh[keys[shard]] = named
        for folder, company in named:
            found.setdefault(company, []).append(f"{shard}/{folder}")
    if derived and fresh:
        derived.put_many(FUNCTION, VERSION, fresh)
    return found


def _of_shard(snapshot: Snapshot, shard: str) -> list[list[str]]:
    """Returns folder and company of the customers in a shard that have one."""
    named = []
    for folder in snapshot.folders(shard):
        entry = snapshot.entry(f"{shard}/{folder}/{CUSTOMER.file}")
        customer = Folder(snapshot, f"{shard}/{folder}", (entry,)).record(entry.path) if entry else None
        company = company_of(customer) if customer else ""
        if company:
            named.append([folder, company])
    return named

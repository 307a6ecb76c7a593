"""What is derived from all visible customers, shard by shard, each kept by its tree id. Derives nothing itself."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from crmfs.access.view import View
from crmfs.core.paths import RepoPath

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

_AT_ONCE = 64  # shards whose values are held in memory together: what is kept of 20,000 customers is large
Meter = Callable[[int, int | None], None]


class Function(NamedTuple):
    """What is derived.

    Attributes:
        name: Its name in the store.
        version: Counts up when it gives something else for the same files.
        given: A key of what else than files it depends on.
    """

    name: str
    version: int
    given: str = ""


def shards_of(view: View) -> list[str]:
    """Returns the folders that customers' folders lie in."""
    return [f"customers/{name}" for name, is_folder in view.children("customers") if is_folder]


def by_shard(
    view: View,
    derived: "Derived | None",
    shards: list[str],
    function: Function,
    compute: Callable[[list[str]], Iterator[Any]],
    meter: Meter | None = None,
) -> Iterator[tuple[str, Any]]:
    """Yields each shard with what is derived from it.

    Args:
        derived: Where it is kept; None to read every file.
        compute: Gives it for each of some shards, when their turn comes; JSON must be able to hold it.
        meter: Told how many of how many shards are read.
    """
    for start in range(0, len(shards), _AT_ONCE):
        some = shards[start : start + _AT_ONCE]
        keys, kept = _kept(view, derived, some, function)
        computed = compute([shard for shard in some if keys.get(shard) not in kept])
        fresh: dict[str, Any] = {}
        for done, shard in enumerate(some, start):
            found = kept.get(keys.get(shard, ""))
            if found is None:
                if meter:
                    meter(done, len(shards))
                found = next(computed)
                if shard in keys:
                    fresh[keys[shard]] = found
            yield shard, found
        next(computed, None)  # lets it keep what it read
        if derived and fresh:
            derived.put_many(function.name, function.version, fresh)
    if meter:
        meter(len(shards), len(shards))


def _kept(
    view: View, derived: "Derived | None", shards: list[str], function: Function
) -> tuple[dict[str, str], dict[str, Any]]:
    """Returns the key of each shard that has one, and what is kept by key."""
    if derived is None:
        return {}, {}
    given = f" {function.given}" if function.given else ""
    keys = {shard: oid + given for shard in shards if (oid := view.subtree(shard))}
    return keys, derived.get_many(function.name, function.version, keys.values())


def shard_path(shard: str, path: str) -> RepoPath:
    """Returns a kept path as it is today: equal trees may stand in two shards."""
    return RepoPath(f"{shard}/{path.split('/', 2)[2]}")

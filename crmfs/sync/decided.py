"""Decisions that were made under an id of the caller's, so that one asked for again is told and not made again."""

import json
from typing import Any, NamedTuple

from crmfs.git.lock import write_durably
from crmfs.git.repository import Repository

_FILE = "decided-ops.json"
_KEPT = 500  # the latest


class Decided(NamedTuple):
    """One decision, as it is told.

    Attributes:
        fields: Addresses of the places; "" for a file as a whole.
        then: The command that goes on when all is decided.
    """

    path: str
    fields: tuple[str, ...]
    then: str


def remember(repository: Repository, op: str, done: Decided) -> None:
    """Keeps what was decided under an id."""
    kept = _load(repository)
    kept[op] = [done.path, list(done.fields), done.then]
    latest = dict(list(kept.items())[-_KEPT:])
    write_durably(repository.state_dir / _FILE, json.dumps(latest, ensure_ascii=False).encode())


def remembered(repository: Repository, op: str) -> Decided | None:
    """Returns what was decided under an id, None where nothing was."""
    known = _load(repository).get(op)
    return Decided(known[0], tuple(known[1]), known[2]) if known else None


def _load(repository: Repository) -> dict[str, list[Any]]:
    try:
        found = json.loads((repository.state_dir / _FILE).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}  # what cannot be read is decided anew
    return found if isinstance(found, dict) else {}

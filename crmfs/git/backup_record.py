"""Record: what a repository remembers of its backups, in local state: where, when, and what must be found there."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crmfs.git.lock import holding, write_durably
from crmfs.git.repository import Repository

_FOLDER, _FILE, _LOCK, _WAIT_SECONDS = "backups", "known.json", "lock", 10.0
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one depot.

    Attributes:
        last: Id of the last backup made there from this repository.
        sealed: SHA-256 of the manifests of backups made there from here, by id.
        looked: When all that was to be backed up was there (ISO, UTC).
        recipients: Whom they are encrypted for.
        drilled: What came of the last drill.
    """

    last: str = ""
    sealed: Mapping[str, str] = field(default_factory=dict)
    looked: str = ""
    recipients: tuple[str, ...] = ()
    drilled: Mapping[str, Any] | None = None

    @property
    def moment(self) -> datetime | None:
        """When all was last there."""
        try:
            return datetime.fromisoformat(self.looked)
        except ValueError:
            return None


def known_depots(repository: Repository) -> dict[str, Known]:
    """Returns what is known of each depot, by its path; a record that cannot be read is none."""
    try:
        found = json.loads((repository.common_dir / "crmfs" / _FOLDER / _FILE).read_bytes())
        return {
            path: Known(**(one | {"recipients": tuple(one["recipients"])})) for path, one in found["depots"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def known_of(repository: Repository, folder: Path) -> Known:
    """Returns what is known of one depot."""
    return known_depots(repository).get(str(folder.resolve()), Known())


def remember(repository: Repository, folder: Path, **changes: Any) -> None:
    """Changes what is known of a depot, durably; arguments are those of `Known`."""
    kept = repository.state_dir / _FOLDER
    kept.mkdir(exist_ok=True)
    kept.chmod(repository.state_dir.stat().st_mode & 0o7777)
    with holding(kept / _LOCK, "backup.busy", _WAIT_SECONDS):
        depots = known_depots(repository)
        depots[str(folder.resolve())] = replace(known_of(repository, folder), **changes)
        value = {"format": FORMAT, "depots": {path: asdict(one) for path, one in depots.items()}}
        write_durably(kept / _FILE, json.dumps(value, ensure_ascii=True, indent=1).encode())


def moment_now() -> datetime:
    """Returns this moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)

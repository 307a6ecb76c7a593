"""Decisions on conflicts, kept in the local state until the merge that they belong to is made. Merges nothing."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from crmfs.git.lock import write_durably
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.records.merge3 import ABSENT, Decision

_FILE = "decisions.json"


class Versions(NamedTuple):
    """The three versions of a file that were in conflict, by their blobs: a decision holds for these and no others."""

    base: str | None
    ours: str | None
    theirs: str | None


def versions_at(path: str, base: Snapshot, ours: Snapshot, theirs: Snapshot) -> Versions:
    """Returns what lies at a path in three states."""
    return Versions(*(entry.oid if (entry := side.entry(path)) else None for side in (base, ours, theirs)))


class Pending:
    """The decisions made so far.

    Args:
        repository: Whose local state keeps them; each work tree has its own.
    """

    def __init__(self, repository: Repository) -> None:
        self._file = _state_file(repository)
        self._kept: dict[str, dict[str, Any]] = _load(self._file)

    def of(self, path: str, versions: Versions) -> Mapping[str, Decision]:
        """Returns the decisions on a file, by address; none where it has changed since."""
        kept = self._kept.get(path)
        if kept is None or kept["versions"] != list(versions):
            return {}
        return {address: _decision(said) for address, said in kept["decided"].items()}

    def decide(self, path: str, versions: Versions, decided: Mapping[str, Decision]) -> None:
        """Keeps decisions on a file, with those made before on the same versions of it."""
        known = dict(self.of(path, versions)) | dict(decided)
        said = {address: _said(decision) for address, decision in known.items()}
        self._kept[path] = {"versions": list(versions), "decided": said}
        write_durably(self._file, json.dumps(self._kept, ensure_ascii=False).encode())

    def drop(self, path: str) -> None:
        """Forgets the decisions on a file as soon as others are kept."""
        self._kept.pop(path, None)

    @property
    def count(self) -> int:
        """On how many files there are decisions."""
        return len(self._kept)

    def forget(self) -> int:
        """Forgets all decisions; returns on how many files there were some."""
        count = len(self._kept)
        self._kept = {}
        self._file.unlink(missing_ok=True)
        return count


def _state_file(repository: Repository) -> Path:
    return repository.state_dir / (
        _FILE if repository.git_dir == repository.common_dir else repository.git_dir.name + "-" + _FILE
    )


def _load(file: Path) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(file.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}  # what cannot be read is asked again
    return found if isinstance(found, dict) else {}


def _said(decision: Decision) -> list[Any]:
    return [decision.side] if decision.value is ABSENT else [decision.side, decision.value]


def _decision(said: list[Any]) -> Decision:
    return Decision(said[0], said[1] if len(said) > 1 else ABSENT)

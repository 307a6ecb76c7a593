"""State: what an index shows: a commit, uncommitted edits laid over it, the rules it was made by. Reads no index."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from crmfs.core.errors import CrmfsError
from crmfs.git.change import changes_between
from crmfs.git.model import object_id
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored


@dataclass(frozen=True, slots=True)
class State:
    """What an index was made from.

    Attributes:
        commit: The commit, None before the first one.
        edits: Blob id by path of each uncommitted edit, None where a file is taken away.
        rules: Key of the schemas, rights and versions that shaped the entries.
    """

    commit: str | None
    edits: Mapping[str, str | None]
    rules: str

    def to_bytes(self) -> bytes:
        """Returns it as an index stores it."""
        return json.dumps([self.commit, dict(self.edits), self.rules]).encode()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "State":
        """Returns what an index stored."""
        commit, edits, rules = json.loads(stored)
        return cls(commit, edits, rules)


def edits_in(tip: Stored, now: Snapshot) -> dict[str, str | None]:
    """Returns the blob id of each path at which the files differ from a commit, None where a file is gone."""
    found: dict[str, str | None] = {}
    for change in changes_between(tip, now):
        new = change.new
        found[change.path] = (new.oid or object_id("blob", now.content(new))) if new and new.is_file else None
    return found


def differing(repository: Repository, old: State, new: State) -> set[str] | None:
    """Returns the paths whose content differs between two states; None where the old commit is no longer there."""
    if old.commit == new.commit:
        changed: set[str] = set()
    else:
        before, after = (_stored(repository, state.commit) for state in (old, new))
        if before is None or after is None:
            return None
        changed = {change.path for change in changes_between(before, after)}
    return changed | {path for path in {*old.edits, *new.edits} if old.edits.get(path, "") != new.edits.get(path, "")}


def _stored(repository: Repository, commit: str | None) -> Stored | None:
    if commit is None:
        return repository.empty()
    try:
        return repository.snapshot(commit)
    except CrmfsError:
        return None

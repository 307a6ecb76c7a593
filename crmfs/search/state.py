"""State: what an index shows: a commit, uncommitted edits laid over it, the rules it was made by. Reads no index."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crmfs.core.errors import CrmfsError
from crmfs.git.change import changes_between
from crmfs.git.model import object_id
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.git.stored import Stored
from crmfs.search.stamps import is_source

UNSURE = ""  # in place of a blob id: the file changed while it was read, so the next sync reads it again


class State(NamedTuple):
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

    def unsure_of(self, paths: Iterable[str]) -> "State":
        """Returns the same but for some files, which changed while they were read."""
        return self._replace(edits={**self.edits, **dict.fromkeys(paths, UNSURE)})

    def oid(self, path: str, tip: Stored) -> str | None:
        """Returns the blob id of a file as an index shows it, None for none.

        Args:
            tip: The files of its commit.
        """
        if path in self.edits:
            return self.edits[path]
        entry = tip.entry(path)
        return entry.oid if entry and entry.is_file else None


def files_of(repository: Repository, commit: str | None) -> Stored:
    """Returns the files of a commit, none before the first one; CrmfsError where the commit is no longer there."""
    return repository.snapshot(commit) if commit else repository.empty()


def edits_in(tip: Stored, now: Snapshot) -> dict[str, str | None]:
    """Returns the blob id of each path at which the files differ from a commit, None where a file is gone.

    Looks only at files that entries are made from; what vanishes while it is read is `UNSURE`.
    """
    found: dict[str, str | None] = {}
    for change in changes_between(tip, now):
        new = change.new
        if not is_source(change.path):
            continue
        try:
            found[change.path] = (new.oid or object_id("blob", now.content(new))) if new and new.is_file else None
        except CrmfsError:
            found[change.path] = UNSURE
    return found


def differing(repository: Repository, old: State, new: State) -> set[str] | None:
    """Returns the files whose content differs between two states; None where the old commit is no longer there.

    An edit that was committed since is no difference, nor is one that was made and undone.
    """
    try:
        before, after = (files_of(repository, state.commit) for state in (old, new))
        changed = () if old.commit == new.commit else changes_between(before, after)
        paths = {*old.edits, *new.edits, *(change.path for change in changed if is_source(change.path))}
        return {path for path in paths if _differs(old.oid(path, before), new.oid(path, after))}
    except CrmfsError:  # not only the commit: a tree of it may be gone too
        return None


def _differs(old: str | None, new: str | None) -> bool:
    return old != new or new == UNSURE

"""Reads settings, schemas and members out of a snapshot. Judges nothing and decides no rights."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from crmfs.access.members import Members, read_members
from crmfs.core.errors import ConfigError, RepositoryError
from crmfs.git.model import object_id
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import SETTINGS
from crmfs.records.record import Record, read_record
from crmfs.records.schema import Schemas, load_schemas
from crmfs.records.schema_told import Told
from crmfs.records.settings import Settings, read_settings

if TYPE_CHECKING:
    from crmfs.git.derived import Derived

SETTINGS_PATH, MEMBERS_PATH, SCHEMA_FOLDER = "crmfs.yaml", "members.yaml", "schema"
_FUNCTION, _VERSION = "schema_told", 1  # the version counts up when the same schema says other fields than before


def is_configuration(path: str) -> bool:
    """Says whether a path is one that rules are read from."""
    return path in (SETTINGS_PATH, MEMBERS_PATH) or path.startswith(SCHEMA_FOLDER + "/")


def load_settings(snapshot: Snapshot) -> Settings:
    """Returns the settings of a snapshot.

    Raises:
        RepositoryError: `repository.not_crmfs`: no crmfs.yaml there.
        ConfigError: The file cannot be read.
    """
    if snapshot.entry(SETTINGS_PATH) is None:
        raise RepositoryError("repository.not_crmfs")
    record = read_record(SETTINGS_PATH, SETTINGS, snapshot.read(SETTINGS_PATH))
    if not isinstance(record, Record):
        raise ConfigError("settings.unreadable", line=record.line or 1)
    return read_settings(record.value)


def load_members(snapshot: Snapshot) -> Members:
    """Returns the members of a snapshot, none where it has no members.yaml; ConfigError if unreadable."""
    if snapshot.entry(MEMBERS_PATH) is None:
        return Members()
    return read_members(snapshot.read(MEMBERS_PATH))


def load_team_schemas(snapshot: Snapshot, derived: "Callable[[], Derived] | None" = None) -> Schemas:
    """Returns the schemas of a snapshot; ConfigError if they cannot be used.

    Args:
        derived: Opens the store that keeps which fields they have: reading those takes longer than many a command.
    """
    files = schema_files(snapshot)
    return load_schemas(files, _Kept(files, derived) if derived else None)


class _Kept:
    """What schema files say, kept by their paths and blob ids."""

    def __init__(self, files: Mapping[str, bytes], store: "Callable[[], Derived]") -> None:
        self._key = json.dumps([(path, object_id("blob", data)) for path, data in sorted(files.items())])
        self._store = store

    def get(self) -> Mapping[str, Told]:
        """Returns what is kept, by kind."""
        found = self._store().get_many(_FUNCTION, _VERSION, [self._key]).get(self._key)
        return found if isinstance(found, dict) else {}

    def put(self, said: Mapping[str, Told]) -> None:
        """Keeps what they say, by kind."""
        self._store().put_many(_FUNCTION, _VERSION, {self._key: said})


def usable_schemas(snapshot: Snapshot) -> Schemas | None:
    """Returns the schemas of a snapshot, None where they cannot be used: for who merges, never for who judges."""
    try:
        return load_team_schemas(snapshot)
    except ConfigError:
        return None


def schema_files(snapshot: Snapshot) -> dict[str, bytes]:
    """Returns the bytes of the schema files of a snapshot by their paths."""
    return {
        entry.path: snapshot.read(entry.path)
        for entry in snapshot.walk(SCHEMA_FOLDER)
        if entry.path.endswith(".json") and entry.mode in (0o100644, 0o100755)
    }

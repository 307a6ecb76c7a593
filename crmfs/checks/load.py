"""Reads the rules in force out of a snapshot: settings, schemas, members. Judges nothing."""

from datetime import date

from crmfs.access.members import Members, read_members
from crmfs.checks.subject import Rules
from crmfs.core.dates import today as today_in
from crmfs.core.errors import ConfigError, RepositoryError
from crmfs.git.snapshot import Snapshot
from crmfs.records.kinds import SETTINGS
from crmfs.records.record import Record, read_record
from crmfs.records.schema import Schemas, load_schemas
from crmfs.records.settings import Settings, read_settings

SETTINGS_PATH, MEMBERS_PATH, SCHEMA_FOLDER = "crmfs.yaml", "members.yaml", "schema"


def load_rules(snapshot: Snapshot, *, profile: str | None = None, today: date | None = None) -> Rules:
    """Returns the rules that a snapshot brings.

    Args:
        profile: Wins over the settings' `privacy`.
        today: Wins over the calendar of the settings' time zone.

    Raises:
        RepositoryError: `repository.not_crmfs`: no crmfs.yaml there.
        ConfigError: Settings, schemas or members cannot be read.
    """
    settings = load_settings(snapshot)
    return Rules(
        load_team_schemas(snapshot),
        settings,
        load_members(snapshot).ids,
        today or today_in(settings.timezone),
        profile or settings.privacy,
    )


def load_settings(snapshot: Snapshot) -> Settings:
    """Returns the settings of a snapshot; errors as `load_rules`."""
    if snapshot.entry(SETTINGS_PATH) is None:
        raise RepositoryError("repository.not_crmfs")
    record = read_record(SETTINGS_PATH, SETTINGS, snapshot.read(SETTINGS_PATH))
    if not isinstance(record, Record):
        raise ConfigError("settings.unreadable", line=record.line or 1)
    return read_settings(record.value)


def load_members(snapshot: Snapshot) -> Members:
    """Returns the members of a snapshot, none where it has no members.yaml; errors as `load_rules`."""
    if snapshot.entry(MEMBERS_PATH) is None:
        return Members()
    return read_members(snapshot.read(MEMBERS_PATH))


def load_team_schemas(snapshot: Snapshot) -> Schemas:
    """Returns the schemas of a snapshot; errors as `load_rules`."""
    return load_schemas(schema_files(snapshot))


def schema_files(snapshot: Snapshot) -> dict[str, bytes]:
    """Returns the bytes of the schema files of a snapshot by their paths."""
    return {
        entry.path: snapshot.read(entry.path)
        for entry in snapshot.walk(SCHEMA_FOLDER)
        if entry.path.endswith(".json") and entry.mode in (0o100644, 0o100755)
    }

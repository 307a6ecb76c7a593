"""The rules in force of a snapshot. Judges nothing."""

from datetime import date

from crmfs.access.configuration import load_members, load_settings, load_team_schemas
from crmfs.checks.subject import Rules
from crmfs.core.dates import today as today_in
from crmfs.git.snapshot import Snapshot


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

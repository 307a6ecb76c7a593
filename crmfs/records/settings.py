"""Settings: what crmfs.yaml says, with defaults for what it leaves out. Reads no file; the schema judges the rest."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar, cast

from crmfs.core.errors import ConfigError
from crmfs.core.messages import LANGUAGES, Language

FORMAT = 1  # of repositories that this crmfs writes; older ones are read, newer ones refused
IDS = ("random", "sequence")
PRIVACY = ("default", "no-pii")
T = TypeVar("T")


class Settings(NamedTuple):
    """The settings of one repository.

    Attributes:
        format: Version of the repository's format, at most `FORMAT`.
        language: Language of messages when nobody chose one.
        timezone: IANA name; says which day today is.
        ids: `random` or `sequence`.
        privacy: `default`, or `no-pii`: no real names, phone numbers and addresses in any file.
        attachment_warn_mib: An attachment above this many MiB gives a warning.
        attachment_max_mib: An attachment above this many MiB is refused.
        stale_months: Calendar months without an interaction after which a customer is marked for the archive.
        support: Whom to ask; shown with every refusal.
        ticket_days: Days after which a ticket ought to be solved.
        archive_months: Calendar months without an interaction after which a customer is archived; 0 for never.
        retention_months: Calendar months after which what nobody needs any more is listed for deletion; 0 for never.
    """

    format: int = FORMAT
    language: Language = "zh"
    timezone: str = "Asia/Shanghai"
    ids: str = "random"
    privacy: str = "default"
    attachment_warn_mib: float = 10
    attachment_max_mib: float = 50
    stale_months: int = 6
    support: str = ""
    ticket_days: int = 14
    archive_months: int = 0
    retention_months: int = 0


def read_settings(value: Any) -> Settings:
    """Returns the settings from crmfs.yaml's parsed value; keys that it leaves out or leaves empty have their default.

    Raises:
        ConfigError: `settings.format_newer`: a newer crmfs wrote the repository; `settings.invalid`: a value cannot
            be used.
    """
    if not isinstance(value, Mapping):
        raise ConfigError("settings.invalid", field="format", expected=str(FORMAT))
    default = Settings()
    version = _number(value, "format", FORMAT, least=1)
    if version > FORMAT:
        raise ConfigError("settings.format_newer", format=int(version), known=FORMAT)
    limits, lifecycle = _map(value, "limits"), _map(value, "lifecycle")
    return Settings(
        format=int(version),
        language=cast(Language, _one_of(value, "language", default.language, LANGUAGES)),
        timezone=_typed(value, "timezone", default.timezone, str),
        ids=_one_of(value, "ids", default.ids, IDS),
        privacy=_one_of(value, "privacy", default.privacy, PRIVACY),
        attachment_warn_mib=_number(limits, "attachment_warn_mib", default.attachment_warn_mib),
        attachment_max_mib=_number(limits, "attachment_max_mib", default.attachment_max_mib),
        stale_months=int(_number(lifecycle, "stale_months", default.stale_months, least=1)),
        support=_typed(value, "support", default.support, str),
        ticket_days=int(_number(lifecycle, "ticket_days", default.ticket_days, least=1)),
        archive_months=int(_number(lifecycle, "archive_months", default.archive_months, least=1)),
        retention_months=int(_number(lifecycle, "retention_months", default.retention_months, least=1)),
    )


def _typed(value: Mapping[str, Any], name: str, default: T, kind: type[T]) -> T:
    found = value.get(name)
    if found is None:
        return default
    if not isinstance(found, kind):
        raise ConfigError("settings.invalid", field=name, expected='"…"')
    return found


def _one_of(value: Mapping[str, Any], name: str, default: str, allowed: tuple[str, ...]) -> str:
    found = _typed(value, name, default, str)
    if found not in allowed:
        raise ConfigError("settings.invalid", field=name, expected=" | ".join(allowed))
    return found


def _number(value: Mapping[str, Any], name: str, default: float, least: float = 0) -> float:
    found = value.get(name)
    if found is None:
        return default
    if isinstance(found, bool) or not isinstance(found, int | float) or not found >= least:
        raise ConfigError("settings.invalid", field=name, expected=f"≥ {least:g}")
    return found


def _map(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = value.get(name)
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise ConfigError("settings.invalid", field=name, expected=f"{name}: {{…: …}}")
    return found

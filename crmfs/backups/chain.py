"""Chains: which backups one needs to be restored, which one a day means, which are too old. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from crmfs.backups.manifest import ID, Manifest
from crmfs.backups.sealed import BackupDamaged
from crmfs.core.dates import add_months
from crmfs.core.errors import NotFound, UsageError
from crmfs.core.regex import regex

_AGE = regex(r"(\d{1,4})\s*(d|w|m|y|天|周|月|个月|年)")
_DAY = regex(r"\d{4}-\d{2}-\d{2}")
Manifests = Mapping[str, Manifest]


def chain_of(manifests: Manifests, last: str) -> list[Manifest]:
    """Returns the backups that one is restored from: a full one, then its increments up to that one.

    Raises:
        BackupDamaged: `backup.parent_missing`.
    """
    chain = [manifests[last]]
    while chain[-1].parent:
        parent = manifests.get(chain[-1].parent)
        if parent is None or parent.created > chain[-1].created or parent in chain:
            raise BackupDamaged("backup.parent_missing", path=chain[-1].id, parent=chain[-1].parent)
        chain.append(parent)
    return chain[::-1]


def newest(manifests: Manifests, at: str | None = None) -> str:
    """Returns the id of the last backup that was made, or of the last one up to a moment.

    Args:
        at: A backup's id, a moment (`2026-03-02T15:00`) or a day (`2026-03-02`, all of it), in this computer's zone.

    Raises:
        UsageError: `backup.at_invalid`.
        NotFound: `backup.none_at`: there is none so old.
    """
    if at is None:
        return list(manifests)[-1]
    if ID.fullmatch(at) and at in manifests:
        return at
    moment = _moment(at)
    found = [name for name, one in manifests.items() if one.created <= moment]
    if not found:
        raise NotFound("backup.none_at", at=at)
    return found[-1]


def since(now: datetime, age: str) -> datetime:
    """Returns the moment that was an age ago: `90d`, `12w`, `6m` (calendar months), `2y`, 90天.

    Raises:
        UsageError: `backup.age_invalid`.
    """
    match = _AGE.fullmatch(age.strip().casefold())
    if not match or int(match[1]) == 0:
        raise UsageError("backup.age_invalid", age=age)
    amount, unit = int(match[1]), match[2]
    try:
        if unit in ("d", "天", "w", "周"):
            return now - timedelta(days=amount * (7 if unit in ("w", "周") else 1))
        day = add_months(now.date(), -amount * (12 if unit in ("y", "年") else 1))
    except (OverflowError, ValueError):
        raise UsageError("backup.age_invalid", age=age) from None
    return now.replace(year=day.year, month=day.month, day=day.day)


def outdated(manifests: Manifests, oldest: datetime, *, newest_too: bool = False) -> list[str]:
    """Returns the backups made before a moment that no later one needs.

    Args:
        newest_too: Whether the newest one and what it needs may go: a full one is about to be made.
    """
    needed: set[str] = set()
    for name, one in manifests.items():
        if one.created >= oldest or (name == newest(manifests) and not newest_too):
            needed |= {each.id for each in chain_of(manifests, name)}
    return [name for name in manifests if name not in needed]


def _moment(typed: str) -> datetime:
    try:
        found = datetime.fromisoformat(typed)
        if _DAY.fullmatch(typed):
            found += timedelta(days=1, seconds=-1)
        return found.astimezone()
    except (ValueError, OverflowError):
        raise UsageError("backup.at_invalid", at=typed) from None

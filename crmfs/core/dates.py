"""Dates: today in a time zone, what people type for a date, calendar months. Reads one variable: CRMFS_TODAY."""

import os
from datetime import UTC, date, datetime, timedelta

from crmfs.core.errors import ConfigError, ValueRefused
from crmfs.core.regex import regex

_NUMERIC = regex(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_COMPACT = regex(r"(\d{4})(\d{2})(\d{2})")
_OFFSET = regex(r"([+-])\s*(\d{1,4})\s*(d|w|m|y|天|日|周|个月|月|年)")
_WORDS = {
    "today": 0, "今天": 0, "今日": 0,
    "tomorrow": 1, "明天": 1, "明日": 1,
    "yesterday": -1, "昨天": -1, "昨日": -1,
    "后天": 2, "前天": -2, "大后天": 3, "大前天": -3,
}  # fmt: skip


def today(timezone: str) -> date:
    """Returns the date in a time zone (IANA name); the variable CRMFS_TODAY (`2026-03-31`) wins.

    Raises:
        ConfigError: The zone is unknown, or CRMFS_TODAY is no date.
    """
    override = os.environ.get("CRMFS_TODAY")
    if override:
        try:
            return date.fromisoformat(override)
        except ValueError:
            raise ConfigError("date.override_invalid") from None
    return now(timezone).date()


def now(timezone: str) -> datetime:
    """Returns the time in a time zone (IANA name).

    Raises:
        ConfigError: The zone is unknown.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return datetime.now(UTC).astimezone(ZoneInfo(timezone))
    except (ZoneInfoNotFoundError, ValueError):
        raise ConfigError("date.timezone_unknown") from None


def add_months(day: date, months: int) -> date:
    """Returns the same day some calendar months later (earlier if negative), clipped to the month's end."""
    from calendar import monthrange  # slow to load, and few commands count months

    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def normal_date(typed: str) -> str | None:
    """Returns `2023-10-15` for a date written in another clear way (`2023/10/15`, `2023年10月15日`), else None."""
    match = _NUMERIC.fullmatch(typed.strip()) or _COMPACT.fullmatch(typed.strip())
    if not match:
        return None
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def typed_date(typed: str, today: date) -> str:
    """Returns the ISO date that somebody typed: a date, `today`, `+7d`, `-1m`, 明天, +3天, 下周一, 3月5日.

    Raises:
        ValueRefused: It is no date.
    """
    folded = typed.strip().casefold()
    if folded in _WORDS:
        return (today + timedelta(days=_WORDS[folded])).isoformat()
    match = _OFFSET.fullmatch(folded)
    try:
        if match:
            return _shifted(today, int(match[1] + match[2]), match[3]).isoformat()
    except (OverflowError, ValueError):
        raise ValueRefused("date.typed_invalid") from None
    found = normal_date(typed) or _named(folded, today)
    if found is None:
        raise ValueRefused("date.typed_invalid")
    return found


def _named(folded: str, today: date) -> str | None:
    from crmfs.core.named_days import named_day  # most dates are numbers

    try:
        day = named_day(folded, today)
    except (OverflowError, ValueError):
        return None  # beyond the calendar's end
    return day.isoformat() if day else None


def _shifted(day: date, amount: int, unit: str) -> date:
    if unit in ("d", "天", "日"):
        return day + timedelta(days=amount)
    if unit in ("w", "周"):
        return day + timedelta(weeks=amount)
    return add_months(day, amount * (12 if unit in ("y", "年") else 1))

"""Periods: what people write for a stretch of days (上月, last-7-days, 2026-03, 2026Q1). Knows no fields."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from crmfs.core.dates import add_months, typed_date
from crmfs.core.errors import ValueRefused
from crmfs.core.regex import regex


class Period(NamedTuple):
    """A stretch of days, both ends in it."""

    first: date
    last: date


_UNITS = {
    "day": "d", "天": "d", "日": "d",
    "week": "w", "周": "w", "星期": "w", "个星期": "w", "个礼拜": "w", "礼拜": "w",
    "month": "m", "个月": "m", "月": "m",
    "quarter": "q", "季度": "q", "季": "q", "个季度": "q",
    "year": "y", "年": "y",
}  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_SHIFT = {
    "this": 0, "current": 0, "本": 0, "这": 0, "这个": 0, "当": 0, "今": 0, "本个": 0,
    "last": -1, "previous": -1, "上": -1, "上个": -1, "去": -1, "上上": -2, "上上个": -2, "前": -2,
    "next": 1, "下": 1, "下个": 1, "明": 1, "下下": 2, "下下个": 2,
}  # fmt: skip
_DAY = regex(r"\d{4}-\d\d-\d\d")
_CALENDAR = regex(rf"({'|'.join(sorted(_SHIFT, key=len, reverse=True))})({_UNIT})")
_BACK = "last|past|recent|近|最近|过去"
_AHEAD = "next|coming|未来|接下来|今后"
_ROLLING = regex(rf"({_BACK}|{_AHEAD})(\d{{1,4}}|[一二两三四五六七八九十]{{1,3}}|半)({_UNIT})s?")
_YEAR = r"(\d{4})年?"
_MONTH = regex(rf"{_YEAR}[-/.]?(\d{{1,2}})月?")
_MONTH_ALONE = regex(r"(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?")
_QUARTER = regex(r"(?:(\d{4})年?-?)?(?:q([1-4])|第?([1-4一二三四])季度?)")
_HALF = regex(r"(?:(\d{4})年?-?|今年)?(?:h([12])|([上下])半年)")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_LEFT_OUT = regex(r"[\s_]+|(?<=[a-z])-|-(?=[a-z])")  # `last-7-days`, `last 7 days` and `last7days` are one


def typed_period(typed: str, today: date) -> Period | None:
    """Returns the days that somebody means, one day for a date; None for what is no time.

    Weeks begin on Monday; 近30天 and `last-30-days` go from today less 30 days to today, both counted.

    Args:
        typed: What `typed_date` takes, or 上月, 本周, 本季度, 近6个月, last-month, next-7-days, 2026-03, 2026, 2026Q1.
        today: What relative ones count from.
    """
    plain = unicodedata.normalize("NFKC", typed)
    words = _LEFT_OUT.sub("", plain.casefold())
    try:
        found = _written_out(plain) or next((found for read in _READERS if (found := read(words, today))), None)
        # periods first: where one day is asked for, 下周 means its Monday, here the whole week
        return found or _days(date.fromisoformat(typed_date(plain, today)), 1)
    except (ValueError, OverflowError, KeyError, ValueRefused):  # a month 13, a year beyond 9999, 十十, no date at all
        return None


def _written_out(plain: str) -> Period | None:
    return _days(date.fromisoformat(plain), 1) if _DAY.fullmatch(plain) else None


def _calendar(words: str, today: date) -> Period | None:
    match = _CALENDAR.fullmatch(words)
    if not match:
        return None
    shift, unit = _SHIFT[match[1]], _UNITS[match[2]]
    if unit == "d":
        return None if match[1].isascii() else _days(today + timedelta(days=shift), 1)
    if unit == "w":
        return _days(today - timedelta(days=today.weekday()) + timedelta(weeks=shift), 7)
    return _months(_first(today, unit), shift, unit)


def _rolling(words: str, today: date) -> Period | None:
    match = _ROLLING.fullmatch(words)
    if not match:
        return None
    ahead, unit = match[1] in _AHEAD.split("|"), _UNITS[match[3]]
    if match[2] == "半":
        count, unit = 6, {"y": "m"}.get(unit, "")
    else:
        count = _number(match[2])
    end = _moved(today, count if ahead else -count, unit)
    return Period(min(today, end), max(today, end))


def _named_month(words: str, today: date) -> Period | None:
    match = _MONTH.fullmatch(words)
    if match:
        return _months(date(int(match[1]), int(match[2]), 1), 0, "m")
    alone = _MONTH_ALONE.fullmatch(words)
    return _months(date(today.year, _number(alone[1]), 1), 0, "m") if alone else None


def _named_year(words: str, _: date) -> Period | None:
    match = re.fullmatch(_YEAR, words)
    return _months(date(int(match[1]), 1, 1), 0, "y") if match else None


def _named_quarter(words: str, today: date) -> Period | None:
    match = _QUARTER.fullmatch(words)
    if not match:
        return None
    quarter = _number(match[2] or match[3])
    return _months(date(int(match[1] or today.year), quarter * 3 - 2, 1), 0, "q")


def _half_year(words: str, today: date) -> Period | None:
    match = _HALF.fullmatch(words)
    if not match:
        return None
    second = match[2] == "2" or match[3] == "下"
    first = date(int(match[1] or today.year), 7 if second else 1, 1)
    return Period(first, add_months(first, 6) - timedelta(days=1))


_READERS: tuple[Callable[[str, date], Period | None], ...] = (
    _calendar, _rolling, _named_month, _named_year, _named_quarter, _half_year,
)  # fmt: skip
_MONTHS = {"m": 1, "q": 3, "y": 12}
_DAYS = {"d": 1, "w": 7}


def _first(day: date, unit: str) -> date:
    """Returns the first day of the month, quarter or year that a day lies in."""
    if unit == "m":
        return day.replace(day=1)
    return date(day.year, 1 if unit == "y" else (day.month - 1) // 3 * 3 + 1, 1)


def _months(first: date, shift: int, unit: str) -> Period:
    size = _MONTHS[unit]
    first = add_months(first, shift * size)
    if first.year == date.max.year and first.month + size > 12:
        return Period(first, date.max)
    return Period(first, add_months(first, size) - timedelta(days=1))


def _days(first: date, count: int) -> Period:
    return Period(first, first + timedelta(days=count - 1))


def _moved(day: date, count: int, unit: str) -> date:
    if unit in _MONTHS:
        return add_months(day, count * _MONTHS[unit])
    return day + timedelta(days=count * _DAYS[unit])


def _number(written: str) -> int:
    """Returns the number written in digits, or in Chinese from 一 to 九十九."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)

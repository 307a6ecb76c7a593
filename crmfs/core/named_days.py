"""Days that people name by the calendar: 下周一, 月底, `next monday`, `end of month`. Knows no setting."""

from datetime import date, timedelta

from crmfs.core.regex import regex

_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6} | {
    name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
_WHICH = {"上上": -2, "上": -1, "去": -1, "本": 0, "这": 0, "今": 0, "": 0, "下": 1, "明": 1, "下下": 2} | {
    "last": -1, "this": 0, "next": 1,
}  # fmt: skip
_UNITS = {"周": "week", "星期": "week", "礼拜": "week", "月": "month", "季": "quarter", "季度": "quarter", "年": "year"}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}

_WEEKDAY = regex(
    r"(上上|上|本|这|下下|下)个?(?:周|星期|礼拜)([一二三四五六日天])"
    r"|(last|this|next) (mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?"
)
_EDGE = regex(
    r"(上|下|本|这)?个?(月|季度|季)(初|底|末)|(去|今|明|本)?(年)(初|底|末)"
    r"|(?:the )?(start|beginning|end) of (?:the )?(?:(last|this|next) )?(month|quarter|year)"
)
_MONTH_DAY = regex(r"(上|下|本|这)个?月(\d{1,2})[日号]")
_YEAR_DAY = regex(r"(?:(去|今|本|明)年)?(\d{1,2})月(\d{1,2})[日号]")
_WHOLE = regex(r"(下下|下)个?(周|星期|礼拜|月)|(next) (week|month)")


def named_day(folded: str, today: date) -> date | None:
    """Returns the day that a name means, None for what names no single day.

    Weeks begin on Monday (ISO 8601): 下周一 and `next monday` are the Monday of the week after this one. A period to
    come, such as 下周 or `next month`, means its first day. A bare weekday is none: it may be the last or the next one.
    3月5日 and 3月5号 are days of this year, past or to come, as 3月 is this year's March.

    Args:
        folded: Lower case, without spaces around it.
        today: What the name is counted from.
    """
    name = " ".join(folded.split())
    if match := _WEEKDAY.fullmatch(name):
        which, day = match[1] or match[3], match[2] or match[4]
        return _first("week", _WHICH[which], today) + timedelta(days=_WEEKDAYS[day])
    if match := _EDGE.fullmatch(name):
        which = match[1] or match[4] or match[8] or ""
        word, edge = match[2] or match[5] or match[9], match[3] or match[6] or match[7]
        return _edge(_UNITS.get(word, word), _WHICH[which], edge in ("底", "末", "end"), today)
    if match := _MONTH_DAY.fullmatch(name):
        first = _first("month", _WHICH[match[1]], today)
        day_of_month = int(match[2])
        return first.replace(day=day_of_month) if 1 <= day_of_month <= _days(first) else None
    if match := _YEAR_DAY.fullmatch(name):
        first = _first("year", _WHICH[match[1] or ""], today)
        return _day_of(first.year, int(match[2]), int(match[3]))
    if match := _WHOLE.fullmatch(name):
        which, word = match[1] or match[3], match[2] or match[4]
        return _first(_UNITS.get(word, word), _WHICH[which], today)
    return None


def _first(unit: str, which: int, today: date) -> date:
    """Returns the first day of a week, month, quarter or year; `which` counts from the present one, 0."""
    if unit == "week":
        return today - timedelta(days=today.weekday()) + timedelta(weeks=which)
    length = _MONTHS[unit]
    index = (today.year * 12 + today.month - 1) // length * length + which * length
    year, month = divmod(index, 12)
    return date(year, month + 1, 1)


def _edge(unit: str, which: int, last: bool, today: date) -> date:
    return _first(unit, which + 1, today) - timedelta(days=1) if last else _first(unit, which, today)


def _days(first: date) -> int:
    return (_first("month", 1, first) - first).days


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # 2月30日
        return None

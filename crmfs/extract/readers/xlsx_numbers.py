"""How Excel shows a number: dates, times, per cent, thousands, leading zeros. Formats beyond these show it plainly."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_TIME = re.compile(r"[hs]|AM/PM|上午", re.IGNORECASE)
_DECIMALS = re.compile(r"\.(0+)")
_MOST_DAYS = 2_958_466  # 9999-12-31, Excel's last day
_SECONDS = 86_400


class _Format(NamedTuple):
    """What a number format asks for."""

    day: bool = False
    chinese: bool = False
    time: bool = False
    seconds: bool = False
    percent: bool = False
    thousands: bool = False
    decimals: int | None = None
    digits: int = 0


@lru_cache(maxsize=8192)
def shown(raw: str, format_: str, from_1904: bool) -> str:
    """Returns a cell's number as its format shows it.

    Days are ISO dates, but for formats in Chinese (2026年3月31日). Where thousands are separated the plain number
    stands behind in brackets, so that it is found in either spelling.
    """
    wanted = _parsed(format_)
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    if not number.is_finite() or abs(number.adjusted()) > 40:
        return raw
    if (wanted.day or wanted.time) and 0 <= number < _MOST_DAYS:
        return _moment(number, wanted, from_1904)
    if wanted.percent:
        return _rounded(number * 100, wanted.decimals) + "%"
    if wanted.digits:
        return _rounded(number, 0).zfill(wanted.digits)
    plain = _rounded(number, wanted.decimals)
    grouped = f"{Decimal(plain):,}" if wanted.thousands else plain
    return plain if grouped == plain else f"{grouped} ({plain})"


@lru_cache(maxsize=512)
def _parsed(format_: str) -> _Format:
    if format_.lower() in ("", "general", "@"):
        return _Format()
    first = format_.partition(";")[0]
    bare = _LITERAL.sub("", first)
    if _DATE.search(bare.replace("General", "")):
        time = bool(_TIME.search(bare))
        # Behind hours and before seconds, m is minutes.
        months = re.sub(r"(?<=h)\W*m+|m+(?=\W*s)", "", bare, flags=re.IGNORECASE)
        chinese = "年" in first or "月" in first
        return _Format(
            day=bool(re.search("[ymd]", months, re.IGNORECASE)), chinese=chinese, time=time, seconds="s" in bare.lower()
        )
    found = _DECIMALS.search(bare)
    places = len(found[1]) if found else (0 if re.search("[0#]", bare) else None)
    zeros = re.fullmatch(r"0{2,}", bare.strip())
    return _Format(
        percent="%" in bare,
        thousands="#,#" in bare or "0,0" in bare,
        decimals=places,
        digits=len(zeros[0]) if zeros else 0,
    )


def _moment(number: Decimal, wanted: _Format, from_1904: bool) -> str:
    # Excel takes 1900 for a leap year; from March on, counting from 1899-12-30 makes up for it.
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
    try:
        moment = start + timedelta(seconds=int((number * _SECONDS).to_integral_value(ROUND_HALF_UP)))
    except OverflowError:
        return str(number)
    day = f"{moment.year}年{moment.month}月{moment.day}日" if wanted.chinese else f"{moment:%Y-%m-%d}"
    time = f"{moment:%H:%M:%S}" if wanted.seconds else f"{moment:%H:%M}"
    return " ".join(([day] if wanted.day else []) + ([time] if wanted.time else []))


def _rounded(number: Decimal, places: int | None) -> str:
    """Returns a number in full, rounded to some places; without, to the 15 digits that Excel keeps."""
    if places is not None:
        return (
            f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
            if number.adjusted() < 20
            else f"{number:f}"
        )
    kept = Decimal(f"{number:.15g}")
    text = f"{kept:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""What people type for a date, and calendar months."""

from datetime import date

import pytest

from crmfs.core.dates import add_months, normal_date, today, typed_date
from crmfs.core.errors import ConfigError, ValueRefused

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026/4/1", "2026-04-01"),
        ("2026年4月1日", "2026-04-01"),
        ("20260401", "2026-04-01"),
        ("2026年4月1号", "2026-04-01"),
        ("today", "2026-03-31"),
        ("今天", "2026-03-31"),
        ("明天", "2026-04-01"),
        ("+7d", "2026-04-07"),
        ("-1w", "2026-03-24"),
        ("+1m", "2026-04-30"),
        ("+3个月", "2026-06-30"),
        ("-1年", "2025-03-31"),
    ],
)
def test_dates_are_understood_as_people_write_them(typed: str, iso: str) -> None:
    assert typed_date(typed, TODAY) == iso


@pytest.mark.parametrize(
    ("typed", "iso"),  # today is a Tuesday, the last day of March
    [
        ("下周一", "2026-04-06"),
        ("next Monday", "2026-04-06"),
        ("本周五", "2026-04-03"),
        ("this friday", "2026-04-03"),
        ("这周日", "2026-04-05"),
        ("上星期三", "2026-03-25"),
        ("last wed", "2026-03-25"),
        ("下下周二", "2026-04-14"),
        ("下周", "2026-04-06"),
        ("next week", "2026-04-06"),
        ("下个月", "2026-04-01"),
        ("月底", "2026-03-31"),
        ("end of month", "2026-03-31"),
        ("end of the next month", "2026-04-30"),
        ("下月底", "2026-04-30"),
        ("上月初", "2026-02-01"),
        ("下月15日", "2026-04-15"),
        ("季度末", "2026-03-31"),
        ("end of next quarter", "2026-06-30"),
        ("年底", "2026-12-31"),
        ("明年初", "2027-01-01"),
        ("大后天", "2026-04-03"),
        ("3月5日", "2026-03-05"),
        ("12月5号", "2026-12-05"),
        ("去年3月5日", "2025-03-05"),
    ],
)
def test_days_are_named_by_the_calendar_too(typed: str, iso: str) -> None:
    assert typed_date(typed, TODAY) == iso


@pytest.mark.parametrize(
    "typed", ["周一", "monday", "周末", "下月31日", "下月0日", "2月30日", "下周八", "next", "end of"]
)
def test_a_name_that_may_mean_two_days_or_none_is_refused(typed: str) -> None:
    with pytest.raises(ValueRefused):
        typed_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["", "soon", "2026-13-01", "2026-02-30", "+7x", "+9999y", "1/2/2026"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueRefused):
        typed_date(typed, TODAY)


def test_months_are_clipped_to_the_end_of_the_month() -> None:
    assert add_months(date(2026, 8, 31), -6) == date(2026, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 12, 15), 1) == date(2027, 1, 15)


def test_a_date_with_a_wrong_day_has_no_normal_form() -> None:
    assert normal_date("2023/10/15") == "2023-10-15"
    assert normal_date("2023/02/30") is None


def test_the_variable_wins_over_the_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMFS_TODAY", "2026-03-31")
    assert today("Asia/Shanghai") == TODAY
    monkeypatch.setenv("CRMFS_TODAY", "yesterday")
    with pytest.raises(ConfigError):
        today("Asia/Shanghai")


def test_an_unknown_time_zone_is_a_broken_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CRMFS_TODAY", raising=False)
    with pytest.raises(ConfigError):
        today("Mars/Olympus")

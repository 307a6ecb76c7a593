"""What becomes of a customer, by calendar months: laws that hold on every day."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crmfs.checks.freshness import is_silent
from crmfs.lifecycle.keeping import Condition, Months, deletion_conditions, next_lifecycle

DAYS = st.dates(date(1999, 1, 1), date(2049, 12, 31))
LIFECYCLES = ("", "in_use", "to_archive", "archived")
CONDITIONS = st.builds(
    Condition,
    st.sampled_from(LIFECYCLES),
    st.sampled_from(("potential", "active", "lost")),
    st.none() | DAYS,
    st.none() | DAYS,
    st.booleans(),
)
MONTHS = st.builds(Months, st.integers(1, 60), st.integers(0, 60), st.integers(0, 60))


@pytest.mark.parametrize(
    ("heard", "months", "last_good_day"),
    [
        ("2025-08-31", 6, "2026-02-28"), ("2027-08-31", 6, "2028-02-29"), ("2027-08-29", 6, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"), ("2025-12-31", 2, "2026-02-28"),
        ("2025-09-02", 6, "2026-03-02"), ("2025-10-31", 1, "2025-11-30"),
    ],
)  # fmt: skip
def test_half_a_year_is_over_on_the_same_day_or_at_the_months_end(heard: str, months: int, last_good_day: str) -> None:
    day, last = date.fromisoformat(heard), date.fromisoformat(last_good_day)
    assert not is_silent(day, months, last)
    assert is_silent(day, months, last + timedelta(days=1))


@given(DAYS, st.integers(1, 60), DAYS)
@example(date(2023, 8, 31), 6, date(2024, 2, 29))
def test_months_are_counted_as_on_a_paper_calendar(heard: date, months: int, today: date) -> None:
    passed = (today.year - heard.year) * 12 + today.month - heard.month
    clipped = min(heard.day, monthrange(today.year, today.month)[1])
    assert is_silent(heard, months, today) == ((passed, today.day) > (months, clipped))


@given(CONDITIONS, MONTHS, DAYS)
def test_a_second_run_changes_nothing(now: Condition, months: Months, today: date) -> None:
    new = next_lifecycle(now, months, today)
    assert new is None or (new != now.lifecycle and next_lifecycle(now._replace(lifecycle=new), months, today) is None)


@given(CONDITIONS, MONTHS, DAYS)
def test_what_is_on_hold_is_never_touched(now: Condition, months: Months, today: date) -> None:
    held = now._replace(held=True)
    assert next_lifecycle(held, months, today) is None
    assert deletion_conditions(held, months, today) == ()


@given(CONDITIONS, MONTHS, DAYS)
def test_nothing_is_archived_or_listed_unless_the_settings_say_so(now: Condition, months: Months, today: date) -> None:
    silent = months._replace(archive=0, retention=0)
    assert next_lifecycle(now, silent, today) != "archived"
    assert deletion_conditions(now, silent, today) == ()


@given(st.sampled_from(LIFECYCLES[:3]), MONTHS, DAYS)
def test_who_talked_today_is_in_use(lifecycle: str, months: Months, today: date) -> None:
    now = Condition(lifecycle, "active", today, None)
    assert next_lifecycle(now, months, today) == ("in_use" if lifecycle == "to_archive" else None)


def test_a_mark_without_any_interaction_stays() -> None:
    now = Condition("to_archive", "active", None, date(2026, 3, 1))
    assert next_lifecycle(now, Months(6), date(2026, 3, 2)) is None


def test_lost_and_archived_ones_may_go_after_the_retention_and_say_why() -> None:
    long_ago, months, today = date(2020, 1, 1), Months(6, 12, 36), date(2026, 3, 2)
    assert deletion_conditions(Condition("archived", "lost", long_ago, None), months, today) == ("lost", "archived")
    assert deletion_conditions(Condition("in_use", "active", long_ago, None), months, today) == ()
    lately_lost = Condition("in_use", "lost", long_ago, date(2026, 1, 1))
    assert deletion_conditions(lately_lost, months, today) == ()

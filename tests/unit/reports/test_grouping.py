"""Groups, measures and stretches of time: laws over made-up lines."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crmfs.query.periods import Period
from crmfs.query.times import UNITS, fitting_unit, named_time, time_unit, times
from crmfs.reports.grouping import Line, Measure, by_count, by_field, calculated, grouped, measure, numbers
from crmfs.reports.model import MASK
from crmfs.reports.rfm import SEGMENTS, Buyer, limits_of, segment
from crmfs.reports.spans import by_time, within

DAYS = st.dates(date(1995, 1, 1), date(2030, 12, 31))
LINES = st.lists(
    st.builds(
        lambda customer, region, amount, masked: Line(
            customer, {"region": region, "amount": amount} if not masked else {"region": region}, masked
        ),
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from([None, "east", "west"]),
        st.integers(-1000, 1000),
        st.sampled_from([frozenset[str](), frozenset({"amount"})]),
    )
)


@given(LINES)
def test_every_line_is_in_one_group_and_the_groups_add_up(lines: list[Line]) -> None:
    groups = by_count(grouped(lines, [by_field("region")]))
    assert sum(len(group.lines) for group in groups) == len(lines)
    sums = [measure(Measure("sum", "amount"), group.lines, len(lines)) or 0 for group in groups]
    assert sum(map(float, map(str, sums))) == sum(numbers(lines, "amount"))
    shares = [measure(Measure("share"), group.lines, len(lines)) for group in groups]
    assert not lines or abs(sum(float(str(one)) for one in shares) - 1) < 1e-9
    assert [group.keys for group in groups][-1:] == [(None,)] or all(group.keys != (None,) for group in groups)


@given(LINES)
def test_a_mask_is_a_group_of_its_own_and_in_no_number(lines: list[Line]) -> None:
    groups = grouped(lines, [by_field("amount")])
    masked = [group for group in groups if group.keys == (MASK,)]
    assert sum(len(group.lines) for group in masked) == sum("amount" in line.masked for line in lines)
    assert all(numbers(group.lines, "amount") == [] for group in masked)


def test_a_line_whose_list_has_two_items_is_in_two_groups() -> None:
    line = Line("A", {"tags": ["x", "y"]}, frozenset())
    assert [group.keys for group in grouped([line], [by_field("tags")])] == [("x",), ("y",)]


def test_sums_of_money_have_no_dust() -> None:
    assert calculated("sum", [0.1] * 3) == 0.3
    assert calculated("average", []) is None
    assert calculated("median", [3, 1, 2]) == 2


@given(DAYS, st.integers(0, 4000), st.sampled_from(list(UNITS)))
def test_stretches_cover_a_period_once_each_and_in_order(first: date, length: int, unit: str) -> None:
    period = Period(first, first + timedelta(days=length))
    names = list(times(period, unit))  # type: ignore[arg-type]
    assert names == list(dict.fromkeys(names))
    expected = dict.fromkeys(named_time(first + timedelta(days=day), unit) for day in range(length + 1))  # type: ignore[arg-type]
    assert names == list(expected)
    assert len(list(times(period, fitting_unit(period)))) <= 45


def test_the_calendars_end_and_beginning_are_no_trouble() -> None:
    for unit in UNITS:
        assert list(times(Period(date.max, date.max), unit))
        assert list(times(Period(date.min, date.min), unit))
    assert list(times(Period(date(2026, 12, 28), date(2027, 1, 4)), "week")) == ["2026-W53", "2027-W01"]


def test_units_of_time_are_known_in_both_languages() -> None:
    assert [time_unit(one) for one in ("月", "Month", "按周", "quarters", "地区")] == [
        "month", "month", "week", "quarter", None
    ]  # fmt: skip


def test_lines_along_time_have_stretches_without_any() -> None:
    lines = [Line("A", {"date": day}, frozenset()) for day in ("2026-01-05", "2026-03-05", "nix")]
    rows = by_time(lines, "date", None, "month", lambda inside: (len(inside),))
    assert rows == (("2026-01", 1), ("2026-02", 0), ("2026-03", 1))
    assert len(within(lines, "date", None)) == 3
    assert len(within(lines, "date", None, date(2026, 2, 1))) == 1


@given(
    st.lists(
        st.builds(Buyer, st.text(max_size=3), st.integers(0, 900), st.integers(1, 50), st.floats(0, 1e6)), min_size=1
    )
)
def test_every_buyer_has_a_segment_and_somebody_is_high_in_each_measure(buyers: list[Buyer]) -> None:
    limits = limits_of(buyers)
    found = {segment(buyer, limits) for buyer in buyers}
    assert found <= set(SEGMENTS.values())
    for place in range(3):
        assert any(signs[place] for signs, code in SEGMENTS.items() if code in found)

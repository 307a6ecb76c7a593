"""An order's amount is the exact sum of its lines, or unknown."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from crmfs.records.totals import lines_total

CENTS = st.integers(0, 10**7).map(lambda cents: cents / 100)
PERCENT = st.integers(0, 100).map(lambda percent: percent / 100)
LINES = st.lists(
    st.fixed_dictionaries({"quantity": st.integers(0, 1000), "unit_price": CENTS, "discount": PERCENT}), max_size=20
)


def test_a_whole_sum_is_whole_and_binary_fractions_do_not_show() -> None:
    assert lines_total([{"quantity": 10, "unit_price": 9.8}]) == 98
    assert lines_total([{"quantity": 3, "unit_price": 0.1}]) == 0.3
    assert repr(lines_total([{"quantity": 10, "unit_price": 9.8}])) == "98"


def test_a_line_that_does_not_say_enough_leaves_the_sum_unknown() -> None:
    assert lines_total([{"quantity": 1, "unit_price": 1}, {"quantity": 1}]) is None
    assert lines_total([{"quantity": True, "unit_price": 1}]) is None


@given(LINES)
def test_the_sum_is_that_of_the_decimals_as_written(lines: list[dict[str, float]]) -> None:
    exact = sum(
        (Decimal(str(one["quantity"])) * Decimal(str(one["unit_price"])) * (1 - Decimal(str(one["discount"]))))
        for one in lines
    )
    assert Decimal(str(lines_total(lines))) == exact  # type: ignore[arg-type]

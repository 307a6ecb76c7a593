"""What a value was meant to be, where that is beyond doubt."""

import pytest

from crmfs.checks.meant import meant_date, meant_number, narrow
from crmfs.core.messages import Text
from crmfs.records.fields import Field
from crmfs.records.yaml import Value

AMOUNT = Field("amount", Text("金额", "Amount"), "number")
COUNT = Field("quantity", Text("数量", "Quantity"), "integer")


@pytest.mark.parametrize(
    "typed", ["2023/10/15", "2023年10月15日", "2023.10.15", "２０２３－１０－１５", "20231015", 20231015, "2023-10-15"]
)
def test_an_unmistakable_date_is_understood(typed: Value) -> None:
    assert meant_date(typed) == "2023-10-15"


@pytest.mark.parametrize(
    "typed", ["10/15/2023", "2023-02-30", "2023-10", "明天", 2023, True, None, 1.5, ["2023-10-15"]]
)
def test_a_doubtful_or_impossible_date_is_not(typed: Value) -> None:
    assert meant_date(typed) is None


def test_full_width_signs_become_ascii_and_other_characters_stay() -> None:
    assert narrow("ＣＵＳＴ００１　") == "CUST001"
    assert narrow("①㎡，经理") == "①㎡,经理"
    assert narrow(5) == 5


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("10万", 100_000),
        ("1.5亿", 150_000_000),
        ("100,000", 100_000),
        ("1,234.50", 1234.5),
        ("￥500", 500),
        ("500元", 500),
        ("１０万", 100_000),
        ("42", 42),
        ("-3", -3),
    ],
)
def test_a_number_in_people_s_own_form_is_known(typed: str, number: float) -> None:
    assert meant_number(AMOUNT, typed) == number


@pytest.mark.parametrize("typed", ["1,5", "10,00", "1,000,00", "10m", "3k", "约10万", "10万左右", "10-20", "", "万", 7])
def test_what_may_be_another_number_is_left_alone(typed: str | int) -> None:
    assert meant_number(AMOUNT, typed) is None


def test_a_whole_number_takes_no_fraction() -> None:
    assert meant_number(COUNT, "1.5") is None
    assert meant_number(COUNT, "1.5万") == 15_000

"""What a value was meant to be, where that is beyond doubt."""

import pytest

from crmfs.checks.meant import meant_date, narrow
from crmfs.records.yaml import Value


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

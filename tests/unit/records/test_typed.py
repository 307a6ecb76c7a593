"""What somebody types for a text becomes what is stored."""

from datetime import date

import pytest

from crmfs.core.messages import Text
from crmfs.records.fields import Field
from crmfs.records.typed import typed_value

TEXT = Field("phone", Text("电话", "Phone"))


def stored(typed: str) -> object:
    """Returns what is stored for a text that somebody types."""
    return typed_value(TEXT, typed, date(2026, 3, 31), lambda member: None)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("１３８００００１１１１", "13800001111"),
        ("（０１０）６２３４－５６７８", "(010)6234-5678"),
        ("400－800－1234 转 ２", "400-800-1234 转 2"),
    ],
)
def test_a_number_typed_full_width_is_stored_half_width(typed: str, number: str) -> None:
    assert stored(typed) == number


@pytest.mark.parametrize("typed", ["第２０期培训", "（北京）", "13800001111；010-62345678", "①"])
def test_any_other_text_is_stored_as_it_was_typed(typed: str) -> None:
    assert stored(typed) == typed

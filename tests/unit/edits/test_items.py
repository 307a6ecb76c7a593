"""Items of a list as people type them, such as an order's lines."""

from datetime import date

import pytest

from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.messages import Text
from crmfs.edits.items import typed_items
from crmfs.records.fields import Field

LINES = Field(
    "lines",
    Text("订单明细", "Lines"),
    type="list",
    items={
        "product": Field("product", Text("产品", "Product"), required=True),
        "quantity": Field("quantity", Text("数量", "Quantity"), "number"),
        "unit_price": Field("unit_price", Text("单价", "Unit price"), "number", aliases=("price",)),
    },
)


def typed(text: str, field: Field = LINES) -> list[object]:
    return list(typed_items(field, text, date(2026, 3, 31), lambda _: None))


@pytest.mark.parametrize(
    "text",
    [
        "Aniseed Syrup x3 @18.5",
        "Aniseed Syrup @18.5 x3",
        "Aniseed Syrup×3 @ ￥18.5",
        "product=Aniseed Syrup quantity=3 unit_price=18.5",
        "产品=Aniseed Syrup，数量=3，单价=18.5",
        "quantity=3, unit price=18.5, product=Aniseed Syrup",
        "Aniseed Syrup 数量=3 price=18.5元",
    ],
)
def test_a_line_is_typed_as_on_a_receipt_or_field_by_field(text: str) -> None:
    assert typed(text) == [{"product": "Aniseed Syrup", "quantity": 3, "unit_price": 18.5}]


def test_items_are_parted_by_semicolons_of_either_width() -> None:
    assert typed("茶 x3; 咖啡；水 @2;") == [
        {"product": "茶", "quantity": 3},
        {"product": "咖啡"},
        {"product": "水", "unit_price": 2},
    ]


def test_a_name_that_only_looks_like_an_ending_stays_whole() -> None:
    assert typed("Model x") == [{"product": "Model x"}]
    assert typed("iPhone X 10") == [{"product": "iPhone X 10"}]
    assert typed("a@b") == [{"product": "a@b"}]


def test_words_before_the_first_field_mean_the_main_field_of_any_list() -> None:
    people = Field("team", Text("", ""), "list", items={"name": Field("name", Text("姓名", "Name"))})
    assert typed("王芳 x3", people) == [{"name": "王芳 x3"}]


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(UsageError):
        typed("茶 颜色=红")
    with pytest.raises(ValueRefused):
        typed("茶 数量=三")

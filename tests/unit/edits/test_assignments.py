"""`FIELD=VALUE` as people type it."""

from datetime import date

import pytest

from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.messages import Text
from crmfs.edits.assignments import apply_assignments, parse_assignments
from crmfs.records.fields import Choice, Field
from crmfs.records.yaml import read_yaml

STATUS = Field(
    "status",
    Text("客户状态", "Status"),
    choices=(Choice("active", Text("活跃", "Active")), Choice("lost", Text("流失", "Lost"))),
)
LINES = Field(
    "lines",
    Text("明细", "Lines"),
    type="list",
    items={
        "product": Field("product", Text("产品", "Product")),
        "quantity": Field("quantity", Text("数量", "Quantity"), "number"),
    },
)
FIELDS = {
    field.name: field
    for field in (
        STATUS,
        Field("next_follow_up", Text("下次跟进日期", "Next follow-up"), "date"),
        Field("owner", Text("负责员工", "Owner"), refers="member"),
        Field("tags", Text("标签", "Tags"), "list"),
        Field("budget", Text("预算", "Budget"), "number"),
        Field("notes", Text("备注", "Notes")),
        LINES,
    )
}
DATA = "status: lost  # 状态\ntags: [a, b]\nlines:\n  - product: 茶\n    quantity: 1\nnotes: x\n".encode()


def changed(*typed: str, data: bytes = DATA) -> object:
    assignments = parse_assignments(typed, FIELDS, date(2026, 3, 31), {"王芳": "E001"}.get)
    return read_yaml(apply_assignments(data, assignments, tuple(FIELDS))).value


@pytest.mark.parametrize("typed", ["status=active", "客户状态=活跃", "客户状态＝活跃客户", "Status=Active"])
def test_codes_and_labels_of_both_languages_mean_the_same(typed: str) -> None:
    assert changed(typed)["status"] == "active"


def test_values_are_stored_as_their_field_wants_them() -> None:
    found = changed("next_follow_up=+7d", "owner=王芳", "预算=￥12万", "notes=a=b")
    assert (found["next_follow_up"], found["owner"], found["budget"], found["notes"]) == (
        "2026-04-07", "E001", 120000, "a=b",
    )  # fmt: skip


def test_lists_are_added_to_and_taken_from() -> None:
    assert changed("tags+=b,c")["tags"] == ["a", "b", "c"]
    assert changed("tags-=a")["tags"] == ["b"]
    assert changed("tags=x，y")["tags"] == ["x", "y"]
    assert changed("tags+=a", data=b"notes: x\n")["tags"] == ["a"]


def test_an_item_of_a_list_is_reached_by_its_index() -> None:
    assert changed("lines[0].quantity=3")["lines"] == [{"product": "茶", "quantity": 3}]
    with pytest.raises(UsageError):
        changed("lines[1].quantity=3")


def test_an_item_is_replaced_added_and_taken_away_as_it_is_typed() -> None:
    assert changed("lines=水 数量=2", "lines=茶")["lines"] == [{"product": "水", "quantity": 2}, {"product": "茶"}]
    assert changed("明细+=水 数量=2")["lines"] == [{"product": "茶", "quantity": 1}, {"product": "水", "quantity": 2}]
    assert changed("lines[0]=水 x2")["lines"] == [{"product": "水", "quantity": 2}]
    assert changed("lines-=茶")["lines"] == []
    assert changed("lines[0]=")["lines"] == []


def test_a_field_of_an_item_typed_alone_is_told_where_it_belongs() -> None:
    with pytest.raises(UsageError) as caught:
        changed("产品=水")
    assert caught.value.code == "edit.field_of_items"


def test_an_empty_value_takes_the_field_away_and_only_that() -> None:
    assignments = parse_assignments(["notes="], FIELDS, date(2026, 3, 31), lambda _: None)
    assert apply_assignments(DATA, assignments, ()) == DATA.replace(b"notes: x\n", b"")


def test_an_unknown_field_names_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        changed("statuss=active")
    assert caught.value.params["suggestion"] == "status"


@pytest.mark.parametrize("typed", ["status=maybe", "next_follow_up=soon", "budget=much"])
def test_a_value_that_its_field_cannot_have_is_refused(typed: str) -> None:
    with pytest.raises(ValueRefused):
        changed(typed)


@pytest.mark.parametrize("typed", [["status"], ["=x"], ["notes=a", "备注=b"]])
def test_malformed_assignments_are_usage_errors(typed: list[str]) -> None:
    with pytest.raises(UsageError):
        changed(*typed)

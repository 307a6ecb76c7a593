"""Which field a name means."""

import pytest
from asking import FIELDS, TODAY, names

from crmfs.core.messages import Text
from crmfs.query.names import Names
from crmfs.query.near import nearest
from crmfs.records.fields import Field


@pytest.mark.parametrize(
    "typed", ["next_follow_up", "Next follow-up", "NEXT_FOLLOW_UP", "下次跟进日期", "next-follow-up"]
)
def test_a_field_has_many_names(typed: str) -> None:
    (meaning,) = names().find(typed)
    assert meaning.code == "next_follow_up"


def test_a_code_means_every_kind_that_has_it_and_a_label_its_own() -> None:
    (by_code,) = names().find("date")
    (by_label,) = names().find("订单日期")
    assert (len(by_code.fields), by_code.kinds) == (2, ("interaction", "order"))
    assert (len(by_label.fields), by_label.kinds) == (1, ("order",))


def test_a_customers_label_is_no_limit_to_customers() -> None:
    (meaning,) = names().find("客户状态")
    assert meaning.kinds == ()


def test_a_label_is_stronger_than_an_alias_and_equal_names_mean_all() -> None:
    fields = {
        "employee": Field("employee", Text("员工", "Employee"), aliases=("负责员工",)),
        "owner": Field("owner", Text("负责员工", "Owner"), aliases=("人",)),
        "by": Field("by", Text("经手", "By"), aliases=("人",)),
    }
    known = Names.of(fields, TODAY)
    assert [meaning.code for meaning in known.find("负责员工")] == ["owner"]
    assert [meaning.code for meaning in known.find("人")] == ["owner", "by"]
    assert known.find("无") == ()


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("statu", "客户状态"), ("状太", "客户状态"), ("采购預算", "采购预算"), ("compnay", "公司名称"),
        ("下次跟进时间", "下次跟进日期"),
    ],
)  # fmt: skip
def test_a_near_miss_is_recognised(typed: str, label: str) -> None:
    near = Names.of(FIELDS, TODAY).near(typed)
    assert near is not None
    assert near.zh == label


@pytest.mark.parametrize("typed", ["https", "AX", "12", "注意", "北京", "a", "", "x" * 500, "mailto"])
def test_what_is_far_from_every_field_is_not(typed: str) -> None:
    assert Names.of(FIELDS, TODAY).near(typed) is None


def test_two_chinese_characters_are_near_by_their_first() -> None:
    assert nearest("状太", ["备注", "状态"]) == "状态"
    assert nearest("注意", ["备注", "状态"]) is None

"""Filters `field:value` on rows, as `list` and `set --where` take them."""

import pytest
from asking import FIELDS, PEOPLE, TODAY

from crmfs.core.errors import UsageError
from crmfs.query.evaluate import matches as fulfils
from crmfs.query.names import Names
from crmfs.query.parser import parse_filters

NAMES = Names.of(FIELDS, TODAY, PEOPLE)
ROW = {
    "status": "active", "company": "未来科技有限公司", "owner": "E001",
    "next_follow_up": "2026-04-02", "budget": 150000,
    "tags": ["重点", "续约"],
}  # fmt: skip


def matches(*terms: str) -> bool:
    return fulfils(parse_filters(terms, NAMES), ROW)


@pytest.mark.parametrize(
    "term",
    [
        "status:active", "status=active", "客户状态：活跃", "status:lost,active", "-status:lost", "公司名称:未来科技",
        "owner:王芳", "owner:E001", "next_follow_up:<=+7d", "next_follow_up:2026-04-01..2026-04-30",
        "next_follow_up:2026-04-01..", "预算:>10万", "budget:150000", "tags:重点", "company:*"
    ],
)  # fmt: skip
def test_terms_that_the_row_fulfils(term: str) -> None:
    assert matches(term)


@pytest.mark.parametrize(
    "term",
    [
        "status:lost",
        "-status:active",
        "company:过去",
        "next_follow_up:<today",
        "budget:<10万",
        "tags:vip",
        "-company:*",
    ],
)
def test_terms_that_the_row_does_not_fulfil(term: str) -> None:
    assert not matches(term)


@pytest.mark.parametrize("operator", [">=", "<=", ":>=", ":<=", "=>=", "：>="])
def test_a_bound_that_counts_itself_takes_the_very_day(operator: str) -> None:
    assert matches(f"next_follow_up{operator}2026-04-02")


@pytest.mark.parametrize("operator", [">", "<", ":>", ":<"])
def test_a_bound_alone_leaves_the_very_day_out(operator: str) -> None:
    assert not matches(f"next_follow_up{operator}2026-04-02")


def test_all_terms_must_be_fulfilled() -> None:
    assert matches("status:active", "tags:续约")
    assert not matches("status:active", "tags:vip")


@pytest.mark.parametrize("term", ["status", "nothing:1", "status:maybe", "budget:>much", "next_follow_up:<soon"])
def test_what_cannot_be_understood_is_a_usage_error(term: str) -> None:
    with pytest.raises(UsageError):
        matches(term)


@pytest.mark.parametrize("term", ["-company:*", "company:", 'company:""', "-status:active", "-company:x"])
def test_a_missing_value_fulfils_only_its_absence(term: str) -> None:
    assert fulfils(parse_filters([term], NAMES), {})
    assert not fulfils(parse_filters(["company:x"], NAMES), {})


@pytest.mark.parametrize("term", ["", " ", "-", "()", '""', "未来科技", "合同*", "(状态:活跃 报价)", "@本周"])
def test_a_filter_names_a_field(term: str) -> None:
    with pytest.raises(UsageError):
        parse_filters([term], NAMES)


def test_a_value_that_stands_alone_may_have_blanks() -> None:
    row = {"company": "Acme Corp (East)", "next_follow_up": "2026-04-02"}
    assert fulfils(parse_filters(["company:Acme Corp (East)", "next_follow_up: <= 2026-04-02"], NAMES), row)
    assert not fulfils(parse_filters(["company:Acme Inc"], NAMES), row)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("状态:流失 OR 标签:续约", True),
        ("(状态:流失 | 标签:vip) 预算:>1万", False),
        ("状态:活跃 -标签:vip", True),
        ("NOT 状态:活跃", False),
        ("公司名称:未来 预算:>20万", False),
        ("-(状态:流失 OR 标签:vip)", True),
    ],
)
def test_one_term_may_hold_several_conditions(term: str, expected: bool) -> None:
    assert matches(term) is expected


@pytest.mark.parametrize(
    ("term", "column"), [("状态:高兴", 4), ("  颜色:红", 3), ("statu:active", 1), ("预算:>many", 5)]
)
def test_an_error_points_at_the_character(term: str, column: int) -> None:
    with pytest.raises(UsageError) as refused:
        parse_filters([term], NAMES)
    assert refused.value.params["column"] == column

"""Filters `field:value` on rows."""

from datetime import date

import pytest

from crmfs.core.errors import UsageError
from crmfs.core.messages import Text
from crmfs.query.filter import parse_filters
from crmfs.records.fields import Choice, Field

CHOICES = (Choice("active", Text("活跃", "Active")), Choice("lost", Text("流失", "Lost")))
FIELDS = {
    field.name: field
    for field in (
        Field("status", Text("客户状态", "Status"), choices=CHOICES),
        Field("company", Text("公司名称", "Company")),
        Field("owner", Text("负责员工", "Owner"), refers="member"),
        Field("next_follow_up", Text("下次跟进日期", "Next follow-up"), "date"),
        Field("budget", Text("预算", "Budget"), "number"),
        Field("tags", Text("标签", "Tags"), "list"),
    )
}
ROW = {
    "status": "active", "company": "未来科技有限公司", "owner": "E001",
    "next_follow_up": "2026-04-02", "budget": 150000,
    "tags": ["重点", "续约"],
}  # fmt: skip


def matches(*terms: str) -> bool:
    filters = parse_filters(terms, FIELDS, date(2026, 3, 31), {"王芳": "E001"}.get)
    return all(one.matches(ROW) for one in filters)


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


def test_a_missing_value_fulfils_only_its_absence() -> None:
    filters = parse_filters(["-company:*"], FIELDS, date(2026, 3, 31), lambda _: None)
    assert filters[0].matches({})
    assert not parse_filters(["company:x"], FIELDS, date(2026, 3, 31), lambda _: None)[0].matches({})

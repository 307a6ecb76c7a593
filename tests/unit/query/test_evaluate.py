"""Trees judged on rows."""

import pytest
from asking import parsed

from crmfs.core.errors import UsageError
from crmfs.query.evaluate import judge, matches, named_fields
from crmfs.query.tree import And, Condition, Equal, Not, Word

ROW = {
    "company": "未來科技（上海）有限公司", "status": "active", "budget": 150_000, "vip": True, "tags": ["重点", "续约"],
    "source_ref": {"system": "salesforce", "id": "0018801"}, "notes": "Quotation sent",
}  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "未来科技", "科技(上海)", "quot*", "未来*", "quotaton~", '"重点"', "-报价", "报价 OR 续约",
        "公司名称:未来科技", "来源编号:8801", "vip:是", "预算:15万", "状态:活跃 (标签:vip OR 标签:续约)",
        "-(状态:流失 OR 报价)", "-下次跟进日期:本周",
    ],
)  # fmt: skip
def test_queries_that_the_row_fulfils(typed: str) -> None:
    assert matches(parsed(typed), ROW)


@pytest.mark.parametrize(
    "typed", ["报价", "otation*", "-未来科技", "vip:否", "下次跟进日期:*", "-公司名称:科技", "状态:流失"]
)
def test_queries_that_the_row_does_not_fulfil(typed: str) -> None:
    assert not matches(parsed(typed), ROW)


def test_what_not_hides_is_hidden_in_its_branch_only() -> None:
    query = parsed("(东京 AND NOT 机密) OR 账单")
    found = [text for text in ("东京", "东京 机密", "东京 机密 账单", "账单") if matches(query, {"notes": text})]
    assert found == ["东京", "东京 机密 账单", "账单"]


def test_words_may_be_looked_for_elsewhere() -> None:
    asked: list[object] = []
    has = judge(parsed("报价 合同*"), lambda sought, row: bool(asked.append(sought)) or True)
    assert has({})
    assert len(asked) == 2


def test_truth_is_no_number() -> None:
    assert not matches(Condition("budget", (Equal((1.0,)),)), {"budget": True})
    assert not matches(Condition("vip", (Equal((True,)),)), {"vip": 1})


def test_everything_and_nothing() -> None:
    assert matches(And(), {})
    assert not matches(Not(And()), {})


def test_the_fields_of_a_query_are_known() -> None:
    assert named_fields(parsed("状态:活跃 -(预算:>1 OR 报价)")) == {"status", "budget"}
    assert named_fields(Word("报价")) == frozenset()


def test_a_query_of_many_parts_is_judged() -> None:
    assert matches(parsed(" OR ".join(["机密"] * 2000 + ["续约"])), ROW)
    with pytest.raises(UsageError):
        parsed("(" * 51 + "a")

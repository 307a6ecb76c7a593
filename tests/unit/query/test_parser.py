"""Queries as syntax trees: words, operators, conditions, and what cannot be understood."""

from dataclasses import replace

import pytest
from asking import names, parsed

from crmfs.core.errors import QueryRefused, UsageError
from crmfs.query.parser import DEEPEST, LONGEST, MOST_SAVED, parse_query
from crmfs.query.tree import And, Condition, Contains, Equal, Fuzzy, Node, Not, Or, Prefix, Present, Range, Test, Word

A, B, C = Word("东京"), Word("机密"), Word("账单")
ACTIVE = Condition("status", (Equal(("active",)),))
EVERYTHING = And()


def of(field: str, *tests: Test) -> Condition:
    return Condition(field, tests)


def only(node: Node, *kinds: str) -> Node:
    """Returns a condition on records of some kinds."""
    return And((of("kind", Equal(kinds)), node))


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("东京", A),
        ("东京 机密", And((A, B))),
        ("东京　机密", And((A, B))),
        ("东京 AND 机密", And((A, B))),
        ("东京 & 机密", And((A, B))),
        ("东京 OR 机密", Or((A, B))),
        ("东京|机密", Or((A, B))),
        ("东京 ｜ 机密 OR 账单", Or((A, B, C))),
        ("东京 机密 OR 账单", Or((And((A, B)), C))),
        ("东京 (机密 OR 账单)", And((A, Or((B, C))))),
        ("东京（机密 OR 账单）", And((A, Or((B, C))))),
        ("-东京", Not(A)),
        ("－东京", Not(A)),
        ("NOT NOT 东京", A),
        ("NOT(东京 机密)", Not(And((A, B)))),
        ("(东京 AND NOT 机密) OR 账单", Or((And((A, Not(B))), C))),
        ("((东京))", A),
        ("or and not", And((Word("or"), Word("and"), Word("not")))),
    ],
)
def test_words_and_operators(typed: str, tree: Node) -> None:
    assert parsed(typed) == tree


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ('"exact phrase"', Word("exact phrase", quoted=True)),
        ("“未来 科技”", Word("未来 科技", quoted=True)),
        ("「报价 单」", Word("报价 单", quoted=True)),
        ('"状态:活跃"', Word("状态:活跃", quoted=True)),
        ('"OR"', Word("OR", quoted=True)),
        ("合同*", Prefix("合同")),
        ("quotaton~", Fuzzy("quotaton")),
        ("*经理", Word("*经理")),
        ("未来科技（上海）有限公司", Word("未来科技（上海）有限公司")),
        ("AX-2000/3", Word("AX-2000/3")),
        ("O'Brien", Word("O'Brien")),
        ("C++", Word("C++")),
        ("R&D", Word("R&D")),
        ("😀 东京", A),  # no index has symbols
    ],
)
def test_phrases_prefixes_and_words_with_signs(typed: str, tree: Node) -> None:
    assert parsed(typed) == tree


@pytest.mark.parametrize(
    "typed", ["https://example.com/a?status=active", "12:30", "AX:20", "a:", "注意:安全", "x=1", "@wang"]
)
def test_a_colon_after_what_is_no_field_belongs_to_the_word(typed: str) -> None:
    assert parsed(typed) == Word(typed)


@pytest.mark.parametrize("typed", ["", "  ", "　", "-", "--", "*", "()", '""', "\0", "：", "@", "“”", "-()", "\ud800"])
def test_what_says_nothing_asks_for_everything(typed: str) -> None:
    assert parsed(typed) == EVERYTHING


def test_what_says_nothing_takes_nothing_away() -> None:
    assert parsed('东京 - "" \0 机密') == And((A, B))


@pytest.mark.parametrize(
    "typed",
    [
        "状态:活跃", "状态：活跃", "状态=活跃", "status:active", "Status:Active", "客户状态:活跃客户", "状态: 活跃",
        "状态 : 活跃", "(状态:活跃)", '状态:"活跃"', "状态:「活跃」",
    ],
)  # fmt: skip
def test_a_condition_is_named_by_code_or_label_in_either_language(typed: str) -> None:
    assert parsed(typed) == ACTIVE


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("状态:活跃,潜在", of("status", Equal(("active", "potential")))),
        ("状态:活跃, 潜在", of("status", Equal(("active", "potential")))),
        ("状态:活跃， 客户:CUST001", And((ACTIVE, of("customer", Equal(("CUST001",)))))),
        ("状态:活跃|潜在", of("status", Equal(("active", "potential")))),
        ("状态:活跃,已付款", of("status", Equal(("active", "paid")))),
        ("状态!=活跃", Not(ACTIVE)),
        ("状态≠活跃", Not(ACTIVE)),
        ("-状态:活跃", Not(ACTIVE)),
        ("!状态:活跃", Not(ACTIVE)),
        ('公司名称:"未来 科技"', of("company", Contains(("未来 科技",)))),
        ('公司名称:"未来 科技",海蓝', of("company", Contains(("未来 科技", "海蓝")))),
        ("公司名称:未来*", of("company", Contains(("未来",)))),
        ("公司名称:科技（上海）", of("company", Contains(("科技（上海）",)))),
        ("tag:重点", of("tags", Contains(("重点",)))),
        ("company:*", of("company", Present())),
        ('company:""', Not(of("company", Present()))),
        ("负责员工:王芳", of("owner", Equal(("E001",)))),
        ("owner:E999", of("owner", Equal(("E999",)))),
        ("客户:未来科技", of("customer", Equal(("CUST001",)))),
        ("file:.PDF", of("file", Equal(("pdf",)))),
        ("种类:文档", of("kind", Equal(("document",)))),
        ("重要:是", of("vip", Equal((True,)))),
        ("Next follow-up:2026-04-01", of("next_follow_up", Equal(("2026-04-01",)))),
        ("acme customer type:b2b", And((Word("acme"), of("type", Equal(("b2b",)))))),
        ('"Next follow-up":2026-04-01', of("next_follow_up", Equal(("2026-04-01",)))),
    ],
)
def test_values(typed: str, tree: Node) -> None:
    assert parsed(typed) == tree


@pytest.mark.parametrize(
    ("typed", "test"),
    [
        ("预算:>10万", Range(low=100_000.0, open_low=True)),
        ("预算>10万", Range(low=100_000.0, open_low=True)),
        ("预算 >= 1.5亿", Range(low=150_000_000.0)),
        ("预算:≤10k", Range(high=10_000.0)),
        ("预算:<1,000", Range(high=1000.0, open_high=True)),
        ("预算:5000..2万", Range(5000.0, 20_000.0)),
        ("预算:1,000..2,000", Range(1000.0, 2000.0)),
        ("预算:811,200", Equal((811_200.0,))),
        ("预算:1,234,567.5", Equal((1_234_567.5,))),
        ("预算:500，000", Equal((500_000.0,))),
        ("预算:>=８１１，２００", Range(low=811_200.0)),
        ("预算:5,10", Equal((5.0, 10.0))),
        ("预算:1000,200", Equal((1000.0, 200.0))),
        ("预算:100|200", Equal((100.0, 200.0))),
        ("预算:..2万", Range(high=20_000.0)),
        ("预算:５０００", Equal((5000.0,))),
    ],
)
def test_amounts(typed: str, test: Test) -> None:
    assert parsed(typed) == of("budget", test)


@pytest.mark.parametrize(
    ("typed", "test"),
    [
        ("下次跟进日期:2026-04-01", Equal(("2026-04-01",))),
        ("下次跟进日期:<2026-04-01", Range(high="2026-04-01", open_high=True)),
        ("下次跟进日期:2026-01-01..2026-03-31", Range("2026-01-01", "2026-03-31")),
        ("下次跟进日期:2026年1月1日至今", Range("2026-01-01", "2026-03-31")),
        ("下次跟进日期:2026-01..2026-03", Range("2026-01-01", "2026-03-31")),
        ("下次跟进日期:..今天", Range(high="2026-03-31")),
        ("下次跟进日期:本周", Range("2026-03-30", "2026-04-05")),
        ("next_follow_up:last-month", Range("2026-02-01", "2026-02-28")),
        ("next_follow_up:<last-month", Range(high="2026-02-01", open_high=True)),
        ("next_follow_up:<=last-month", Range(high="2026-02-28")),
        ("next_follow_up:>last-month", Range(low="2026-02-28", open_low=True)),
        ("next_follow_up:>=上月", Range(low="2026-02-01")),
        ("next_follow_up:<today", Range(high="2026-03-31", open_high=True)),
    ],
)
def test_days(typed: str, test: Test) -> None:
    assert parsed(typed) == of("next_follow_up", test)


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("类型:电话会议", of("type", Equal(("call",)))),
        ("类型:企业客户", of("type", Equal(("b2b",)))),
        ("date:2026-03-01", only(of("date", Equal(("2026-03-01",))), "interaction", "order")),
        ("日期:2026-03-01", only(of("date", Equal(("2026-03-01",))), "interaction", "order")),
        ("互动日期:2026-03-01", only(of("date", Equal(("2026-03-01",))), "interaction")),
        ("订单状态:已付款", only(of("status", Equal(("paid",))), "order")),
        ("客户类型:b2b", of("type", Equal(("b2b",)))),
    ],
)
def test_a_field_of_several_kinds_means_what_its_value_or_label_says(typed: str, tree: Node) -> None:
    assert parsed(typed) == tree


@pytest.mark.parametrize(
    ("typed", "code", "column"),
    [
        ('报价 "未完', "query.quote_open", 4),
        ('公司名称:"未完', "query.quote_open", 6),
        ("(东京", "query.bracket_open", 1),
        ("东京 (机密 (账单)", "query.bracket_open", 4),
        ("东京) 机密", "query.bracket_extra", 3),
        ("OR 东京", "query.operand_missing", 1),
        ("东京 AND", "query.operand_missing", 4),
        ("东京 AND OR 机密", "query.operand_missing", 4),
        ("东京 NOT", "query.operand_missing", 4),
        ("statu:active", "query.field_misspelt", 1),
        ("报价 -状太:活跃", "query.field_misspelt", 5),
        ("客户状:活跃", "query.field_misspelt", 1),
        ("状态:高兴", "query.choice_unknown", 4),
        ("状态:活跃,高兴", "query.choice_unknown", 7),
        ("状态:活越", "query.choice_misspelt", 4),
        ("状态:", "query.value_missing", 4),
        ("预算:>", "query.value_missing", 5),
        ("公司名称:…", "query.value_missing", 6),
        ("预算:很多", "query.number_invalid", 4),
        ("下次跟进日期:不久", "query.date_invalid", 8),
        ("下次跟进日期:2026-13", "query.date_invalid", 8),
        ("下次跟进日期:2026-03-01..2026-01-01", "query.range_reversed", 8),
        ("状态:>活跃", "query.not_ordered", 5),
        ("公司名称:>A", "query.not_ordered", 7),
        ("重要:也许", "query.truth_invalid", 4),
        ("(" * 10_000, "query.too_deep", DEEPEST + 1),
    ],
)
def test_what_cannot_be_understood_is_pointed_at(typed: str, code: str, column: int) -> None:
    with pytest.raises(QueryRefused) as refused:
        parsed(typed)
    assert (refused.value.code, refused.value.column) == (code, column)
    assert refused.value.typed == typed


def test_a_near_miss_suggests_the_label_and_the_code() -> None:
    with pytest.raises(QueryRefused) as refused:
        parsed("statsu:active")
    assert refused.value.params["suggestion"] == ("客户状态", "status")


def test_a_long_query_works_and_a_huge_one_is_refused() -> None:
    node = parsed("报价 OR 合同 " * 1000)
    assert isinstance(node, Or)
    assert len(node.parts) == 1001
    with pytest.raises(UsageError, match=r"query\.too_long"):
        parsed("报" * (LONGEST + 1))


def test_a_saved_search_stands_for_its_query() -> None:
    known = names(重点="状态:活跃 OR 标签:重点", 跟进="下次跟进日期:本周 @重点")
    both = Or((ACTIVE, of("tags", Contains(("重点",)))))
    assert parse_query("@重点 报价", known) == And((both, Word("报价")))
    assert parse_query("-@重点", known) == Not(both)
    assert parse_query("@example.com", known) == Word("@example.com")


def test_a_saved_search_that_leads_back_to_itself_is_refused() -> None:
    with pytest.raises(QueryRefused, match=r"query\.saved_circular"):
        parse_query("@甲", names(甲="东京 @乙", 乙="机密 OR @甲"))
    known = replace(names(), saved={"A": "@b", "b": "@a", "a": "@b"}.get)
    with pytest.raises(QueryRefused, match=r"query\.saved_circular"):
        parse_query("@A", known)


def test_saved_searches_that_multiply_are_refused() -> None:
    doubling = {f"s{step}": f"@s{step + 1} @s{step + 1}" for step in range(40)} | {"s40": "东京"}
    with pytest.raises(QueryRefused, match=r"query\.saved_too_many") as refused:
        parse_query("@s0", names(**doubling))
    assert refused.value.params["most"] == MOST_SAVED

"""Filters as they are typed on a command line, and fields as programs read them."""

import json
from pathlib import Path

import pytest
from typing_at import Type


def test_a_filter_that_begins_with_a_minus_excludes(crmfs: Type, born: str) -> None:
    crmfs("-C", "a", "new", "customer", "公司名称=未来科技", "客户状态=活跃", "客户姓名=*经理")
    crmfs("-C", "a", "new", "customer", "公司名称=海蓝贸易", "客户姓名=*经理")
    assert [one["id"] for one in crmfs("-C", "a", "list", "-状态:活跃", "--json").objects] == ["CUST002"]
    assert [one["id"] for one in crmfs("-C", "a", "tree", "-status:active", "--json").objects[:-1]] == ["CUST002"]


def test_an_excluded_word_is_none_of_the_letters_that_are_options(crmfs: Type, born: str) -> None:
    crmfs("-C", "a", "new", "customer", "公司名称=Hill chapter", "客户姓名=*经理")
    crmfs("-C", "a", "new", "customer", "公司名称=Hill house", "客户姓名=*经理", "联系方式=13800001111")
    assert [one["id"] for one in crmfs("-C", "a", "list", "-phone:*", "--json").objects] == ["CUST001"]
    found = crmfs("search", "-C", "a", "hill", "-chapter", "--json").objects[:-1]
    assert {one["customer"] for one in found} == {"CUST002"}


def test_an_excluded_owner_is_no_file_to_write(crmfs: Type, born: str, tmp_path: Path) -> None:
    crmfs("-C", "a", "new", "customer", "公司名称=未来科技", "客户姓名=*经理", "owner=E001")
    typed = ("export", "--format", "csv", "--plain", "--reason", "r", "--json", "--force", "-o", "c.csv")
    found = [
        crmfs("-C", "a", *typed, filter_).objects[-1]["summary"]["customers"]
        for filter_ in ("owner:E001", "-owner:E001")
    ]
    assert found == [1, 0]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "c.csv"]


@pytest.mark.parametrize("command", ["search", "list", "tree"])
def test_two_minuses_begin_an_option_also_where_one_excludes(crmfs: Type, born: str, command: str) -> None:
    said = crmfs("-C", "a", command, "客户状态:潜在", "--jsno")
    assert (said.code, said.out) == (2, "")
    assert "没有选项 --jsno。是不是想写 --json" in said.err
    assert crmfs("-C", "a", command, "--lnag=en").code == 2
    assert crmfs("-C", "a", command, "-客户状态:潜在").code == 0


def test_a_misspelt_option_of_a_search_is_no_word(crmfs: Type, born: str) -> None:
    said = crmfs("-C", "a", "search", "合同", "--stauts", "潜在")
    assert said.code == 2
    assert "--status" in said.err
    assert crmfs("-C", "a", "search", "--", "--stauts", "潜在").code == 0


@pytest.mark.parametrize("typed", [("search", "--limit", "abc", "--json"), ("nosuch", "--json"),
                                   ("search", "--stauts", "--format", "json")])  # fmt: skip
def test_json_is_kept_to_in_errors_of_the_command_line_itself(crmfs: Type, typed: tuple[str, ...]) -> None:
    said = crmfs(*typed)
    assert said.code == json.loads(said.err)["exit"] == 2


def test_the_fields_are_printed_for_programs(crmfs: Type, born: str) -> None:
    *fields, summary = crmfs("-C", "a", "schema", "doc", "customer", "--json").objects
    assert fields[0]["id"] == "customer.id"
    assert summary["summary"]["fields"] == len(fields)


def test_a_mistake_in_a_filter_is_pointed_at(crmfs: Type, born: str) -> None:
    said = crmfs("-C", "a", "list", "(状态:活跃 OR 状态:高兴)")
    assert said.code == 2
    assert said.err.splitlines()[1:] == ["  (状态:活跃 OR 状态:高兴)", " " * 21 + "^"]
    said = crmfs("-C", "a", "--lang", "en", "list", "statu:active")
    assert "Did you mean status?" in said.err
    assert said.err.splitlines()[2] == "  ^"
    error = json.loads(crmfs("-C", "a", "list", "预算:>很多", "--json").err)
    assert (error["error"], error["column"], error["exit"]) == ("query.number_invalid", 5, 2)


def test_a_filter_may_hold_or_and_brackets(crmfs: Type, born: str) -> None:
    for company, status in (("未来科技", "活跃"), ("海蓝贸易", "潜在"), ("北辰", "流失")):
        crmfs("-C", "a", "new", "customer", f"公司名称={company}", f"客户状态={status}", "客户姓名=*经理")
    listed = crmfs("-C", "a", "list", "(公司名称:未来 OR 状态:流失)", "-公司名称:北辰", "--json")
    assert [one["id"] for one in listed.objects] == ["CUST001"]
    assert crmfs("-C", "a", "set", "--where", "", "备注=x", "--reason", "x").code == 2


def test_a_list_that_is_empty_says_that_a_filter_names_no_member(crmfs: Type, born: str) -> None:
    crmfs("-C", "a", "new", "customer", "公司名称=未来科技", "客户姓名=*经理")
    for typed in ((), ("--json",)):
        said = crmfs("-C", "a", "list", "owner:李雷", *typed)
        assert said.code == 0
        assert "没有这位员工（第 7 个字符）。crmfs member list 列出所有员工。" in said.err
    assert "没有这位员工" not in crmfs("-C", "a", "list", "-owner:李雷").err

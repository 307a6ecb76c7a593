"""Problems as people read them."""

import re

from formats_samples import SEVERAL, late, missing, twin

from crmfs.core.problem import Problem
from crmfs.core.text import width
from crmfs.formats import PIPE, Page, writer
from crmfs.formats.wording import Wording

write = writer("text")


def test_a_problem_stands_on_one_line_with_its_remedy_below(chinese: Wording) -> None:
    assert list(write([missing()], chinese, PIPE)) == [
        "customers/01/CUST001/customer.yaml:3:1  错误 sample.missing  缺少必填字段 公司名称 (company)。",
        "    → 补上它：crmfs set CUST001 company=…",
        "",
        "错误 1 个，警告 0 个，提示 0 个，涉及 1 个文件。",
    ]


def test_english_says_the_same(english: Wording) -> None:
    assert list(write([missing()], english, Page(checked=93))) == [
        "customers/01/CUST001/customer.yaml:3:1  error sample.missing  "
        "The required field Company (company) is missing.",
        "    → Add it: crmfs set CUST001 company=…",
        "",
        "Errors: 1, warnings: 0, infos: 0, files with problems: 1. (93 files checked)",
    ]


def test_a_command_in_a_remedy_can_be_copied(chinese: Wording) -> None:
    named = Problem("sample.bom", "library/faq/常见 问题.md")
    assert "    → crmfs fix 'library/faq/常见 问题.md'" in list(write([named], chinese, PIPE))


def test_nothing_found_is_said(chinese: Wording) -> None:
    assert list(write([], chinese, Page(checked=93))) == ["没有发现问题。（共检查 93 个文件）"]


def test_problems_of_a_file_stand_together_and_their_columns_align(chinese: Wording) -> None:
    lines = list(write([missing(), twin(), late()], chinese, PIPE))
    assert lines[3:6] == [
        "customers/02/CUST002/customer.yaml       警告 sample.twin  与 CUST001 重名。",
        "    → 合并两者。",
        "customers/02/CUST002/customer.yaml:9:19  提示 sample.late  跟进已过期 12 天。",
    ]


def test_a_finding_about_the_repository_names_no_file(chinese: Wording) -> None:
    assert any(line.startswith("（整个仓库）  警告") for line in write(SEVERAL, chinese, PIPE))


def test_the_same_remedy_is_said_once(chinese: Wording) -> None:
    lines = list(write([twin(), twin("customers/09/CUST009/customer.yaml")], chinese, PIPE))
    assert sum("合并两者" in line for line in lines) == 1


def test_of_hundreds_of_remedies_of_one_rule_three_are_said_and_a_table_counts_the_rest(chinese: Wording) -> None:
    found = [missing(f"customers/01/C{number:03}/customer.yaml") for number in range(300)]
    found = [type(one)(one.code, one.path, 1, 1, "", {**one.params, "customer": str(i)}) for i, one in enumerate(found)]
    lines = list(write(found, chinese, PIPE))
    assert sum("补上它" in line for line in lines) == 3
    assert "300  错误  sample.missing" in lines


def test_a_screen_shows_some_findings_of_a_rule_and_counts_the_others(english: Wording) -> None:
    found = [twin(f"customers/01/C{number:03}/customer.yaml") for number in range(300)]
    lines = list(write([*found, missing()], english, Page(cells=120, most_of_a_rule=50)))
    assert sum(line.startswith("customers/") for line in lines) == 51
    assert "… 250 more of sample.twin not listed; see all with --format json" in lines
    assert lines[-1].startswith("Errors: 1, warnings: 300, infos: 0, files with problems: 301.")


def test_on_a_narrow_screen_the_message_goes_below_and_no_line_of_words_is_too_wide(chinese: Wording) -> None:
    lines = list(write([missing(), late()], chinese, Page(cells=60)))
    assert "    缺少必填字段 公司名称 (company)。" in lines
    assert all(width(line) <= 60 for line in lines if not line.startswith("customers/"))


def test_colours_only_where_wanted(chinese: Wording) -> None:
    assert not any("\x1b" in line for line in write(SEVERAL, chinese, PIPE))
    coloured = "\n".join(write([missing()], chinese, Page(colours=True)))
    assert "\x1b[1;31m错误\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == "\n".join(write([missing()], chinese, PIPE))


def test_hostile_names_reach_no_terminal(chinese: Wording) -> None:
    text = "\n".join(write(SEVERAL, chinese, PIPE))
    assert not set(text) & {"\x1b", "\r", "\x00", "\u202e"}
    assert "\n::error" not in text


def test_choices_are_named_by_code_and_in_chinese_by_what_they_mean(chinese: Wording, english: Wording) -> None:
    wrong = Problem(
        "sample.choice", "customers/01/CUST001/customer.yaml", params={"field": "status", "allowed": "active, lost"}
    )
    assert chinese.message(wrong) == "客户状态 (status) 可以写：active 活跃、lost 流失"
    assert english.message(wrong) == "Status (status) may be: active, lost"


def test_types_are_said_in_words(chinese: Wording, english: Wording) -> None:
    wrong = Problem("sample.type", "customers/01/CUST001/customer.yaml", params={"expected": "integer, text"})
    assert chinese.message(wrong) == "应为 整数, 文本"
    assert english.message(wrong) == "must be whole number, text"


def test_a_remedy_names_the_customer_whose_file_it_is(chinese: Wording, english: Wording) -> None:
    late_one, elsewhere = (
        Problem("sample.renew", "customers/09/CUST009/customer.yaml"),
        Problem("sample.renew", "a.yaml"),
    )
    assert chinese.remedy(late_one) == "crmfs set CUST009 下次跟进日期=+7d"
    assert english.remedy(elsewhere) == "crmfs set ID next_follow_up=+7d"


def test_no_line_ends_in_blanks(chinese: Wording) -> None:
    for colours in (False, True):
        lines = [
            re.sub(r"\x1b\[[0-9;]*m", "", line) for line in write(SEVERAL, chinese, Page(cells=50, colours=colours))
        ]
        assert [line for line in lines if line != line.rstrip()] == []

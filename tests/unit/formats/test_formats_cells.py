"""Text by terminal cells: padding, cutting, wrapping, tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmfs.core.text import width
from crmfs.formats import colours
from crmfs.formats.cells import cut, cut_inside, padded, wrapped
from crmfs.formats.tables import table

WORDS = st.text(alphabet="ab 中文，。é😀-", max_size=60)


def test_chinese_takes_two_cells() -> None:
    assert padded("中文", 6) == "中文  "
    assert padded("中文", 3) == "中文"
    assert cut("未来科技有限公司", 9) == "未来科技…"
    assert cut("未来科技有限公司", 8) == "未来科…"
    assert cut("abc", 3) == "abc"


@given(WORDS, st.integers(1, 30))
def test_what_is_cut_fits(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells


@given(WORDS, st.integers(2, 30))
def test_wrapping_loses_nothing_but_spaces(text: str, cells: int) -> None:
    assert "".join(wrapped(text, cells)).replace(" ", "") == text.replace(" ", "")


def test_wrapping_keeps_words_whole_and_punctuation_off_the_line_start() -> None:
    assert wrapped("运行 crmfs fix customers/01 即可修复。", 14) == ["运行 crmfs fix", "customers/01", "即可修复。"]
    assert wrapped("一二三四，五", 8) == ["一二三", "四，五"]
    assert wrapped("", 8) == [""]


def test_a_table_aligns_chinese() -> None:
    rows = [["CUST001", "未来科技有限公司", "活跃"], ["CUST-7K3M9QXA", "Acme", "潜在"]]
    assert list(table(["客户ID", "公司名称", "状态"], rows)) == [
        "客户ID         公司名称          状态",
        "─────────────  ────────────────  ────",
        "CUST001        未来科技有限公司  活跃",
        "CUST-7K3M9QXA  Acme              潜在",
    ]


def test_a_table_takes_from_the_widest_column_first() -> None:
    lines = list(table(["id", "notes"], [["CUST001", "客户对价格敏感，需跟进折扣"]], cells=20))
    assert lines[2] == "CUST001  客户对价格…"


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4), st.integers(16, 80))
def test_a_table_fits_the_screen(rows: list[tuple[str, str, str]], cells: int) -> None:
    assert all(width(line) <= cells for line in table(["a", "b", "c"], rows, cells=cells))


def test_dates_ids_and_names_of_people_stay_whole_where_the_screen_has_room() -> None:
    row = [
        "2026-11-16",
        "过 365 天",
        "文档到期",
        "招商银行股份有限公司上海分行",
        "框架协议 2026 年度",
        "孙磊 (E004)",
        "CUST-7K3M9QXA",
    ]
    lines = list(table([""] * len(row), [row], cells=80))
    assert width(lines[2]) <= 80
    assert all(text in lines[2] for text in ("2026-11-16", "过 365 天", "孙磊 (E004)", "CUST-7K3M9QXA"))


def test_a_value_cannot_break_out_of_its_cell() -> None:
    assert list(table(["a"], [["x\ny\x1b[31m"]]))[2] == "x y\\x1b[31m"


@pytest.mark.parametrize(
    ("terminal", "environment", "wanted"),
    [
        (True, {"TERM": "xterm-256color"}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {}, False),
    ],
)
def test_colours_are_for_able_terminals_of_people_who_want_them(
    terminal: bool, environment: dict[str, str], wanted: bool
) -> None:
    assert bool(colours.are_wanted(terminal, environment)) is wanted


@given(WORDS, st.integers(3, 30))
def test_what_is_cut_inside_fits(text: str, cells: int) -> None:
    assert width(cut_inside(text, cells)) <= cells


def test_of_names_that_begin_alike_the_ends_stay() -> None:
    assert cut_inside("北京未来科技有限公司第12分公司", 21) == "北京未来科…第12分公司"
    assert cut_inside("Region of the north 10", 15) == "Region…orth 10"

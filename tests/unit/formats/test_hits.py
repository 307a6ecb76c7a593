"""Hits as lines: what fits, what is marked, what is left out."""

import re

import pytest

from crmfs.core.text import width
from crmfs.formats import PIPE, Page
from crmfs.formats.hits import facet_lines, hit_lines
from crmfs.search.shown import Hit
from crmfs.search.snippet import NONE, Snippet

TEXT = "备注: 客户对价格敏感，需跟进折扣 and a few English words behind it · 标签: 重点客户"
HIT = Hit(
    "customers/01/CUST001/customer.yaml", "CUST001", "深圳市未来科技有限公司", "interaction",
    "发送报价单与实施计划，客户反馈价格偏高", [(2, 4)], Snippet(TEXT, [(13, 15), (16, 18)]), "2026-03-01",
)  # fmt: skip


def test_in_a_pipe_a_hit_stands_on_three_lines_with_its_words_in_brackets() -> None:
    assert list(hit_lines(HIT, "互动", PIPE)) == [
        "发送报价单与实施计划，客户反馈价格偏高  互动 · CUST001 深圳市未来科技有限公司 · 2026-03-01",
        "  备注: 客户对价格敏感，需[跟进]折[扣 ]and a few English words behind it · 标签: 重点客户",
        "  customers/01/CUST001/customer.yaml",
    ]


@pytest.mark.parametrize("cells", [30, 40, 60, 100])
@pytest.mark.parametrize("colours", [True, False])
def test_on_a_terminal_every_line_but_the_path_fits(cells: int, colours: bool) -> None:
    *lines, path = hit_lines(HIT, "互动", Page(cells=cells, colours=colours))
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    assert max(map(width, plain[1:])) <= cells
    told = "".join(re.sub(r"[\s\[\]]", "", line) for line in plain)
    assert re.sub(r"\s", "", TEXT) in told
    assert HIT.path in path


def test_a_snippet_that_repeats_the_title_is_left_out_and_the_title_marked() -> None:
    same = Hit("x.yaml", None, "", "library", "报价单", [(0, 2)], Snippet("报价单", [(0, 2)]), None)
    assert list(hit_lines(same, "资源库", PIPE)) == ["[报价]单  资源库", "  x.yaml"]


def test_what_a_terminal_would_obey_is_shown_not_sent() -> None:
    hostile = Hit("a\x1b[31m", "C1", "x\u202ey", "document", "t\x07", [], NONE, None)
    assert all(line.isprintable() for line in hit_lines(hostile, "k", PIPE))


def test_counts_stand_below_their_field() -> None:
    assert list(facet_lines("状态", [("活跃", 1200), ("潜在客户", 3)], PIPE)) == [
        "状态",
        "  活跃      1,200",
        "  潜在客户      3",
    ]

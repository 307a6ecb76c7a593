"""`search` on a terminal: colours, lines that fit, a pager for more than a screen; NO_COLOR is never paged."""

import re
from pathlib import Path

from test_list_on_screen import company, on_screen
from typing_at import Type

from crmfs.core.text import width

__all__ = ["company"]


def test_more_hits_than_the_screen_has_lines_go_to_the_pager(company: Path) -> None:
    shown, paged = on_screen(company, "海蓝", "--limit", "30", name="search", columns=80, lines=20)
    assert paged.count("customer.yaml") == 30
    assert "customer.yaml" not in shown
    assert "找到 30 条" in shown


def test_hits_that_fit_are_shown_with_their_words_in_colour(company: Path) -> None:
    shown, paged = on_screen(company, "海蓝", "--limit", "3", name="search", columns=80, lines=20)
    assert paged == ""
    assert shown.count("\x1b[1;33m海蓝\x1b[0m") == 3


def test_without_colours_words_stand_in_brackets_and_nothing_is_paged(company: Path) -> None:
    shown, paged = on_screen(company, "海蓝", "--limit", "9", name="search", columns=80, lines=9, NO_COLOR="1")
    assert (shown.count("[海蓝]"), paged) == (9, "")
    assert "\x1b" not in shown.replace("\r\x1b[K", "")  # where a slow machine shows progress, its line is taken back


def test_on_a_narrow_terminal_what_a_hit_says_takes_more_lines(company: Path, crmfs: Type) -> None:
    crmfs("-C", "a", "new", "interaction", "CUST001", "type=call", "content=" + "讨论合同的细节和付款的时间，" * 12)
    shown, _ = on_screen(company, "付款", name="search", columns=30, lines=60, NO_COLOR="1")
    lines = [line for line in re.split(r"[\r\n]+", shown) if line.startswith("  ") and "customers/" not in line]
    assert len(lines) > 3
    assert max(map(width, lines)) <= 30

"""A caret below what was typed."""

import pytest

from crmfs.core.text import width
from crmfs.formats.pointing import pointed


@pytest.mark.parametrize(
    ("typed", "column", "cells"), [("status:happy", 8, 7), ("状态:高兴", 4, 5), ("a", 2, 1), ("", 1, 0), ("é́:x", 3, 1)]
)
def test_the_caret_counts_terminal_cells(typed: str, column: int, cells: int) -> None:
    assert pointed(typed, column) == (typed, " " * cells + "^")


def test_a_long_text_is_cut_around_the_place() -> None:
    line, caret = pointed("报价" * 5000, 5001)
    assert width(line) < 72
    assert line.startswith("…")
    assert line.endswith("…")
    assert line[len("…") :][: width(caret) // 2 - 1].startswith("报价")


def test_what_a_terminal_would_obey_is_written_out() -> None:
    line, caret = pointed("a\x1b[2J b\n", 3)
    assert line == "a\\x1b[2J b "
    assert caret == "     ^"

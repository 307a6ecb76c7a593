"""`list` on a terminal: what does not fit the screen goes to the pager; pipes and NO_COLOR are never paged."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from typing_at import Type

from tests.conftest import Once

LEAVING = '#!/bin/sh\necho "$@" > "$SEEN.options"\ncat > "$SEEN"\n'  # a pager that the user leaves at once


@pytest.fixture
def company(crmfs: Type, once: Once, tmp_path: Path) -> Path:
    """A repository with thirty customers."""
    once(_made, crmfs, tmp_path)
    return tmp_path


def _made(crmfs: Type, tmp_path: Path) -> None:
    assert crmfs("init", "a", "--ids", "sequence").code == 0
    table = tmp_path / "customers.csv"
    table.write_text("公司名称\n" + "".join(f"海蓝贸易{n}号有限公司\n" for n in range(30)), encoding="utf-8")
    assert crmfs("-C", "a", "import", str(table)).code == 0


def on_screen(
    company: Path, *typed: str, columns: int, lines: int, name: str = "list", **variables: str
) -> tuple[str, str]:
    """Returns what a terminal of a size shows, and what a pager called `less` was given."""
    less, seen = company / "bin" / "less", company / "seen"
    less.parent.mkdir(exist_ok=True)
    less.write_text(LEAVING)
    less.chmod(0o700)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    own = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}  # asked for is a size
    environment = {
        **own, "PATH": f"{less.parent}:{os.environ['PATH']}", "TERM": "xterm", "SEEN": str(seen), **variables,
    }  # fmt: skip
    command = [sys.executable, "-m", "crmfs", "-C", "a", name, *typed]
    with subprocess.Popen(command, cwd=company, env=environment, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # Linux says so that the other end is closed
            pass
    os.close(ours)
    return shown.decode(), seen.read_text(encoding="utf-8") if seen.exists() else ""


def test_a_wide_table_goes_whole_to_less_which_does_not_fold_it(company: Path) -> None:
    shown, paged = on_screen(company, "--table", columns=80, lines=60)
    assert "下次跟进日期" in paged
    assert "…" not in paged
    assert "-S" in (company / "seen.options").read_text()
    assert "30 个客户" in shown


def test_without_less_the_columns_that_fit_are_shown_and_told(company: Path) -> None:
    shown, paged = on_screen(company, "--table", columns=80, lines=60, PAGER="")
    assert (paged, "下次跟进日期" in shown) == ("", False)
    assert "--json" in shown
    assert "room for the first" in on_screen(company, "--table", "--lang", "en", columns=60, lines=9, PAGER="cat")[0]


def test_a_long_list_goes_to_the_pager_and_a_short_one_does_not(company: Path) -> None:
    assert on_screen(company, columns=120, lines=24)[1].count("\n") == 32
    (company / "seen").unlink()
    assert on_screen(company, columns=120, lines=60)[1] == ""


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_plain_text_gets_the_whole_table(company: Path, variables: dict[str, str]) -> None:
    shown, paged = on_screen(company, "--table", columns=80, lines=24, **variables)
    assert paged == ""
    assert "下次跟进日期" in shown

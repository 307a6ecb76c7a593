"""What a hook tells fits the terminal of who commits."""

import fcntl
import os
import struct
import termios
from io import TextIOWrapper

import pytest

from crmfs.core.problem import Problem
from crmfs.core.text import width
from crmfs.hooks.listener import Listener

CELLS = 60
FOUND = Problem("privacy.phone", "customers/01/CUST001/customer.yaml", 8, 8)


def _told_at_a_terminal(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> list[str]:
    ours, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, CELLS, 0, 0))
    with (
        os.fdopen(ours, "rb", buffering=0) as reading,
        TextIOWrapper(os.fdopen(terminal, "wb", buffering=0), encoding="utf-8", write_through=True) as stream,
    ):
        monkeypatch.setattr("sys.stderr", stream)
        Listener(environment).tell_problems([FOUND], None)
        said = reading.read(65536)
    return said.decode("utf-8").splitlines()


def test_lines_are_wrapped_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = _told_at_a_terminal(monkeypatch, {"CRMFS_LANG": "zh", "NO_COLOR": "1"})
    assert lines[0] == "customers/01/CUST001/customer.yaml:8:8  错误 privacy.phone"
    assert max(map(width, lines)) <= CELLS


def test_colours_are_those_that_the_terminal_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in "".join(_told_at_a_terminal(monkeypatch, {"TERM": "xterm"}))
    assert "\x1b[" not in "".join(_told_at_a_terminal(monkeypatch, {"TERM": "dumb"}))


def test_a_pipe_gets_whole_lines(capfd: pytest.CaptureFixture[str]) -> None:
    Listener({"CRMFS_LANG": "zh"}).tell_problems([FOUND], None)
    assert max(map(width, capfd.readouterr().err.splitlines())) > CELLS

"""Long work shows that it goes on, on a terminal only, and leaves nothing behind."""

import os
import pty
import subprocess
import sys

import pytest

WORK = "from time import sleep\nfrom crmfs.cli.progress import waiting\nwith waiting('写入'):\n    sleep(1.4)\n"


@pytest.mark.parametrize(("terminal", "shown"), [("xterm", "写入  1 s"), ("dumb", "")])
def test_seconds_are_shown_while_nobody_knows_how_far_it_got(terminal: str, shown: str) -> None:
    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", WORK], stderr=theirs, env={**os.environ, "TERM": terminal}, check=True)
    os.close(theirs)
    try:
        written = os.read(ours, 4096).decode()
    except OSError:  # nothing was written
        written = ""
    os.close(ours)
    assert shown in written
    assert not written or written.endswith("\r\x1b[K")

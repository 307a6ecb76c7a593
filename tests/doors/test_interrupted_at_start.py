"""Ctrl-C while the program is still being loaded ends it quietly, as it does later on."""

import subprocess
import sys
from pathlib import Path

import pytest

# Starts the program, and interrupts its own process when it comes to load some module.
_START = """
import os, runpy, signal, sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from crmfs.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize(
    "module", ["crmfs.cli.program", "click", "crmfs.core.errors", "crmfs.cli.frame", "crmfs.cli.list", "crmfs.context"]
)
def test_interrupted_while_a_module_is_loaded_it_shows_no_traceback(module: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _START, module, "-C", str(tmp_path), "list"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 1

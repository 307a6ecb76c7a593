"""The folder for trying a restore goes whatever happens: it holds all customer files in clear."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

_HOLDS = """
import time
from crmfs.backups.scratch import scratch
with scratch() as folder:
    (folder / "secret").write_text("x")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_it_goes_when_the_program_is_told_to_end(tmp_path: Path, number: signal.Signals) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", _HOLDS], env={"TMPDIR": str(tmp_path)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert program.stdout
    folder = Path(program.stdout.readline().decode().strip())
    assert folder.parent.stat().st_mode & 0o077 == 0
    program.send_signal(number)
    program.communicate()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_goes_with_the_next_one_and_what_is_in_use_stays(tmp_path: Path) -> None:
    programs = [
        subprocess.Popen([sys.executable, "-c", _HOLDS], env={"TMPDIR": str(tmp_path)}, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    folders = [Path(one.stdout.readline().decode().strip()) for one in programs if one.stdout]
    programs[0].kill()
    programs[0].communicate()
    assert all((folder / "secret").exists() for folder in folders)
    run = "from crmfs.backups.scratch import scratch\nwith scratch(): pass"
    subprocess.run([sys.executable, "-c", run], env={"TMPDIR": str(tmp_path)}, check=True)
    assert [folder.exists() for folder in folders] == [False, True]
    programs[1].terminate()
    programs[1].communicate()

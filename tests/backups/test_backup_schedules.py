"""The ready files for a schedule parse and name commands that exist."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from configparser import ConfigParser
from pathlib import Path
from shutil import which

import pytest
from depots import CRMFS_YAML

from crmfs.git.repository import Repository
from crmfs.records.yaml import read_yaml
from tests.doc_tables import DOCS, context_of

FILES = sorted(file for file in (DOCS / "schedules").iterdir() if "rhythm" not in file.name)
_TYPED = re.compile(r"crmfs ((?:-C \S+ )?backup [^\n&|)]*)")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _unit(name: str) -> ConfigParser:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(_text(DOCS / "schedules" / name))
    return unit


@pytest.mark.parametrize("file", [file for file in FILES if file.suffix != ".timer"], ids=lambda file: file.name)
def test_commands_are_ones_that_the_program_takes(file: Path) -> None:
    typed = [line.partition(" 2>")[0].replace("$full", "--full") for line in _TYPED.findall(_text(file))]
    assert any(" create " in line for line in typed)
    for line in typed:
        context_of(shlex.split(line))


def test_cron_runs_a_full_one_weekly_and_an_increment_hourly() -> None:
    jobs = [line for line in _text(DOCS / "schedules/crontab").splitlines() if re.match(r"[\d*]", line)]
    hourly, weekly, monthly = (line.split(None, 5) for line in jobs)
    assert all(re.fullmatch(r"(\*|\d+)", field) for job in (hourly, weekly, monthly) for field in job[:5])
    assert (hourly[1:5], "--full" in hourly[5]) == (["*"] * 4, False)
    assert (weekly[4], "--full" in weekly[5], "verify" in weekly[5]) == ("0", True, True)
    assert (monthly[2], "drill" in monthly[5]) == ("1", True)
    assert not any("%" in job[5] for job in (hourly, weekly, monthly))  # cron takes it for the end of a line


@pytest.mark.parametrize(("name", "when"), [("crmfs-backup", "hourly"), ("crmfs-backup-full", "Sun 01:43")])
def test_systemd_has_a_service_for_each_timer(name: str, when: str) -> None:
    timer, service = _unit(f"{name}.timer"), _unit(f"{name}.service")
    assert timer["Timer"]["OnCalendar"] == when
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert service["Service"]["Type"] == "oneshot"
    assert service["Service"]["ExecStart"].startswith("/")


@pytest.mark.skipif(not which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_its_files(tmp_path: Path) -> None:
    for file in (DOCS / "schedules").glob("*.[st][ei][rm]*"):
        text = _text(file).replace("/usr/local/bin/crmfs", "/bin/true").replace("User=git", "User=root")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    units = sorted(map(str, tmp_path.iterdir()))
    assert len(units) == 6
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if str(tmp_path) in line]) == (0, [])


def test_the_lines_of_cron_do_what_they_say_in_a_shell(
    make_repository: Callable[..., Repository], tmp_path: Path
) -> None:
    server = make_repository({"crmfs.yaml": CRMFS_YAML}, bare=True)
    program = tmp_path / "bin/crmfs"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m crmfs "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    jobs = [line for line in _text(DOCS / "schedules/crontab").splitlines() if re.match(r"[\d*]", line)]
    hourly, weekly = (line.split(None, 5)[5] for line in jobs[:2])
    env = os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}", "LANG": "C.UTF-8"}
    folders = {"/srv/customers.git": str(server.git_dir), "/mnt/backup": str(tmp_path / "bk")}
    said = []
    for line in (hourly, weekly):
        for name, folder in folders.items():
            line = line.replace(name, folder)
        done = subprocess.run(["sh", "-c", line], env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        said.append(done.stdout)
    assert said[0] == ""  # no mail where all is well
    assert len([one for one in (tmp_path / "bk").iterdir() if one.is_dir()]) == 2


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_ci_jobs_are_yaml_with_the_whole_history(name: str) -> None:
    file = DOCS / "schedules" / name
    assert isinstance(read_yaml(file.read_bytes()).value, dict)
    assert re.search(r"fetch-depth: 0|GIT_DEPTH: \"0\"", _text(file))


def test_every_ready_file_is_told_of_in_both_languages() -> None:
    for language in ("zh", "en"):
        page = _text(DOCS / language / "backup.md")
        assert all(f"(../schedules/{file.name})" in page for file in FILES)

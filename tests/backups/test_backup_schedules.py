"""The ready files for a schedule parse and name commands that exist."""

import re
import shlex
from configparser import ConfigParser
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_ci_jobs_are_yaml_with_the_whole_history(name: str) -> None:
    file = DOCS / "schedules" / name
    assert isinstance(read_yaml(file.read_bytes()).value, dict)
    assert re.search(r"fetch-depth: 0|GIT_DEPTH: \"0\"", _text(file))


def test_every_ready_file_is_told_of_in_both_languages() -> None:
    for language in ("zh", "en"):
        page = _text(DOCS / language / "backup.md")
        assert all(f"(../schedules/{file.name})" in page for file in FILES)

"""The ready files for a schedule of `due` and `lifecycle run` parse and name commands that exist."""

import re
import shlex
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest

from crmfs.records.yaml import read_yaml
from tests.doc_tables import DOCS, context_of

FILES = sorted(file for file in (DOCS / "schedules").iterdir() if "rhythm" in file.name)
_TYPED = re.compile(r"crmfs ((?:-C \S+ )?(?:--as \S+ )?(?:due|lifecycle)\b[^\n&|)]*)")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _unit(name: str) -> ConfigParser:
    unit = ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(_text(DOCS / "schedules" / name))
    return unit


def _yaml(name: str) -> Any:
    return read_yaml((DOCS / "schedules" / name).read_bytes()).value


@pytest.mark.parametrize("file", [file for file in FILES if file.suffix != ".timer"], ids=lambda file: file.name)
def test_both_commands_are_run_as_the_program_takes_them(file: Path) -> None:
    code = "\n".join(line for line in _text(file).splitlines() if not line.startswith("#"))
    typed = [shlex.split(line.partition(" 2>")[0]) for line in _TYPED.findall(code)]
    assert {word for words in typed for word in words} >= {"due", "lifecycle"}
    for words in typed:
        context_of(words)


def test_cron_tells_on_working_days_and_marks_once_a_month() -> None:
    lines = _text(DOCS / "schedules/rhythm.crontab").splitlines()
    jobs = [line.split(None, 5) for line in lines if re.match(r"[\d*]", line)]
    assert all(re.fullmatch(r"\*|[\d-]+", field) for job in jobs for field in job[:5])
    assert [(job[2], job[4]) for job in jobs] == [("*", "1-5"), ("*", "*"), ("1", "*")]
    assert not any("%" in job[5] for job in jobs)  # cron takes it for the end of a line


def test_systemd_runs_every_morning() -> None:
    timer, service = _unit("crmfs-rhythm.timer"), _unit("crmfs-rhythm.service")
    assert timer["Timer"]["OnCalendar"] == "*-*-* 05:37"
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert (service["Service"]["Type"], service["Service"]["ExecStart"][0]) == ("oneshot", "/")


def test_ci_jobs_have_the_whole_history_and_push() -> None:
    github = _yaml("rhythm-github.yml")
    steps = github["jobs"]["rhythm"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    assert github["permissions"] == {"contents": "write"}
    assert any("git push" in step.get("run", "") for step in steps)
    gitlab = _yaml("rhythm-gitlab.yml")["crmfs-rhythm"]
    assert gitlab["variables"]["GIT_DEPTH"] == "0"
    assert any("git push" in line for line in gitlab["script"])


def test_every_ready_file_is_told_of_in_both_languages() -> None:
    for language in ("zh", "en"):
        page = _text(DOCS / language / "commands.md")
        assert all(f"(../schedules/{file.name})" in page for file in FILES)

"""What is hidden and what is absent cannot be told apart, and nothing of it stands in any output.

With CRMFS_TEST_FULL each line is typed by everybody in every way; else in one way, so that all ways are used.
"""

import subprocess
from pathlib import Path

import pytest
from sharing import ASKING, Line, share
from stock import LESS, MEMBERS, canaries, is_hidden
from telling import Tell, Twins, temporary
from thorough import FULL
from typed import CHANGES, LINES, TABLE, TABLE_TEXT

_EVERY: tuple[Line, ...] = ((), ("--lang", "en"), ("--json",))
_JSON = _EVERY[-1]
_HIDDEN_FROM = [(line, who) for line, path in CHANGES for who in ASKING if is_hidden(path, who)]


def _said(one: str | Line) -> str:
    return MEMBERS[one] if isinstance(one, str) else " ".join(one)


def _demand_alike(twins: Twins, tell: Tell, who: str, line: Line) -> None:
    seen = " ".join(line) + (TABLE_TEXT if TABLE in line else "")
    for way in _EVERY if FULL else (_EVERY[(len(" ".join(line)) + LESS.index(who)) % len(_EVERY)],):
        typed = line if "--format" in line and way is _JSON else (*line, *way)
        told = tell(twins.whole, who, *typed)
        assert [word for word in canaries(who) if word in told.all and word not in seen] == [], typed
        assert told == tell(twins.without_hidden(who), who, *typed), typed


@pytest.mark.parametrize(("line", "who"), share(LINES), ids=_said)
def test_hidden_is_told_as_absent(twins: Twins, tell: Tell, who: str, line: Line) -> None:
    _demand_alike(twins, tell, who, line)


@pytest.mark.parametrize(("line", "who"), _HIDDEN_FROM, ids=_said)
def test_a_change_of_what_is_hidden_fails_as_one_of_what_is_absent(
    twins: Twins, tell: Tell, who: str, line: Line
) -> None:
    _demand_alike(twins, tell, who, line)


def test_no_line_changed_a_record(twins: Twins) -> None:
    count = subprocess.run(["git", "rev-list", "--count", "HEAD"], cwd=twins.whole, capture_output=True, check=True)
    assert count.stdout.strip() == b"3"


def test_logs_and_temporary_files_hold_no_canary(twins: Twins, tmp_path: Path) -> None:
    secret = {word.encode() for who in LESS for word in canaries(who)}
    files = [*temporary(tmp_path).rglob("*"), *(twins.whole / ".git" / "crmfs").glob("**/*log*/**/*")]
    assert [file for file in files if file.is_file() and any(word in file.read_bytes() for word in secret)] == []

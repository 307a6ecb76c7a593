"""Commands typed as a user types them, in a folder of their own."""

from pathlib import Path

import pytest
from import_company import Company, MakeRepository, ground
from typing_at import Said, Type

from crmfs.cli import main


@pytest.fixture
def crmfs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Type:
    """`crmfs("init", "a")` runs a command line in an empty folder and returns exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRMFS_TODAY", "2026-03-02")
    for name in ("CRMFS_LANG", "CRMFS_ACTOR", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Said:
        code = main(list(arguments))
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)

    return run


@pytest.fixture
def office(
    make_repository: MakeRepository,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Company:
    """A company whose only member is its administrator, on the day of the tests of tables."""
    for name in ("CRMFS_LANG", "CRMFS_ACTOR", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CRMFS_TODAY", "2023-10-20")
    desk = tmp_path / "desk"
    desk.mkdir()
    return Company(make_repository(ground()), desk, capsys)

"""A company whose calendar is known, and commands typed in it on 2 March 2026."""

from pathlib import Path

import pytest
from typing_at import Said, Type

from crmfs.cli import main
from tests.conftest import Once

TODAY = "2026-03-02"


@pytest.fixture
def company(once: Once, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Path:
    """A new repository, nothing in it yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRMFS_TODAY", TODAY)
    for name in ("CRMFS_LANG", "CRMFS_ACTOR", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    once(_made)
    capfd.readouterr()
    return tmp_path / "a"


def _made() -> None:
    assert main(["init", "a", "--ids", "sequence"]) == 0


@pytest.fixture
def crmfs(company: Path, capfd: pytest.CaptureFixture[str]) -> Type:
    """`crmfs("due")` runs a command line in the company's repository and returns exit code, stdout and stderr."""

    def run(*arguments: str) -> Said:
        code = main(["-C", str(company), *arguments])
        return Said(code, *capfd.readouterr())

    return run

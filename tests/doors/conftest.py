"""Commands typed as a user types them, in a folder of their own."""

from pathlib import Path

import pytest
from import_company import Company, MakeRepository, ground
from typing_at import Said, Type

from crmfs.cli import main
from crmfs.git.repository import Repository
from tests.conftest import Once


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
def born(crmfs: Type, once: Once) -> str:
    """The folder `a` of a repository as `init` makes it; its customers will be CUST001, CUST002 and so on."""
    once(_init, crmfs)
    return "a"


def _init(crmfs: Type) -> None:
    assert crmfs("init", "a", "--ids", "sequence").code == 0


@pytest.fixture
def office(
    make_repository: MakeRepository,
    once: Once,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Company:
    """A company whose only member is its administrator, on the day of the tests of tables."""
    for name in ("CRMFS_LANG", "CRMFS_ACTOR", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CRMFS_TODAY", "2023-10-20")
    once(_opened, make_repository, tmp_path)
    return Company(Repository.find(tmp_path / "repository"), tmp_path / "desk", capsys)


def _opened(make_repository: MakeRepository, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    make_repository(ground())

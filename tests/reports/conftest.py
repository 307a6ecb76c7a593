"""A company with known customers, orders, talks, tickets and ratings, and commands typed in it on 2 March 2026."""

from pathlib import Path

import pytest
from reported import Said, Type, company_files

from crmfs.cli import main
from tests.conftest import Once

TODAY = "2026-03-02"


@pytest.fixture(scope="session")
def company_written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The company's records by path."""
    return company_files()


@pytest.fixture
def company(
    company_written: dict[str, str],
    once: Once,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Path:
    """The repository `a` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRMFS_TODAY", TODAY)
    for name in ("CRMFS_LANG", "CRMFS_ACTOR", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    once(_made)
    for path, text in company_written.items():
        file = tmp_path / "a" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    capfd.readouterr()
    return tmp_path / "a"


def _made() -> None:
    assert main(["init", "a", "--ids", "sequence"]) == 0


@pytest.fixture
def crmfs(company: Path, capfd: pytest.CaptureFixture[str]) -> Type:
    """`crmfs("report")` runs a command line in the company's repository and returns exit code, stdout and stderr."""

    def run(*arguments: str) -> Said:
        code = main(["-C", str(company), *arguments])
        return Said(code, *capfd.readouterr())

    return run

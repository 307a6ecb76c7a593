"""`upgrade`: repositories of every older format, and of a newer one."""

from pathlib import Path

import pytest
from typing_at import Type

from crmfs.edits.upgrade import MIGRATIONS
from crmfs.git.repository import Repository
from crmfs.records.settings import FORMAT


@pytest.fixture
def company(born: str, tmp_path: Path) -> Path:
    return tmp_path / born


def _commit(company: Path, path: str, content: str) -> None:
    (company / path).write_text(content, encoding="utf-8")
    Repository.find(company).git("commit", "-q", "--no-verify", "-a", "-m", "as it was")


def _as_format(company: Path, number: int) -> None:
    """Makes the repository what an older crmfs left."""
    assert number == 0
    settings = (company / "crmfs.yaml").read_text(encoding="utf-8")
    lines = [line for line in settings.splitlines(keepends=True) if not line.startswith("format:")]
    _commit(company, "crmfs.yaml", "".join(lines))


def test_there_is_a_migration_from_every_older_format() -> None:
    assert len(MIGRATIONS) == FORMAT


@pytest.mark.parametrize("number", range(FORMAT))
def test_older_format_is_read_and_upgraded_in_one_commit(crmfs: Type, company: Path, number: int) -> None:
    _as_format(company, number)
    before = (company / "crmfs.yaml").read_text(encoding="utf-8").splitlines()
    assert crmfs("-C", "a", "list").code == 0
    dry = crmfs("-C", "a", "upgrade", "--dry-run")
    assert dry.code == 0
    assert f"{number} → {FORMAT}" in dry.out
    assert (company / "crmfs.yaml").read_text(encoding="utf-8").splitlines() == before
    said = crmfs("-C", "a", "upgrade", "--json")
    assert said.code == 0
    assert [one["path"] for one in said.objects[:-1]] == ["crmfs.yaml"]
    assert said.objects[-1] == {"summary": {"from": number, "to": FORMAT, "files": 1}}
    after = (company / "crmfs.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if not line.startswith("format:")] == before
    assert crmfs("-C", "a", "validate").code == 0
    assert "已是最新" in crmfs("-C", "a", "upgrade").out


def test_newer_format_is_refused_by_every_command(crmfs: Type, company: Path) -> None:
    settings = (company / "crmfs.yaml").read_text(encoding="utf-8")
    _commit(company, "crmfs.yaml", settings.replace("format: 1", "format: 99"))
    for typed in (("upgrade",), ("list",), ("whoami",)):
        said = crmfs("-C", "a", *typed)
        assert said.code == 5
        assert "99" in said.err


def test_schemas_of_the_release_replace_changed_ones_and_the_teams_stay(crmfs: Type, company: Path) -> None:
    fresh = (company / "schema/base/ticket.schema.json").read_text(encoding="utf-8")
    _commit(company, "schema/base/ticket.schema.json", fresh.replace('"x-label"', '"x-note"', 1))
    team = (company / "schema/ticket.schema.json").read_bytes()
    assert "crmfs upgrade" in crmfs("-C", "a", "doctor").out
    assert crmfs("-C", "a", "upgrade", "--lang", "en").out == "updated schema/base/ticket.schema.json\n"
    assert (company / "schema/base/ticket.schema.json").read_text(encoding="utf-8") == fresh
    assert (company / "schema/ticket.schema.json").read_bytes() == team

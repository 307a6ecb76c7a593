"""`doctor` and `hooks`: what is off is told with its remedy, mended where that loses nothing, else left."""

import os
from pathlib import Path

import pytest
from typing_at import Said, Type

from crmfs.diagnoses import DIAGNOSES
from crmfs.edits.hook_scripts import state_of
from crmfs.git.repository import Repository, init_repository


@pytest.fixture
def company(born: str, tmp_path: Path) -> Repository:
    return Repository.find(tmp_path / born)


def _states(said: Said) -> dict[str, str]:
    return {one["id"]: one["state"] for one in said.objects[:-1]}


def test_new_repository_is_well(crmfs: Type, company: Repository) -> None:
    said = crmfs("-C", "a", "doctor", "--json")
    assert said.code == 0
    assert _states(said) == dict.fromkeys([diagnosis.id for diagnosis in DIAGNOSES], "ok")
    assert said.objects[-1] == {"summary": {"ok": len(DIAGNOSES), "problem": 0, "fixed": 0}}


def test_what_is_off_is_told_with_its_remedy_and_then_mended(crmfs: Type, company: Repository) -> None:
    company.git("config", "core.quotepath", "true")
    (company.hooks_dir() / "pre-commit").unlink()
    hook = company.hooks_dir() / "commit-msg"
    hook.write_text(hook.read_text(encoding="utf-8").replace("python=", "python=/gone"), encoding="utf-8")
    company.state_dir.chmod(0o755)
    (company.state_dir / "derived.sqlite").write_bytes(b"no database" * 1000)
    off = {"git_settings", "hooks", "interpreter", "state_folder", "store"}
    said = crmfs("-C", "a", "doctor", "--json")
    assert said.code == 1
    assert {name for name, state in _states(said).items() if state == "problem"} == off
    text = crmfs("-C", "a", "doctor", "--lang", "en")
    assert "→ git config core.quotepath false" in text.out
    assert "crmfs hooks install" in text.out
    fixed = crmfs("-C", "a", "doctor", "--fix", "--json")
    assert fixed.code == 0
    assert {name for name, state in _states(fixed).items() if state == "fixed"} == off - {"interpreter"}
    assert crmfs("-C", "a", "doctor").code == 0


def test_what_only_a_person_can_mend_is_left(crmfs: Type, company: Repository, tmp_path: Path) -> None:
    init_repository(tmp_path / "a/inside")
    (tmp_path / "a/inside/x").write_text("x", encoding="utf-8")
    (company.git_dir / "MERGE_HEAD").write_text(f"{company.head()}\n", encoding="utf-8")
    locks = [company.git_dir / "index.lock", company.git_dir / "objects/maintenance.lock"]
    for lock in locks:
        lock.write_bytes(b"")
        os.utime(lock, (0, 0))
    said = crmfs("-C", "a", "doctor", "--fix", "--json")
    assert said.code == 1
    left = {name for name, state in _states(said).items() if state == "problem"}
    assert {"nested", "unfinished", "locks"} <= left
    assert sum(str(lock) in said.out for lock in locks) == 2
    assert all(lock.exists() for lock in locks)


def test_stranger_and_unknown_user_are_told_what_to_set(
    crmfs: Type, company: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRMFS_ACTOR", "nobody@example.com")
    said = crmfs("-C", "a", "doctor")
    assert said.code == 1
    assert "crmfs member add" in said.out


def test_attributes_and_files_of_git_lfs_are_looked_at(crmfs: Type, company: Repository, tmp_path: Path) -> None:
    (tmp_path / "a/.gitattributes").write_text("*.pdf filter=lfs diff=lfs\n", encoding="utf-8")
    company.git("commit", "-q", "--no-verify", "-a", "-m", "lfs")
    states = _states(crmfs("-C", "a", "doctor", "--json"))
    assert (states["attributes"], states["large_files"]) == ("problem", "problem")


def test_broken_settings_do_not_keep_doctor_from_looking(crmfs: Type, company: Repository, tmp_path: Path) -> None:
    (tmp_path / "a/crmfs.yaml").write_text("{{{", encoding="utf-8")
    company.git("commit", "-q", "--no-verify", "-a", "-m", "broken")
    said = crmfs("-C", "a", "doctor", "--json")
    assert said.code == 1
    assert _states(said)["rules"] == "problem"


def _rules(said: Said) -> list[str]:
    return [trouble["code"] for one in said.objects[:-1] if one["id"] == "rules" for trouble in one["troubles"]]


@pytest.mark.parametrize("file", ["crmfs.yaml", "members.yaml", "schema/customer.schema.json"])
def test_rules_broken_on_disk_are_told_before_they_are_committed(
    crmfs: Type, company: Repository, tmp_path: Path, file: str
) -> None:
    good = (tmp_path / "a" / file).read_bytes()
    (tmp_path / "a" / file).write_text("{{{", encoding="utf-8")
    assert _rules(crmfs("-C", "a", "doctor", "--json")) == ["doctor.rules_broken"]
    company.git("commit", "-q", "--no-verify", "-a", "-m", "broken")
    (tmp_path / "a" / file).write_bytes(good)
    assert _rules(crmfs("-C", "a", "doctor", "--json")) == ["doctor.rules_uncommitted"]


def test_settings_that_are_gone_from_disk_are_told(crmfs: Type, company: Repository, tmp_path: Path) -> None:
    (tmp_path / "a/crmfs.yaml").unlink()
    said = crmfs("-C", "a", "doctor", "--lang", "en")
    assert "git restore crmfs.yaml" in said.out


def test_doctor_outside_of_a_repository_says_so(crmfs: Type) -> None:
    assert crmfs("doctor").code == 5


def test_hooks_are_installed_and_removed_by_command(crmfs: Type, company: Repository) -> None:
    assert crmfs("-C", "a", "hooks", "install").code == 0
    removed = crmfs("-C", "a", "hooks", "install", "--uninstall", "--json").objects
    assert [one["done"] for one in removed[:-1]] == ["removed"] * 3
    assert state_of(company, "pre-commit") == "absent"
    assert "pre-commit" in crmfs("-C", "a", "hooks", "install", "--lang", "en").out
    assert state_of(company, "pre-commit") == "current"


def test_server_hooks_in_a_clone_are_refused(crmfs: Type, company: Repository) -> None:
    said = crmfs("-C", "a", "hooks", "install", "--server")
    assert said.code == 2
    assert "--server" in said.err


def test_server_hooks_are_installed_by_command_into_any_bare_repository(crmfs: Type, tmp_path: Path) -> None:
    server = init_repository(tmp_path / "server.git", bare=True)
    assert crmfs("-C", "server.git", "doctor").code == 1
    said = crmfs("-C", "server.git", "hooks", "install", "--server", "--json")
    assert said.code == 0
    assert said.objects[0]["id"] == "pre-receive"
    assert said.objects[0]["done"] == "made"
    assert state_of(server, "pre-receive") == "current"
    assert crmfs("-C", "server.git", "doctor").code == 0
    assert crmfs("-C", "server.git", "hooks", "install").code == 2

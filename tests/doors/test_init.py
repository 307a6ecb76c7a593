"""`init` and `demo`: repositories made as a new user makes them, and whatever is in their way left alone."""

from pathlib import Path

import pytest
from typing_at import Type

from crmfs.edits.hook_scripts import state_of
from crmfs.git.repository import Repository, init_repository


@pytest.fixture
def nobody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose git does not know its user."""
    config = tmp_path_factory.mktemp("nobody") / "config"
    config.write_text("", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))


def test_init_makes_a_valid_repository_whose_first_administrator_is_gits_user(crmfs: Type, tmp_path: Path) -> None:
    said = crmfs("init", "资料")
    assert said.code == 0
    assert "E001 王芳" in said.out
    assert "拿到整个仓库副本的人能打开其中所有文件" in said.out
    assert said.out.count("\n  c") == 3
    repository = Repository.find(tmp_path / "资料")
    assert repository.head_branch() == "main"
    assert repository.config("core.quotepath") == "false"
    assert state_of(repository, "pre-commit") == "current"
    assert repository.git("status", "--porcelain") == b""
    members = (tmp_path / "资料/members.yaml").read_text(encoding="utf-8")
    assert "王芳" in members
    assert "wang@example.com" in members
    assert crmfs("-C", "资料", "validate", "--strict").code == 0
    assert crmfs("-C", "资料", "whoami", "--json").objects[0]["id"] == "E001"


def test_init_speaks_english_and_makes_an_english_repository(crmfs: Type, tmp_path: Path) -> None:
    said = crmfs("init", "a", "--lang", "en", "--ids", "sequence")
    assert said.code == 0
    assert "whoever holds a full clone" in said.out
    settings = (tmp_path / "a/crmfs.yaml").read_text(encoding="utf-8")
    assert "language: en  #" in settings
    assert "ids: sequence  #" in settings


def test_init_prints_json(crmfs: Type, tmp_path: Path) -> None:
    said = crmfs("init", "a", "--json").objects
    head = Repository.find(tmp_path / "a").head()
    assert said == [{"path": str(tmp_path / "a"), "commit": head}, {"summary": {"repositories": 1}}]


@pytest.mark.usefixtures("nobody")
def test_init_without_identity_tells_what_to_type_and_makes_nothing(crmfs: Type, tmp_path: Path) -> None:
    said = crmfs("init", "a")
    assert said.code == 5
    assert "--me 王芳 --employee E001" in said.err
    assert not (tmp_path / "a").exists()
    assert crmfs("init", "a", "--me", "王芳", "--employee", "E007").code == 0
    assert Repository.find(tmp_path / "a").user() == ("王芳", "e007@members.invalid")
    assert crmfs("-C", "a", "whoami").out.startswith("员工ID        E007")


def test_init_leaves_a_folder_with_other_files_alone(crmfs: Type, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/mine.txt").write_text("mine", encoding="utf-8")
    said = crmfs("init", "a")
    assert said.code == 5
    assert "git init" in said.err
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["mine.txt"]


def test_init_adds_to_a_git_repository_and_overwrites_nothing(crmfs: Type, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    init_repository(tmp_path / "a")
    (tmp_path / "a/README.md").write_text("our own\n", encoding="utf-8")
    hook = tmp_path / "a/.git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\n", encoding="utf-8")
    said = crmfs("init", "a")
    assert said.code == 0
    assert "README.md" in said.out
    assert "pre-commit.local" in said.out
    assert (tmp_path / "a/README.md").read_text(encoding="utf-8") == "our own\n"
    assert Repository.find(tmp_path / "a").git("status", "--porcelain") == b"?? README.md\n"


def test_init_refuses_where_a_name_it_needs_is_taken(crmfs: Type, tmp_path: Path) -> None:
    init_repository(tmp_path / "a")
    (tmp_path / "a/members.yaml").write_text("theirs\n", encoding="utf-8")
    said = crmfs("init", "a", "--lang", "en")
    assert said.code == 5
    assert "members.yaml" in said.err
    assert not (tmp_path / "a/crmfs.yaml").exists()


def test_init_refuses_a_crmfs_repository_and_a_place_inside_one(crmfs: Type) -> None:
    assert crmfs("init", "a").code == 0
    again = crmfs("init", "a")
    assert again.code == 5
    assert "crmfs upgrade" in again.err
    assert crmfs("init", "a/inside").code == 5


@pytest.mark.parametrize("wrong", [("--employee", "e 1"), ("--email", "nowhere")])
def test_init_refuses_an_identity_that_cannot_be(crmfs: Type, tmp_path: Path, wrong: tuple[str, str]) -> None:
    assert crmfs("init", "a", *wrong).code == 1
    assert not (tmp_path / "a").exists()


def test_bare_server_is_ready_for_the_first_push(crmfs: Type, tmp_path: Path) -> None:
    said = crmfs("init", "server.git", "--bare")
    assert said.code == 0
    assert "git push -u origin main" in said.out
    server = Repository.find(tmp_path / "server.git")
    assert server.is_bare
    assert server.config("receive.fsckobjects") == "true"
    assert state_of(server, "pre-receive") == "current"
    assert crmfs("-C", "server.git", "doctor").code == 0
    assert crmfs("init", "server.git", "--bare").code == 5
    assert crmfs("init", "other.git", "--bare", "--me", "王芳").code == 2


def test_demo_is_filled_valid_and_tells_what_to_try(crmfs: Type, tmp_path: Path) -> None:
    said = crmfs("demo")
    assert said.code == 0
    assert said.out.count("\n      ") == 5
    assert crmfs("-C", "crmfs-demo", "validate", "--strict").code == 0
    rows = crmfs("-C", "crmfs-demo", "list", "--json").objects
    assert len(rows) >= 20
    assert "privacy: no-pii" in (tmp_path / "crmfs-demo/crmfs.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("nobody")
def test_demo_needs_no_identity_and_is_used_again_until_somebody_changes_it(crmfs: Type, tmp_path: Path) -> None:
    first = crmfs("demo", "d", "--json").objects[0]
    assert first["made"] is True
    second = crmfs("demo", "d", "--json").objects[0]
    assert second == {**first, "made": False}
    (tmp_path / "d/README.md").write_text("mine\n", encoding="utf-8")
    said = crmfs("demo", "d")
    assert said.code == 5
    assert "crmfs demo" in said.err
    assert (tmp_path / "d/README.md").read_text(encoding="utf-8") == "mine\n"


def test_demo_leaves_a_folder_that_is_no_demo_alone(crmfs: Type, tmp_path: Path) -> None:
    assert crmfs("init", "a").code == 0
    assert crmfs("demo", "a").code == 5
    (tmp_path / "b").mkdir()
    (tmp_path / "b/mine.txt").write_text("mine", encoding="utf-8")
    assert crmfs("demo", "b", "--lang", "en").code == 5


def test_a_server_is_named_as_it_is_found_from_the_data_folder(crmfs: Type, tmp_path: Path) -> None:
    said = crmfs("init", "hub.git", "--bare")
    assert f"git remote add origin {tmp_path / 'hub.git'}\n" in said.out


@pytest.mark.parametrize(
    ("language", "searches"),
    [("zh", ["本周到期.yaml", "逾期未跟进.yaml"]), ("en", ["due-this-week.yaml", "overdue.yaml"])],
)
def test_a_repository_has_the_saved_searches_of_its_language(
    crmfs: Type, tmp_path: Path, language: str, searches: list[str]
) -> None:
    crmfs("init", "a", "--language", language)
    assert sorted(file.name for file in (tmp_path / "a/searches").iterdir()) == searches

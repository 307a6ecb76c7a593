"""The team that every test of working together gets: real hooks, real pushes."""

import shutil
from pathlib import Path

import pytest
from colleagues import CONTACTS, CONTACTS_TEXT, Person, Team, git
from typing_at import Said

from crmfs.cli import main
from tests.conftest import Once


@pytest.fixture(scope="session")
def team_made(tmp_path_factory: pytest.TempPathFactory, git_config: Path) -> Path:
    """The folder that every test gets a copy of: five customers, both clones even with the server."""
    folder = tmp_path_factory.mktemp("team")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(git_config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("CRMFS_TODAY", "2026-03-02")
        patch.chdir(folder)
        for line in (
            ["init", "--bare", "server.git"], ["init", "wang", "--me", "王芳"],
            ["-C", "wang", "member", "add", "李强", "--email", "li@example.com", "--role", "management"],
        ):  # fmt: skip
            assert main(line) == 0
        # It goes on in the background after a push, and would write into folders that a test copies or removes.
        (folder / "server.git" / "hooks" / "post-receive").unlink()
        for number in range(1, 6):
            made = ["new", "customer", f"id=CUST00{number}", f"company=第{number}公司", "name=*经理", "type=b2b"]
            assert main(["-C", "wang", *made, "next_follow_up=2026-04-01", "notes=原来"]) == 0
        wang = Person(folder / "wang", lambda *_: Said(0, "", ""))
        (folder / "报价.txt").write_text("第一版\n", encoding="utf-8")
        assert main(["-C", "wang", "attach", "CUST001", "报价.txt", "--category", "quotes"]) == 0
        wang.commit({CONTACTS: CONTACTS_TEXT})
        wang.git("remote", "add", "origin", "../server.git")
        wang.git("push", "-q", "-u", "origin", "main")
        git(folder, "clone", "-q", "server.git", "li")
        git(folder / "li", "config", "user.name", "李强")
        git(folder / "li", "config", "user.email", "li@example.com")
        git(folder / "li", "remote", "set-url", "origin", "../server.git")
        assert main(["-C", "li", "hooks", "install"]) == 0
    return folder


@pytest.fixture
def team(team_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Team:
    """The team, in folders of the test's own."""
    for name in ("server.git", "wang", "li"):
        shutil.copytree(team_made / name, tmp_path / name, symlinks=True)
    monkeypatch.setenv("CRMFS_TODAY", "2026-03-02")
    for name in ("CRMFS_LANG", "CRMFS_ACTOR", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> Said:
        capfd.readouterr()
        code = main(list(arguments))
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)

    return Team(Person(tmp_path / "wang", run), Person(tmp_path / "li", run), tmp_path / "server.git")


@pytest.fixture
def sales(team: Team, once: Once) -> Team:
    """赵敏 of sales sits at 李强's clone; CUST001 and CUST002 are hers."""
    once(_sold, team)
    return team


def _sold(team: Team) -> None:
    team.wang.does("member", "add", "赵敏", "--email", "zhao@example.com", "--role", "sales", "--team", "east")
    for customer in ("CUST001", "CUST002"):
        team.wang.does("set", customer, "team=east", "owner=E003")
    team.even()
    team.li.git("config", "user.name", "赵敏")
    team.li.git("config", "user.email", "zhao@example.com")

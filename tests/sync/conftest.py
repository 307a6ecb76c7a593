"""A server and the clones of two people, with real hooks and real pushes; commands are typed as users type them."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crmfs.cli import main


class Said(NamedTuple):
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def summary(self) -> dict[str, Any]:
        """The last object."""
        found: dict[str, Any] = self.objects[-1]["summary"]
        return found


@dataclass(frozen=True)
class Person:
    """Somebody who works in a clone."""

    clone: Path
    type: Callable[..., Said]

    def __call__(self, *arguments: str) -> Said:
        """Types a command line in the clone."""
        return self.type("-C", str(self.clone), "--lang", "zh", *arguments)

    def does(self, *arguments: str) -> Said:
        """Types a command line that must succeed."""
        said = self(*arguments)
        assert said.code == 0, said
        return said

    def git(self, *arguments: str, stdin: str | None = None) -> str:
        """Runs git in the clone."""
        return git(self.clone, *arguments, stdin=stdin)

    def text(self, path: str) -> str:
        """Returns a file of the work tree."""
        return (self.clone / path).read_text(encoding="utf-8")

    def commit(self, files: Mapping[str, str | None], *options: str) -> None:
        """Writes or deletes files and commits them by git, past the hooks of the clone."""
        for path, content in files.items():
            file = self.clone / path
            if content is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "-m", "by hand", *options)


@dataclass(frozen=True)
class Team:
    """王芳 and 李强, each with a clone of one server."""

    wang: Person
    li: Person
    server: Path

    def even(self) -> None:
        """Brings both to the same state, and says that they are."""
        for person in (self.wang, self.li, self.wang):
            person.does("sync")
        assert (
            self.wang.git("rev-parse", "HEAD")
            == self.li.git("rev-parse", "HEAD")
            == git(self.server, "rev-parse", "main")
        )
        for person in (self.wang, self.li):
            assert person.git("status", "--porcelain") == ""


def git(directory: Path, *arguments: str, stdin: str | None = None) -> str:
    """Runs git, which must succeed."""
    done = subprocess.run(
        ["git", *arguments], cwd=directory, input=stdin, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


CUSTOMER = "customers/01/CUST001/customer.yaml"
CONTACTS = "customers/01/CUST001/contacts.yaml"
CONTACTS_TEXT = 'contacts:\n  - id: P01\n    name: 张三\n    mobile: "13800001111"\n'
DOCUMENT = "customers/01/CUST001/documents/quotes/报价.txt"


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

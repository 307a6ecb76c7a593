"""A clone and its server as crmfs makes them, copied for each test; real hooks, real pushes by the git command."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from office import CUSTOMER, GOOD_CUSTOMER, PHONE, TODAY, Office, Refused, run_git

from crmfs.edits.birth import Wish, make_repository, make_server


@pytest.fixture(scope="session")
def office_made(tmp_path_factory: pytest.TempPathFactory, git_config: Path) -> Office:
    """The office that every test gets a copy of: one customer, pushed once."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(git_config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        make_server(folder / "server.git")
        # It goes on in the background after a push, and would write into folders that a test copies or removes.
        (folder / "server.git" / "hooks" / "post-receive").unlink()
        wish = Wish("", "", "E001", "zh", {"support": "IT 8801"}, "start", TODAY, {})
        make_repository(folder / "clone", wish)
        office = Office(folder / "clone", folder / "server.git")
        office.git("remote", "add", "origin", "../server.git")
        office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER}, "first customer")
        pushed = office.push("-u", "main")
        assert pushed.returncode == 0, pushed.stderr
    return office


@pytest.fixture
def office(office_made: Office, tmp_path: Path) -> Office:
    """A clone and its server, which already has one customer."""
    shutil.copytree(office_made.clone, tmp_path / "clone", symlinks=True)
    shutil.copytree(office_made.server, tmp_path / "server.git", symlinks=True)
    return Office(tmp_path / "clone", tmp_path / "server.git")


@pytest.fixture
def refused(office: Office) -> Refused:
    """`refused(*push_arguments)` pushes, checks that the server refused and stayed as it was, returns what it said."""

    def push(*args: str, env: Mapping[str, str] | None = None) -> str:
        before = run_git(office.server, "for-each-ref").stdout
        done = office.push(*args, env=env)
        assert done.returncode != 0
        assert run_git(office.server, "for-each-ref").stdout == before
        assert "Traceback" not in done.stderr
        assert PHONE not in done.stderr
        return done.stderr

    return push

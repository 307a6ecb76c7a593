"""A clone and its server as crmfs makes them, copied for each test; real hooks, real pushes by the git command."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from office import CANARIES, CUSTOMER, GOOD_CUSTOMER, PHONE, TEAM, TODAY, Office, Refused, run_git

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
    return _copied(office_made, tmp_path)


@pytest.fixture(scope="session")
def team_made(office_made: Office, tmp_path_factory: pytest.TempPathFactory, git_config: Path) -> Office:
    """The office once more, with colleagues of the template's roles and the customers of two teams."""
    folder = tmp_path_factory.mktemp("team")
    made = _copied(office_made, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(git_config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        made.commit_unchecked(TEAM, "colleagues and customers")
        pushed = made.push()
        assert pushed.returncode == 0, pushed.stderr
    return made


@pytest.fixture
def team(team_made: Office, tmp_path: Path) -> Office:
    """The office with colleagues; 李强 (E002, sales, east) sits at the clone."""
    office = _copied(team_made, tmp_path)
    office.sit_down("李强", "li@example.com")
    return office


@pytest.fixture
def denied(team: Office) -> Refused:
    """As `refused`, in the office with colleagues; nothing of what is hidden from 李强 is said either."""
    push = _refusing(team)

    def push_and_look(*args: str, env: Mapping[str, str] | None = None) -> str:
        said = push(*args, env=env)
        assert not any(canary in said for canary in CANARIES)
        return said

    return push_and_look


@pytest.fixture
def refused(office: Office) -> Refused:
    """`refused(*push_arguments)` pushes, checks that the server refused and stayed as it was, returns what it said."""
    return _refusing(office)


def _copied(office: Office, folder: Path) -> Office:
    shutil.copytree(office.clone, folder / "clone", symlinks=True)
    shutil.copytree(office.server, folder / "server.git", symlinks=True)
    return Office(folder / "clone", folder / "server.git")


def _refusing(office: Office) -> Refused:
    def push(*args: str, env: Mapping[str, str] | None = None) -> str:
        before = run_git(office.server, "for-each-ref").stdout
        done = office.push(*args, env=env)
        assert done.returncode != 0
        assert run_git(office.server, "for-each-ref").stdout == before
        assert "Traceback" not in done.stderr
        assert PHONE not in done.stderr
        return done.stderr

    return push

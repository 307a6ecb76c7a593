"""One repository that holds something hidden for everybody, and a twin for each member without what is hidden there."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stock import ADMINISTRATOR, earlier_files_for, files_for
from telling import Tell, Told, Twins, temporary, told_by
from typed import ME, TABLE, TABLE_TEXT

from crmfs.cli import main
from crmfs.git.repository import Repository
from crmfs.search.sync import Sync
from tests.conftest import Write

DAY = "2026-03-02"


@pytest.fixture(scope="session")
def twins(tmp_path_factory: pytest.TempPathFactory, git_config: Path, write: Write) -> Twins:
    """The repository and its twins, each of three commits: the template, the records, one more change."""
    return _twins(tmp_path_factory.mktemp("leaks"), git_config, write)


@pytest.fixture(scope="module")
def own_twins(tmp_path_factory: pytest.TempPathFactory, git_config: Path, write: Write) -> Twins:
    """The same for tests that change something."""
    return _twins(tmp_path_factory.mktemp("leaks"), git_config, write)


def _twins(base: Path, git_config: Path, write: Write) -> Twins:
    blank = base / "blank"
    with _settings(git_config):
        assert main(["init", str(blank), "--employee", ADMINISTRATOR]) == 0

    def made(who: str | None) -> Path:
        folder = base / (who or "whole") / "repository"
        shutil.copytree(blank, folder, symlinks=True)
        write(folder, {f"../{TABLE}": TABLE_TEXT})
        with _settings(git_config):
            for message, files in (("records", earlier_files_for(who)), ("one more", files_for(who))):
                write(folder, files)
                _git(folder, "add", "-A")
                _git(folder, "-c", "core.hooksPath=/dev/null", "commit", "-q", "--allow-empty", "-m", message)
            Sync(Repository.find(folder)).rebuild()
        return folder

    return Twins(made(None), made)


@contextmanager
def _settings(git_config: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        for name in [name for name in os.environ if name.startswith(("GIT_", "CRMFS_"))]:
            patched.delenv(name)
        patched.setenv("GIT_CONFIG_GLOBAL", str(git_config))
        patched.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patched.setenv("GIT_AUTHOR_DATE", f"{DAY}T09:00:00+08:00")
        patched.setenv("GIT_COMMITTER_DATE", f"{DAY}T09:00:00+08:00")
        patched.setenv("CRMFS_TODAY", DAY)
        yield


@pytest.fixture
def tell(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Tell:
    """`tell(repository, "E002", "list")` is what a member is told there."""
    monkeypatch.setenv("CRMFS_TODAY", DAY)
    monkeypatch.setenv("TMPDIR", str(temporary(tmp_path)))
    for name in ("CRMFS_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(repository: Path, who: str, *typed: str) -> Told:
        monkeypatch.chdir(repository)
        monkeypatch.setenv("CRMFS_ACTOR", who)
        stands_for = {TABLE: f"../{TABLE}", ME: who}
        code = main([stands_for.get(word, word) for word in typed])
        return told_by(code, *capfd.readouterr(), repository)

    return run


def _git(folder: Path, *args: str) -> None:
    subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True)

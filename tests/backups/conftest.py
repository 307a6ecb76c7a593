"""Small repositories with a history, and depots of their backups, made once and copied."""

import shutil
import subprocess
from pathlib import Path

import pytest
from depots import CRMFS_YAML, Made, after, backed_up, write_commit

from crmfs.backups.depot import Depot
from crmfs.git.repository import Repository, init_repository


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, git_config: Path) -> Path:
    """A folder with a repository `here` of three commits, and a depot `depot`: a full backup and two increments."""
    folder = tmp_path_factory.mktemp("backups")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", str(git_config))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        repository = init_repository(folder / "here")
        depot = Depot(folder / "depot")
        write_commit(repository, crmfs=CRMFS_YAML, one="a: 1\n")
        backed_up(repository, depot)
        write_commit(repository, one="a: 2\n")
        subprocess.run(["git", "tag", "-a", "-m", "t", "v1"], cwd=repository.root, check=True)
        subprocess.run(["git", "branch", "side"], cwd=repository.root, check=True)
        backed_up(repository, depot, now=after(hours=1))
        write_commit(repository, two="b: 1\n")
        (repository.state_dir / "audit.jsonl").write_text('{"who": "E001"}\n', encoding="utf-8")
        backed_up(repository, depot, now=after(hours=2))
    return folder


@pytest.fixture
def made(made_once: Path, tmp_path: Path) -> Made:
    """A copy of it all; what the repository remembers is of a depot at this very place."""
    shutil.copytree(made_once, tmp_path, symlinks=True, dirs_exist_ok=True)
    known = tmp_path / "here/.git/crmfs/backups/known.json"
    known.write_text(known.read_text(encoding="utf-8").replace(str(made_once), str(tmp_path)), encoding="utf-8")
    return Repository.find(tmp_path / "here"), Depot(tmp_path / "depot")


@pytest.fixture
def fresh(tmp_path: Path) -> Made:
    """A repository of one commit, and a depot that is not there yet."""
    repository = init_repository(tmp_path / "here")
    write_commit(repository, crmfs=CRMFS_YAML, one="a: 1\n")
    return repository, Depot(tmp_path / "depot")

"""Each diagnosis on repositories that have what it looks for."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crmfs.core.messages import text
from crmfs.diagnoses import (
    DIAGNOSES,
    commit_graph,
    git_version,
    identity,
    journal,
    locks,
    main_branch,
    object_checks,
    unfinished,
)
from crmfs.diagnoses.finding import Diagnosis
from crmfs.edits.birth import make_server
from crmfs.git.journal import Journal
from crmfs.git.repository import Repository


@pytest.fixture
def repository(make_repository: Callable[..., Repository]) -> Repository:
    return make_repository({"a": "a"})


def _codes(diagnosis: Diagnosis, repository: Repository) -> list[str]:
    return [trouble.code for trouble in diagnosis.look(repository)]


def test_every_diagnosis_has_an_id_and_a_title_of_its_own() -> None:
    assert len({diagnosis.id for diagnosis in DIAGNOSES}) == len(DIAGNOSES)
    assert len({diagnosis.title for diagnosis in DIAGNOSES}) == len(DIAGNOSES)
    assert all(text(diagnosis.title).zh for diagnosis in DIAGNOSES)


@pytest.mark.parametrize(
    ("said", "old"),
    [
        ("git version 2.39.5", False),
        ("git version 2.31.0 (Apple Git-1)", False),
        ("git version 2.30.9", True),
        ("", True),
    ],
)
def test_git_is_too_old_before_2_31(said: str, old: bool) -> None:
    assert git_version.is_old(said) is old


def test_lock_is_told_only_once_it_is_too_old_to_be_in_use(repository: Repository) -> None:
    lock = repository.git_dir / "index.lock"
    lock.write_bytes(b"")
    assert _codes(locks.DIAGNOSIS, repository) == []
    past = time.time() - locks.STALE_SECONDS - 1
    os.utime(lock, (past, past))
    assert _codes(locks.DIAGNOSIS, repository) == ["doctor.lock"]
    assert locks.DIAGNOSIS.mend is None


def test_interrupted_commit_is_wound_up(repository: Repository) -> None:
    head = repository.head()
    assert head
    git_dir, root = str(repository.git_dir), str(repository.root)
    Journal("0" * 36, "refs/heads/main", head, "1" * 40, root, git_dir, ()).save(repository.state_dir)
    assert _codes(journal.DIAGNOSIS, repository) == ["doctor.journal"]
    journal.mend(repository)
    assert _codes(journal.DIAGNOSIS, repository) == []
    assert repository.head() == head


def test_detached_head_and_unfinished_rebase_are_told(repository: Repository) -> None:
    assert _codes(unfinished.DIAGNOSIS, repository) == []
    repository.git("checkout", "-q", "--detach")
    assert _codes(unfinished.DIAGNOSIS, repository) == ["doctor.detached"]
    (repository.git_dir / "rebase-merge").mkdir()
    assert _codes(unfinished.DIAGNOSIS, repository) == ["doctor.unfinished"]


def test_short_history_needs_no_index(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _codes(commit_graph.DIAGNOSIS, repository) == []
    monkeypatch.setattr(commit_graph, "LONG_COMMITS", 1)
    assert _codes(commit_graph.DIAGNOSIS, repository) == ["doctor.no_commit_graph"]
    commit_graph.mend(repository)
    assert _codes(commit_graph.DIAGNOSIS, repository) == []


def test_server_that_takes_objects_unchecked_is_told_and_mended(tmp_path: Path) -> None:
    server = make_server(tmp_path / "server.git").repository
    server.git("config", "receive.fsckObjects", "false")
    server = Repository.find(tmp_path / "server.git")
    assert _codes(object_checks.DIAGNOSIS, server) == ["doctor.setting"]
    object_checks.mend(server)
    assert _codes(object_checks.DIAGNOSIS, Repository.find(tmp_path / "server.git")) == []
    assert _codes(identity.DIAGNOSIS, server) == []


def test_server_whose_main_branch_is_not_the_one_it_has_is_mended(make_repository: Callable[..., Repository]) -> None:
    server = make_repository({"a": "a"}, bare=True)
    assert _codes(main_branch.DIAGNOSIS, server) == []
    server.git("symbolic-ref", "HEAD", "refs/heads/master")
    assert _codes(main_branch.DIAGNOSIS, server) == ["doctor.main_absent"]
    main_branch.mend(server)
    assert server.head_branch() == "main"

"""A git that is killed while it speaks with a server leaves locks; the next sync removes those, and no others."""

import pytest

from crmfs.core.errors import ChangedMeanwhile
from crmfs.git import left_locks
from crmfs.git.left_locks import speaking
from crmfs.git.remote import fetch, server_of

FILES = {"a.yaml": "a: 1\n"}


@pytest.fixture
def clone(make_repository, git, monkeypatch):
    monkeypatch.setattr(left_locks, "_UNTOUCHED_SECONDS", 0.01)
    repository = make_repository(FILES)
    make_repository(FILES, name="server", bare=True)
    git(repository.root, "remote", "add", "origin", "../server")
    return repository


def _lock(repository):
    lock = repository.git_dir / "refs/remotes/origin/main.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    return lock


def test_what_a_killed_git_of_ours_left_is_removed(clone):
    with pytest.raises(KeyboardInterrupt), speaking(clone, ["refs/remotes/origin/main"]):
        _lock(clone)
        raise KeyboardInterrupt  # as good as killed: nobody saw git end
    index = clone.git_dir / "index.lock"
    index.touch()
    assert fetch(clone, server_of(clone))
    assert not _exists(clone)
    assert index.exists()


def test_what_a_git_left_that_was_killed_alone_is_removed_too(clone):
    for status, stays in ((-9, False), (1, True)):
        with speaking(clone, ["refs/remotes/origin/main"]) as ended:
            ended(status)
        _lock(clone)
        with speaking(clone, ["refs/remotes/origin/main"]):
            assert _exists(clone) is stays


def test_a_lock_of_somebody_elses_git_stays_and_is_told(clone):
    lock = _lock(clone)
    with pytest.raises(ChangedMeanwhile) as caught:
        fetch(clone, server_of(clone))
    assert caught.value.code == "git.branch_locked"
    assert lock.exists()


def _exists(repository):
    return (repository.git_dir / "refs/remotes/origin/main.lock").exists()

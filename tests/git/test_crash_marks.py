"""What a crash or a full disk leaves in the folder of local state misleads nobody, and blocks nobody."""

import os
import subprocess

import pytest

from crmfs.core.errors import StorageError
from crmfs.git.command import _failure
from crmfs.git.index import refresh
from crmfs.git.journal import landed_commit, own_index, remember_landed
from crmfs.git.recover import mend_if_idle
from crmfs.git.temporaries import note_temporaries
from crmfs.git.unfinished import is_unfinished

FILES = {"a.yaml": "a: 1\n", "b": "b\n"}


def test_a_line_cut_short_hides_neither_what_stands_before_nor_behind_it(tmp_path):
    remember_landed(tmp_path, "op-number-1", "1" * 40)
    with (tmp_path / "landed").open("ab") as stream:
        stream.write(b"op-number-2 22222")
    assert landed_commit(tmp_path, "op-number-1") == "1" * 40
    assert landed_commit(tmp_path, "op-number-2") is None
    remember_landed(tmp_path, "op-number-3", "3" * 40)
    assert landed_commit(tmp_path, "op-number-3") == "3" * 40


def test_looking_at_files_takes_no_lock_of_gits(make_repository):
    repository = make_repository(FILES)
    os.utime(repository.root / "b", (1, 1))  # git would note that it looked and found it unchanged
    index = (repository.git_dir / "index").stat()
    assert repository.worktree().tree == repository.tree_of(repository.head())
    assert (repository.git_dir / "index").stat().st_ino == index.st_ino


def test_the_index_is_refreshed_under_a_lock_that_is_given_back(make_repository):
    repository = make_repository(FILES)
    os.utime(repository.root / "b", (1, 1))
    before = (repository.git_dir / "index").stat()
    refresh(repository)
    assert (repository.git_dir / "index").stat().st_ino != before.st_ino
    (repository.git_dir / "index.lock").touch()
    refresh(repository)
    assert (repository.git_dir / "index.lock").exists()  # somebody else's
    assert not own_index(repository.state_dir, "refreshed").exists()


def test_files_of_ours_that_a_crash_left_in_the_work_tree_go_with_the_next_command(make_repository):
    repository = make_repository(FILES)
    note_temporaries(repository.state_dir, repository.root, [".crmfs-fix-1", "gone/.crmfs-fix-2"])
    (repository.root / ".crmfs-fix-1").write_text("half", encoding="utf-8")
    assert is_unfinished(repository.common_dir)
    mend_if_idle(repository)
    assert not (repository.root / ".crmfs-fix-1").exists()
    assert not is_unfinished(repository.common_dir)


@pytest.mark.parametrize(
    "said",
    [b"fatal: Unable to write new index file", b"error: x: No space left on device", b"fatal: y: Input/output error",
     b"fatal: sha1 file '/x/index.lock' write error. Out of diskspace"],
)  # fmt: skip
def test_a_disk_that_fails_git_is_told_as_that(tmp_path, said):
    done = subprocess.CompletedProcess(["git"], 128, b"", said)
    assert isinstance(_failure(tmp_path, ("update-index",), done), StorageError)

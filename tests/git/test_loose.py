"""Where HEAD and branches point is read as git says it: from a file of their own, or wherever else git keeps them."""

import pytest

from crmfs.git.loose import loose_ref
from crmfs.git.repository import Repository


def said(repository, name):
    return loose_ref(repository.git_dir, repository.common_dir, name)


@pytest.fixture
def repository(make_repository):
    return make_repository({"a.yaml": "a: 1\n"})


def test_a_branch_with_a_file_is_read_from_it(repository, git):
    tip = git(repository.root, "rev-parse", "HEAD").strip()
    assert said(repository, "HEAD") == said(repository, "refs/heads/main") == repository.head() == tip


def test_a_moved_branch_is_never_taken_for_the_packed_one(repository, git):
    git(repository.root, "pack-refs", "--all")
    assert said(repository, "HEAD") is None
    assert repository.head() == git(repository.root, "rev-parse", "HEAD").strip()
    git(repository.root, "commit", "-q", "--allow-empty", "-m", "next")
    assert said(repository, "HEAD") == repository.head() == git(repository.root, "rev-parse", "HEAD").strip()


def test_a_detached_head_says_its_commit_itself(repository, git):
    git(repository.root, "checkout", "-q", "--detach")
    assert said(repository, "HEAD") == git(repository.root, "rev-parse", "HEAD").strip()


def test_a_linked_work_tree_has_a_head_of_its_own(repository, git, tmp_path):
    git(repository.root, "worktree", "add", "-q", "-b", "team/side", tmp_path / "linked")
    git(tmp_path / "linked", "commit", "-q", "--allow-empty", "-m", "aside")
    linked = Repository.find(tmp_path / "linked")
    assert said(linked, "HEAD") == git(tmp_path / "linked", "rev-parse", "HEAD").strip() != repository.head()


@pytest.mark.parametrize("name", ["refs/heads/../../HEAD", "refs/heads/a.lock", "refs/tags/v1", "heads/main", ""])
def test_any_other_name_is_left_to_gits_library(repository, name):
    assert said(repository, name) is None


@pytest.mark.parametrize("said_there", ["ref: refs/heads/other\n", "", "\xff", "0" * 39 + "\n"])
def test_a_file_that_says_no_commit_is_left_to_gits_library(repository, said_there):
    (repository.git_dir / "refs/heads/main").write_text(said_there, encoding="latin-1")
    assert said(repository, "HEAD") is None

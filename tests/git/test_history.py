"""A range's commits come parents first, whole and unaltered by configuration; relations of commits are told."""

import pytest

from crmfs.git.history import commits_between, first_parent, is_ancestor, merge_base


@pytest.fixture
def repository(make_repository, git, write):
    """main: one - two - merge; side: one - 三."""
    repository = make_repository({"a": "1"})
    root = repository.root
    git(root, "checkout", "-qb", "side")
    write(root, {"b": "1"})
    git(root, "add", "b")
    git(root, "-c", "user.email=li@example.com", "commit", "-qm", "三\n\nbody\n\nReason: 因为")
    git(root, "checkout", "-q", "main")
    write(root, {"a": "2"})
    git(root, "commit", "-qam", "two")
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side")
    return repository


def test_commits_come_parents_first(repository):
    tip = repository.head()
    commits = commits_between(repository, tip, None)
    assert {commit.message.split("\n")[0] for commit in commits} == {"start", "two", "三", "merge"}
    seen = set()
    for commit in commits:
        assert set(commit.parents) <= seen
        seen.add(commit.oid)
    assert commits[-1].oid == tip and len(commits[-1].parents) == 2


def test_a_commit_is_told_whole(repository):
    (commit,) = commits_between(repository, repository.resolve("side"), repository.resolve("main~1"))
    assert commit.message == "三\n\nbody\n\nReason: 因为"
    assert (commit.author_email, commit.committer_email) == ("li@example.com", "li@example.com")
    assert commit.parents == (repository.resolve("main~2"),)
    assert commit.time > 1_700_000_000


def test_what_the_protected_tip_has_is_left_out(repository):
    tip = repository.head()
    assert commits_between(repository, tip, tip) == []
    names = [c.message.split("\n")[0] for c in commits_between(repository, tip, repository.resolve("main~1"))]
    assert names == ["三", "merge"]


def test_configuration_and_a_file_of_a_branchs_name_change_nothing(repository, git, write):
    git(repository.root, "config", "log.showSignature", "true")
    git(repository.root, "config", "log.follow", "true")
    git(repository.root, "config", "format.pretty", "oneline")
    write(repository.root, {repository.head(): "x", "main": "x"})
    assert len(commits_between(repository, repository.head(), None)) == 4


def test_commits_without_a_message_or_in_another_encoding(repository, git):
    root = repository.root
    git(root, "commit", "-q", "--allow-empty", "--allow-empty-message", "-m", "")
    git(root, "-c", "i18n.commitEncoding=gbk", "commit", "-q", "--allow-empty", "-F", "-", stdin="中文".encode("gbk"))
    assert [c.message for c in commits_between(repository, repository.head(), repository.resolve("main~2"))] == [
        "",
        "中文",
    ]


def test_relations(repository, git):
    one, two, side, tip = (repository.resolve(rev) for rev in ("main~2", "main~1", "side", "main"))
    assert merge_base(repository, two, side) == one
    assert is_ancestor(repository, one, tip) and is_ancestor(repository, tip, tip)
    assert not is_ancestor(repository, two, side)
    assert (first_parent(repository, tip), first_parent(repository, one)) == (two, None)
    git(repository.root, "checkout", "-q", "--orphan", "alone")
    git(repository.root, "commit", "-qm", "alone")
    assert merge_base(repository, repository.head(), tip) is None

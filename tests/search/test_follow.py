"""Following a few hints leaves the index as a comparison with all files would."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from searching import Searched

from crmfs.git.repository import Repository
from crmfs.search.follow import Follower, Stopped
from crmfs.search.hints import Batch
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace
from crmfs.search.sync import Files, differences
from tests.conftest import Git

CUSTOMER = "customers/01/CUST001/customer.yaml"
NOTE = "customers/01/CUST001/documents/other/note.md"
PATHS = (
    CUSTOMER,
    "customers/01/CUST001/interactions/INT-20260110-AAAAAA.yaml",
    NOTE,
    f"{NOTE}.meta.yaml",
    "customers/02/CUST002/customer.yaml",
    "library/faq/a.md",
)
FOLDERS = ("customers", "customers/01", "customers/01/CUST001", "library")
CONTENTS = ("company: 未来\nname: '*a'\n", "company: 东方\nname: '*b'\ntags: [x]\n", "title: 报价\ncontent: 讨论\n")
SAVES = st.tuples(st.just("save"), st.sampled_from(PATHS), st.sampled_from(CONTENTS))
DELETIONS = st.tuples(st.just("delete"), st.sampled_from((*PATHS, *FOLDERS)), st.just(""))
COMMITS = st.tuples(st.sampled_from(("commit", "switch", "stash")), st.just(""), st.just(""))


def act(repository: Repository, git: Git, what: str, path: str, content: str) -> Batch:
    """Does something as a person would; returns the hints that the system would give."""
    assert repository.root
    file = repository.root / path
    if what == "save":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        return Batch(paths={path})
    if what == "delete" and file.is_dir():
        shutil.rmtree(file)
        return Batch(folders={path})
    if what == "delete":
        file.unlink(missing_ok=True)
        return Batch(paths={path})
    _git_act(repository.root, git, what)
    return Batch(folders={"customers", "library"}, moved=True)


def _git_act(root: Path, git: Git, what: str) -> None:
    git(root, "add", "--all")
    if what == "stash":
        git(root, "stash", "--quiet")
    git(root, "commit", "--quiet", "--allow-empty", "--message", what)
    if what == "switch":
        branches = git(root, "branch", "--list", "other")
        git(root, "switch", "--quiet", *([] if branches else ["--create"]), "other")
        git(root, "switch", "--quiet", "main")


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.lists(SAVES | DELETIONS | COMMITS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_sequence_of_hints_leaves_the_index_as_a_comparison_of_all_files_does(
    steps: list[list[tuple[str, str, str]]], searched: Callable[..., Searched], git: Git, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "repository", ignore_errors=True)
    repository = searched({CUSTOMER: CONTENTS[0], NOTE: "报价"}).repository
    follower = Follower(repository, lambda: False)
    for acts in steps:
        batch = Batch()
        for one in acts:
            batch.add(act(repository, git, *one))
        assert follower.follow(batch)
    found, files = opened(IndexPlace(repository)), Files(repository)
    assert found is not None
    assert differences(found, files.snapshot) == (set(), [])
    assert found.state == files.state


def test_only_what_changed_is_told(searched: Callable[..., Searched], git: Git) -> None:
    repository = searched({CUSTOMER: CONTENTS[0], NOTE: "报价"}).repository
    follower = Follower(repository, lambda: False)
    assert repository.root
    (repository.root / NOTE).touch()
    done = follower.follow(Batch(paths={NOTE}))
    assert done and not done.actions
    (repository.root / CUSTOMER).write_text(CONTENTS[1], encoding="utf-8")
    (repository.root / NOTE).unlink()
    done = follower.follow(Batch(folders={"customers"}))
    assert done and done.actions == {CUSTOMER: "changed", NOTE: "removed"}
    git(repository.root, "commit", "--quiet", "--all", "--message", "x")
    done = follower.follow(Batch(moved=True))
    assert done and (done.moved, done.actions) == (True, {})


def test_other_rules_or_an_index_that_is_gone_need_all_files(searched: Callable[..., Searched]) -> None:
    repository = searched({CUSTOMER: CONTENTS[0]}).repository
    follower = Follower(repository, lambda: False)
    assert follower.follow(Batch(rules=True)) is None
    shutil.rmtree(IndexPlace(repository).folder)
    assert follower.follow(Batch(paths={CUSTOMER})) is None
    assert follower.whole().rebuilt
    assert follower.follow(Batch(paths={CUSTOMER}))


def test_work_that_is_given_up_leaves_the_index_as_it_was(searched: Callable[..., Searched]) -> None:
    made = searched({CUSTOMER: CONTENTS[0]})
    follower = Follower(made.repository, lambda: True)
    assert made.repository.root
    (made.repository.root / CUSTOMER).write_text(CONTENTS[1], encoding="utf-8")
    with pytest.raises(Stopped):
        follower.follow(Batch(paths={CUSTOMER}))
    assert made.paths("未来") == ["CUST001/customer.yaml"]

"""git's index of history is read for what it holds, kept up after each push, and missed by doctor."""

import time
from pathlib import Path

import pytest
from chronicle import CUSTOMER, Chronicle, customer
from office import CUSTOMER as PUSHED
from office import GOOD_CUSTOMER, Office

from crmfs.diagnoses import commit_graph as diagnosis
from crmfs.edits.hook_scripts import install
from crmfs.git import commit_graph as maintained
from crmfs.git.commit import commit
from crmfs.git.commit_graph import CommitGraph, commit_graph, index_history
from crmfs.git.edit import FileEdit
from crmfs.git.log import log
from crmfs.git.repository import Repository


@pytest.fixture
def one(tmp_path: Path, git_config: Path) -> Chronicle:
    """A repository of two commits."""
    made = Chronicle(tmp_path / "repository")
    made.commit("made", {CUSTOMER: customer()})
    return made


def test_the_index_is_counted_part_by_part(one: Chronicle) -> None:
    repository = Repository.find(one.folder)
    assert commit_graph(repository) == CommitGraph(0, False)
    index_history(repository)
    assert commit_graph(repository) == CommitGraph(2, True)
    for number in range(3):
        one.commit("more", {CUSTOMER: customer(notes=number)})
        index_history(repository)
    assert commit_graph(repository) == CommitGraph(5, True)


def test_an_index_without_paths_or_without_the_last_commits_is_told(
    one: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnosis, "LONG_COMMITS", 2)
    repository = Repository.find(one.folder)

    def told() -> list[str]:
        return [trouble.code for trouble in diagnosis.look(repository)]

    one.git("commit-graph", "write", "--reachable")
    assert told() == ["doctor.no_commit_graph"]
    diagnosis.mend(repository)
    assert told() == []
    for number in range(2):
        one.commit("more", {CUSTOMER: customer(notes=number)})
    assert told() == ["doctor.old_commit_graph"]
    diagnosis.mend(repository)
    assert told() == []


def test_a_damaged_index_counts_as_none(one: Chronicle) -> None:
    repository = Repository.find(one.folder)
    info = repository.common_dir / "objects" / "info"
    info.mkdir(exist_ok=True)
    (info / "commit-graph").write_bytes(b"no graph")
    assert commit_graph(repository) == CommitGraph(0, False)


def test_a_push_brings_it_up_to_date(office: Office) -> None:
    server = Repository.find(office.server)
    install(server)
    office.commit_unchecked({PUSHED: GOOD_CUSTOMER + "notes: 新的需求\n"}, "x")
    assert office.push().returncode == 0
    until = time.monotonic() + 60
    while commit_graph(server).commits < 3 and time.monotonic() < until:
        time.sleep(0.05)
    counted = server.git("rev-list", "--count", "HEAD")
    assert commit_graph(server) == CommitGraph(int(counted), True)


def test_the_log_of_a_path_is_looked_up_in_it(one: Chronicle, tmp_path: Path) -> None:
    repository, trace = Repository.find(one.folder), tmp_path / "trace"
    index_history(repository)
    traced = Repository(repository.root, repository.git_dir, repository.common_dir, {"GIT_TRACE2_EVENT": str(trace)})
    assert [found.subject for found in log(traced, repository.head() or "", CUSTOMER)] == ["made"]
    assert '"category":"bloom"' in trace.read_text(encoding="utf-8")


def test_where_nobody_pushes_our_own_commits_keep_it_up(one: Chronicle, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository.find(one.folder)
    monkeypatch.setattr(maintained, "ONE_IN", 1)
    _committed(repository, b"1")
    assert commit_graph(repository) == CommitGraph(0, False)  # small as yet
    monkeypatch.setattr(maintained, "GROWN", 0)
    _committed(repository, b"2")
    until = time.monotonic() + 20
    while not commit_graph(repository).commits and time.monotonic() < until:
        time.sleep(0.02)
    assert commit_graph(repository) == CommitGraph(4, True)


def _committed(repository: Repository, data: bytes) -> None:
    done = commit(
        repository, [FileEdit(f"library/{data.decode()}", None, data)], message="x", trailers=(),
        author=("x", "x@example.com"), judge=lambda old, new: None, merge=lambda *sides: sides[2],
        op=f"0000000{data.decode()}",
    )  # fmt: skip
    assert done.paths

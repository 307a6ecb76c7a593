"""Each diagnosis on repositories that have what it looks for."""

import os
import pwd
import time
from collections.abc import Callable
from datetime import date
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
    objects,
    search_index,
    unchecked,
    unfinished,
)
from crmfs.diagnoses.finding import Diagnosis
from crmfs.edits.birth import Wish, make_server
from crmfs.edits.birth import make_repository as make_repository_of_crmfs
from crmfs.git.journal import Journal
from crmfs.git.repository import Repository
from crmfs.search.place import IndexPlace
from crmfs.search.sync import Sync

DAY = date(2026, 3, 31)


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


def test_a_lock_is_told_with_its_age_its_owner_and_who_has_it_open(repository: Repository) -> None:
    lock = repository.git_dir / "index.lock"
    with lock.open("w") as stream:
        past = time.time() - 2 * 3600
        os.utime(lock, (past, past))
        (held,) = locks.DIAGNOSIS.look(repository)
        stream.write("")
    (left,) = locks.DIAGNOSIS.look(repository)
    owner = pwd.getpwuid(os.getuid()).pw_name
    assert (held.code, held.params["process"], held.params["hours"]) == ("doctor.lock_held", os.getpid(), 2.0)
    assert (left.code, left.params["owner"], left.params["hours"]) == ("doctor.lock", owner, 2.0)
    assert lock.exists()


def test_many_loose_objects_are_packed_and_none_is_thrown_away(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = repository.git("hash-object", "-w", "--stdin", stdin=b"nothing refers to it").decode().strip()
    monkeypatch.setattr(objects, "LOOSE_MOST", 2)
    assert _codes(objects.DIAGNOSIS, repository) == ["doctor.loose_objects"]
    assert objects.DIAGNOSIS.mend
    objects.DIAGNOSIS.mend(repository)
    assert repository.git("cat-file", "-p", kept) == b"nothing refers to it"
    assert int(repository.git("count-objects").split()[0]) == 1


@pytest.fixture
def company(tmp_path: Path) -> Repository:
    make_repository_of_crmfs(tmp_path / "company", Wish("", "", "E001", "zh", {}, "start", DAY, {}))
    return Repository.find(tmp_path / "company")


def test_what_was_committed_around_the_checks_is_told(company: Repository) -> None:
    root, bad = company.root or Path(), "customers/01/CUST001/customer.yaml"
    assert _codes(unchecked.DIAGNOSIS, company) == []
    (root / bad).parent.mkdir(parents=True)
    (root / bad).write_text("id: CUST001\nstatus: nonsense\n", encoding="utf-8")
    company.git("add", bad)
    company.git("commit", "-q", "--no-verify", "-m", "around")
    (told,) = unchecked.DIAGNOSIS.look(company)
    assert (told.code, told.place) == ("doctor.unchecked", bad)
    unchecked.note_checked(company)
    assert len(_codes(unchecked.DIAGNOSIS, company)) == 1
    company.git("rm", "-q", bad)
    company.git("commit", "-q", "--no-verify", "-m", "mended")
    assert _codes(unchecked.DIAGNOSIS, company) == []
    unchecked.note_checked(company)
    assert (company.state_dir / "checked").read_text(encoding="ascii").strip() == company.head()


def test_an_index_of_searches_that_is_damaged_is_built_anew(company: Repository) -> None:
    assert _codes(search_index.DIAGNOSIS, company) == []  # none is made yet
    Sync(company).rebuild()
    assert _codes(search_index.DIAGNOSIS, company) == []
    used = IndexPlace(company).current()
    assert used
    store = next(used.glob("*.pos"))
    store.chmod(0o600)
    data = bytearray(store.read_bytes())
    data[len(data) // 3] ^= 0xFF
    store.write_bytes(bytes(data))
    assert _codes(search_index.DIAGNOSIS, company)[0] in ("doctor.search_wrong", "doctor.search_unreadable")
    assert search_index.DIAGNOSIS.mend
    search_index.DIAGNOSIS.mend(company)
    assert _codes(search_index.DIAGNOSIS, company) == []


def test_what_is_mended_says_what_was_done() -> None:
    assert all(text(diagnosis.did).zh for diagnosis in DIAGNOSES if diagnosis.mend)
    assert not any(diagnosis.did for diagnosis in DIAGNOSES if not diagnosis.mend)

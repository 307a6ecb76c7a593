"""An index follows what git does and what is not committed yet, by what differs and no more."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from searching import Searched

from crmfs.core.errors import ChangedMeanwhile
from crmfs.git.repository import Repository
from crmfs.search.current import current
from crmfs.search.opened import Opened, opened
from crmfs.search.place import IndexPlace
from crmfs.search.stamps import stamps
from crmfs.search.sync import Files, Sync
from tests.conftest import Git, Write

HERE = "customers/01/CUST001"
CUSTOMER = "id: CUST001\nname: '*经理'\ncompany: 未来科技\ntype: b2b\nstatus: {status}\n"
FILES = {
    f"{HERE}/customer.yaml": CUSTOMER.format(status="active"),
    f"{HERE}/documents/quotes/报价.txt": "第一版报价",
    f"{HERE}/documents/quotes/报价.txt.meta.yaml": "title: 春季报价\n",
    "library/faq/退款.md": "退款需要三天",
    "README.md": "read me",
}
QUOTE = f"{HERE}/documents/quotes/报价.txt"


@pytest.fixture
def repository(searched: Callable[..., Searched]) -> Repository:
    return searched(FILES).repository


@pytest.fixture
def root(repository: Repository) -> Path:
    assert repository.root
    return repository.root


def index_of(repository: Repository) -> Opened:
    found = opened(IndexPlace(repository))
    assert found is not None
    return found


def entries(repository: Repository) -> Mapping[str, str]:
    return index_of(repository).reader.entries()


def is_right(repository: Repository) -> bool:
    return entries(repository) == stamps(Files(repository).snapshot)


def test_what_did_not_change_is_not_written_again(repository: Repository) -> None:
    assert Sync(repository).run().written == 0


def test_a_commit_of_something_that_nobody_searches_writes_no_entry(
    repository: Repository, root: Path, git: Git, write: Write
) -> None:
    write(root, {"README.md": "other"})
    git(root, "commit", "-aqm", "x")
    done = Sync(repository).run()
    assert (done.written, done.removed) == (0, 0)
    assert done.state.commit == index_of(repository).state.commit == repository.head()


def test_a_customer_is_in_all_entries_of_its_folder(repository: Repository, root: Path, write: Write) -> None:
    write(root, {f"{HERE}/customer.yaml": CUSTOMER.format(status="lost")})
    assert Sync(repository).run().written == 2
    assert is_right(repository)


def test_metadata_is_in_the_entry_of_its_document(repository: Repository, root: Path) -> None:
    (root / f"{QUOTE}.meta.yaml").unlink()
    assert Sync(repository).run().written == 1
    assert is_right(repository)


def test_an_edit_that_is_committed_later_is_not_indexed_again(
    repository: Repository, root: Path, git: Git, write: Write
) -> None:
    write(root, {QUOTE: "第二版"})
    assert Sync(repository).run().written == 1
    git(root, "commit", "-aqm", "x")
    done = Sync(repository).run()
    assert (done.written, dict(done.state.edits)) == (0, {})
    assert is_right(repository)


def test_an_edit_that_is_undone_shows_what_is_committed_again(
    repository: Repository, root: Path, git: Git, write: Write
) -> None:
    before = entries(repository)
    write(root, {QUOTE: "第二版"})
    Sync(repository).run()
    assert entries(repository) != before
    git(root, "checkout", "--", ".")
    Sync(repository).run()
    assert entries(repository) == before


def test_a_document_that_takes_a_folders_place_and_one_that_takes_a_documents(
    repository: Repository, root: Path, git: Git, write: Write
) -> None:
    (root / QUOTE).unlink()
    write(root, {f"{QUOTE}/innen.txt": "x"})
    Sync(repository).run()
    assert is_right(repository)
    shutil.rmtree(root / QUOTE)
    write(root, {QUOTE: "y"})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    Sync(repository).run()
    assert is_right(repository)


def test_a_symlink_is_no_document(repository: Repository, root: Path) -> None:
    (root / QUOTE).unlink()
    (root / QUOTE).symlink_to("elsewhere")
    Sync(repository).run()
    assert QUOTE not in entries(repository)


def test_a_customer_in_another_shard_is_found_there(repository: Repository, root: Path) -> None:
    (root / "customers/02").mkdir()
    (root / HERE).rename(root / "customers/02/CUST001")
    Sync(repository).run()
    assert is_right(repository)
    assert "customers/02/CUST001/customer.yaml" in entries(repository)


@pytest.mark.parametrize("how", ["reset", "detached", "branch", "amend and gc"])
def test_it_follows_wherever_head_goes(repository: Repository, root: Path, git: Git, write: Write, how: str) -> None:
    write(root, {f"{HERE}/documents/other/neu.txt": "neu"})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    Sync(repository).run()
    if how == "amend and gc":
        write(root, {QUOTE: "geändert"})
        git(root, "commit", "-aqm", "y", "--amend")
        git(root, "reflog", "expire", "--expire=now", "--all")
        git(root, "gc", "-q", "--prune=now")
    else:
        moves = {"reset": ["reset", "-q", "--hard", "HEAD~1"], "detached": ["checkout", "-q", "HEAD~1"]}
        git(root, *moves.get(how, ["checkout", "-qb", "other", "HEAD~1"]))
    Sync(Repository.find(root)).run()
    assert is_right(repository)
    assert index_of(repository).state.commit == repository.head()


def test_a_repository_without_a_commit_has_an_index_of_what_lies_there(
    repository: Repository, root: Path, git: Git
) -> None:
    git(root, "checkout", "-q", "--orphan", "fresh")
    Sync(repository).run()
    assert index_of(repository).state.commit is None
    assert is_right(repository)


def test_each_work_tree_has_an_index_of_its_own(repository: Repository, root: Path, git: Git, write: Write) -> None:
    linked = root.parent / "main"  # its name does not make it the main one
    git(root, "worktree", "add", "-q", "-b", "linked", linked)
    write(linked, {QUOTE: "nur hier"})
    other = Repository.find(linked)
    Sync(other).run()
    assert is_right(other)
    assert is_right(repository)
    assert entries(other) != entries(repository)
    git(root, "worktree", "remove", "--force", linked)
    Sync(repository).run()
    assert not IndexPlace(other).folder.exists()


def test_a_bare_repository_shows_its_tip(repository: Repository, root: Path, git: Git) -> None:
    git(root.parent, "clone", "-q", "--bare", root, "bare.git")
    bare = Repository.find(root.parent / "bare.git")
    Sync(bare).run()
    assert entries(bare) == entries(repository)


def test_other_rules_make_another_index(repository: Repository, root: Path, write: Write) -> None:
    policy = (root / "access.yaml").read_text(encoding="utf-8")
    write(root, {"access.yaml": policy.replace("fields: [budget]", "fields: [budget, notes]")})
    assert Sync(repository).run().rebuilt
    assert not Sync(repository).run().rebuilt


def test_what_changes_while_it_is_read_is_read_again_by_the_next_sync(
    repository: Repository, root: Path, write: Write
) -> None:
    write(root, {QUOTE: "eins"})
    files = Files(repository)  # an index is being made …
    write(root, {QUOTE: "zwei"})  # … and the file is saved again
    entry = files.snapshot.entry(QUOTE)
    assert entry
    assert files.snapshot.content(entry) == b"zwei"
    assert files.state.edits[QUOTE] == ""
    (root / QUOTE).unlink()
    assert files.snapshot.content(entry) == b""


def test_one_writes_at_a_time_and_readers_go_on(repository: Repository) -> None:
    with IndexPlace(repository).writing():
        with pytest.raises(ChangedMeanwhile, match=r"index\.busy"):
            Sync(repository).run(wait_seconds=0.05)
        assert len(entries(repository)) == 3


def test_a_search_goes_on_in_an_index_that_was_replaced(repository: Repository) -> None:
    before = index_of(repository)
    Sync(repository).rebuild()
    assert not before.folder.exists()
    assert before.reader.documents == 3
    assert index_of(repository).folder != before.folder


def test_a_large_repository_takes_in_commits_without_asking_git_about_every_file(
    repository: Repository, root: Path, git: Git, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmfs.search.current._WHOLE_MOST", 0)
    write(root, {QUOTE: "第二版"})
    git(root, "commit", "-aqm", "x")
    write(root, {"library/faq/新.md": "尚未提交"})
    rules = Files(repository).rules
    found = current(repository, rules)
    assert (found.behind, found.trouble, len(entries(repository))) == (0, None, 3)
    current(repository, rules, fresh=True)
    assert is_right(repository)


def test_no_name_is_spelt_where_no_name_is_new(repository: Repository, root: Path, write: Write) -> None:
    write(root, {f"{HERE}/interactions/INT-20260101-AAAAAA.yaml": "id: INT-20260101-AAAAAA\ncontent: 谈了新的需求\n"})
    code = (
        "import sys; from pathlib import Path; from crmfs.git.repository import Repository;"
        " from crmfs.search.sync import Sync;"
        " print(Sync(Repository.find(Path())).run().written, 'pypinyin' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]


def test_two_searches_that_both_find_a_new_commit_agree(
    repository: Repository, root: Path, git: Git, write: Write
) -> None:
    write(root, {QUOTE: "第二版报价单"})
    git(root, "commit", "-aqm", "x")
    command = [sys.executable, "-m", "crmfs", "-C", str(root), "search", "第二版报价单", "--json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for search in both:
        out, err = search.communicate()
        assert (search.returncode, out.count(b'"path"')) == (0, 1), err
    assert is_right(repository)

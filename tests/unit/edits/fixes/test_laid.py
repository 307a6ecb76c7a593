"""The snapshot of what will be: contents and moves over the files on disk, as if they were there."""

from pathlib import Path

from crmfs.edits.fixes.laid import Laid
from crmfs.edits.fixes.landing import land
from crmfs.edits.fixes.plan import Move, Plan, Rewrite, result
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot

FILES = {
    "crmfs.yaml": "x",
    "customers/01/CUST001/customer.yaml": "one",
    "customers/01/CUST001/orders/ORD-1.yaml": "order",
    "customers/03/CUST003/customer.yaml": "three",
}


def _told(snapshot: Snapshot) -> dict[str, tuple[int, bytes]]:
    return {entry.path: (entry.mode, snapshot.read(entry.path)) for entry in snapshot.walk()}


def test_it_equals_what_is_on_disk_once_it_is_done(make_repository) -> None:
    repository: Repository = make_repository(FILES)
    assert repository.root
    (repository.root / "customers/01/CUST001/orders/ORD-1.yaml").chmod(0o755)
    plan = Plan(
        (
            Rewrite("customers/01/CUST001/customer.yaml", b"one", b"ONE", ()),
            Rewrite("customers/01/CUST001/new.yaml", None, b"new", ()),
        ),
        (Move("customers/01/CUST001", "customers/02/CUST001", ()),),
    )
    laid = result(repository.worktree(), plan)
    expected = _told(laid)
    by_folder = {folder: laid.children(folder) for folder in ("", "customers", "customers/01", "customers/02/CUST001")}
    land(repository, Path(repository.root), plan)
    after = Repository.find(repository.root).worktree()
    assert _told(after) == expected
    assert {folder: after.children(folder) for folder in by_folder} == by_folder


def test_folders_that_nothing_touches_keep_their_tree_ids(make_repository) -> None:
    repository: Repository = make_repository(FILES)
    base = repository.worktree()
    laid = Laid(base, {"customers/01/CUST001/customer.yaml": b"ONE"})
    assert laid.subtree("customers/03") == base.subtree("customers/03") is not None
    assert laid.subtree("customers/01") is None
    assert laid.tree is None
    assert laid.entry("customers/01/CUST001/none.yaml") is None

"""How a plan reaches the disk: whole or not at all, modes kept, nothing of others overwritten, no symlink followed."""

import os
import resource
import stat
from pathlib import Path

import pytest

from crmfs.core.errors import ChangedMeanwhile
from crmfs.edits.fixes.landing import land
from crmfs.edits.fixes.plan import Move, Plan, Rewrite
from crmfs.git.repository import Repository

ONE, TWO = "customers/01/CUST001/customer.yaml", "customers/01/CUST001/contacts.yaml"


@pytest.fixture
def repository(make_repository) -> Repository:
    return make_repository({ONE: "one", TWO: "two"})


def _rest(root: Path) -> list[str]:
    return [file.name for file in root.rglob(".crmfs-fix-*")]


def test_files_are_replaced_and_keep_their_mode(repository: Repository) -> None:
    root = repository.root
    assert root
    (root / ONE).chmod(0o640)
    land(repository, root, Plan((Rewrite(ONE, b"one", b"ONE", ()), Rewrite("customers/new.yaml", None, b"new", ()))))
    assert (root / ONE).read_bytes() == b"ONE"
    assert stat.S_IMODE((root / ONE).stat().st_mode) == 0o640
    assert (root / "customers/new.yaml").read_bytes() == b"new"
    assert _rest(root) == []


@pytest.mark.parametrize("old", [b"other", None], ids=["edited", "made"])
def test_a_file_that_somebody_wrote_meanwhile_stops_everything(repository: Repository, old: bytes | None) -> None:
    root = repository.root
    assert root
    with pytest.raises(ChangedMeanwhile):
        land(repository, root, Plan((Rewrite(TWO, b"two", b"TWO", ()), Rewrite(ONE, old, b"ONE", ()))))
    assert ((root / ONE).read_bytes(), (root / TWO).read_bytes(), _rest(root)) == (b"one", b"two", [])


def test_a_disk_that_refuses_changes_no_file(repository: Repository) -> None:
    root = repository.root
    assert root
    too_much = b"2" * 100_000
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        with pytest.raises(OSError):
            land(repository, root, Plan((Rewrite(ONE, b"one", b"ONE", ()), Rewrite(TWO, b"two", too_much, ()))))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert ((root / ONE).read_bytes(), (root / TWO).read_bytes(), _rest(root)) == (b"one", b"two", [])


def test_no_symlink_is_followed(repository: Repository, tmp_path: Path) -> None:
    root = repository.root
    assert root
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(b"one")
    (root / ONE).unlink()
    (root / ONE).symlink_to(outside)
    with pytest.raises(ChangedMeanwhile):
        land(repository, root, Plan((Rewrite(ONE, b"one", b"ONE", ()),)))
    assert outside.read_bytes() == b"one"


def test_a_folder_moves_whole_with_what_git_does_not_know(repository: Repository) -> None:
    root = repository.root
    assert root
    (root / "customers/01/CUST001/.draft").write_text("mine")
    move = Move("customers/01/CUST001", "customers/02/CUST001", ())
    land(repository, root, Plan((Rewrite(ONE, b"one", b"ONE", ()),), (move,)))
    moved = root / "customers/02/CUST001"
    assert sorted(os.listdir(moved)) == [".draft", "contacts.yaml", "customer.yaml"]  # noqa: PTH208
    assert (moved / "customer.yaml").read_bytes() == b"ONE"
    assert not (root / "customers/01").exists()


def test_a_move_never_goes_over_something(repository: Repository) -> None:
    root = repository.root
    assert root
    (root / "customers/02/CUST001").mkdir(parents=True)
    with pytest.raises(ChangedMeanwhile):
        land(repository, root, Plan((), (Move("customers/01/CUST001", "customers/02/CUST001", ()),)))
    assert (root / ONE).exists()

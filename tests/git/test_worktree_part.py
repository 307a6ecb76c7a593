"""Looking at some paths of the work tree tells what git's look at all of them would tell of these."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from crmfs.git.change import changes_between
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Entry
from crmfs.git.worktree_part import files_below
from tests.conftest import Git, MakeRepository

BEFORE = {"a/kept.md": "1", "a/changed.md": "2", "a/gone.md": "3", "b/c/d.md": "4", "x.log": "tracked", "f": "5"}


@pytest.fixture
def edited(make_repository: MakeRepository, git: Git, write: Callable[..., None]) -> Repository:
    """A repository in whose work tree a bit of everything was done."""
    repository = make_repository({**BEFORE, ".gitignore": "*.log\n"})
    root = repository.root
    assert root
    write(
        root, {"a/changed.md": "22", "a/new.md": "n", "a/no.log": "i", "staged.log": "s", "x.log": "too", "n/m.md": "i"}
    )
    git(root, "add", "--force", "staged.log")
    git(root, "init", "--quiet", "n")
    (root / "a/gone.md").unlink()
    (root / "f").unlink()
    (root / "f/g").mkdir(parents=True)
    (root / "f/g/h.md").write_text("h")
    (root / "a/link").symlink_to("/etc/hostname")
    (root / "out").symlink_to("/etc")
    os.utime(root / "a/kept.md", (1, 1))
    return repository


def look(repository: Repository, paths: list[str]) -> dict[str, Entry | None]:
    return repository.edits_at(repository.snapshot("HEAD"), paths)


def test_it_tells_what_git_tells_of_the_whole(edited: Repository) -> None:
    root = edited.root
    assert root
    paths = [*BEFORE, *(path.relative_to(root).as_posix() for path in root.rglob("*")), "out/hostname", "absent"]
    found = look(edited, [path for path in paths if not path.startswith(".git/")])
    whole = edited.worktree()
    changes = changes_between(edited.snapshot("HEAD"), whole)
    assert found.keys() == {change.path for change in changes} - {"n"}
    assert all((entry is None) == (whole.entry(path) is None) for path, entry in found.items())
    assert found["a/gone.md"] is None
    assert (
        "a/kept.md" not in found and "a/no.log" not in found and "out/hostname" not in found and "n/m.md" not in found
    )


def test_only_the_paths_asked_for_are_looked_at(edited: Repository) -> None:
    assert look(edited, ["a/new.md"]).keys() == {"a/new.md"}


def test_files_below_a_folder_are_listed_without_inner_repositories(edited: Repository, tmp_path: Path) -> None:
    root = edited.root
    assert root
    assert set(files_below(root, "f")) == {"f/g/h.md"}
    assert set(files_below(root, "n")) == set(files_below(root, "absent")) == set()


def test_beside_peoples_git_no_lock_of_gits_is_taken(edited: Repository) -> None:
    index = edited.git_dir / "index"
    assert edited.root
    before = index.read_bytes()
    os.utime(edited.root / "a/kept.md", (2, 2))  # git would note in its index that it has seen this
    assert edited.aside().worktree().tree is None
    assert index.read_bytes() == before

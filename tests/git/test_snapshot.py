"""A commit, the index and the work tree read alike; unchanged folders keep their tree ids; changes go by trees."""

import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.core.errors import NotFound, RepositoryError
from crmfs.git.change import changes_between
from crmfs.git.model import EXECUTABLE, FILE, SUBMODULE, SYMLINK, object_id
from crmfs.git.overlay import InMemory, Overlay
from crmfs.git.repository import Repository, init_repository
from crmfs.git.stored import Stored

FILES = {
    "a.yaml": "a: 1\n",
    "customers/01/CUST001/customer.yaml": "id: CUST001\n",
    "customers/01/CUST001/documents/contracts/合同.pdf": "pdf",
    "customers/02/CUST002/customer.yaml": "id: CUST002\n",
    "z": "",
}


def paths(snapshot, under=""):
    return [entry.path for entry in snapshot.walk(under)]


def test_a_commit_lists_and_reads_its_files(make_repository):
    snapshot = make_repository(FILES).snapshot("HEAD")
    assert paths(snapshot) == sorted(FILES)
    assert paths(snapshot, "customers/01") == sorted(FILES)[1:3]
    assert paths(snapshot, "a.yaml") == ["a.yaml"]
    assert paths(snapshot, "nothing") == []
    assert snapshot.children("customers") == [("01", True), ("02", True)]
    assert snapshot.children("customers/01/CUST001") == [("customer.yaml", False), ("documents", True)]
    assert snapshot.folders("") == ["customers"]
    assert snapshot.read("customers/01/CUST001/documents/contracts/合同.pdf") == b"pdf"
    entry = snapshot.entry("a.yaml")
    assert (entry.mode, entry.oid, entry.size) == (FILE, object_id("blob", b"a: 1\n"), 5)


@pytest.mark.parametrize("path", ["nothing", "customers", "a.yaml/x", "", "customers/03/x", ".git/config", ".GIT/HEAD"])
def test_what_is_no_file_is_absent(make_repository, path):
    repository = make_repository(FILES)
    for snapshot in (repository.snapshot("HEAD"), repository.staged(), repository.worktree()):
        assert snapshot.entry(path) is None
        with pytest.raises(NotFound) as caught:
            snapshot.read(path)
        assert caught.value.code == "git.path_absent"


def test_a_clean_index_and_work_tree_are_the_tree_of_head(make_repository):
    repository = make_repository(FILES)
    tree = repository.snapshot("HEAD").tree
    assert repository.staged().tree == repository.worktree().tree == tree


def test_staged_and_dirty_files_are_told_apart(make_repository, git, write):
    repository = make_repository(FILES)
    root = repository.root
    write(root, {"a.yaml": "staged", "new/未跟踪.yaml": "untracked", ".gitignore": "*.log\n", "x.log": "ignored"})
    git(root, "add", "a.yaml")
    write(root, {"a.yaml": "dirty!"})
    (root / "customers/02/CUST002/customer.yaml").unlink()
    staged, disk = repository.staged(), repository.worktree()
    assert staged.read("a.yaml") == b"staged"
    assert disk.read("a.yaml") == b"dirty!"
    assert paths(staged) == sorted(FILES)
    assert paths(disk) == [".gitignore", "a.yaml", *sorted(FILES)[1:3], "new/未跟踪.yaml", "z"]
    assert disk.children("customers") == [("01", True)]
    assert disk.entry("new/未跟踪.yaml").size == 9
    head = repository.snapshot("HEAD")
    assert [change.path for change in changes_between(head, staged)] == ["a.yaml"]
    assert [(change.path, change.old is None, change.new is None) for change in changes_between(head, disk)] == [
        (".gitignore", True, False),
        ("a.yaml", False, False),
        ("customers/02/CUST002/customer.yaml", False, True),
        ("new/未跟踪.yaml", True, False),
    ]


def test_folders_that_did_not_change_keep_their_tree_id(make_repository, write):
    repository = make_repository(FILES)
    write(repository.root, {"customers/01/CUST001/customer.yaml": "id: CUST001\nname: x\n"})
    head, disk = repository.snapshot("HEAD"), repository.worktree()
    assert disk.subtree("customers/02") == head.subtree("customers/02") is not None
    assert disk.subtree("customers/01") is disk.subtree("customers") is disk.tree is None
    assert disk.subtree("customers/01/CUST001/documents") == head.subtree("customers/01/CUST001/documents")


def test_an_empty_repository_shows_what_is_staged_and_on_disk(make_repository, git, write):
    repository = make_repository()
    write(repository.root, {"a": "1", "b/c": "2"})
    git(repository.root, "add", "b/c")
    assert paths(repository.staged()) == ["b/c"]
    assert repository.staged().read("b/c") == b"2"
    assert paths(repository.worktree()) == ["a", "b/c"]
    assert [change.path for change in changes_between(None, repository.worktree())] == ["a", "b/c"]


def test_a_file_that_became_a_folder_and_back(make_repository, write):
    repository = make_repository({"a": "1", "b/x": "2", "b/y": "3"})
    root = repository.root
    (root / "a").unlink()
    for name in ("x", "y"):
        (root / "b" / name).unlink()
    (root / "b").rmdir()
    write(root, {"a/inner": "4", "b": "5"})
    disk = repository.worktree()
    assert paths(disk) == ["a/inner", "b"]
    assert disk.children("") == [("a", True), ("b", False)]
    assert disk.entry("a") is None and disk.entry("b").mode == FILE
    changes = changes_between(repository.snapshot("HEAD"), disk)
    assert [(change.path, change.old is None, change.new is None) for change in changes] == [
        ("a", False, True),
        ("a/inner", True, False),
        ("b", True, False),
        ("b/x", False, True),
        ("b/y", False, True),
    ]


def test_symlinks_submodules_and_modes_are_listed_and_never_followed(make_repository, git, tmp_path):
    inner = make_repository({"secret": "s"}, "inner")
    repository = make_repository({"run.sh": "x", "plain": "y"})
    root = repository.root
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_text("outside")
    (root / "link").symlink_to("../outside/file")
    (root / "run.sh").chmod(0o755)
    git(root, "submodule", "--quiet", "add", inner.root, "sub")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all kinds")
    head = repository.snapshot("HEAD")
    assert {entry.path: entry.mode for entry in head.walk()} == {
        ".gitmodules": FILE, "link": SYMLINK, "plain": FILE, "run.sh": EXECUTABLE, "sub": SUBMODULE,
    }  # fmt: skip
    assert head.read("link") == b"../outside/file"
    assert head.entry("sub").oid == inner.head() and head.entry("sub").size is None
    with pytest.raises(NotFound):
        head.read("sub")
    (root / "link").unlink()
    (root / "link").symlink_to("../outside")
    (root / "plain").unlink()
    (root / "plain").symlink_to("/etc/hostname")
    disk = repository.worktree()
    assert disk.read("link") == b"../outside"
    assert disk.entry("plain").mode == SYMLINK and disk.read("plain") == b"/etc/hostname"
    assert "link/file" not in paths(disk)


def test_a_folder_swapped_for_a_symlink_is_not_read_through(make_repository, tmp_path, write):
    repository = make_repository({"a": "1"})
    write(repository.root, {"folder/file": "inside"})
    write(tmp_path, {"outside/file": "outside"})
    disk = repository.worktree()
    (repository.root / "folder").rename(tmp_path / "moved")
    (repository.root / "folder").symlink_to(tmp_path / "outside")
    with pytest.raises(NotFound):
        disk.read("folder/file")
    assert disk.entry("folder/file") is None


def test_a_repository_within_the_work_tree_is_listed_as_a_submodule(make_repository, git, write):
    repository = make_repository(FILES)
    nested = repository.root / "nested"
    nested.mkdir()
    git(nested, "init", "-q")
    write(nested, {"file": "x"})
    git(nested, "add", "file")
    git(nested, "commit", "-qm", "nested")
    assert repository.worktree().entry("nested").mode == SUBMODULE
    assert [change.path for change in changes_between(repository.snapshot("HEAD"), repository.worktree())] == ["nested"]


def test_names_that_are_not_utf8_are_listed_and_read(make_repository, git):
    repository = make_repository({"a": "1"})
    name = b"\xd6\xd0.yaml"
    (repository.root / os.fsdecode(name)).write_bytes(b"gbk")
    path = name.decode("utf-8", "surrogateescape")
    assert repository.worktree().read(path) == b"gbk"
    git(repository.root, "add", "-A")
    assert repository.staged().read(path) == b"gbk"
    git(repository.root, "commit", "-qm", "gbk")
    assert paths(repository.snapshot("HEAD")) == ["a", path]
    assert changes_between(repository.empty(), repository.snapshot("HEAD"))[1].path == path


def test_names_with_line_breaks_and_quotes_are_read(make_repository, write):
    repository = make_repository(FILES)
    write(repository.root, {'new\nline "and" tab\t': "odd"})
    assert repository.worktree().read('new\nline "and" tab\t') == b"odd"


def test_only_the_mode_changed(make_repository):
    repository = make_repository({"a": "1"})
    (repository.root / "a").chmod(0o755)
    (change,) = changes_between(repository.snapshot("HEAD"), repository.worktree())
    assert (change.old.mode, change.new.mode) == (FILE, EXECUTABLE)


def test_a_touched_but_equal_file_is_no_change(make_repository, write):
    repository = make_repository({"a": "1"})
    write(repository.root, {"a": "1"})
    assert changes_between(repository.snapshot("HEAD"), repository.worktree()) == []


def test_a_conflict_shows_the_file_on_disk_and_stages_nothing(make_repository, git, write):
    repository = make_repository({"a": "1\n"})
    root = repository.root
    git(root, "checkout", "-q", "-b", "side")
    write(root, {"a": "2\n"})
    git(root, "commit", "-qam", "two")
    git(root, "checkout", "-q", "main")
    write(root, {"a": "3\n"})
    git(root, "commit", "-qam", "three")
    subprocess.run(["git", "merge", "side"], cwd=root, capture_output=True, check=False)
    assert repository.staged().read("a") == b"3\n"
    assert b"<<<<<<<" in repository.worktree().read("a")


def test_the_index_that_a_hook_is_told_of_is_read(make_repository, git, monkeypatch, write):
    repository = make_repository({"a": "1", "b": "1"})
    root = repository.root
    write(root, {"a": "2", "b": "2"})
    git(root, "add", "b")
    hook = repository.hooks_dir() / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    # While `git commit -- a` runs, the index to be committed is named by the variable alone; keep a copy of it.
    hook.write_text('#!/bin/sh\ncp "$GIT_INDEX_FILE" .git/next-index-copy\nexit 1\n')
    hook.chmod(0o755)
    subprocess.run(["git", "commit", "-m", "x", "--", "a"], cwd=root, capture_output=True, check=False)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-copy")
    monkeypatch.chdir(root)
    inside = Repository.find(root)
    assert (inside.staged().read("a"), inside.staged().read("b")) == (b"2", b"1")
    assert repository.staged().read("b") == b"2"


def test_a_bare_repository_has_no_index_and_no_work_tree(make_repository):
    repository = make_repository(FILES, bare=True)
    for look in (repository.staged, repository.worktree):
        with pytest.raises(RepositoryError) as caught:
            look()
        assert caught.value.code == "git.needs_work_tree"


def test_a_missing_object_is_an_error_not_a_hole(make_repository):
    repository = make_repository(FILES)
    oid = repository.snapshot("HEAD").entry("a.yaml").oid
    (repository.git_dir / "objects" / oid[:2] / oid[2:]).unlink()
    with pytest.raises(RepositoryError) as caught:
        Repository.find(repository.root).snapshot("HEAD").read("a.yaml")
    assert caught.value.code == "git.object_missing"


@pytest.mark.parametrize(
    "lines",
    [
        [(b"100644", b"a/b")],
        [(b"100644", b"a"), (b"100644", b"a")],
    ],
)
def test_a_tree_that_git_would_not_write_is_refused(make_repository, git, lines):
    repository = make_repository(FILES)
    blob = repository.snapshot("HEAD").entry("a.yaml").oid
    raw = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(blob) for mode, name in lines)
    tree = git(repository.root, "hash-object", "--literally", "-t", "tree", "-w", "--stdin", stdin=raw).strip()
    with pytest.raises(RepositoryError):
        list(Stored(repository.objects, tree).walk())


NAMES = st.lists(st.sampled_from(["a", "b", "a.b", "é"]), min_size=1, max_size=3).map("/".join)


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.dictionaries(NAMES, st.sampled_from([b"1", b"2"]), max_size=6),
    laid=st.dictionaries(NAMES, st.sampled_from([b"1", b"2", b"3"]), max_size=6),
)
def test_an_overlay_reads_as_the_tree_that_it_will_become(make_objects, before, laid):
    before = without_clashes(before)
    after = without_clashes(laid)
    base = make_objects(before)
    gone = {path: None for path in before if path not in after}
    changed = {path: InMemory(FILE, data) for path, data in after.items() if before.get(path) != data}
    overlay, true = Overlay(base, gone | changed), make_objects(after)
    folders = {"", *(path.rpartition("/")[0] for path in [*before, *after])}
    assert list(overlay.walk()) == list(true.walk())
    assert {path: overlay.read(path) for path in after} == after
    for folder in folders:
        assert overlay.children(folder) == true.children(folder)
        assert list(overlay.walk(folder)) == list(true.walk(folder))
        assert overlay.subtree(folder) in (None, true.subtree(folder))
    assert changes_between(true, overlay) == changes_between(overlay, true) == []
    assert [(c.path, c.old, c.new) for c in changes_between(base, overlay)] == [
        (c.path, c.old, c.new) for c in changes_between(base, true)
    ]
    assert {c.path for c in changes_between(base, true)} == {
        path for path in {*before, *after} if before.get(path) != after.get(path)
    }


def without_clashes(files):
    """A path cannot be a file and a folder at once."""
    return {path: data for path, data in files.items() if not any(other.startswith(path + "/") for other in files)}


@pytest.fixture(scope="module")
def make_objects(tmp_path_factory):
    """`make_objects(files)` returns the snapshot of a tree with just these files."""
    repository = init_repository(tmp_path_factory.mktemp("objects"), bare=True)

    def make(files):
        index = {"GIT_INDEX_FILE": str(repository.git_dir / "scratch")}
        (repository.git_dir / "scratch").unlink(missing_ok=True)
        lines = b""
        for path, data in files.items():
            oid = repository.git("hash-object", "-w", "--stdin", stdin=data).strip()
            lines += b"100644 " + oid + b"\t" + path.encode() + b"\0"
        repository.git("update-index", "-z", "--index-info", stdin=lines, env=index)
        return Stored(repository.objects, repository.git("write-tree", env=index).decode().strip())

    return make


LOOKS_AROUND_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from crmfs.git.repository import Repository
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
print(Repository.find(Path(sys.argv[1])).worktree().read("a").decode())
"""


def test_the_work_tree_is_read_where_nothing_can_be_written(make_repository):
    repository = make_repository({"a": b"a", "b/c": b"c"})
    (repository.root / "a").write_bytes(b"new")
    os.utime(repository.root / "b" / "c", (1, 1))  # git would note down in its index that it is the same still
    program = [sys.executable, "-c", LOOKS_AROUND_ON_A_FULL_DISK, str(repository.root)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "new\n"), done.stderr

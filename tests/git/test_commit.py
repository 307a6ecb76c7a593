"""A change lands whole or not at all, on top of what landed meanwhile, and never touches what a user has going on."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from crmfs.core.errors import ChangedMeanwhile, CrmfsError, RepositoryError, ValueRefused
from crmfs.git.commit import commit
from crmfs.git.edit import FileEdit
from crmfs.git.lock import writing
from crmfs.git.recover import mend
from crmfs.git.repository import Repository

WRITERS = Path(__file__).with_name("writers.py")
FILES = {"a.yaml": "a: 1\n", "customers/01/CUST001/customer.yaml": "id: CUST001\n", "b": "b\n"}
CUSTOMER = "customers/01/CUST001/customer.yaml"


def land(repository, files, *, judge=None, merge=None, op=None, bases=None, **more):
    """Commits contents given by path (None deletes), made from the tip as it is, or from `bases`."""
    tip = repository.head()
    snapshot = repository.snapshot(tip) if tip else repository.empty()
    found = {path: entry.oid for path in files if (entry := snapshot.entry(path))} | (bases or {})
    return commit(
        repository,
        [FileEdit(path, found.get(path), data) for path, data in files.items()],
        judge=judge or (lambda old, new: None),
        merge=merge or refuse,
        op=op or str(uuid4()),
        **{"message": "change", "trailers": [], "author": ("王芳", "wang@example.com"), **more},
    )


def refuse(path, base, ours, theirs):
    raise ChangedMeanwhile("git.busy")


def code_of(call, *args, **more):
    with pytest.raises(CrmfsError) as caught:
        call(*args, **more)
    return caught.value.code


def status(repository):
    return repository.git("status", "--porcelain", "-z").decode().split("\0")[:-1]


@pytest.fixture(params=["work tree", "bare"])
def repository(request, make_repository):
    return make_repository(FILES, bare=request.param == "bare")


def test_a_change_becomes_one_commit(repository, git):
    before = repository.head()
    done = land(repository, {CUSTOMER: b"id: CUST001\nname: x\n", "new/客户.yaml": b"n\n", "b": None})
    tip = repository.snapshot("HEAD")
    assert done.commit == repository.head() != before
    assert done.paths == ("b", CUSTOMER, "new/客户.yaml")
    assert [entry.path for entry in tip.walk()] == ["a.yaml", CUSTOMER, "new/客户.yaml"]
    assert tip.read(CUSTOMER) == b"id: CUST001\nname: x\n"
    assert git(repository.git_dir, "rev-list", "--parents", "-n1", "HEAD").split() == [done.commit, before]
    git(repository.git_dir, "fsck", "--strict")
    if repository.root:
        assert status(repository) == []
        assert (repository.root / "new/客户.yaml").read_bytes() == b"n\n"
        assert not (repository.root / "b").exists()


def test_the_first_commit_of_an_empty_repository(make_repository):
    for bare in (False, True):
        repository = make_repository(name=f"empty {bare}", bare=bare)
        done = land(repository, {"a/b.yaml": b"1"})
        assert repository.head() == done.commit
        assert repository.snapshot("main").read("a/b.yaml") == b"1"


def test_author_committer_message_and_trailers(repository, git):
    done = land(
        repository, {"b": b"c\n"}, message="未来科技: 状态", trailers=[("Reason", "签约"), ("Employee", "E001")]
    )
    shown = git(repository.git_dir, "log", "-1", "--format=%an <%ae>%n%cn <%ce>%n%s%n%(trailers)")
    assert shown.split("\n")[:3] == ["王芳 <wang@example.com>"] * 2 + ["未来科技: 状态"]
    assert shown.split("\n")[3:6] == ["Reason: 签约", "Employee: E001", f"Crmfs-Op: {done.op}"]


def test_a_value_cannot_forge_a_trailer(repository, git):
    hostile = "x\n\nEmployee: E999\r\nCrmfs-Op: forged\u2028Employee: E998"
    land(repository, {"b": b"c\n"}, message=hostile, trailers=[("Reason", hostile), ("Employee", "E001")])
    shown = git(repository.git_dir, "log", "-1", "--format=%(trailers:key=Employee,valueonly)")
    assert shown.split() == ["E001"]
    lines = git(repository.git_dir, "log", "-1", "--format=%B").splitlines()
    assert [line for line in lines if line.startswith(("Employee:", "Crmfs-Op: forged"))] == ["Employee: E001"]


@pytest.mark.parametrize("author", [("", "a@b"), ("a", ""), ("<>", "a@b"), ("\n", "a@b")])
def test_an_author_git_could_not_store_is_refused(repository, author):
    assert code_of(land, repository, {"b": b"c"}, author=author) == "git.identity_missing"


def test_an_author_cannot_forge_a_header(repository, git):
    land(repository, {"b": b"c"}, author=("a\nparent 0000", "x> 0 +0000\n<y@z"))
    git(repository.git_dir, "fsck", "--strict")
    assert git(repository.git_dir, "log", "-1", "--format=%ae").strip() == "x 0 +0000 y@z"


def test_the_judge_sees_the_result_and_refuses_without_a_trace(repository):
    tip, seen = repository.head(), {}
    kept = {file: file.read_bytes() for file in repository.common_dir.glob("objects/**/*") if file.is_file()}

    def judge(old, new):
        seen.update(old=old.read("b"), new=new.read("b"), subtree=new.subtree("customers"), size=new.entry("b").size)
        raise ValueRefused("git.path_refused", path="b")

    assert code_of(land, repository, {"b": b"13800001111"}, judge=judge) == "git.path_refused"
    assert seen == {
        "old": b"b\n", "new": b"13800001111", "size": 11, "subtree": repository.snapshot("HEAD").subtree("customers"),
    }  # fmt: skip
    assert repository.head() == tip
    assert {file: file.read_bytes() for file in repository.common_dir.glob("objects/**/*") if file.is_file()} == kept
    assert [file.name for file in repository.state_dir.iterdir()] == ["lock"]


def test_what_landed_meanwhile_on_the_same_file_is_merged(repository):
    base = repository.snapshot("HEAD").entry("b").oid
    land(repository, {"b": b"b\ntheirs\n"})
    seen = []

    def merge(path, base, ours, theirs):
        seen.append((path, base, ours, theirs))
        return theirs + b"ours\n"

    land(repository, {"b": b"b\nours\n"}, bases={"b": base}, merge=merge)
    assert seen == [("b", b"b\n", b"b\nours\n", b"b\ntheirs\n")]
    assert repository.snapshot("HEAD").read("b") == b"b\ntheirs\nours\n"
    if repository.root:
        assert (repository.root / "b").read_bytes() == b"b\ntheirs\nours\n"


def test_a_conflict_changes_nothing(repository):
    base = repository.snapshot("HEAD").entry("b").oid
    tip = land(repository, {"b": b"theirs"}).commit
    for ours in (b"ours", None):
        assert code_of(land, repository, {"b": ours, "a.yaml": b"x"}, bases={"b": base}) == "git.busy"
    assert code_of(land, repository, {"a.yaml": b"x"}, bases={"a.yaml": "0" * 40}) == "git.busy"
    assert repository.head() == tip


def test_an_edit_that_changes_nothing_makes_no_commit(repository):
    tip = repository.head()
    done = land(repository, {"b": b"b\n", "absent": None})
    assert (done.commit, done.paths) == (tip, ())
    assert repository.head() == tip


def test_a_retry_of_an_op_changes_nothing(repository):
    op = str(uuid4())
    first = land(repository, {"b": b"1"}, op=op)
    land(repository, {"b": b"2"})
    again = land(repository, {"b": b"1"}, op=op)
    assert (again.commit, again.repeated) == (first.commit, True)
    assert repository.snapshot("HEAD").read("b") == b"2"


@pytest.mark.parametrize(
    "path", ["../x", "/abs", ".git/config", "a/../b", "CON", "a\nb", "x/.git/hooks/pre-commit", ""]
)
def test_unsafe_paths_are_refused(repository, path):
    assert code_of(land, repository, {path: b"x"}) == "git.path_refused"


def test_a_file_does_not_take_the_place_of_a_folder(repository):
    assert code_of(land, repository, {"customers": b"x"}) == "git.path_taken"
    assert code_of(land, repository, {"b/inner": b"x"}) == "git.path_taken"


def test_symlinks_and_submodules_are_not_written_over(make_repository, git):
    repository = make_repository(FILES)
    (repository.root / "link").symlink_to("b")
    git(repository.root, "add", "link")
    git(repository.root, "commit", "-qm", "link")
    assert code_of(land, repository, {"link": b"x"}) == "git.not_a_file"
    assert (repository.root / "b").read_bytes() == b"b\n"


def test_what_the_user_has_going_on_stays_as_it_is(make_repository, git, write):
    repository = make_repository(FILES | {"staged": "1", "dirty": "1", "both": "1", "moved": "1", "deleted": "1"})
    root = repository.root
    write(root, {"staged": "2", "both": "2", "added": "2", "dirty": "2", "未跟踪": "3", "customers/01/CUST001/n": "4"})
    git(root, "add", "staged", "both", "added")
    write(root, {"both": "3"})
    git(root, "rm", "-q", "--cached", "moved")
    (root / "deleted").unlink()
    before, patch = status(repository), git(root, "diff", "--cached")
    land(repository, {CUSTOMER: b"id: CUST001\nname: x\n", "customers/01/CUST001/orders/O1.yaml": b"o", "b": None})
    assert status(repository) == before
    assert git(root, "diff", "--cached") == patch
    assert (root / "both").read_text() == "3"
    git(root, "commit", "-qm", "the user's own")
    assert repository.snapshot("HEAD").read(CUSTOMER) == b"id: CUST001\nname: x\n"
    assert repository.snapshot("HEAD~").entry("added") is None


def spoil(repository, git, write, how):
    root = repository.root
    if how == "dirty":
        write(root, {"b": "dirty"})
    elif how == "staged":
        write(root, {"b": "staged"})
        git(root, "add", "b")
    elif how == "staged and reverted on disk":
        write(root, {"b": "staged"})
        git(root, "add", "b")
        write(root, {"b": "b\n"})
    elif how == "deleted":
        (root / "b").unlink()
    elif how == "unstaged by rm --cached":
        git(root, "rm", "-q", "--cached", "b")
    elif how == "replaced by a symlink":
        (root / "b").unlink()
        (root / "b").symlink_to("a.yaml")
    elif how == "replaced by a folder":
        (root / "b").unlink()
        write(root, {"b/inner": "x"})


@pytest.mark.parametrize(
    "how",
    ["dirty", "staged", "staged and reverted on disk", "deleted", "unstaged by rm --cached", "replaced by a symlink",
     "replaced by a folder"],
)  # fmt: skip
@pytest.mark.parametrize("content", [b"mine", None])
def test_a_file_with_unsaved_edits_is_not_touched(make_repository, git, write, how, content):
    repository = make_repository(FILES)
    spoil(repository, git, write, how)
    tip, before = repository.head(), status(repository)
    assert code_of(land, repository, {"b": content, "a.yaml": b"x"}) == "git.unsaved_edits"
    assert (repository.head(), status(repository)) == (tip, before)
    assert (repository.root / "a.yaml").read_bytes() == b"a: 1\n"


def test_an_untracked_file_is_not_written_over(make_repository, write):
    repository = make_repository(FILES | {".gitignore": "*.log\n"})
    write(repository.root, {"new": "mine", "x.log": "mine", "folder": "mine"})
    for path in ("new", "x.log", "folder/inner"):
        assert code_of(land, repository, {path: b"x"}) == "git.unsaved_edits"
    assert (repository.root / "new").read_text() == "mine"


def test_nothing_is_written_through_a_symlinked_folder(make_repository, tmp_path):
    repository = make_repository(FILES)
    (tmp_path / "outside").mkdir()
    (repository.root / "linked").symlink_to(tmp_path / "outside")
    assert code_of(land, repository, {"linked/x": b"x"}) == "git.unsaved_edits"
    assert list((tmp_path / "outside").iterdir()) == []


def test_in_the_middle_of_a_merge_it_refuses(make_repository, git, write):
    repository = make_repository(FILES)
    root = repository.root
    git(root, "checkout", "-qb", "side")
    write(root, {"b": "side"})
    git(root, "commit", "-qam", "side")
    git(root, "checkout", "-q", "main")
    write(root, {"b": "main"})
    git(root, "commit", "-qam", "main")
    subprocess.run(["git", "merge", "side"], cwd=root, capture_output=True, check=False)
    assert code_of(land, repository, {"a.yaml": b"x"}) == "git.in_progress"


def test_on_a_detached_head_it_refuses(make_repository, git):
    repository = make_repository(FILES)
    git(repository.root, "checkout", "-q", "--detach")
    assert code_of(land, repository, {"a.yaml": b"x"}) == "git.detached_head"
    with pytest.raises(ChangedMeanwhile):  # exit 4, like a merge that is under way
        land(repository, {"a.yaml": b"x"})


def test_a_foreign_index_lock_is_never_removed(make_repository, monkeypatch):
    repository = make_repository(FILES)
    monkeypatch.setattr("crmfs.git.lock.GIT_LOCK_WAIT_SECONDS", 0.05)
    lock = repository.git_dir / "index.lock"
    lock.touch()
    tip = repository.head()
    assert code_of(land, repository, {"b": b"x"}) == "git.index_locked"
    assert lock.exists() and repository.head() == tip and status(repository) == []
    lock.unlink()
    ref_lock = repository.git_dir / "refs/heads/main.lock"
    ref_lock.touch()
    assert code_of(land, repository, {"b": b"x"}) == "git.branch_locked"
    assert ref_lock.exists() and not lock.exists() and repository.head() == tip
    ref_lock.unlink()
    assert land(repository, {"b": b"x"}).commit == repository.head()


def test_another_writer_is_waited_for_then_said(repository):
    with writing(repository.state_dir), pytest.raises(ChangedMeanwhile) as caught, writing(repository.state_dir, 0.05):
        raise AssertionError
    assert caught.value.code == "git.busy"


def test_a_branch_that_moves_while_we_judge_is_followed(make_repository, git, write):
    repository = make_repository(FILES)
    calls = []

    def judge(old, new):
        calls.append(old.read("a.yaml"))
        if len(calls) == 1:
            write(repository.root, {"a.yaml": "a: 2\n"})
            git(repository.root, "commit", "-qam", "the user's own")

    land(repository, {"b": b"x"}, judge=judge)
    assert calls == [b"a: 1\n", b"a: 2\n"]
    assert repository.snapshot("HEAD").read("a.yaml") == b"a: 2\n"
    assert status(repository) == []


def test_a_branch_switched_to_while_we_judge_is_the_one_that_is_committed_to(make_repository, git):
    repository = make_repository(FILES)
    main = repository.head()
    git(repository.root, "branch", "side")
    judged = []

    def judge(old, new):
        judged.append(repository.head_branch())
        git(repository.root, "switch", "-q", "side")

    done = land(repository, {"b": b"x"}, judge=judge)
    assert judged == ["main", "side"]
    assert (repository.resolve("main"), repository.resolve("side")) == (main, done.commit)
    assert status(repository) == []


def test_modes_are_kept(make_repository, git):
    repository = make_repository(FILES)
    root = repository.root
    (root / "b").chmod(0o755)
    (root / "a.yaml").chmod(0o600)
    git(root, "commit", "-qam", "executable")
    land(repository, {"b": b"x", "a.yaml": b"y"})
    assert [(root / name).stat().st_mode & 0o777 for name in ("b", "a.yaml")] == [0o755, 0o600]
    assert status(repository) == []


def test_emptied_folders_go_and_others_stay(make_repository, write):
    repository = make_repository(FILES)
    write(repository.root, {"customers/01/mine": "x"})
    land(repository, {CUSTOMER: None})
    assert not (repository.root / "customers/01/CUST001").exists()
    assert (repository.root / "customers/01/mine").exists()


def test_a_linked_work_tree_commits_to_its_own_branch(make_repository, git, tmp_path):
    main = make_repository(FILES)
    git(main.root, "worktree", "add", "-q", "-b", "side", tmp_path / "linked")
    linked = Repository.find(tmp_path / "linked")
    done = land(linked, {"b": b"side"})
    assert git(main.root, "rev-parse", "side").strip() == done.commit
    assert main.snapshot("main").read("b") == b"b\n"
    assert status(linked) == status(main) == []


def test_the_branch_may_live_in_packed_refs_and_have_a_folder(make_repository, git):
    repository = make_repository(FILES)
    git(repository.root, "checkout", "-qb", "team/east")
    git(repository.root, "pack-refs", "--all")
    done = land(repository, {"b": b"x"})
    assert git(repository.root, "rev-parse", "team/east").strip() == done.commit
    assert git(repository.root, "reflog", "-1", "--format=%H %gs").strip() == f"{done.commit} commit: change"
    assert git(repository.root, "rev-parse", "HEAD@{1}") == git(repository.root, "rev-parse", "main")


def test_names_that_are_not_utf8_beside_it_survive(make_repository, git):
    repository = make_repository(FILES)
    (repository.root / os.fsdecode(b"\xd6\xd0.yaml")).write_bytes(b"gbk")
    git(repository.root, "add", "-A")
    git(repository.root, "commit", "-qm", "gbk")
    land(repository, {"b": b"x"})
    assert status(repository) == []
    assert len(list(repository.snapshot("HEAD").walk())) == 4


def test_many_files_land_as_one_pack(repository, git):
    files = {f"customers/{n % 30:02d}/CUST{n:03d}/customer.yaml": b"id: %d\n" % n for n in range(150)}
    land(repository, files)
    git(repository.git_dir, "fsck", "--strict")
    assert list(repository.common_dir.glob("objects/pack/*.pack"))
    tip = repository.snapshot("HEAD")
    assert {path: tip.read(path) for path in files} == files
    if repository.root:
        assert status(repository) == []


def test_commits_are_signed_where_git_says_so(make_repository, git, tmp_path):
    repository = make_repository(FILES)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "key"], check=True)
    for name, value in {"gpg.format": "ssh", "user.signingkey": tmp_path / "key.pub", "commit.gpgsign": "true"}.items():
        git(repository.root, "config", name, value)
    done = land(Repository.find(repository.root), {"b": b"x"}, message="签名")
    assert "BEGIN SSH SIGNATURE" in git(repository.root, "cat-file", "commit", done.commit)
    assert git(repository.root, "log", "-1", "--format=%an|%cn|%s").strip() == "王芳|王芳|签名"
    git(repository.root, "config", "user.signingkey", "/nowhere")
    assert code_of(land, Repository.find(repository.root), {"b": b"y"}) == "git.signing_failed"
    assert repository.head() == done.commit and status(repository) == []


def test_eight_processes_lose_nothing(repository, git):
    land(repository, {"shared": b""} | {f"own/{name}": b"start\n" for name in range(8)})
    start = repository.head()
    command = [sys.executable, WRITERS, "append", repository.root or repository.git_dir]
    count = 25 if repository.is_bare else 5
    running = [subprocess.Popen([*command, str(n), str(count)], stdout=subprocess.PIPE) for n in range(8)]
    commits = [line for process in running for line in process.communicate()[0].decode().split()]
    assert [process.returncode for process in running] == [0] * 8
    assert sorted(commits) == sorted(git(repository.git_dir, "rev-list", f"{start}..HEAD").split())
    tip = repository.snapshot("HEAD")
    lines = [f"{name} {number}\n" for name in range(8) for number in range(count)]
    assert sorted(tip.read("shared").decode().splitlines(keepends=True)) == sorted(lines)
    for name in range(8):
        assert tip.read(f"own/{name}").decode().splitlines(keepends=True)[1:] == [x for x in lines if x[0] == str(name)]
    assert repository.root is None or status(repository) == []


def test_a_writer_killed_at_any_act_leaves_all_or_nothing(make_repository, git, write):
    repository = make_repository({"changed": "1", "gone": "1", "dirty": "1", "staged": "1"})
    write(repository.root, {"dirty": "2", "staged": "2", "untracked": "3"})
    git(repository.root, "add", "staged")
    told = subprocess.run(
        [sys.executable, WRITERS, "killed", repository.root, "3"], capture_output=True, check=True
    ).stdout.decode()
    assert "survived after" in told
    git(repository.root, "fsck", "--strict", "--no-dangling")


def test_a_full_disk_changes_nothing(repository, git):
    tip = repository.head()
    told = subprocess.run(
        [sys.executable, WRITERS, "full", repository.root or repository.git_dir], capture_output=True, check=True
    ).stdout.decode()
    assert told == "git.storage_failed\n"
    assert repository.head() == tip
    assert [file.name for file in repository.state_dir.iterdir()] == ["lock"]
    assert repository.root is None or status(repository) == []
    assert land(repository, {"b": b"x"}).commit == repository.head()


def test_an_unfinished_commit_never_overwrites_what_the_user_did_since(make_repository, git, write):
    from crmfs.git.journal import Journal, Step
    from crmfs.git.model import object_id

    repository = make_repository(FILES)
    old, new = object_id("blob", b"b\n"), object_id("blob", b"new\n")
    tip = repository.head()
    write(repository.root, {"b": "new\n"})
    git(repository.root, "commit", "-qam", "as if a killed writer had moved the branch")
    write(repository.root, {"b": "since\n"})
    steps = (Step("b", old, new, 0o100644),)
    root, git_dir = str(repository.root), str(repository.git_dir)
    Journal(str(uuid4()), "refs/heads/main", tip, repository.head(), root, git_dir, steps).save(repository.state_dir)
    assert mend(repository)
    assert (repository.root / "b").read_text() == "since\n"
    assert status(repository) == [" M b"]
    assert not mend(repository)


def test_a_damaged_journal_is_said_and_not_guessed_at(repository):
    (repository.state_dir / "journal.json").write_text("{}")
    with pytest.raises(RepositoryError) as caught:
        land(repository, {"b": b"x"})
    assert caught.value.code == "git.journal_unreadable"

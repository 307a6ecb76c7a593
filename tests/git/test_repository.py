"""A repository is found from any folder of it, tells its names and state, and takes no option for a revision."""

import os
import stat
from pathlib import Path

import pytest

from crmfs.core.errors import ChangedMeanwhile, NotFound, RepositoryError, StorageError
from crmfs.git.command import run_git
from crmfs.git.repository import Repository, init_repository

FILES = {"a.yaml": "a: 1\n", "客户/未来科技/customer.yaml": "id: CUST001\n"}


def test_it_is_found_from_a_folder_below(make_repository):
    made = make_repository(FILES)
    found = Repository.find(made.root / "客户" / "未来科技")
    assert found == made
    assert found.root == made.root
    assert found.git_dir == found.common_dir == made.root / ".git"


def test_a_bare_one_has_no_root(make_repository):
    made = make_repository(FILES, bare=True)
    assert made.is_bare and made.root is None
    assert Repository.find(made.git_dir / "objects") == made
    assert made.snapshot("main").read("a.yaml") == b"a: 1\n"


def test_what_is_no_folder_in_the_place_of_local_state_is_named_with_its_remedy(make_repository):
    made = make_repository(FILES)
    place = made.git_dir / "crmfs"
    place.write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        _ = made.state_dir
    assert (caught.value.code, caught.value.params) == ("git.state_in_the_way", {"path": str(place)})
    place.unlink()
    assert made.state_dir.is_dir()


def test_a_linked_work_tree_shares_objects_and_state(make_repository, git, tmp_path):
    main = make_repository(FILES)
    git(main.root, "worktree", "add", "-q", "-b", "side", tmp_path / "linked")
    linked = Repository.find(tmp_path / "linked" / "客户")
    assert linked.root == tmp_path / "linked"
    assert linked.git_dir != main.git_dir
    assert linked.common_dir == main.common_dir
    assert linked.state_dir == main.state_dir
    assert linked.head_branch() == "side"


def test_no_repository_is_said_plainly(tmp_path):
    with pytest.raises(RepositoryError) as caught:
        Repository.find(tmp_path)
    assert caught.value.code == "git.not_a_repository"


def test_before_the_first_commit_there_is_a_branch_but_no_head(make_repository):
    repository = make_repository()
    assert repository.head() is None
    assert repository.head_branch() == "main"
    assert repository.trusted_tip() is None
    assert list(repository.worktree().walk()) == []
    assert list(repository.staged().walk()) == []


def test_a_detached_head_is_no_branch(make_repository, git):
    repository = make_repository(FILES)
    git(repository.root, "checkout", "-q", "--detach")
    assert repository.is_detached()
    with pytest.raises(ChangedMeanwhile):
        repository.head_branch()


def test_revisions_resolve_to_commits(make_repository, git):
    repository = make_repository(FILES)
    tip = git(repository.root, "rev-parse", "HEAD").strip()
    git(repository.root, "tag", "-a", "-m", "a tag", "v1")
    assert {repository.resolve(rev) for rev in ("HEAD", "main", "v1", tip, tip[:8], "main@{0}")} == {tip}
    assert repository.tree_of(tip) == git(repository.root, "rev-parse", "HEAD^{tree}").strip()


@pytest.mark.parametrize(
    "rev", ["", "nothing", "-h", "--all", "--output=stolen", "HEAD\nmain", "0" * 40, "HEAD:a.yaml", "main..main"]
)
def test_what_is_no_revision_is_refused_and_runs_nothing(make_repository, rev):
    repository = make_repository(FILES)
    with pytest.raises(NotFound) as caught:
        repository.resolve(rev)
    assert caught.value.code == "git.revision_unknown"
    assert not (repository.root / "stolen").exists()


def test_local_state_is_its_owners_alone(make_repository):
    state = make_repository(FILES).state_dir
    assert state.name == "crmfs"
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


@pytest.mark.parametrize(("setting", "mode"), [("group", 0o2770), ("all", 0o2775), ("0660", 0o2770), ("false", 0o700)])
def test_local_state_is_shared_where_the_repository_is(make_repository, git, setting, mode):
    repository = make_repository(FILES)
    git(repository.root, "config", "core.sharedRepository", setting)
    assert stat.S_IMODE(repository.state_dir.stat().st_mode) == mode


def test_the_user_and_settings_are_gits(make_repository, git):
    repository = make_repository(FILES)
    git(repository.root, "config", "branch.Main.remote", "origin")
    assert repository.user() == ("王芳", "wang@example.com")
    assert repository.config("Branch.Main.REMOTE") == "origin"
    assert repository.config("branch.main.remote") is None


def test_the_trusted_tip_of_a_clone_is_the_servers(make_repository, git, tmp_path):
    server = make_repository(FILES, bare=True)
    git(tmp_path, "clone", "-q", server.git_dir, "clone")
    clone = Repository.find(tmp_path / "clone")
    git(clone.root, "commit", "-q", "--allow-empty", "-m", "mine")
    assert clone.trusted_tip() == server.head() != clone.head()


@pytest.mark.parametrize("what", ["merge", "rebase", "cherry-pick", "revert", "bisect"])
def test_it_knows_what_git_is_in_the_middle_of(make_repository, git, what):
    repository = make_repository({"a": "1\n"})
    root = repository.root
    git(root, "checkout", "-q", "-b", "side")
    (root / "a").write_text("2\n")
    git(root, "commit", "-qam", "two")
    git(root, "checkout", "-q", "main")
    (root / "a").write_text("3\n")
    git(root, "commit", "-qam", "three")
    assert repository.in_progress() is None
    if what == "bisect":
        git(root, "bisect", "start")
    elif what == "revert":
        run_git(root, "revert", "--no-commit", "HEAD")
    else:
        run_git(root, what, "side", check=False)
    assert repository.in_progress() == what


def test_hooks_lie_where_git_looks_for_them(make_repository, git):
    repository = make_repository(FILES)
    assert repository.hooks_dir() == repository.git_dir / "hooks"
    git(repository.root, "config", "core.hooksPath", ".husky")
    assert Repository.find(repository.root).hooks_dir() == repository.root / ".husky"


def test_init_takes_the_repository_that_is_there(make_repository):
    made = make_repository(FILES)
    assert init_repository(made.root, branch="other").head_branch() == "main"


def test_variables_meant_for_another_repository_are_dropped(make_repository, monkeypatch):
    mine, other = make_repository(FILES, "mine"), make_repository({"b": "2"}, "other")
    monkeypatch.setenv("GIT_DIR", str(other.git_dir))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.git_dir / "index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.git_dir / "objects"))
    found = Repository.find(mine.root)
    assert found.hook_env == {}
    assert [entry.path for entry in found.staged().walk()] == [*FILES]


def test_replaced_objects_are_not_followed(make_repository, git):
    repository = make_repository({"a": "true\n"})
    true = repository.head()
    (repository.root / "a").write_text("false\n")
    git(repository.root, "commit", "-qam", "two")
    git(repository.root, "replace", "HEAD", true)
    assert repository.snapshot("HEAD").read("a") == b"false\n"
    assert repository.git("show", "HEAD:a") == b"false\n"


def test_a_failing_command_does_not_quote_gits_words(make_repository):
    with pytest.raises(RepositoryError) as caught:
        make_repository(FILES).git("cat-file", "blob", "secret-name")
    assert caught.value.params == {"command": "cat-file", "status": 128}


def test_a_missing_git_is_said_plainly(make_repository, monkeypatch, tmp_path):
    repository = make_repository(FILES)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RepositoryError) as caught:
        repository.git("status")
    assert caught.value.code == "git.not_installed"


def test_a_repository_of_another_owner_is_not_trusted(make_repository):
    repository = make_repository(FILES)
    if os.geteuid():
        pytest.skip("only root can give files away")
    for folder in (repository.root, repository.git_dir):
        os.chown(folder, 12345, 12345)
    with pytest.raises(RepositoryError) as caught:
        repository.snapshot("HEAD")
    assert caught.value.code == "git.not_owned"
    with pytest.raises(RepositoryError) as caught:
        Repository.find(repository.root).head()
    assert caught.value.code == "git.not_owned"
    with pytest.raises(RepositoryError) as caught:
        Repository.find(repository.root).git("status")
    assert caught.value.code == "git.not_owned"


def test_a_pre_receive_hook_sees_the_pushed_objects(make_repository, git, tmp_path):
    server = make_repository(FILES, bare=True)
    git(tmp_path, "clone", "-q", server.git_dir, "clone")
    seen = tmp_path / "seen"
    hook = server.hooks_dir() / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!{os.sys.executable}\n"
        "import sys\n"
        "from pathlib import Path\n"
        f"sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
        "from crmfs.git.history import commits_between\n"
        "from crmfs.git.repository import Repository\n"
        "old, new, ref = sys.stdin.read().split()\n"
        "repository = Repository.find(Path('.'))\n"
        "commits = commits_between(repository, new, repository.trusted_tip())\n"
        f"Path({str(seen)!r}).write_bytes(repository.snapshot(new).read('b') + commits[0].message.encode())\n"
        "raise SystemExit(1)\n"
    )
    hook.chmod(0o755)
    clone = tmp_path / "clone"
    (clone / "b").write_text("pushed\n")
    git(clone, "add", "b")
    git(clone, "commit", "-q", "-m", "推送")
    run_git(clone, "push", "origin", "main", check=False)
    assert seen.read_text() == "pushed\n推送"
    assert server.head() != Repository.find(clone).head()

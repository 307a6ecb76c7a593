"""Installing hooks: again and again, beside others' hooks, taken away again; and what happens when crmfs is gone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from office import CUSTOMER, GOOD_CUSTOMER, Office

from crmfs.core.errors import UsageError, ValueRefused
from crmfs.edits.git_settings import trusts_committer
from crmfs.edits.hook_scripts import CLIENT, demand_side, install, script_of, state_of, uninstall
from crmfs.git.repository import Repository

TECHNOLOGY = GOOD_CUSTOMER + "industry: technology\n"


@pytest.fixture
def clone(office: Office) -> Repository:
    return Repository.find(office.clone)


def test_new_repository_has_its_hooks(clone: Repository) -> None:
    assert [state_of(clone, name) for name in CLIENT] == ["current"] * 3
    assert all(os.access(clone.hooks_dir() / name, os.X_OK) for name in CLIENT)


def test_installing_again_changes_nothing(clone: Repository) -> None:
    before = {name: (clone.hooks_dir() / name).stat().st_mtime_ns for name in CLIENT}
    assert [done.how for done in install(clone)] == ["unchanged"] * 3
    assert before == {name: (clone.hooks_dir() / name).stat().st_mtime_ns for name in CLIENT}


def test_script_of_another_crmfs_is_replaced(clone: Repository) -> None:
    hook = clone.hooks_dir() / "pre-commit"
    hook.write_bytes(script_of("pre-commit") + b"# older\n")
    assert state_of(clone, "pre-commit") == "outdated"
    assert [done.how for done in install(clone)] == ["updated", "unchanged", "unchanged"]


def test_hook_that_lost_its_mode_is_replaced(clone: Repository) -> None:
    (clone.hooks_dir() / "pre-commit").chmod(0o644)
    assert state_of(clone, "pre-commit") == "outdated"


def test_another_programs_hook_is_kept_runs_first_and_its_failure_stops(office: Office, clone: Repository) -> None:
    uninstall(clone)
    hook = clone.hooks_dir() / "pre-commit"
    hook.write_text("#!/bin/sh\necho mine came first\nexit ${MINE_EXIT:-0}\n", encoding="utf-8")
    hook.chmod(0o755)
    assert install(clone)[0].other
    office.write({CUSTOMER: TECHNOLOGY})
    stopped = office.git("commit", "-a", "-m", "x", env={"MINE_EXIT": "1"})
    assert stopped.returncode != 0
    assert "mine came first" in stopped.stdout + stopped.stderr
    done = office.git("commit", "-a", "-m", "x")
    assert done.returncode == 0, done.stderr
    assert "mine came first" in done.stdout + done.stderr


def test_uninstalling_puts_the_other_hook_back(clone: Repository) -> None:
    uninstall(clone)
    hook = clone.hooks_dir() / "pre-commit"
    hook.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    install(clone)
    done = uninstall(clone)
    assert [one.how for one in done] == ["removed"] * 3
    assert done[0].other
    assert hook.read_text(encoding="utf-8") == "#!/bin/sh\nexit 0\n"
    assert not (clone.hooks_dir() / "pre-commit.local").exists()
    assert [one.how for one in uninstall(clone)] == ["foreign", "absent", "absent"]


def test_two_other_hooks_are_never_overwritten(clone: Repository) -> None:
    for name in ("commit-msg", "commit-msg.local"):
        (clone.hooks_dir() / name).write_text("#!/bin/sh\n", encoding="utf-8")
    with pytest.raises(ValueRefused, match=r"hook\.local_taken"):
        install(clone)
    assert (clone.hooks_dir() / "commit-msg").read_text(encoding="utf-8") == "#!/bin/sh\n"


def test_hooks_go_where_git_looks_for_them(office: Office, tmp_path: Path) -> None:
    office.git("config", "core.hooksPath", str(tmp_path / "shared hooks"))
    install(Repository.find(office.clone))
    assert (tmp_path / "shared hooks" / "pre-commit").exists()
    office.write({CUSTOMER: "{{{"})
    assert "yaml." in office.git("commit", "-a", "-m", "x").stderr


def test_crmfs_gone_refuses_with_its_remedy_in_both_languages(office: Office, clone: Repository) -> None:
    hook = clone.hooks_dir() / "pre-commit"
    hook.write_text(hook.read_text(encoding="utf-8").replace("python=", "python=/gone"), encoding="utf-8")
    office.write({CUSTOMER: TECHNOLOGY})
    done = office.git("commit", "-a", "-m", "x")
    assert done.returncode != 0
    assert "crmfs hooks install" in done.stderr
    assert "重新安装" in done.stderr
    assert "Install crmfs again" in done.stderr


def test_a_crash_of_the_check_refuses_and_is_logged_without_data(office: Office, clone: Repository) -> None:
    state = clone.state_dir
    office.write({CUSTOMER: TECHNOLOGY})
    office.git("add", "-A")
    hook = clone.hooks_dir() / "commit-msg"
    hook.write_text(hook.read_text(encoding="utf-8").replace('commit-msg "$@"', "commit-msg"), encoding="utf-8")
    done = office.git("commit", "-m", "x")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    logs = list((state / "log").iterdir())
    assert len(logs) == 1
    assert str(logs[0]) in done.stderr
    assert "未来科技" not in logs[0].read_text(encoding="utf-8")


def test_the_servers_hook_and_a_clones_are_not_mixed_up(office: Office, clone: Repository) -> None:
    server = Repository.find(office.server)
    demand_side(server, True)
    demand_side(clone, False)
    with pytest.raises(UsageError, match=r"hook\.server_needs_bare"):
        demand_side(clone, True)
    with pytest.raises(UsageError, match=r"hook\.client_needs_work_tree"):
        demand_side(server, False)


def test_a_server_trusts_the_committer_until_it_is_told_not_to(office: Office) -> None:
    def said(*options: str) -> str:
        command = [sys.executable, "-m", "crmfs", "-C", str(office.server), "hooks", "install", "--server", *options]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        return done.stdout

    assert trusts_committer(Repository.find(office.server)) is True
    assert "CRMFS_ACTOR" in said()
    assert "--identity account" not in said("--identity", "account")
    assert trusts_committer(Repository.find(office.server)) is False
    said()
    assert trusts_committer(Repository.find(office.server)) is False
    said("--identity", "committer")
    assert trusts_committer(Repository.find(office.server)) is True

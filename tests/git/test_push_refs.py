"""Which refs a push may move, and the known ways around a check: none of them leads past."""

import shutil
from pathlib import Path

from office import CUSTOMER, GOOD_CUSTOMER, PHONE, Office, Refused, run_git

from crmfs.edits.birth import make_server

LEAK = {CUSTOMER: GOOD_CUSTOMER + f"notes: 电话 {PHONE}\n"}
GOOD = {CUSTOMER: GOOD_CUSTOMER + "industry: technology\n"}


def test_tags_are_refused(office: Office, refused: Refused) -> None:
    office.git("tag", "v1")
    assert "push.ref_refused" in refused("v1")


def test_replace_refs_and_notes_are_refused(office: Office, refused: Refused) -> None:
    office.commit_unchecked(GOOD)
    assert "push.ref_refused" in refused("HEAD:refs/replace/" + office.server_tip())
    assert "push.ref_refused" in refused("HEAD:refs/notes/commits")


def test_replaced_commit_on_the_server_is_not_believed(office: Office, refused: Refused) -> None:
    clean, leak = office.head(), office.commit_unchecked(LEAK)
    run_git(office.server, "fetch", "-q", str(office.clone), f"{leak}:refs/heads/topic")
    run_git(office.server, "update-ref", f"refs/replace/{leak}", clean)
    assert "privacy.phone" in refused()


def test_forced_push_of_the_protected_branch_is_refused(office: Office, refused: Refused) -> None:
    office.git("commit", "-q", "--no-verify", "--amend", "-m", "rewritten")
    assert "push.forced" in refused("--force", "main")


def test_deletion_of_the_protected_branch_is_refused(office: Office, refused: Refused) -> None:
    run_git(office.server, "config", "receive.denyDeleteCurrent", "ignore")
    assert "push.branch_deleted" in refused(":main")


def test_other_branches_may_be_rewritten_and_deleted(office: Office) -> None:
    office.commit_unchecked(GOOD)
    assert office.push("main:topic").returncode == 0
    office.git("commit", "-q", "--no-verify", "--amend", "-m", "rewritten")
    assert office.push("--force", "main:topic").returncode == 0
    assert office.push(":topic").returncode == 0


def test_what_is_refused_on_main_is_refused_on_every_branch(office: Office, refused: Refused) -> None:
    office.commit_unchecked(LEAK)
    assert "privacy.phone" in refused("main:topic")


def test_commits_that_another_branch_holds_already_are_judged_again_for_main(office: Office, refused: Refused) -> None:
    leak = office.commit_unchecked(LEAK)
    run_git(office.server, "fetch", "-q", str(office.clone), f"{leak}:refs/heads/topic")
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER})
    assert "privacy.phone" in refused()


def test_merge_with_good_commits_on_both_sides_lands(office: Office) -> None:
    office.git("switch", "-q", "-c", "topic")
    office.commit_unchecked({"library/faq/a.txt": "a", "library/faq/a.txt.meta.yaml": "title: a\n"})
    office.git("switch", "-q", "main")
    office.commit_unchecked(GOOD)
    assert office.git("merge", "-q", "--no-edit", "topic").returncode == 0
    done = office.push()
    assert done.returncode == 0, done.stderr


def test_leak_in_a_side_branch_that_the_merge_throws_away_is_refused(office: Office, refused: Refused) -> None:
    office.git("switch", "-q", "-c", "topic")
    leak = office.commit_unchecked(LEAK)
    office.git("switch", "-q", "main")
    office.git("merge", "-q", "--no-edit", "-s", "ours", "topic")
    said = refused()
    assert "privacy.phone" in said
    assert leak[:10] in said


def test_leak_made_by_the_merge_itself_is_refused(office: Office, refused: Refused) -> None:
    office.git("switch", "-q", "-c", "topic")
    office.commit_unchecked({"library/faq/a.txt": "a", "library/faq/a.txt.meta.yaml": "title: a\n"})
    office.git("switch", "-q", "main")
    office.commit_unchecked(GOOD)
    office.git("merge", "-q", "--no-commit", "topic")
    merge = office.commit_unchecked(LEAK, "merge")
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER})
    said = refused()
    assert "privacy.phone" in said
    assert merge[:10] in said


def test_branch_is_not_blamed_for_what_it_merged_from_main(office: Office) -> None:
    office.git("switch", "-q", "-c", "topic")
    office.commit_unchecked({"library/faq/a.txt": "a", "library/faq/a.txt.meta.yaml": "title: a\n"})
    assert office.push("topic").returncode == 0
    tip = office.server_tip()
    run_git(office.server, "config", "core.hooksPath", "/nowhere")
    office.git("switch", "-q", "main")
    office.commit_unchecked({"library/faq/old.txt": "landed before there was a rule"})
    assert office.push().returncode == 0
    assert office.server_tip() != tip
    run_git(office.server, "config", "--unset", "core.hooksPath")
    office.git("switch", "-q", "topic")
    office.git("merge", "-q", "--no-edit", "main")
    done = office.push("topic")
    assert done.returncode == 0, done.stderr


def test_several_refs_land_together_or_not_at_all(office: Office, refused: Refused) -> None:
    office.commit_unchecked(GOOD)
    office.git("branch", "good")
    office.commit_unchecked(LEAK)
    assert "privacy.phone" in refused("good", "main")


def test_empty_server_takes_the_first_push(office: Office, tmp_path: Path) -> None:
    make_server(tmp_path / "other.git")
    done = office.git("push", "../other.git", "main")
    assert done.returncode == 0, done.stderr


def test_first_push_must_bring_the_branch_that_everything_else_is_judged_by(office: Office, tmp_path: Path) -> None:
    make_server(tmp_path / "other.git")
    done = office.git("push", "../other.git", "main:topic")
    assert done.returncode != 0
    assert "push.protected_first" in done.stderr
    assert "git push origin HEAD:main" in done.stderr


def test_first_push_is_judged_too(office: Office, tmp_path: Path) -> None:
    make_server(tmp_path / "other.git")
    office.commit_unchecked(LEAK)
    office.commit_unchecked(GOOD)
    done = office.git("push", "../other.git", "main")
    assert done.returncode != 0
    assert "privacy.phone" in done.stderr


def test_first_push_of_what_is_no_crmfs_repository_is_refused(office: Office, tmp_path: Path) -> None:
    make_server(tmp_path / "other.git")
    office.git("rm", "-q", "crmfs.yaml")
    office.commit_unchecked({})
    done = office.git("push", "../other.git", "main")
    assert done.returncode != 0
    assert "crmfs.yaml" in done.stderr


def test_settings_cannot_be_pushed_away(office: Office, refused: Refused) -> None:
    office.git("rm", "-q", "crmfs.yaml")
    office.commit_unchecked({})
    assert "check.rules_unreadable" in refused()


def test_linked_work_tree_pushes_through_the_same_hook(office: Office, refused: Refused, tmp_path: Path) -> None:
    office.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    side = Office(tmp_path / "side", office.server)
    side.commit_unchecked(LEAK)
    done = run_git(side.clone, "push", str(office.server), "side")
    assert "privacy.phone" in done.stderr


def test_the_pusher_is_told_in_the_members_own_language(office: Office, refused: Refused) -> None:
    members = (office.clone / "members.yaml").read_text(encoding="utf-8")
    office.commit_unchecked({"members.yaml": members.rstrip() + "\n    language: en\n"})
    assert office.push().returncode == 0
    office.commit_unchecked(LEAK)
    assert "The push was refused" in refused()


def test_the_actor_named_by_the_server_wins_over_the_commit(office: Office, refused: Refused) -> None:
    members = (office.clone / "members.yaml").read_text(encoding="utf-8")
    english = "  - id: E002\n    name: Ann\n    language: en\n"
    office.commit_unchecked({"members.yaml": members + english})
    assert office.push().returncode == 0
    office.commit_unchecked(LEAK)
    assert "推送被拒绝" in refused()
    assert "The push was refused" in refused(env={"CRMFS_ACTOR": "E002"})


def test_crmfs_gone_from_the_server_lets_nothing_in(office: Office, refused: Refused) -> None:
    hook = office.server / "hooks/pre-receive"
    script = hook.read_text(encoding="utf-8")
    start = script.index("python=")
    hook.write_text(
        script[:start] + "python=/gone/python\n" + script[script.index("\n", start) + 1 :], encoding="utf-8"
    )
    office.commit_unchecked(GOOD)
    said = refused()
    assert "crmfs hooks install --server" in said


def test_python_without_crmfs_lets_nothing_in(office: Office, refused: Refused) -> None:
    hook = office.server / "hooks/pre-receive"
    script = hook.read_text(encoding="utf-8").replace("-m crmfs.hooks", "-m crmfs_gone.hooks")
    hook.write_text(script, encoding="utf-8")
    office.commit_unchecked(GOOD)
    assert "crmfs hooks install --server" in refused()


def test_another_programs_hook_runs_first_gets_the_updates_and_can_refuse(office: Office, refused: Refused) -> None:
    own = office.server / "hooks/pre-receive.local"
    own.write_text("#!/bin/sh\ncat > seen\necho not today >&2\nexit 1\n", encoding="utf-8")
    own.chmod(0o755)
    office.commit_unchecked(GOOD)
    assert "not today" in refused()
    assert "refs/heads/main" in (office.server / "seen").read_text(encoding="utf-8")
    own.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    assert office.push().returncode == 0


def test_state_of_the_server_is_closed_to_others(office: Office) -> None:
    office.commit_unchecked(GOOD)
    office.push()
    state = office.server / "crmfs"
    assert not state.exists() or state.stat().st_mode & 0o077 == 0


def test_non_bare_server_is_judged_by_the_same_hook(office: Office, tmp_path: Path) -> None:
    shutil.copytree(office.clone, tmp_path / "shared", symlinks=True)
    shutil.copy(office.server / "hooks/pre-receive", tmp_path / "shared/.git/hooks/pre-receive")
    office.commit_unchecked(LEAK)
    done = office.git("push", str(tmp_path / "shared"), "main:topic", env={"CRMFS_ACTOR": "E001"})
    assert done.returncode != 0
    assert "privacy.phone" in done.stderr

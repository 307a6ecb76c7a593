"""What a member may push under the template's policy, and that no known trick leads past it."""

from pathlib import Path

import pytest
from office import CUSTOMER, HIDDEN, MEMBERS, OWN, TEAMS, TERMS, Office, Refused, customer, run_git

from crmfs.edits.birth import make_server

NEW = "customers/05/CUST005/customer.yaml"
VISIT = "customers/{0}/interactions/INT-20260301-7K3M9Q.yaml"
OWN_TEXT = customer("CUST002", "E002", "east")


def interaction(employee: str = "E002") -> str:
    return f"id: INT-20260301-7K3M9Q\ndate: '2026-03-01'\ntype: call\nemployee: {employee}\ncontent: 谈了续约\n"


def lands(office: Office, *args: str) -> None:
    done = office.push(*args)
    assert done.returncode == 0, done.stderr


def test_sales_change_their_own_customer(team: Office) -> None:
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"})
    lands(team)


def test_a_refusal_names_rule_field_support_and_what_to_do(team: Office, denied: Refused) -> None:
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    said = denied()
    assert f"{OWN}:9" in said
    assert "access.edit_stopped" in said
    assert "sensitive-fields" in said
    assert "IT 8801" in said
    assert f"crmfs sync --fold --without {team.head()[:10]}" in said
    assert "git reset" not in said


def test_a_customer_of_the_team_is_seen_and_not_changed(team: Office, denied: Refused) -> None:
    text = (team.clone / TEAMS).read_text(encoding="utf-8")
    team.commit_unchecked({TEAMS: text + "industry: technology\n"})
    assert "access.edit_not_granted" in denied()


def test_what_is_hidden_reads_like_what_is_absent(team: Office, denied: Refused) -> None:
    start = team.head()
    said = set()
    for path in (HIDDEN, "customers/09/CUST009/customer.yaml"):
        team.git("reset", "-q", "--hard", start)
        team.commit_unchecked({path: customer(path[13:20], "E004", "west", company="别家")})
        lines = [line for line in denied().splitlines() if "access." in line]
        said.add(tuple(line.replace(path, "PATH").strip() for line in lines if "PATH" in line.replace(path, "PATH")))
    assert len(said) == 1
    assert "access.out_of_reach" in said.pop()[0]


def test_a_rename_out_of_a_hidden_folder_is_refused(team: Office, denied: Refused) -> None:
    (team.clone / "customers/02/CUST002/documents/contracts").mkdir(parents=True)
    team.git("mv", TERMS, "customers/02/CUST002/documents/contracts/terms.txt")
    team.commit_unchecked({})
    assert f"{TERMS}  错误 access.out_of_reach" in denied()


@pytest.mark.parametrize("folder", ["Finance", "ﬁnance", "fin\u200bance", "ｆinance", "finance."])
def test_a_canonical_twin_of_a_hidden_folder_meets_its_rule(team: Office, denied: Refused, folder: str) -> None:
    team.commit_unchecked({f"customers/02/CUST002/{folder}/terms.yaml": "bank: x\n"})
    assert "access.out_of_reach" in denied()


def test_add_then_revert_is_refused(team: Office, denied: Refused) -> None:
    bad = team.commit_unchecked({"crmfs.yaml": (team.clone / "crmfs.yaml").read_text(encoding="utf-8") + "# mine\n"})
    team.git("revert", "--no-edit", bad)
    said = denied()
    assert "access." in said
    assert bad[:10] in said


def test_a_violation_in_a_middle_commit_is_refused(team: Office, denied: Refused) -> None:
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"})
    middle = team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    team.commit_unchecked({OWN: OWN_TEXT + "notes: 好\n"})
    said = denied()
    assert "access.edit_stopped" in said
    assert middle[:10] in said


def test_merge_ours_that_drops_what_the_protected_branch_changed_is_refused(team: Office, denied: Refused) -> None:
    team.git("switch", "-q", "-c", "topic")
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"})
    team.git("switch", "-q", "main")
    team.sit_down("王芳", "wang@example.com")
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    lands(team)
    team.sit_down("李强", "li@example.com")
    team.git("switch", "-q", "topic")
    assert team.git("merge", "-q", "--no-edit", "-s", "ours", "main").returncode == 0
    merge = team.head()
    assert "access.edit_stopped" in denied("topic:main")
    team.git("checkout", "-q", "main", "--", OWN)
    team.commit_unchecked({}, "put right again")
    said = denied("topic")
    assert "access.edit_stopped" in said
    assert merge[:10] in said


def test_a_merge_by_field_of_what_two_people_changed_lands(team: Office) -> None:
    team.git("switch", "-q", "-c", "topic")
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"})
    team.git("switch", "-q", "main")
    team.sit_down("王芳", "wang@example.com")
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    lands(team)
    team.sit_down("李强", "li@example.com")
    team.git("switch", "-q", "topic")
    team.git("merge", "-q", "--no-commit", "main")
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key") + "industry: technology\n"})
    assert team.git("rev-parse", "--verify", "--quiet", "HEAD^2").returncode == 0
    lands(team, "topic", "topic:main")


def test_an_old_state_brought_back_by_a_merge_is_refused(team: Office, denied: Refused) -> None:
    old = team.head()
    team.sit_down("王芳", "wang@example.com")
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    lands(team)
    team.sit_down("李强", "li@example.com")
    tree = team.git("rev-parse", f"{old}^{{tree}}").stdout.strip()
    merge = team.git("commit-tree", tree, "-p", "HEAD", "-p", old, "-m", "merge").stdout.strip()
    assert "access.edit_stopped" in denied(f"{merge}:main")


def test_what_a_merge_of_ones_own_branches_drops_of_the_protected_branch_is_refused(
    team: Office, denied: Refused
) -> None:
    team.git("switch", "-q", "-c", "first")
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"})
    team.git("switch", "-q", "main")
    team.sit_down("王芳", "wang@example.com")
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    lands(team)
    team.sit_down("李强", "li@example.com")
    team.git("switch", "-q", "-c", "second")
    team.commit_unchecked({VISIT.format("02/CUST002"): interaction()})
    team.git("switch", "-q", "first")
    team.git("merge", "-q", "--no-edit", "-s", "ours", "second")
    merge = team.head()
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key") + "industry: technology\n"})
    said = denied("first:main")
    assert "access.edit_stopped" in said
    assert merge[:10] in said


def test_a_branch_first_and_then_main_is_judged_again(team: Office, denied: Refused) -> None:
    bad = team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    assert "access.edit_stopped" in denied("main:topic")
    run_git(team.server, "fetch", "-q", str(team.clone), f"{bad}:refs/heads/topic")
    assert "access.edit_stopped" in denied()


def test_replace_refs_notes_and_tags_are_refused(team: Office, denied: Refused) -> None:
    team.git("tag", "v1")
    for ref in (f"HEAD:refs/replace/{team.server_tip()}", "HEAD:refs/notes/commits", "v1"):
        said = denied(ref)
        assert "push.ref_refused" in said
        assert "access." not in said  # it is refused whoever pushes


def test_a_replaced_policy_on_the_server_is_not_believed(team: Office, denied: Refused) -> None:
    policy = team.git("rev-parse", "HEAD:access.yaml").stdout.strip()
    loose = (
        (team.clone / "access.yaml").read_text(encoding="utf-8").replace("to: [management]", "to: [management, sales]")
    )
    (team.clone / "loose").write_text(
        loose.replace("[sales-lead, management]", "[sales, management]"), encoding="utf-8"
    )
    other = run_git(team.server, "hash-object", "-w", str(team.clone / "loose")).stdout.strip()
    (team.clone / "loose").unlink()
    run_git(team.server, "update-ref", f"refs/replace/{policy}", other)
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    assert "access.edit_stopped" in denied()


def test_force_and_deletion_are_refused(team: Office, denied: Refused) -> None:
    run_git(team.server, "config", "receive.denyDeleteCurrent", "ignore")
    assert "push.branch_deleted" in denied(":main")
    team.git("commit", "-q", "--no-verify", "--amend", "--reset-author", "-m", "rewritten")
    assert "push.forced" in denied("--force", "main")


@pytest.mark.parametrize("variable", ["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"])
def test_a_commit_in_anothers_name_is_refused(team: Office, denied: Refused, variable: str) -> None:
    team.write({OWN: OWN_TEXT + "industry: technology\n"})
    team.git("commit", "-q", "-a", "--no-verify", "-m", "x", env={variable: "zhao@example.com"})
    said = denied(env={"CRMFS_ACTOR": "E002"})
    assert "access.employee_mismatch" in said


def test_the_server_s_word_wins_over_the_committer(team: Office, denied: Refused) -> None:
    team.sit_down("王芳", "wang@example.com")
    team.commit_unchecked({"access.yaml": (team.clone / "access.yaml").read_text(encoding="utf-8") + "# x\n"})
    said = denied(env={"CRMFS_ACTOR": "E002"})
    assert "access.yaml" in said
    assert "access.employee_mismatch" in said


@pytest.mark.parametrize("said", ["E003", "赵敏", "zhao@example.com"])
def test_a_trailer_in_anothers_name_is_refused(team: Office, denied: Refused, said: str) -> None:
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"}, f"change\n\nEmployee: {said}")
    assert "access.employee_mismatch" in denied()


def test_work_in_anothers_name_is_refused_to_sales_and_allowed_to_the_lead(team: Office, denied: Refused) -> None:
    team.commit_unchecked({VISIT.format("02/CUST002"): interaction("E003")})
    assert "access.employee_mismatch" in denied()
    team.git("reset", "-q", "--soft", "HEAD~1")
    team.sit_down("赵敏", "zhao@example.com")
    team.commit_unchecked({VISIT.format("02/CUST002"): interaction("E002")})
    lands(team)


def test_owner_set_in_one_commit_gives_no_right_in_the_next(team: Office, denied: Refused) -> None:
    text = (team.clone / TEAMS).read_text(encoding="utf-8")
    team.commit_unchecked({TEAMS: text.replace("E003", "E002")})
    team.commit_unchecked({VISIT.format("03/CUST003"): interaction()})
    said = denied()
    assert "access.edit_not_granted" in said
    assert "access.create_not_granted" in said


def test_sales_create_a_customer_of_their_own_with_an_interaction_in_one_push(team: Office) -> None:
    team.commit_unchecked({NEW: customer("CUST005", "E002", "east")})
    team.commit_unchecked({VISIT.format("05/CUST005"): interaction()})
    lands(team)


@pytest.mark.parametrize(("owner", "group"), [("E003", "east"), ("E002", "west")])
def test_sales_cannot_create_a_customer_for_others(team: Office, denied: Refused, owner: str, group: str) -> None:
    team.commit_unchecked({NEW: customer("CUST005", owner, group)})
    assert "access." in denied()


def test_a_new_customer_is_judged_by_what_it_said_first(team: Office, denied: Refused) -> None:
    team.commit_unchecked({NEW: customer("CUST005", "E003", "west")})
    team.commit_unchecked({NEW: customer("CUST005", "E002", "east")})
    assert "access.out_of_reach" in denied()


def test_a_customer_without_its_file_is_nobodys_to_claim(team: Office, denied: Refused) -> None:
    team.git("rm", "-q", HIDDEN)
    orphan = team.commit_unchecked({"customers/04/CUST004/documents/other/a.txt": "CANARY"})
    run_git(team.server, "fetch", "-q", str(team.clone), f"{orphan}:refs/heads/main", "--update-head-ok")
    team.commit_unchecked({HIDDEN: customer("CUST004", "E002", "east")})
    assert "access.out_of_reach" in denied()


def test_policy_and_data_in_one_push_are_judged_by_the_old_policy(team: Office, denied: Refused) -> None:
    policy = (team.clone / "access.yaml").read_text(encoding="utf-8")
    team.commit_unchecked({"access.yaml": policy.replace("to: [management]", "to: [management, sales]")})
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    said = denied()
    assert "access.yaml" in said
    assert "access.edit_stopped" in said


def test_a_pushed_role_gives_nothing_in_the_same_push(team: Office, denied: Refused) -> None:
    team.commit_unchecked({"members.yaml": MEMBERS.replace("[sales], team: east", "[management], team: east")})
    team.commit_unchecked({OWN: OWN_TEXT.replace("level: normal", "level: key")})
    said = denied()
    assert "members.yaml" in said
    assert "access.edit_stopped" in said


def test_a_policy_that_cannot_be_in_force_is_refused_with_its_line(team: Office, denied: Refused) -> None:
    team.sit_down("王芳", "wang@example.com")
    policy = (team.clone / "access.yaml").read_text(encoding="utf-8")
    team.commit_unchecked({"access.yaml": policy.replace("to: [employee]", "to: [employees]", 1)})
    said = denied()
    assert "access.role_undefined" in said
    assert "access.yaml:" in said


def test_the_last_administrator_stays(team: Office, denied: Refused) -> None:
    team.sit_down("王芳", "wang@example.com")
    team.commit_unchecked({"members.yaml": MEMBERS.replace("[management]", "[it]")})
    assert "access.no_administrator" in denied()


def test_the_policy_cannot_be_pushed_away(team: Office, denied: Refused) -> None:
    team.sit_down("王芳", "wang@example.com")
    team.git("rm", "-q", "access.yaml")
    team.commit_unchecked({})
    assert "access.policy_gone" in denied()


def test_a_broken_policy_in_force_lets_an_administrator_mend_it_and_nothing_else(team: Office, denied: Refused) -> None:
    good = (team.clone / "access.yaml").read_text(encoding="utf-8")
    broken = team.commit_unchecked({"access.yaml": good + "nonsense: 1\n"})
    run_git(team.server, "fetch", "-q", str(team.clone), f"{broken}:refs/heads/main", "--update-head-ok")
    assert team.server_tip() == broken
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"})
    assert "access.policy_unusable" in denied()
    team.git("reset", "-q", "--hard", "HEAD~1")
    team.commit_unchecked({"access.yaml": good})
    assert "access.policy_unusable" in denied()
    team.git("reset", "-q", "--hard", "HEAD~1")
    team.sit_down("王芳", "wang@example.com")
    team.commit_unchecked({"access.yaml": good, OWN: OWN_TEXT + "industry: technology\n"})
    assert "access.policy_unusable" in denied()
    team.git("reset", "-q", "--hard", "HEAD~1")
    team.commit_unchecked({"access.yaml": good})
    lands(team)


@pytest.mark.parametrize("path", [".gitattributes", ".gitmodules", "customers/02/CUST002/.gitattributes"])
def test_git_s_own_files_are_not_for_everybody(team: Office, denied: Refused, path: str) -> None:
    file = team.clone / path
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    team.commit_unchecked({path: old + "# *.yaml -text\n"})
    assert "access." in denied()


def test_a_symlink_in_place_of_a_record_is_refused(team: Office, denied: Refused) -> None:
    (team.clone / OWN).unlink()
    (team.clone / OWN).symlink_to("../../04/CUST004/customer.yaml")
    team.commit_unchecked({})
    said = denied()
    assert "access.edit_stopped" in said
    assert "path.symlink" in said


def test_a_submodule_is_refused(team: Office, denied: Refused) -> None:
    place = "customers/02/CUST002/documents/other/module"
    team.git("update-index", "--add", "--cacheinfo", f"160000,{team.head()},{place}")
    team.git("commit", "-q", "--no-verify", "-m", "module")
    assert "path.submodule" in denied()


def test_who_is_not_known_pushes_nothing(team: Office, denied: Refused) -> None:
    team.sit_down("外人", "stranger@example.com")
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"})
    assert "access.identity_unknown" in denied()
    assert "access.identity_unknown" in denied(env={"CRMFS_ACTOR": "nobody"})
    assert "access.identity_unknown" in denied("main:other")


def test_a_server_that_does_not_trust_commits_needs_to_be_told_who_pushes(team: Office, denied: Refused) -> None:
    run_git(team.server, "config", "crmfs.trustCommitter", "false")
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"})
    said = denied()
    assert "access.identity_missing" in said
    assert "CRMFS_ACTOR" in said
    done = team.push(env={"CRMFS_ACTOR": "li@example.com"})
    assert done.returncode == 0, done.stderr


def test_the_pusher_cannot_make_the_server_trust_him(team: Office, denied: Refused) -> None:
    run_git(team.server, "config", "crmfs.trustCommitter", "false")
    team.commit_unchecked({OWN: OWN_TEXT + "industry: technology\n"})
    settings = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "crmfs.trustCommitter", "GIT_CONFIG_VALUE_0": "true"}
    assert "access.identity_missing" in denied(env=settings)


def test_the_first_push_is_an_administrators(team: Office, tmp_path: Path) -> None:
    make_server(tmp_path / "other.git")
    done = team.git("push", "../other.git", "main", env={"CRMFS_ACTOR": "E002"})
    assert done.returncode != 0
    assert "access.first_by_administrator" in done.stderr
    done = team.git("push", "../other.git", "main", env={"CRMFS_ACTOR": "E001"})
    assert done.returncode == 0, done.stderr


def test_a_first_push_whose_policy_cannot_be_in_force_is_told_its_line(team: Office, tmp_path: Path) -> None:
    make_server(tmp_path / "other.git")
    policy = (team.clone / "access.yaml").read_text(encoding="utf-8")
    team.commit_unchecked({"access.yaml": policy + "nonsense: 1\n"})
    done = team.git("push", "../other.git", "main", env={"CRMFS_ACTOR": "E001"})
    assert done.returncode != 0
    assert "access.yaml:" in done.stderr
    assert "access.key_unknown" in done.stderr


def test_a_server_whose_main_branch_is_missing_takes_no_first_push(team: Office, denied: Refused) -> None:
    run_git(team.server, "symbolic-ref", "HEAD", "refs/heads/trunk")
    mine = (team.clone / "members.yaml").read_text(encoding="utf-8").replace("[sales], team: east", "[management]")
    team.commit_unchecked({"members.yaml": mine})
    said = denied("main:trunk")
    assert "push.protected_absent" in said
    assert "git symbolic-ref" in said


def test_a_hidden_customer_is_not_shadowed_by_one_of_the_same_id(team: Office, denied: Refused) -> None:
    team.commit_unchecked({"customers/99/CUST004/customer.yaml": customer("CUST004", "E002", "east")})
    denied()


def test_a_company_that_is_hidden_is_not_told_of(team: Office) -> None:
    team.commit_unchecked({NEW: customer("CUST005", "E002", "east", company="金丝雀有限公司")})
    done = team.push()
    assert done.returncode == 0, done.stderr
    assert "CUST004" not in done.stderr
    assert "company.duplicate" not in done.stderr


def test_customer_service_adds_to_a_customer_it_may_read(team: Office) -> None:
    team.sit_down("周杰", "zhou@example.com")
    team.commit_unchecked({VISIT.format("01/CUST001"): interaction("E005")})
    lands(team)
    assert (team.clone / CUSTOMER).exists()

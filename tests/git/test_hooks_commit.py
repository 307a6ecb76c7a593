"""What the hooks of a clone do while somebody commits by the git command."""

from pathlib import Path

from office import CUSTOMER, GOOD_CUSTOMER, OWN, PHONE, TEAMS, TERMS, Office, customer, run_git

from crmfs.cli import main

TECHNOLOGY = GOOD_CUSTOMER + "industry: technology\n"
ACTIVE = GOOD_CUSTOMER.replace("potential", "active") + (
    "status_reason: 客户签约成功\nstatus_by: E001\nstatus_date: 2026-03-02\nnext_follow_up: 2026-03-09\n"
)


def message(office: Office) -> str:
    return office.git("log", "-1", "--format=%B").stdout.strip()


def test_what_is_staged_is_judged_and_refused_with_its_remedy(office: Office) -> None:
    before = office.head()
    office.write({CUSTOMER: GOOD_CUSTOMER.replace('"*经理"', "*经理")})
    done = office.git("commit", "-a", "-m", "x")
    assert done.returncode != 0
    assert office.head() == before
    assert "yaml.asterisk_unquoted" in done.stderr
    assert "crmfs fix" in done.stderr
    assert "IT 8801" in done.stderr


def test_fix_is_named_only_where_it_mends_something(office: Office) -> None:
    office.write({CUSTOMER: GOOD_CUSTOMER + "statsu: x\n"})
    done = office.git("commit", "-a", "-m", "x")
    assert done.returncode != 0
    assert "field.unknown" in done.stderr
    assert "crmfs fix" not in done.stderr


def test_what_is_not_staged_is_not_looked_at(office: Office) -> None:
    office.write({CUSTOMER: TECHNOLOGY})
    office.git("add", CUSTOMER)
    office.write({CUSTOMER: "{{{", "library/faq/loose.txt": PHONE})
    assert office.git("commit", "-m", "行业").returncode == 0
    assert (office.clone / CUSTOMER).read_text(encoding="utf-8") == "{{{"


def test_committing_one_path_judges_that_path_only(office: Office) -> None:
    office.write({CUSTOMER: "{{{"})
    office.git("add", CUSTOMER)
    office.write({"library/faq/a.txt": "a", "library/faq/a.txt.meta.yaml": "title: a\n"})
    office.git("add", "-N", "library")
    done = office.git("commit", "-m", "faq", "--", "library")
    assert done.returncode == 0, done.stderr
    refused = office.git("commit", "-m", "broken", "--", CUSTOMER)
    assert refused.returncode != 0


def test_warnings_are_shown_and_refuse_nothing(office: Office) -> None:
    office.write({"library/faq/a.txt": "a"})
    office.git("add", "-A")
    done = office.git("commit", "-m", "faq")
    assert done.returncode == 0, done.stderr
    assert "document.meta_missing" in done.stderr


def test_message_is_drafted_in_peoples_terms_with_reason_and_employee(office: Office) -> None:
    office.write({CUSTOMER: ACTIVE})
    done = office.git("commit", "-a")
    assert done.returncode == 0, done.stderr
    subject, *rest = message(office).splitlines()
    assert subject.startswith("未来科技有限公司: ")
    assert "潜在客户 → 活跃客户" in subject or "潜在 → 活跃" in subject
    assert rest[-2:] == ["Reason: 客户签约成功", "Employee: E001"]


def test_drafted_subject_names_a_document_once_not_its_metadata_too(office: Office) -> None:
    contract = "customers/01/CUST001/documents/contracts/年度合同.txt"
    office.write({contract: "甲方、乙方", f"{contract}.meta.yaml": "title: 年度合同\n"})
    office.git("add", "-A")
    assert office.git("commit").returncode == 0
    assert message(office).splitlines()[0] == "未来科技有限公司: 新增年度合同.txt"
    office.write({f"{contract}.meta.yaml": "title: 合同\n"})
    assert office.git("commit", "-a").returncode == 0
    assert message(office).splitlines()[0] == "未来科技有限公司: 标题"


def test_message_given_with_m_keeps_its_words_and_gains_trailers(office: Office) -> None:
    office.write({CUSTOMER: TECHNOLOGY})
    office.git("commit", "-a", "-m", "补充行业", "-m", "展会上问到的")
    assert message(office) == "补充行业\n\n展会上问到的\n\nEmployee: E001"


def test_trailers_that_are_there_stay(office: Office) -> None:
    office.write({CUSTOMER: TECHNOLOGY})
    office.git("commit", "-a", "-m", "补充行业", "-m", "Employee: E007")
    assert message(office) == "补充行业\n\nEmployee: E007"


def test_amended_merged_and_squashed_messages_stay_as_they_are(office: Office) -> None:
    office.git("switch", "-q", "-c", "side")
    office.commit_unchecked({"library/faq/a.txt": "a", "library/faq/a.txt.meta.yaml": "title: a\n"}, "side")
    before = message(office)
    assert office.git("commit", "--amend", "--no-edit").returncode == 0
    assert message(office) == before
    office.git("switch", "-q", "main")
    office.commit_unchecked({CUSTOMER: TECHNOLOGY})
    office.git("merge", "--no-edit", "side")
    assert message(office) == "Merge branch 'side'"


def test_template_of_the_team_is_left_alone(office: Office, tmp_path: Path) -> None:
    (tmp_path / "template").write_text("our own words\n", encoding="utf-8")
    office.git("config", "commit.template", str(tmp_path / "template"))
    office.write({CUSTOMER: TECHNOLOGY})
    office.git("commit", "-a", env={"GIT_EDITOR": "echo more >>"})
    assert message(office) == "our own words\n\nmore"


def test_personal_data_in_the_message_is_refused(office: Office) -> None:
    before = office.head()
    office.write({CUSTOMER: TECHNOLOGY})
    done = office.git("commit", "-a", "-m", f"给 {PHONE} 打电话")
    assert done.returncode != 0
    assert office.head() == before
    assert "privacy.in_message" in done.stderr
    assert PHONE not in done.stderr


def test_comments_and_the_diff_below_the_scissors_are_no_part_of_the_message(office: Office) -> None:
    contacts = "customers/01/CUST001/contacts.yaml"
    office.write({contacts: f'contacts:\n  - id: CON-1\n    name: 张三\n    mobile: "{PHONE}"\n'})
    office.git("add", "-A")
    done = office.git("commit", "-v")
    assert done.returncode == 0, done.stderr


def test_repository_that_is_not_of_crmfs_is_let_alone(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run_git(tmp_path, "init", "-q", str(other))
    run_git(other, "config", "core.hooksPath", str(office.clone / ".git/hooks"))
    (other / "notes.txt").write_text(PHONE, encoding="utf-8")
    run_git(other, "add", "-A")
    done = run_git(other, "commit", "-m", PHONE)
    assert done.returncode == 0, done.stderr


def test_modules_in_the_work_tree_are_never_imported(office: Office) -> None:
    trap = "import pathlib\npathlib.Path('trapped').write_text('')\n"
    office.write({"yaml.py": trap, "crmfs/__init__.py": trap, "sitecustomize.py": trap, CUSTOMER: TECHNOLOGY})
    office.git("add", CUSTOMER)
    assert office.git("commit", "-m", "行业").returncode == 0
    assert not (office.clone / "trapped").exists()


def test_linked_work_tree_is_judged_by_its_own_index(office: Office, tmp_path: Path) -> None:
    office.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    side = Office(tmp_path / "side", office.server)
    side.write({CUSTOMER: "{{{"})
    assert side.git("commit", "-a", "-m", "x").returncode != 0
    side.write({CUSTOMER: TECHNOLOGY})
    done = side.git("commit", "-a", "-m", "行业")
    assert done.returncode == 0, done.stderr


def test_drafted_subject_shows_no_value_of_a_protected_file(office: Office) -> None:
    contacts = "customers/01/CUST001/contacts.yaml"
    office.commit_unchecked({contacts: "contacts:\n  - id: CON-1\n    name: 张三\n"})
    office.write({contacts: "contacts:\n  - id: CON-1\n    name: 李四\n"})
    office.git("commit", "-a")
    assert "李四" not in message(office)
    assert "张三" not in message(office)
    assert message(office).startswith("未来科技有限公司")


def test_nothing_is_told_of_what_is_hidden_from_who_commits(team: Office) -> None:
    twin = customer("CUST005", "E002", "east", company="金丝雀有限公司")
    team.write({"customers/05/CUST005/customer.yaml": twin})
    team.git("add", "-A")
    done = team.git("commit", "-m", "new")
    assert done.returncode == 0, done.stderr
    assert "CUST004" not in done.stderr
    team.write({TERMS: "bank: [\n"})
    done = team.git("commit", "-a", "-m", "terms")
    assert done.returncode != 0
    assert "access.out_of_reach" in done.stderr
    assert "yaml." not in done.stderr


def test_what_somebody_may_not_change_is_refused_when_he_commits_not_only_when_he_pushes(team: Office) -> None:
    before = team.head()
    for path, old, new, code in (
        (OWN, "level: normal", "level: key", "access.edit_stopped"),
        (TEAMS, "status: potential", "notes: 好\nstatus: potential", "access.edit_not_granted"),
        (TERMS, "bank:", "tax:", "access.out_of_reach"),
    ):
        team.write({path: (team.clone / path).read_text(encoding="utf-8").replace(old, new)})
        done = team.git("commit", "-a", "-m", "x")
        assert (done.returncode != 0, team.head()) == (True, before)
        assert f"{path}" in done.stderr
        assert code in done.stderr
        assert "CANARY" not in done.stderr
        team.git("checkout", "-q", "HEAD", "--", path)


def test_what_he_may_not_do_can_be_put_right_by_a_commit(team: Office) -> None:
    text = (team.clone / OWN).read_text(encoding="utf-8")
    team.commit_unchecked({OWN: text.replace("level: normal", "level: key")})
    team.write({OWN: text + "need: 库存\n"})
    done = team.git("commit", "-a", "-m", "put right")
    assert done.returncode == 0, done.stderr
    assert main(["-C", str(team.clone), "sync", "--fold"]) == 0
    done = team.push()
    assert done.returncode == 0, done.stderr


def test_what_others_changed_and_a_merge_brings_is_no_change_of_who_commits_it(team: Office) -> None:
    text = (team.clone / OWN).read_text(encoding="utf-8")
    team.git("switch", "-q", "-c", "topic")
    team.commit_unchecked({OWN: text + "need: 库存\n"})
    team.git("switch", "-q", "main")
    team.sit_down("王芳", "wang@example.com")
    team.commit_unchecked({OWN: text.replace("level: normal", "level: key") + "need: 采购\n"})
    assert team.push().returncode == 0
    team.sit_down("李强", "li@example.com")
    team.git("switch", "-q", "topic")
    assert team.git("merge", "-q", "main").returncode != 0
    assert main(["-C", str(team.clone), "resolve", "CUST002#need", "--mine"]) == 0
    done = team.git("commit", "--no-edit")
    assert done.returncode == 0, done.stderr
    assert team.push("topic:main").returncode == 0


def test_a_stranger_is_judged_by_the_server(team: Office) -> None:
    team.sit_down("某人", "robot@example.com")
    text = (team.clone / OWN).read_text(encoding="utf-8")
    team.write({OWN: text.replace("level: normal", "level: key")})
    assert team.git("commit", "-a", "-m", "x").returncode == 0

"""What the server's hook says of the data in a push: file, line, rule, remedy; and nothing lands."""

import pytest
from office import CONTACTS, CUSTOMER, GOOD_CUSTOMER, PHONE, Office, Refused, run_git

from crmfs.cli import main


def test_good_data_lands(office: Office) -> None:
    commit = office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + "industry: technology\n"})
    done = office.push()
    assert done.returncode == 0, done.stderr
    assert office.server_tip() == commit


def test_chinese_file_names_land(office: Office) -> None:
    folder = "customers/01/CUST001/documents/contracts"
    commit = office.commit_unchecked(
        {f"{folder}/年度合同.txt": "甲方、乙方", f"{folder}/年度合同.txt.meta.yaml": "title: 年度合同\n"}
    )
    done = office.push()
    assert done.returncode == 0, done.stderr
    assert office.server_tip() == commit


def test_broken_yaml_is_named_with_file_and_line(office: Office, refused: Refused) -> None:
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + "notes: [\n"})
    said = refused()
    assert f"{CUSTOMER}:8" in said or f"{CUSTOMER}:9" in said
    assert "yaml." in said


def test_unquoted_asterisk_is_refused_with_its_remedy(office: Office, refused: Refused) -> None:
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER.replace('"*经理"', "*经理")})
    said = refused()
    assert f"{CUSTOMER}:2:7" in said
    assert "yaml.asterisk_unquoted" in said
    assert "crmfs fix" in said
    assert "IT 8801" in said


def test_phone_number_taken_out_by_a_later_commit_is_refused_for_it_stays_in_history(
    office: Office, refused: Refused
) -> None:
    hidden = office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + f"notes: 电话 {PHONE}\n"})
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER})
    said = refused()
    assert "privacy.phone" in said
    assert hidden[:10] in said
    assert f"crmfs sync --fold --without {hidden[:10]}" in said
    assert "git reset" not in said


@pytest.mark.parametrize("is_kept", [False, True])
def test_remedies_for_history_work_as_they_are_printed(office: Office, refused: Refused, is_kept: bool) -> None:
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + f"notes: 电话 {PHONE}\n"})
    office.commit_unchecked({"README.md": "# 说明\n"})
    printed = [line.partition("crmfs sync --fold")[2].split() for line in refused().splitlines() if "--fold" in line]
    if is_kept:
        office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + "notes: 电话见联系人\n"})
    options = next(each for each in printed if bool(each) != is_kept)
    assert main(["-C", str(office.clone), "sync", "--fold", *options]) == 0
    assert office.push().returncode == 0
    assert PHONE not in run_git(office.server, "log", "-p", "main").stdout


def test_phone_number_in_the_protected_file_lands(office: Office) -> None:
    office.commit_unchecked({CONTACTS: f'contacts:\n  - id: CON-1\n    name: 张三\n    mobile: "{PHONE}"\n'})
    done = office.push()
    assert done.returncode == 0, done.stderr


def test_phone_number_in_a_commit_message_is_refused(office: Office, refused: Refused) -> None:
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + "industry: technology\n"}, f"打 {PHONE}")
    assert "privacy.in_message" in refused()


def test_status_changed_without_a_reason_is_refused(office: Office, refused: Refused) -> None:
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER.replace("potential", "active")})
    said = refused()
    assert "status.reason_missing" in said
    assert "crmfs status" in said


def test_oversized_attachment_is_refused_even_if_a_later_commit_removes_it(office: Office, refused: Refused) -> None:
    settings = (office.clone / "crmfs.yaml").read_text(encoding="utf-8")
    small = settings.replace("attachment_warn_mib: 10", "attachment_warn_mib: 0.01")
    office.commit_unchecked({"crmfs.yaml": small.replace("attachment_max_mib: 50", "attachment_max_mib: 0.02")})
    assert office.push().returncode == 0
    document = "customers/01/CUST001/documents/other/大文件.bin"
    office.commit_unchecked({document: bytes(40_000), document + ".meta.yaml": "title: 大文件\n"})
    office.git("rm", "-q", "-r", "customers/01/CUST001/documents")
    office.commit_unchecked({})
    assert "file.too_big" in refused()


def test_symlink_is_refused(office: Office, refused: Refused) -> None:
    folder = office.clone / "customers/01/CUST001/documents/other"
    folder.mkdir(parents=True)
    (folder / "passwd").symlink_to("/etc/passwd")
    office.commit_unchecked({})
    assert "path.symlink" in refused()


@pytest.mark.parametrize("name", ["con.txt", "a:b.txt", "尾点."])
def test_names_that_do_not_check_out_everywhere_are_refused(office: Office, refused: Refused, name: str) -> None:
    office.commit_unchecked({f"library/faq/{name}": "x", f"library/faq/{name}.meta.yaml": "title: x\n"})
    assert "path.unsafe" in refused()


@pytest.mark.parametrize(
    "twin",
    ["readme.md", "Schema/x.txt", "Customers/01/CUST001/customer.yaml", "customers/01/cust001/x", "ＡＧＥＮＴＳ.md"],
)
def test_twins_that_some_file_system_takes_for_one_are_refused(office: Office, refused: Refused, twin: str) -> None:
    office.commit_unchecked({twin: "id: CUST001\n"})
    assert "path.collision" in refused()


def test_broken_schema_is_refused_with_where_to_look(office: Office, refused: Refused) -> None:
    office.commit_unchecked({"schema/customer.schema.json": "{"})
    assert "schema" in refused()


def test_warnings_are_told_and_refuse_nothing(office: Office) -> None:
    office.commit_unchecked({"library/faq/a.txt": "a"})
    done = office.push()
    assert done.returncode == 0, done.stderr
    assert "document.meta_missing" in done.stderr


def test_fields_are_named_by_their_labels(office: Office, refused: Refused) -> None:
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + "industry: nothing\n"})
    assert "行业类型 (industry)" in refused()


def test_all_problems_of_a_push_are_told_at_once(office: Office, refused: Refused) -> None:
    wrong = GOOD_CUSTOMER.replace("in_use", "nowhere").replace("b2b", "b2x")
    office.commit_unchecked({CUSTOMER: wrong})
    said = refused()
    assert said.count("value.enum") == 2


def test_old_problems_do_not_keep_others_from_pushing(office: Office) -> None:
    schema = office.clone / "schema/customer.schema.json"
    tightened = schema.read_text(encoding="utf-8").replace(
        '"properties": {', '"required": ["need"], "properties": {', 1
    )
    office.commit_unchecked({"schema/customer.schema.json": tightened})
    done = office.push()
    assert done.returncode == 0, done.stderr
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + "industry: technology\n"})
    done = office.push()
    assert done.returncode == 0, done.stderr


SAME_COMPANY = GOOD_CUSTOMER.replace("CUST001", "CUST002").replace("未来科技有限公司", "未来科技（有限公司）")


def test_a_company_that_is_there_already_is_told_and_lands(office: Office) -> None:
    commit = office.commit_unchecked({"customers/02/CUST002/customer.yaml": SAME_COMPANY})
    done = office.push()
    assert office.server_tip() == commit
    assert "company.duplicate" in done.stderr
    assert "customers/01/CUST001" in done.stderr


def test_two_new_customers_of_one_company_are_told_of_each_other(office: Office) -> None:
    new = SAME_COMPANY.replace("未来", "过去")
    twins = {f"customers/0{n}/CUST00{n}/customer.yaml": new.replace("CUST002", f"CUST00{n}") for n in (3, 4)}
    office.commit_unchecked(twins)
    assert office.push().stderr.count("company.duplicate") == 2


def test_a_twin_is_told_when_it_comes_not_with_every_later_edit(office: Office) -> None:
    office.commit_unchecked({"customers/02/CUST002/customer.yaml": SAME_COMPANY})
    office.push()
    office.commit_unchecked({"customers/02/CUST002/customer.yaml": SAME_COMPANY + "industry: technology\n"})
    assert "company.duplicate" not in office.push().stderr

"""`access check | explain | who | diff` and the rights that `whoami` tells: for whom, about what, in which words."""

from pathlib import Path

import pytest
from typing_at import Said, Type

from tests.conftest import Once

ONE, TWO = "customers/01/CUST001", "customers/02/CUST002"
CUSTOMER = 'id: {id}\nname: "*经理"\ncompany: {company}\nowner: {owner}\nteam: {team}\nbudget: 5000\n'
PEOPLE = """\
members:
  - {id: E001, name: 王芳, emails: [wang@corp.cn], roles: [management]}
  - {id: E003, name: 李强, emails: [li@corp.cn], roles: [sales], team: east, language: en}
  - {id: E004, name: 赵敏, emails: [zhao@corp.cn], roles: [sales], team: south}
  - {id: E005, name: 周杰, emails: [zhou@corp.cn], roles: [support]}
"""
CONTACTS = 'contacts:\n  - {id: P1, name: 张三, mobile: "13800001111"}\n'


@pytest.fixture
def company(crmfs: Type, tmp_path: Path, git, write, once: Once, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an administrator, two of sales and one of customer service, and two customers."""
    once(_made, crmfs, tmp_path, git, write)
    monkeypatch.setenv("CRMFS_ACTOR", "E001")
    return tmp_path / "a"


def _made(crmfs: Type, tmp_path: Path, git, write) -> None:
    assert crmfs("init", "a").code == 0
    files = {
        "members.yaml": PEOPLE,
        f"{ONE}/customer.yaml": CUSTOMER.format(id="CUST001", company="未来科技", owner="E003", team="east"),
        f"{ONE}/contacts.yaml": CONTACTS,
        f"{TWO}/customer.yaml": CUSTOMER.format(id="CUST002", company="海蓝贸易", owner="E004", team="south"),
    }
    write(tmp_path / "a", files)
    git(tmp_path / "a", "add", "-A")
    git(tmp_path / "a", "commit", "-qm", "people", "--no-verify")


@pytest.fixture
def ask(crmfs: Type, company: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """`ask("E003", "access", …)` runs a command as a member."""

    def run(actor: str, *arguments: str) -> Said:
        monkeypatch.setenv("CRMFS_ACTOR", actor)
        return crmfs("-C", str(company), *arguments)

    return run


def test_a_decision_is_told_with_the_rules_behind_it(ask: Type) -> None:
    said = ask("E001", "--lang", "en", "access", "explain", "E003", "edit", "CUST001#level")
    assert said.code == 0
    assert said.out == (
        "DENIED: grant sales-own matches (owner is me); "
        "stopped by restrict sensitive-fields (only management, sales-lead)\n"
    )
    said = ask("E001", "--lang", "zh", "access", "explain", "李强", "修改", "未来科技#客户级别")
    assert said.out == (
        "拒绝：授权 sales-own 符合（负责员工是本人）；"
        "被限制 sensitive-fields 拦下（只有 management、sales-lead 可以）\n"
    )


def test_a_grant_that_lacks_its_condition_only_is_told(ask: Type) -> None:
    said = ask("E001", "access", "explain", "E004", "read", "CUST001", "--json").objects[0]
    assert (said["decision"], said["grants"], said["stopped_by"]) == ("deny", [], [])
    assert {"id": "sales-read", "condition": "customer.team == me.team"} in said["near"]


@pytest.mark.parametrize("field", ["contacts[0].mobile", "/contacts/0/mobile", "联系人.手机", "contacts[].mobile"])
def test_a_field_is_named_as_people_type_it(ask: Type, field: str) -> None:
    said = ask("E001", "access", "explain", "E003", "read", f"CUST001/contacts#{field}", "--json").objects[0]
    assert (said["decision"], said["field"]) == ("allow", "contacts[].mobile")


def test_an_unknown_field_is_refused(ask: Type) -> None:
    assert ask("E001", "access", "explain", "E003", "read", "CUST001#nope").code == 2


def test_a_masked_field_is_masked(ask: Type) -> None:
    said = ask("E001", "access", "explain", "E005", "read", "CUST001#budget", "--json").objects[0]
    assert (said["decision"], said["stopped_by"]) == ("mask", ["budget"])


def test_an_administrator_asks_about_a_file_that_is_not_there_yet(ask: Type) -> None:
    new = f"{ONE}/interactions/INT-20260101-7K3M9Q.yaml"
    for typed in (new, "CUST001/INT-20260101-7K3M9Q"):
        said = ask("E001", "access", "explain", "E003", "create", typed, "--json")
        assert (said.objects[0]["decision"], said.objects[0]["path"]) == ("allow", new)
        assert new in said.err
    elsewhere = ask("E001", "access", "explain", "E003", "create", "CUST999/INT-20260101-7K3M9Q", "--json").objects[0]
    assert elsewhere["decision"] == "deny"


def test_a_record_with_a_field_that_may_not_be_deleted_stays(ask: Type, company: Path) -> None:
    rules = (company / "access.yaml").read_text(encoding="utf-8").partition("\ntests:")[0]
    changed = rules.replace("to: [sales]\n    allow: [edit, create]", "to: [sales]\n    allow: [write]")
    (company / "access.yaml").write_text(changed, encoding="utf-8")
    said = ask("E001", "access", "explain", "E003", "delete", "CUST001", "--json").objects[0]
    assert (said["decision"], said["stopped_by"]) == ("deny", ["sensitive-fields"])
    assert (
        ask("E001", "access", "explain", "E003", "delete", "CUST001/contacts", "--json").objects[0]["decision"]
        == "allow"
    )


def test_members_ask_about_themselves_and_what_they_see(ask: Type) -> None:
    assert ask("E003", "access", "explain", "E003", "read", "CUST001").code == 0
    assert ask("E003", "access", "explain", "li@corp.cn", "edit", "CUST001").code == 0


def test_another_member_and_one_who_is_not_there_are_refused_alike(ask: Type) -> None:
    other = ask("E003", "access", "explain", "E004", "read", "CUST001")
    nobody = ask("E003", "access", "explain", "E999", "read", "CUST001")
    assert (other.code, other.out, other.err) == (nobody.code, nobody.out, nobody.err)
    assert other.code == 3


@pytest.mark.parametrize("action", ["read", "create"])
def test_a_hidden_file_reads_like_an_absent_one(ask: Type, action: str) -> None:
    hidden = ask("E003", "access", "explain", "E003", action, f"{TWO}/customer.yaml")
    absent = ask("E003", "access", "explain", "E003", action, "customers/77/CUST077/customer.yaml")
    assert hidden.code == absent.code == 3
    assert hidden.err.replace("02/CUST002", "77/CUST077") == absent.err
    assert hidden.out == absent.out == ""


def test_who_lists_those_who_may(ask: Type) -> None:
    said = ask("E001", "access", "who", "read", "CUST001#budget", "--json").objects
    assert {one["id"]: one["decision"] for one in said[:-1]} == {"E001": "allow", "E003": "allow", "E005": "mask"}
    assert said[-1] == {"summary": {"members": 3}}
    assert "E004" not in ask("E001", "access", "who", "read", "CUST001").out


@pytest.mark.parametrize("command", [("who", "read", "CUST001"), ("diff",), ("check",)])
def test_others_rights_are_for_administrators(ask: Type, command: tuple[str, ...]) -> None:
    said = ask("E003", "access", *command)
    assert (said.code, said.out) == (3, "")


def test_check_runs_the_tests_and_the_linter(ask: Type, company: Path) -> None:
    said = ask("E001", "access", "check", "--json")
    summary = said.objects[-1]["summary"]
    assert said.code == 0
    assert summary["passed"] == summary["tests"] > 0
    assert summary["administrators"] == 1
    assert {one["code"] for one in said.objects[:-1]} == {"access.role_unused"}
    rules = (company / "access.yaml").read_text(encoding="utf-8")
    (company / "access.yaml").write_text(rules.replace("expect: mask", "expect: allow"), encoding="utf-8")
    said = ask("E001", "access", "check", "--json")
    assert said.code == 1
    assert {one["code"] for one in said.objects[:-1]} == {"access.test_failed"}
    assert said.objects[-1]["summary"]["passed"] < said.objects[-1]["summary"]["tests"]
    assert said.objects[0]["params"]["by"] == "budget"
    assert "旧策略继续有效" in ask("E001", "access", "check").out


def test_check_tells_who_shut_everybody_out(ask: Type, company: Path) -> None:
    rules = (company / "access.yaml").read_text(encoding="utf-8").partition("\ntests:")[0]
    shut = rules.replace(
        "only: [management]\n    stop: [edit, create, delete]", "only: [it]\n    stop: [edit, create, delete]"
    )
    assert shut != rules
    (company / "access.yaml").write_text(shut, encoding="utf-8")
    said = ask("E001", "access", "check", "--json")
    assert said.code == 1
    assert "access.no_administrator" in {one.get("code") for one in said.objects}


def test_check_finds_a_policy_that_is_broken(ask: Type, company: Path) -> None:
    (company / "access.yaml").write_text("version: 1\nroles: {\n", encoding="utf-8")
    said = ask("E001", "access", "check")
    assert said.code == 1
    assert "access.yaml:" in said.out


def test_check_misses_a_policy_that_is_gone(ask: Type, company: Path) -> None:
    (company / "access.yaml").unlink()
    said = ask("E001", "access", "check", "--json")
    assert said.code == 1
    assert "access.policy_gone" in {one["code"] for one in said.objects[:-1] if "code" in one}


def test_diff_tells_what_a_change_gives_and_takes_before_it_is_committed(ask: Type, company: Path) -> None:
    assert ask("E001", "access", "diff", "--json").objects == [
        {"summary": {"gains": 0, "losses": 0, "faults": [None, None]}}
    ]
    rules = (company / "access.yaml").read_text(encoding="utf-8")
    people = PEOPLE.replace("roles: [support]", "roles: [support, marketing]").replace("team: south", "team: east")
    changed = rules.replace(
        "only: [finance, management, sales-lead]\n    unless", "only: [finance, management]\n    unless"
    )
    (company / "members.yaml").write_text(people, encoding="utf-8")
    (company / "access.yaml").write_text(changed, encoding="utf-8")
    *shifts, last = ask("E001", "access", "diff", "HEAD", "--json").objects
    assert last["summary"]["gains"] and last["summary"]["losses"]
    given = [one for one in shifts if one["members"] == ["E005"] and one["change"] == "gain"]
    assert {place for one in given for place in one["places"]} == {"library/marketing/*", "library/products/*"}
    moved = [one for one in shifts if one["members"] == ["E004"] and one["change"] == "gain" and not one["except"]]
    assert all("customer.team == east" in one["when"][0]["holding"] for one in moved)
    assert not [one for one in shifts if "E001" in one["members"]]
    markdown = ask("E001", "--lang", "en", "access", "diff", "--format", "markdown").out
    assert markdown.startswith("## Changes of rights\n\n### Lost\n")
    assert "- **周杰 (E005)**: " in markdown


def test_diff_names_many_places_in_one_folder_once_and_all_of_them_for_programs(ask: Type, company: Path, git) -> None:
    names = "".join(
        f"  - {{id: g{n}, to: [support], allow: [read], paths: ['library/stock/x{n}*'], why: x}}\n" for n in range(9)
    )
    rule = "  - {id: g, to: [sales], allow: [read], paths: ['library/stock/x*'], why: x}\n"
    rules = (company / "access.yaml").read_text(encoding="utf-8").replace("grants:\n", "grants:\n" + names, 1)
    (company / "access.yaml").write_text(rules, encoding="utf-8")
    git(company, "commit", "-qam", "names", "--no-verify")
    (company / "access.yaml").write_text(rules.replace("grants:\n", "grants:\n" + rule, 1), encoding="utf-8")
    said = ask("E001", "--lang", "en", "access", "diff").out
    places = [line.strip() for line in said.splitlines() if line.startswith("    ")]
    assert places == ["library/stock/x* (and 9 more kinds of names in the same folder; --json lists all)"]
    markdown = ask("E001", "--lang", "en", "access", "diff", "--format", "markdown").out
    assert "  - `library/stock/x*` (and 9 more kinds" in markdown
    *shifts, _ = ask("E001", "access", "diff", "--json").objects
    assert {place for one in shifts for place in one["places"]} == {
        "library/stock/x*", *(f"library/stock/x{n}*" for n in range(9)),
    }  # fmt: skip


def test_diff_of_commits(ask: Type, company: Path, git) -> None:
    (company / "members.yaml").write_text(PEOPLE.replace("[support]", "[management]"), encoding="utf-8")
    git(company, "commit", "-qam", "more", "--no-verify")
    *shifts, _ = ask("E001", "access", "diff", "HEAD~1..HEAD", "--json").objects
    assert {tuple(one["members"]) for one in shifts} == {("E005",)}
    assert {one["change"] for one in shifts} == {"gain"}


def test_whoami_tells_rights_in_plain_words(ask: Type) -> None:
    said = ask("E003", "--lang", "en", "whoami").out
    assert "read (team is my team or owner is me); edit, create (owner is me)" in said
    assert "Budget shown as *** (team is my team and owner is not me)" in said
    assert "Owner, Team, Region, Level, Credit code, On hold not to be changed" in said
    assert "Not visible: Finance terms" in said
    said = ask("E003", "--lang", "zh", "whoami").out
    assert "采购预算 显示为 ***（负责团队与本人的团队相同，且负责员工不是本人）" in said
    assert "可以查看、修改、新建和删除一切。" in ask("E001", "--lang", "zh", "whoami").out


def test_whoami_gives_programs_the_same(ask: Type) -> None:
    rights = {one["area"]: one for one in ask("E003", "whoami", "--json").objects[0]["rights"]}
    assert rights["customer"]["edit"] == [["customer.owner == me.id"]]
    assert rights["library"]["read"] is True
    assert "terms" not in rights

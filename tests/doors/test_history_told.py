"""`log`, `diff` and `blame` as a user types them: labels in his language, one object a commit for programs."""

import subprocess
from pathlib import Path

import pytest
from typing_at import Said, Type

from tests.conftest import Once

_CUSTOMER = (
    "new", "customer", "公司名称=未来科技有限公司", "客户姓名=*经理", "客户类型=企业客户", "行业类型=科技",
    "客户来源=官网",
    "客户状态=潜在", "下次跟进日期=+7d",
)  # fmt: skip


@pytest.fixture
def company(crmfs: Type, once: Once, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one customer whose status was changed."""
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-03-02T09:14:00+08:00")
    once(_made, crmfs)
    monkeypatch.chdir(tmp_path / "a")
    return tmp_path / "a"


def _made(crmfs: Type) -> None:
    assert crmfs("init", "a", "--me", "王芳", "--employee", "E001", "--ids", "sequence").code == 0
    for typed in (_CUSTOMER, ("status", "CUST001", "活跃", "--reason", "签约", "--follow-up", "2026-04-01")):
        said = crmfs("-C", "a", *typed)
        assert said.code == 0, said.err


def _lines(said: Said) -> list[str]:
    assert said.code == 0, said.err
    return said.out.splitlines()


def test_a_change_is_told_in_labels_with_who_and_why(crmfs: Type, company: Path) -> None:
    zh, en = _lines(crmfs("log", "CUST001")), _lines(crmfs("log", "CUST001", "--lang", "en"))
    assert "王芳  原因: 签约  提交  " in zh[0]
    assert zh[1] == "  客户状态: 潜在 → 活跃"
    assert zh[2].startswith("  下次跟进日期: 2026-")
    assert "新增客户 CUST001" in "".join(zh)
    assert "王芳  reason: 签约  commit  " in en[0]
    assert en[1] == "  Status: Potential → Active"


def test_a_field_is_told_in_a_line_a_change(crmfs: Type, company: Path) -> None:
    newest, first = _lines(crmfs("log", "CUST001#状态"))
    assert newest.startswith("客户状态: 潜在 → 活跃, 王芳, 20")
    assert ", 原因: 签约  提交  " in newest
    assert first.startswith("客户状态: （空） → 潜在, 王芳, 20")


def test_programs_are_told_one_object_a_commit(crmfs: Type, company: Path) -> None:
    newest, made = crmfs("log", "CUST001#status", "--json").objects
    assert list(newest) == ["commit", "op", "date", "author", "employee", "reason", "changes"]
    assert (newest["author"], newest["employee"], newest["reason"]) == ("E001", "E001", "签约")
    path = "customers/01/CUST001/customer.yaml"
    assert newest["changes"] == [{"path": path, "pointer": "/status", "old": "potential", "new": "active"}]
    assert made["changes"] == [{"path": path, "pointer": "/status", "old": None, "new": "potential"}]
    whole = crmfs("log", "CUST001", "--json").objects[-1]["changes"]
    assert {(one["pointer"], one["old"]) for one in whole} == {("", None)}


def test_a_deleted_customer_is_still_told_of_by_its_id(crmfs: Type, company: Path) -> None:
    assert crmfs("delete", "CUST001", "--whole", "--reason", "重复").code == 0
    assert "删除客户 CUST001" in crmfs("log", "CUST001").out
    assert crmfs("log", "CUST001#status").code == 0
    assert crmfs("log", "CUST002").code == 3


def test_what_never_changed_and_what_does_not_fit_is_said(crmfs: Type, company: Path) -> None:
    assert "没有变更记录" in crmfs("log", "CUST001#need").err
    assert "没有符合条件" in crmfs("log", "CUST001", "--until", "2001-01-01").err
    assert "--since" in crmfs("log", "--since", "someday").err
    assert crmfs("log", "--since", "someday").code == crmfs("log", "CUST001#nix").code == 2


def test_a_page_says_where_the_next_begins(crmfs: Type, company: Path) -> None:
    said = crmfs("log", "CUST001", "--limit", "1")
    assert "--offset 1" in said.err
    assert "新增客户" in crmfs("log", "CUST001", "--offset", "1").out


def test_people_are_chosen_by_id_name_and_part_of_it(crmfs: Type, company: Path) -> None:
    for option in ("--author", "--employee"):
        assert len(crmfs("log", "CUST001", option, "王芳", "--json").objects) == 2
        assert len(crmfs("log", "CUST001", option, "E001", "--json").objects) == 2


def test_who_is_nobody_is_said_with_who_is_meant_and_who_did_nothing_is_no_mistake(crmfs: Type, company: Path) -> None:
    assert crmfs("member", "add", "李强", "--role", "sales").code == 0
    for option in ("--author", "--employee"):
        assert (crmfs("log", "CUST001", option, "李强").code, crmfs("log", option, "E002", "--json").out) == (0, "")
        unknown, misspelt = crmfs("log", option, "赵六六"), crmfs("log", "CUST001", option, "王方", "--json")
        assert (unknown.code, misspelt.code) == (2, 2)
        assert f"{option} 要写成员的编号" in unknown.err
        assert "是不是想写 王芳" in misspelt.err
        assert "是不是想写 李强" in crmfs("log", option, "强").err
    by_former = ("git", "-c", "user.name=老赵", "-c", "user.email=zhao@example.com", "commit", "-q", "--no-verify")
    (company / "customers/01/CUST001/documents/other").mkdir(parents=True)
    (company / "customers/01/CUST001/documents/other/说明.txt").write_text("一\n", encoding="utf-8")
    subprocess.run(["git", "add", "-A"], cwd=company, check=True)
    subprocess.run([*by_former, "-m", "y"], cwd=company, check=True)
    assert crmfs("log", "--author", "老", "--until", "2001-01-01").code == 0


def test_versions_of_a_document_are_numbered_and_its_text_compared(crmfs: Type, company: Path) -> None:
    (company.parent / "报价单.txt").write_text("一\n二\n三\n", encoding="utf-8")
    assert crmfs("attach", "CUST001", "../报价单.txt").code == 0
    path = "customers/01/CUST001/documents/quotes/报价单.txt"
    (company / path).write_text("一\n二改\n三\n", encoding="utf-8")
    told = crmfs("diff", "HEAD")
    assert "替换附件 报价单.txt" in told.out
    assert "+二改" in told.out
    assert crmfs("blame", path).out.splitlines()[2].split()[-1] == "一"
    said = crmfs("log", path)
    assert "新增附件 报价单.txt（第 1 版，12 B）" in said.out


def test_two_states_are_compared_by_day_commit_and_act(crmfs: Type, company: Path) -> None:
    newest, made = crmfs("log", "CUST001", "--json").objects
    change = {"path": "customers/01/CUST001/customer.yaml", "pointer": "/status", "old": "potential", "new": "active"}
    for old, new in (("HEAD~1", "HEAD"), (made["op"], newest["op"]), (made["commit"], newest["commit"])):
        assert crmfs("diff", old, new, "--of", "CUST001#status", "--json").objects == [
            change,
            {"summary": {"files": 1, "changes": 1}},
        ]
    assert "没有不同" in crmfs("diff", "HEAD").err
    assert crmfs("diff", "2001-01-01").code == crmfs("diff", "nix").code == 3


def test_blame_tells_of_each_field_who_gave_it_its_value(crmfs: Type, company: Path) -> None:
    rows = {one["pointer"]: one for one in crmfs("blame", "CUST001", "--json").objects if "pointer" in one}
    assert rows["/status"]["reason"] == "签约"
    assert rows["/company"]["commit"] != rows["/status"]["commit"]
    file = company / "customers/01/CUST001/customer.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("status: active", "status: lost"), encoding="utf-8")
    assert "客户状态" in crmfs("blame", "CUST001").out
    assert "未提交" in crmfs("blame", "CUST001").out
    assert "not committed" in crmfs("blame", "CUST001", "--lang", "en").out


def test_a_repository_without_a_commit_has_no_history(crmfs: Type, company: Path) -> None:
    (company / ".git" / "HEAD").write_text("ref: refs/heads/new\n", encoding="utf-8")
    assert "没有变更记录" in crmfs("log").err


def test_an_act_is_undone_by_the_id_that_log_shows(crmfs: Type, company: Path) -> None:
    act = crmfs("log", "CUST001", "--json").objects[0]
    assert crmfs("set", "CUST001", "notes=后来").code == 0
    refused = crmfs("undo", act["op"])
    assert refused.code == 1
    assert "--reason" in refused.err
    assert crmfs("undo", act["commit"][:10], "--reason", "误改", "--json").objects[0]["id"] == "CUST001"
    shown = crmfs("show", "CUST001", "--json").objects[0]["data"]
    assert (shown["status"], shown["status_reason"], shown["notes"]) == ("potential", "误改", "后来")
    assert crmfs("undo", "HEAD~9").code == crmfs("undo", "nix").code == 3


def test_a_field_and_a_deleted_customer_are_restored(crmfs: Type, company: Path) -> None:
    assert crmfs("set", "CUST001", "notes=一").code == 0
    assert crmfs("set", "CUST001", "notes=二", "need=多").code == 0
    assert "已恢复 CUST001" in crmfs("restore", "CUST001#备注@HEAD~1").out
    assert crmfs("delete", "CUST001", "--whole", "--reason", "重复").code == 0
    assert crmfs("restore", "CUST001@HEAD~1", "--lang", "en").out.startswith("Restored CUST001")
    shown = crmfs("show", "CUST001", "--json").objects[0]["data"]
    assert (shown["notes"], shown["need"]) == ("一", "多")
    assert crmfs("restore", "CUST001").code == 2
    assert crmfs("restore", "CUST001@HEAD", "--json").objects[0]["commit"] is None


def test_many_files_are_told_by_customer_and_of_many_customers_in_one_line(crmfs: Type, company: Path) -> None:
    for number in range(6):
        assert crmfs("new", "interaction", "CUST001", "type=call", f"content={number}").code == 0
    assert crmfs("delete", "CUST001", "--whole", "--reason", "x").code == 0
    assert "已恢复 customers/01/CUST001：7 个文件\n" in crmfs("restore", "CUST001@HEAD~1").out
    rows = "".join(f"公司{number},{number}\n" for number in range(7))
    (company.parent / "more.csv").write_text(f"公司名称,备注\n{rows}", encoding="utf-8")
    assert crmfs("import", "../more.csv").code == 0
    assert crmfs("undo", "HEAD", "--lang", "en").out == "Changed back customers: 7 files\n"
    assert len(crmfs("undo", "HEAD", "--json").objects) == 7


def test_an_act_on_a_field_that_was_changed_since_is_not_undone_and_says_where_to_look(
    crmfs: Type, company: Path
) -> None:
    assert crmfs("set", "CUST001", "notes=一").code == 0
    act = crmfs("log", "CUST001", "--json").objects[0]["op"]
    assert crmfs("set", "CUST001", "notes=二").code == 0
    refused = crmfs("undo", act)
    assert refused.code == 4
    assert "crmfs log 'CUST001#notes'" in refused.err
    assert crmfs("show", "CUST001", "--json").objects[0]["data"]["notes"] == "二"

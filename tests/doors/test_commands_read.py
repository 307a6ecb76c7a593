"""`show`, `list`, `tree`, `open`, `validate`, `schema doc`: what they print for people and as JSON, in zh and en."""

from pathlib import Path

import pytest
from typing_at import Type

from tests.conftest import Once

TABLE = [
    "id", "path", "name", "company", "industry", "source", "phone", "email", "interaction_date", "interaction_type",
    "interaction_content", "owner", "status", "next_follow_up", "notes",
]  # fmt: skip
PROBLEM = {"code", "severity", "path", "line", "column", "pointer", "params", "message", "fixable"}


@pytest.fixture
def company(crmfs: Type, once: Once) -> str:
    """A repository with two customers, the first of them with a contact and an interaction."""
    once(_made, crmfs)
    return "a"


def _made(crmfs: Type) -> None:
    crmfs("init", "a", "--ids", "sequence")
    crmfs("-C", "a", "new", "customer", "公司名称=未来科技有限公司", "客户姓名=张三", "电子邮箱=z@corp.cn", "行业=科技")
    crmfs("-C", "a", "new", "interaction", "CUST001", "互动类型=拜访", "互动内容=演示", "互动日期=2026-03-01")
    crmfs("-C", "a", "new", "customer", "公司名称=海蓝贸易有限公司", "客户姓名=*经理", "状态=潜在", "备注=询价")


def test_show_finds_a_record_by_id_company_and_path(crmfs: Type, company: str) -> None:
    path = "customers/01/CUST001/customer.yaml"
    shown = [crmfs("-C", company, "show", name, "--json").objects for name in ("CUST001", "未来科技", path, path[:-14])]
    assert all(one == shown[0] for one in shown)
    assert set(shown[0][0]) == {"path", "kind", "data", "tag"}
    assert (shown[0][0]["path"], shown[0][0]["kind"]) == (path, "customer")
    assert "行业类型      科技" in crmfs("-C", company, "show", "CUST001").out
    assert "Industry       Technology" in crmfs("-C", company, "show", "CUST001", "--lang", "en").out
    assert "CUST001/contacts" in crmfs("-C", company, "show", "CUST001").out
    assert "张三" in crmfs("-C", company, "show", "CUST001/contacts").out


def test_list_prints_stored_fields_and_the_table_its_fourteen_columns(crmfs: Type, company: str) -> None:
    rows = crmfs("-C", company, "list", "--json").objects
    assert [list(row)[:2] for row in rows] == [["id", "path"]] * 2
    assert rows[0]["industry"] == "technology"
    assert "phone" not in rows[0]
    table = crmfs("-C", company, "list", "--table", "--json").objects
    assert [list(row) for row in table] == [TABLE, TABLE]
    assert (table[0]["email"], table[0]["interaction_type"], table[0]["interaction_content"]) == (
        "z@corp.cn", "visit", "演示",
    )  # fmt: skip
    headings = crmfs("-C", company, "list", "--table").out.splitlines()[0].split()
    assert headings == [
        "客户ID", "客户姓名", "公司名称", "行业类型", "客户来源", "联系方式", "电子邮箱", "互动日期", "互动类型",
        "互动内容", "负责员工", "客户状态", "下次跟进日期", "备注",
    ]  # fmt: skip
    assert "Visit" in crmfs("-C", company, "list", "--table", "--lang", "en").out


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (("行业:科技",), ["CUST001"]),
        (("industry=technology",), ["CUST001"]),
        (("互动日期:>2026-02-28",), ["CUST001"]),
        (("备注:*",), ["CUST002"]),
        (("行业:",), ["CUST002"]),
        (("!行业:科技",), ["CUST002"]),
        (("负责员工:王芳", "公司名称:海蓝贸易有限公司"), ["CUST002"]),
        (("状态:流失",), []),
    ],
)
def test_list_filters_by_any_field_and_no_hit_is_no_error(
    crmfs: Type, company: str, filters: tuple[str, ...], ids: list[str]
) -> None:
    said = crmfs("-C", company, "list", *filters, "--json")
    assert said.code == 0
    assert [one["id"] for one in said.objects] == ids


def test_tree_groups_customers_and_links_them_outside_of_the_repository(
    crmfs: Type, company: str, tmp_path: Path
) -> None:
    said = crmfs("-C", company, "tree", "--by", "industry", "--json").objects
    assert said[-1] == {"summary": {"total": 2, "by": ["industry"]}}
    assert [(one["id"], one["path"]) for one in said[:-1]] == [
        ("CUST001", "customers/01/CUST001"), ("CUST002", "customers/02/CUST002"),
    ]  # fmt: skip
    assert "科技 (1)\n  CUST001" in crmfs("-C", company, "tree", "--by", "行业类型").out
    links = tmp_path / "links"
    assert crmfs("-C", company, "tree", "--by", "type", "--links", str(links)).code == 0
    link = links / "企业客户" / "未来科技有限公司 (CUST001)"
    assert link.resolve() == tmp_path / "a/customers/01/CUST001"


def test_open_prints_the_folder(crmfs: Type, company: str, tmp_path: Path) -> None:
    folder = tmp_path / "a/customers/01/CUST001"
    assert crmfs("-C", company, "open", "未来科技", "--print").out == f"{folder}\n"
    told = {"id": "CUST001", "path": "customers/01/CUST001", "file": str(folder)}
    assert crmfs("-C", company, "open", "CUST001", "--json").objects[0] == told


def test_validate_says_how_many_files_it_looked_at(crmfs: Type, company: str, tmp_path: Path) -> None:
    def checked(*arguments: str) -> int:
        summary = crmfs("-C", company, "validate", *arguments, "--json").objects[-1]["summary"]
        return int(summary["checked"])

    files = [file for file in (tmp_path / company).rglob("*") if file.is_file() and ".git" not in file.parts]
    assert checked() == checked() == len(files)  # computed, then from what is kept
    below = [file for file in files if (tmp_path / company / "customers/01") in file.parents]
    assert checked("customers/01") == len(below)
    assert checked("--staged", "--new-only") == 0


def test_validate_tells_each_problem_as_the_contract_says(crmfs: Type, company: str, tmp_path: Path) -> None:
    assert crmfs("-C", company, "validate", "--strict").code == 0
    with (tmp_path / "a/customers/02/CUST002/customer.yaml").open("a", encoding="utf-8") as file:
        file.write("habits: 打 13800001111\n")
    said = crmfs("-C", company, "validate", "--json")
    problem, summary = said.objects
    assert said.code == 1
    assert set(problem) >= PROBLEM
    assert (problem["code"], problem["severity"], problem["pointer"]) == ("privacy.phone", "error", "/habits")
    assert set(summary) == {"summary"}
    assert "13800001111" not in said.out + said.err
    for language, word in (("zh", "错误 1 个"), ("en", "Errors: 1")):
        shown = crmfs("-C", company, "validate", "customers/02", "--lang", language)
        assert shown.code == 1
        assert "customers/02/CUST002/customer.yaml:" in shown.out
        assert word in shown.out
    assert crmfs("-C", company, "validate", "customers/01").code == 0
    assert crmfs("-C", company, "validate", "--rev", "HEAD").code == 0
    assert crmfs("-C", company, "validate", "--staged", "--new-only").code == 0


def test_schema_doc_is_a_table_of_the_fill_in_rules(crmfs: Type, company: str) -> None:
    assert "| 字段 | 类型 | 必填 | 示例 | 说明 |" in crmfs("-C", company, "schema", "doc").out
    said = crmfs("-C", company, "schema", "doc", "order", "--lang", "en")
    assert said.code == 0
    assert "`lines[].product` Product" in said.out
    assert "customer" not in said.out.splitlines()[0]


@pytest.mark.parametrize(
    ("typed", "code", "word"),
    [
        (("show", "CUST009"), 3, "CUST009"),
        (("show", "北辰"), 3, "crmfs list"),
        (("list", "颜色:红"), 2, "颜色"),
        (("list", "状态:高兴"), 2, "status"),
        (("list", "红"), 2, "红"),
        (("tree", "--by", "颜色"), 2, "颜色"),
        (("tree", "--links", "a/links"), 2, "links"),
        (("open", "CUST009"), 3, "CUST009"),
        (("validate", "nix"), 3, "nix"),
        (("validate", "--staged", "--rev", "HEAD"), 2, "--staged"),
        (("validate", "--range", "nix"), 2, "origin/main..HEAD"),
        (("validate", "--rev", "nix"), 3, "nix"),
        (("schema", "doc", "猫"), 2, "customer"),
    ],
)
def test_what_is_not_there_is_told_in_both_languages(
    crmfs: Type, company: str, typed: tuple[str, ...], code: int, word: str
) -> None:
    for language in ("zh", "en"):
        said = crmfs("-C", company, *typed, "--lang", language)
        assert (said.code, said.out) == (code, "")
        assert word in said.err


def test_a_stranger_reads_nothing_but_may_validate(crmfs: Type, company: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMFS_ACTOR", "nobody@example.com")
    for typed in (("show", "CUST001"), ("list",), ("tree",), ("open", "CUST001", "--print")):
        said = crmfs("-C", company, *typed)
        assert (said.code, said.out) == (3, "")
    assert crmfs("-C", company, "validate").code == 0

"""Cells that were emptied in an edited export empty their fields: told first, and never what was kept from somebody."""

import csv
import io
from pathlib import Path

import pytest
from import_company import Company

from tests.conftest import Once

CUSTOMERS = """\
客户ID,公司名称,客户姓名,行业类型,客户来源,联系方式,电子邮箱,负责员工,客户状态,下次跟进日期,备注
CUST001,未来科技有限公司,张三,科技,展会推荐,13800138000,zhang@future.cn,王芳,活跃,2023-11-01,对价格敏感
CUST002,远方贸易有限公司,李四,科技,展会推荐,+86 21 5555 0000,,王芳,潜在,2023-11-02,
"""
FINANCE, MARKETING = "E002", "E003"


@pytest.fixture
def company(office: Company, once: Once) -> Company:
    once(_brought, office)
    return office


def _brought(office: Company) -> None:
    assert office.bring(office.table("c.csv", CUSTOMERS)).code == 0
    members = office.root / "members.yaml"
    more = "".join(
        f"  - {{id: {who}, name: 李{who}, emails: [{who}@x.cn], roles: [{role}]}}\n"
        for who, role in ((FINANCE, "finance"), (MARKETING, "marketing"))
    )
    members.write_text(members.read_text("utf-8") + more, "utf-8")
    office.git("commit", "-aqm", "colleagues")


def _emptied(company: Company, headings: dict[str, str], *typed: str) -> Path:
    """Exports as CSV and puts something, or nothing, into columns of the first customer's row."""
    file = company.desk / "a.csv"
    done = company.run("export", "--format", "csv", "--plain", "--reason", "试验", "-o", file, "--force", *typed)
    assert done.code == 0, done.err
    lines = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    lines[0] |= headings
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    return file


def test_an_emptied_cell_empties_its_field_and_no_other(company: Company) -> None:
    before = company.customers()
    file = _emptied(company, {"备注": "", "行业类型": " ", "联系方式": "", "下次跟进日期": ""})
    done = company.bring(file)
    assert done.code == 0, done.err
    assert (done.summary["changed"], done.summary["unchanged"], done.summary["emptied"]) == (1, 1, 4)
    assert done.objects[-2]["emptied"] == ["industry", "phone", "next_follow_up", "notes"]
    first, second = company.customers()
    gone = {"notes", "industry", "next_follow_up"}
    assert first == {key: value for key, value in before[0].items() if key not in gone}
    assert second == before[1]
    person = company.contacts("CUST001")[0]
    assert (person.get("mobile"), person["email"], person["name"]) == (None, "zhang@future.cn", "张三")
    assert company.bring(file).summary["changed"] == 0  # again: nothing is left to empty


@pytest.mark.parametrize(("lang", "words"), [("zh", "将清空 行业类型、备注"), ("en", "would empty Industry, Notes")])
def test_a_dry_run_lists_what_would_be_emptied(company: Company, lang: str, words: str) -> None:
    file = _emptied(company, {"备注": "", "行业类型": ""})
    before = company.customers()
    done = company.run("import", file, "--dry-run", "--lang", lang)
    assert done.code == 0
    assert words in done.err
    assert company.customers() == before


def test_a_field_that_is_needed_is_not_emptied_and_the_row_says_so(company: Company) -> None:
    done = company.bring(_emptied(company, {"公司名称": "", "备注": ""}))
    assert (done.code, done.summary["rejected"], done.summary["changed"]) == (1, 1, 0)
    assert done.objects[0]["rejected"] == "imports.export_required"
    assert company.customers()[0]["notes"] == "对价格敏感"


def test_a_field_that_was_changed_meanwhile_is_not_emptied(company: Company) -> None:
    file = _emptied(company, {"备注": ""})
    assert company.run("set", "CUST001", "备注=已经签约").code == 0
    done = company.bring(file)
    assert (done.code, done.objects[0]["rejected"]) == (1, "imports.export_conflict")
    assert company.customers()[0]["notes"] == "已经签约"


@pytest.mark.parametrize("who", [FINANCE, MARKETING])
def test_what_was_masked_or_hidden_from_who_exported_is_not_emptied(company: Company, who: str) -> None:
    file = _emptied(company, {"联系方式": "", "电子邮箱": ""}, "--as", who)
    done = company.bring(file)
    assert (done.code, done.summary["changed"]) == (0, 0)
    person = company.contacts("CUST001")[0]
    assert (person["mobile"], person["email"]) == ("13800138000", "zhang@future.cn")


def test_what_is_masked_for_who_imports_is_not_emptied(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _emptied(company, {"联系方式": "", "电子邮箱": ""})
    monkeypatch.setenv("CRMFS_ACTOR", FINANCE)
    assert "emptied" not in company.bring(file).summary
    person = company.contacts("CUST001")[0]
    assert (person["mobile"], person["email"]) == ("13800138000", "zhang@future.cn")


def test_a_column_that_was_taken_out_empties_nothing(company: Company) -> None:
    file = _emptied(company, {})
    lines = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, [name for name in lines[0] if name != "备注"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(lines)
    assert company.bring(file).summary["changed"] == 0


def test_an_export_of_who_sees_more_changes_nothing_for_who_sees_masks(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _emptied(company, {})
    monkeypatch.setenv("CRMFS_ACTOR", FINANCE)
    done = company.bring(file)
    assert (done.code, done.summary["rejected"], done.summary["changed"]) == (0, 0, 0), done.err
    person = company.contacts("CUST001")[0]
    assert (person["mobile"], person["email"]) == ("13800138000", "zhang@future.cn")


@pytest.mark.parametrize("typed", ["13800138000", "13900139000"])
def test_a_cell_over_what_one_may_not_see_is_told_alike_whatever_it_says(
    company: Company, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _emptied(company, {"联系方式": typed})
    monkeypatch.setenv("CRMFS_ACTOR", FINANCE)
    done = company.run("import", file, "--lang", "en")
    assert "a.csv: what the records hold under “联系方式” is not shown to you and stays as it is: 2 rows." in done.err
    assert done.out.splitlines()[-1].startswith("0 rows created, 0 changed, 2 unchanged, 0 rejected")
    assert company.contacts("CUST001")[0]["mobile"] == "13800138000"

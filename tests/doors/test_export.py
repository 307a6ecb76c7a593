"""`crmfs export` and `crmfs audit exports`: what is in the file, who can open it, what comes back, what is recorded."""

import csv
import hashlib
import io
import json
import os
import stat
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msoffcrypto
import pytest
import python_calamine
from import_company import Company

from tests.conftest import Once

PASSWORD = "correct horse"
CUSTOMERS = """\
客户ID,公司名称,客户姓名,行业类型,客户来源,联系方式,电子邮箱,互动日期,互动类型,互动内容,负责员工,客户状态,下次跟进日期,备注
CUST001,未来科技有限公司,张三,科技,展会推荐,13800138000,zhang@future.cn,2023-10-15,电话会议,讨论产品需求,王芳,活跃,2023-11-01,对价格敏感
CUST002,远方贸易有限公司,李四,科技,展会推荐,+86 21 5555 0000,,2023-10-16,电话,首次接触,王芳,潜在,2023-11-02,=1+1
"""
ORDERS = "订单号,客户ID,下单日期,订单金额\nORD-1,CUST001,2023-10-01,1234.5\n"
TICKETS = "工单编号,客户ID,提出日期,问题类型,问题主题\nTIC-1,CUST001,2023-10-02,complaint,登录失败\n"


@pytest.fixture
def company(office: Company, once: Once) -> Company:
    once(_brought, office)
    return office


def _brought(office: Company) -> None:
    tables = [office.table(name, text) for name, text in (("c.csv", CUSTOMERS), ("o.csv", ORDERS), ("t.csv", TICKETS))]
    done = office.bring(*tables)
    assert done.code == 0, done.out
    (office.desk / "pw").write_text(f"{PASSWORD}\n", encoding="utf-8")


def _export(company: Company, name: str, *typed: str) -> Path:
    done = company.run("export", *typed, "-o", company.desk / name)
    assert done.code == 0, done.err
    return company.desk / name


def _sealed(company: Company, name: str = "a.xlsx", *typed: str) -> Path:
    return _export(company, name, *typed, "--password-file", str(company.desk / "pw"))


def _plain(company: Company, name: str, *typed: str) -> Path:
    return _export(company, name, "--format", name.rpartition(".")[2], "--plain", "--reason", "试验", *typed)


def _opened(file: Path, password: str = PASSWORD) -> bytes:
    opened = io.BytesIO()
    with file.open("rb") as stream:
        book = msoffcrypto.OfficeFile(stream)
        book.load_key(password=password, verify_password=True)
        book.decrypt(opened)
    return opened.getvalue()


def _sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _edited(company: Company, name: str, heading: str, row: str, text: str) -> Path:
    """Exports as CSV and edits one cell."""
    file = _plain(company, name)
    lines = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    for line in lines:
        if line["_id"] == row:
            line[heading] = text
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    return file


def test_a_workbook_opens_by_its_password_alone(company: Company) -> None:
    file = _sealed(company)
    assert file.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
    assert "张三".encode() not in file.read_bytes() and "未来".encode("utf-16-le") not in file.read_bytes()
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        _opened(file, "wrong horse")
    with file.open("rb") as stream:
        book = msoffcrypto.OfficeFile(stream)
        cipher = book.info["encryptionInfo"] if isinstance(book.info, dict) and "encryptionInfo" in book.info else {}
    assert cipher.get("keyDataBlockSize", 16) == 16
    assert set(_sheets(_opened(file))) == {"客户", "互动", "订单", "问题工单"}


def test_cells_have_their_types_and_headings_are_in_the_readers_language(company: Company) -> None:
    sheets = _sheets(_opened(_sealed(company)))
    headings, first, second = sheets["客户"]
    assert headings[:3] == ["客户ID", "客户姓名", "公司名称"] and headings[-3:] == ["_id", "_base", "_masked"]
    row = dict(zip(headings, first, strict=True))
    assert (row["下次跟进日期"], row["互动日期"]) == (date(2023, 11, 1), date(2023, 10, 15))
    assert (row["联系方式"], row["客户状态"], row["负责员工"]) == ("13800138000", "活跃", "王芳 (E001)")
    assert dict(zip(headings, second, strict=True))["备注"] == "=1+1"
    assert row["_base"] == company.git("rev-parse", "HEAD").strip()
    order = dict(zip(*sheets["订单"], strict=True))
    assert (order["订单金额"], order["订单日期"], order["_id"]) == (1234.5, date(2023, 10, 1), "CUST001/ORD-1")
    english = _sheets(_opened(_sealed(company, "en.xlsx", "--lang", "en")))
    assert "Customer ID" in english["Customer"][0] and "Active" in english["Customer"][1]


def test_no_text_is_a_formula_and_columns_filters_and_footer_are_set(company: Company) -> None:
    with zipfile.ZipFile(io.BytesIO(_opened(_sealed(company)))) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
        properties = package.read("docProps/core.xml").decode()
    assert "<f>" not in page and "<f " not in page
    assert '<pane xSplit="1" ySplit="1"' in page and 'state="frozen"' in page and "<autoFilter" in page
    assert page.count('hidden="1"') == 1  # one range of three columns
    assert "王芳 (E001)" in properties and "王芳 (E001)" in page.partition("<oddFooter>")[2]


def test_a_csv_is_guarded_against_formulas_and_known_to_excel(company: Company) -> None:
    file = _plain(company, "a.csv")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert (rows[1]["备注"], rows[1]["联系方式"]) == ("'=1+1", "'+86 21 5555 0000")


def test_the_format_is_what_the_file_ends_in(company: Company) -> None:
    for name, start in (("a.json", b"{"), ("A.CSV", b"\xef\xbb\xbf"), ("a.xlsx", b"PK"), ("a.vcf", b"BEGIN:VCARD")):
        assert _export(company, name, "--plain", "--reason", "试验").read_bytes().startswith(start)
    assert company.run("export", "-o", company.desk / "b.csv", "--password-file", company.desk / "pw").code == 2
    for command in (("export",), ("report", "sales")):
        done = company.run(*command, "-o", company.desk / "b.docx", "--plain", "--reason", "试验", "--lang", "en")
        assert (done.code, "b.docx” ends in is no format" in done.err) == (2, True)
    assert not list(company.desk.glob("b.*"))


def test_an_address_book_has_a_card_for_every_contact(company: Company) -> None:
    cards = _plain(company, "a.vcf").read_bytes().decode()
    assert cards.count("BEGIN:VCARD\r\n") == 2 and "FN:张三\r\n" in cards and "TEL;TYPE=CELL:13800138000\r\n" in cards


def test_an_export_holds_what_the_list_of_its_filters_holds(company: Company) -> None:
    listed = company.run("list", "状态:活跃", "--table", "--json").objects
    rows = [json.loads(line) for line in _plain(company, "a.json", "状态:活跃").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["CUST001"]
    assert all(rows[0][key] == value for key, value in listed[0].items() if key != "path")


def test_no_customer_leaves_a_file_of_headings(company: Company) -> None:
    done = company.run("export", "status:lost", "--password-file", company.desk / "pw", "-o", company.desk / "a.xlsx")
    assert done.code == 0 and "只有表头" in done.err
    assert len(_sheets(_opened(company.desk / "a.xlsx"))["客户"]) == 1


@pytest.mark.parametrize(
    ("typed", "code", "error"),
    [
        ((), 2, "export.password_missing"),
        (("--format", "csv"), 2, "export.only_plain"),
        (("--format", "csv", "--password-file", "PW"), 2, "export.only_plain"),
        (("--plain",), 2, "export.reason_missing"),
        (("--plain", "--reason", "  "), 2, "export.reason_missing"),
        (("--plain", "--reason", "x", "--password-file", "PW"), 2, "export.plain_or_password"),
        (("--password-file", "SHORT"), 1, "export.password_short"),
        (("--password-file", "EMPTY"), 2, "table.password_unreadable"),
        (("--password-file", "LONG"), 1, "export.password_long"),
        (("--password-file", "PW", "--prompt"), 2, "export.two_passwords"),
    ],
)
def test_what_leaves_a_file_open_by_oversight_is_refused(
    company: Company, typed: tuple[str, ...], code: int, error: str
) -> None:
    for name, text in (("SHORT", "1234567"), ("EMPTY", ""), ("LONG", "x" * 256), ("PW", PASSWORD)):
        (company.desk / name).write_text(text, encoding="utf-8")
    words = [str(company.desk / one) if one.isupper() else one for one in typed]
    done = company.run("export", *words, "-o", company.desk / "a.xlsx", "--json")
    assert (done.code, json.loads(done.err.splitlines()[-1])["error"]) == (code, error)
    assert not (company.desk / "a.xlsx").exists() and not list(read_log(company))


def test_a_password_is_asked_for_twice(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, PASSWORD, PASSWORD, "other horse"])
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _: next(typed))
    assert company.run("export", "--prompt", "-o", company.desk / "a.xlsx").code == 0
    assert _sheets(_opened(company.desk / "a.xlsx"))
    assert company.run("export", "--prompt", "-o", company.desk / "b.xlsx").code == 2


def test_a_file_that_is_there_is_kept_unless_forced_and_is_its_owners_alone(company: Company) -> None:
    file = company.desk / "a.xlsx"
    file.write_text("mine", encoding="utf-8")
    typed = ("export", "--password-file", company.desk / "pw", "-o", file)
    assert (company.run(*typed).code, file.read_text("utf-8")) == (2, "mine")
    assert company.run(*typed, "--force").code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and _sheets(_opened(file))


def test_no_export_lies_inside_the_repository(company: Company) -> None:
    for place in (company.root / "a.xlsx", company.root / ".git" / "a.xlsx", company.desk / "none" / "a.xlsx"):
        done = company.run("export", "--password-file", company.desk / "pw", "-o", place)
        assert done.code == 2 and not place.exists()


def test_a_full_disk_leaves_no_file_and_no_half_of_one(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(company.desk.iterdir())
    monkeypatch.setattr(os, "fsync", full)
    done = company.run("export", "--password-file", company.desk / "pw", "-o", company.desk / "a.xlsx")
    assert done.code == 74 and "磁盘" in done.err
    assert sorted(company.desk.iterdir()) == before


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.json"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_export_that_nobody_edited_changes_nothing(company: Company, name: str, language: str) -> None:
    typed = ("--lang", language)
    file = _sealed(company, name, *typed) if name.endswith("xlsx") else _plain(company, name, *typed)
    done = company.bring(file, "--password-file", company.desk / "pw")
    assert done.code == 0 and done.summary["unchanged"] >= 2
    assert (done.summary["created"], done.summary["changed"], done.summary["rejected"]) == (0, 0, 0)
    assert company.commits() == 2


def test_an_edited_cell_is_one_edit_and_a_change_made_meanwhile_survives(company: Company) -> None:
    file = _edited(company, "a.csv", "备注", "CUST001", "可以谈折扣")
    assert company.run("set", "CUST001", "需求=库存系统", "下次跟进日期=2023-12-01").code == 0
    done = company.bring(file)
    assert done.summary == {"created": 0, "changed": 1, "unchanged": 1, "rejected": 0}
    first = company.customers()[0]
    assert (first["notes"], first["need"], first["next_follow_up"]) == ("可以谈折扣", "库存系统", "2023-12-01")


def test_a_field_that_both_changed_is_not_overwritten_and_the_row_says_so(company: Company) -> None:
    file = _edited(company, "a.csv", "备注", "CUST001", "可以谈折扣")
    assert company.run("set", "CUST001", "备注=已经签约").code == 0
    done = company.bring(file)
    assert (done.code, done.summary["rejected"], done.summary["changed"]) == (1, 1, 0)
    assert done.objects[0]["rejected"] == "imports.export_conflict" and "备注" in done.objects[0]["message"]
    assert company.customers()[0]["notes"] == "已经签约"


def test_a_conflict_over_the_same_value_is_none(company: Company) -> None:
    file = _edited(company, "a.csv", "备注", "CUST001", "已经签约")
    assert company.run("set", "CUST001", "备注=已经签约").code == 0
    assert company.bring(file).summary["unchanged"] == 2


def test_a_mask_never_overwrites_even_for_who_sees_what_is_behind_it(company: Company) -> None:
    members = company.root / "members.yaml"
    members.write_text(
        members.read_text("utf-8") + "  - {id: E002, name: 李强, emails: [li@x.cn], roles: [finance]}\n", "utf-8"
    )
    company.git("commit", "-aqm", "a colleague")
    file = _sealed(company, "a.xlsx", "--as", "E002")
    headings, first, _ = _sheets(_opened(file))["客户"]
    row = dict(zip(headings, first, strict=True))
    assert (row["联系方式"], row["_masked"]) == ("138****8000", "phone,email")
    done = company.bring(file, "--password-file", company.desk / "pw")
    assert (done.summary["changed"], done.summary["rejected"]) == (0, 0)
    assert company.contacts("CUST001")[0]["mobile"] == "13800138000"
    (entry,) = read_log(company)
    assert (entry["who"], entry["seen_as"], entry["masked"]) == ("E001", "E002", ["email", "phone"])


def test_a_row_is_added_deleted_or_renamed_as_one_would_think(company: Company) -> None:
    file = _plain(company, "a.csv")
    text = file.read_text(encoding="utf-8-sig")
    headings = text.splitlines()[0].split(",")
    added = {"公司名称": "近处贸易", "行业类型": "科技", "客户来源": "展会推荐", "客户姓名": "*经理"}
    file.write_text(text + ",".join(added.get(one, "") for one in headings) + "\n", encoding="utf-8-sig")
    assert company.bring(file).summary["created"] == 1
    file.write_text(text.replace("\nCUST002,", "\nCUST009,", 1), encoding="utf-8-sig")
    assert company.bring(file).objects[0]["rejected"] == "imports.export_id"
    assert company.run("delete", "CUST002", "--whole", "--reason", "x").code == 0
    file.write_text(text, encoding="utf-8-sig")
    done = company.bring(file)
    assert (done.objects[0]["rejected"], done.summary["created"]) == ("imports.export_gone", 0)
    head = company.git("rev-parse", "HEAD~2").strip()
    file.write_text(text.replace(head, "HEAD").replace(text.split(",")[-2], "f" * 40), encoding="utf-8-sig")
    assert {one.get("rejected") for one in company.bring(file).objects[:-1]} == {"imports.export_base_unknown"}


def _reworked(file: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> Path:
    """Writes an exported CSV anew with other rows or columns."""
    lines = change(list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))))
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, lines[0], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(lines)
    return file


@pytest.mark.parametrize("gone", ["_id", "_base"])
def test_an_export_without_one_of_its_hidden_columns_is_refused(company: Company, gone: str) -> None:
    file = _plain(company, "a.csv")
    _reworked(file, lambda lines: [{key: one[key] for key in one if key != gone} for one in lines])
    done = company.run("import", file, "--lang", "en")
    assert (done.code, "hidden columns _id and _base" in done.err) == (2, True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_export_without_any_hidden_column_is_any_table_and_still_changes_nothing(
    company: Company, language: str
) -> None:
    file = _plain(company, "a.csv", "status:active", "--lang", language)
    _reworked(file, lambda lines: [{key: one[key] for key in one if key[0] != "_"} for one in lines])
    assert company.bring(file).summary == {"created": 0, "changed": 0, "unchanged": 1, "rejected": 0}


@pytest.mark.parametrize("cleared", [{}, {"客户ID": ""}])
def test_a_copied_row_with_other_words_never_edits_the_record_it_was_copied_from(
    company: Company, cleared: dict[str, str]
) -> None:
    file = _plain(company, "a.csv")
    _reworked(file, lambda lines: [*lines, lines[0] | cleared | {"公司名称": "另一家公司"}])
    done = company.bring(file)
    assert (done.code, done.summary["changed"], done.summary["rejected"]) == (1, 0, 1)
    assert done.objects[0]["rejected"] == "imports.export_copied"
    assert company.customers()[0]["company"] == "未来科技有限公司"


def test_a_new_interaction_typed_into_the_customers_row_is_made(company: Company) -> None:
    file = _edited(company, "a.csv", "互动内容", "CUST001", "签了合同")
    assert company.bring(file).summary["changed"] + company.bring(file).summary["unchanged"] >= 1
    said = {one["content"] for one in company.children("CUST001", "interactions")}
    assert said == {"讨论产品需求", "签了合同"}


def read_log(company: Company) -> list[dict[str, Any]]:
    """Returns the lines of the record."""
    log = company.root / ".git" / "crmfs" / "audit.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def test_every_export_is_recorded_without_a_value(company: Company) -> None:
    file = _plain(company, "a.csv", "phone:13800138000", "公司名称:未来", "status:active", "负责员工:王芳")
    (entry,) = read_log(company)
    assert entry["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert entry["filters"] == ["phone:…", "company:…", "status:active", "owner:E001"]
    assert (entry["who"], entry["format"], entry["records"]) == ("E001", "csv", 1)
    assert (entry["plain"], entry["reason"], entry["masked"]) == (True, "试验", [])
    log = (company.root / ".git/crmfs/audit.jsonl").read_text("utf-8")
    assert not any(word in log for word in ("13800138000", "张三", "未来"))


def test_an_export_that_cannot_be_recorded_is_not_made(company: Company) -> None:
    (company.root / ".git/crmfs/audit.jsonl").mkdir()
    done = company.run("export", "--password-file", company.desk / "pw", "-o", company.desk / "a.xlsx")
    assert done.code != 0 and not (company.desk / "a.xlsx").exists()


def test_the_record_is_listed_and_its_faults_are_told(company: Company) -> None:
    for name in ("a.csv", "b.csv", "d.csv"):
        _plain(company, name)
    shown = company.run("audit", "exports")
    assert (shown.code, shown.out.count("csv")) == (0, 3) and "记录链完整" in shown.err
    log = company.root / ".git/crmfs/audit.jsonl"
    log.write_text(log.read_text("utf-8").replace('"format": "csv"', '"format": "vcf"', 1), "utf-8")
    told = company.run("audit", "exports", "--json")
    assert told.code == 1
    assert [one["fault"] for one in told.objects[:-1]] == ["audit.line_changed", None, None]
    assert told.objects[-1]["summary"] == {"exports": 3, "faults": 1, "whole": False}
    assert "第 1 行：内容被改过" in company.run("audit", "exports").out


def test_the_record_is_for_administrators(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    members = company.root / "members.yaml"
    members.write_text(
        members.read_text("utf-8") + "  - {id: E002, name: 李强, emails: [li@x.cn], roles: [sales]}\n", "utf-8"
    )
    monkeypatch.setenv("CRMFS_ACTOR", "E002")
    assert company.run("audit", "exports").code == 3


def test_libreoffice_opens_nothing_without_the_password(company: Company) -> None:
    office = next((name for name in ("soffice", "libreoffice") if _is_there(name)), None)
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    done = subprocess.run(
        [office, "--headless", "--convert-to", "csv", "--outdir", str(company.desk), str(_sealed(company))],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert not (company.desk / "a.csv").exists(), done.stderr


def _is_there(name: str) -> bool:
    return any((Path(folder) / name).exists() for folder in os.environ["PATH"].split(os.pathsep))

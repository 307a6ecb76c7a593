"""A report as a file: sealed or with a reason, whole or absent, legible without a network, with its maker's name."""

import errno
import importlib.util
import io
import json
import os
import re
import sys
from pathlib import Path

import msoffcrypto
import pikepdf
import pypdfium2
import pytest
from python_calamine import load_workbook
from reported import Type

from crmfs.core.messages import LANGUAGES

PASSWORD = "合同2026-盖章"
SEALABLE, OPEN = ("pdf", "xlsx"), ("html", "png", "svg", "json", "term")


@pytest.fixture
def password(tmp_path: Path) -> str:
    """A file with a password."""
    (tmp_path / "pw").write_text(PASSWORD + "\n", encoding="utf-8")
    return str(tmp_path / "pw")


@pytest.mark.parametrize("kind", [*SEALABLE, *OPEN])
def test_every_format_is_written_and_noted(crmfs: Type, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"r.{kind}"
    said = crmfs("report", "distribution", "-o", str(file), "--format", kind, "--plain", "--reason", "会议")
    assert said.code == 0, said.err
    assert file.stat().st_size > 300
    assert file.stat().st_mode & 0o777 == 0o600
    (noted,) = [one for one in crmfs("audit", "exports", "--json").objects if "seq" in one or "format" in one]
    assert (noted["format"], noted["filters"], noted["reason"]) == (kind, ["report distribution"], "会议")


@pytest.mark.parametrize("kind", SEALABLE)
def test_a_sealed_file_opens_with_its_password_alone(crmfs: Type, tmp_path: Path, password: str, kind: str) -> None:
    file = tmp_path / f"r.{kind}"
    said = crmfs("report", "distribution", "-o", str(file), "--password-file", password)
    assert (said.code, said.out) == (0, f"报告“客户分布”已写到 {file}\n")
    data = file.read_bytes()
    if kind == "pdf":
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(data), password="另一个密码")
        with pikepdf.open(io.BytesIO(data), password=PASSWORD) as opened:
            assert (opened.encryption.R, opened.encryption.bits) == (6, 256)
            assert str(opened.docinfo["/Author"]) == "王芳 (E001)"
        return
    sealed = msoffcrypto.OfficeFile(io.BytesIO(data))
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        sealed.load_key(password="另一个密码", verify_password=True)
    sealed.load_key(password=PASSWORD, verify_password=True)


def test_a_pdf_holds_the_numbers_in_chinese_and_who_made_it(crmfs: Type, tmp_path: Path) -> None:
    file = tmp_path / "r.pdf"
    crmfs("report", "distribution", "-o", str(file), "--plain", "--reason", "r")
    with pypdfium2.PdfDocument(file) as document:
        text = "\n".join(document[page].get_textpage().get_text_bounded() for page in range(len(document)))
    assert all(word in text for word in ("客户分布", "企业客户", "75.0 %", "王芳 (E001)", "1 / "))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_workbook_has_a_sheet_a_section_with_numbers_as_numbers(crmfs: Type, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "r.xlsx"
    crmfs("--lang", lang, "report", "distribution", "-o", str(file), "--plain", "--reason", "r")
    book = load_workbook(file)
    assert len(book.sheet_names) == 7
    rows = book.get_sheet_by_index(1).to_python()
    assert rows[1][1:] == [3.0, 0.75]
    assert rows[3][1:] == [4.0, 1.0]  # the sums are no texts


def test_a_page_needs_no_network_and_takes_no_value_for_markup(crmfs: Type, company: Path, tmp_path: Path) -> None:
    customer = company / "customers/01/CUST001/customer.yaml"
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
    customer.write_text(customer.read_text("utf-8") + f"team: {json.dumps(hostile)}\n", "utf-8")
    file = tmp_path / "r.html"
    crmfs("report", "distribution", "--by", "team", "-o", str(file), "--plain", "--reason", "r")
    page = file.read_text("utf-8")
    assert hostile not in page
    assert "<img src=x" not in page
    assert re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", page) == []
    assert "default-src 'none'" in page
    assert page.count("<script") == 3


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("-o", "../r.html"), 2, "export.only_plain"),
        (("-o", "../r.pdf"), 2, "export.password_missing"),
        (("-o", "../r.pdf", "--plain"), 2, "export.reason_missing"),
        (("--format", "pdf"), 2, "report.output_missing"),
        (("-o", "../there.pdf", "--plain", "--reason", "r"), 2, "export.exists"),
        (("-o", "nix/r.pdf", "--plain", "--reason", "r"), 2, "export.no_folder"),
        (("-o", "a/r.pdf", "--plain", "--reason", "r"), 2, "export.inside"),
        (("-o", "../r.pdf", "--password-file", "../empty"), 2, "table.password_unreadable"),
        (("-o", "../r.pdf", "--password-file", "../short"), 1, "export.password_short"),
        (("-o", "../r.pdf", "--password-file", "../long"), 1, "export.password_long_pdf"),
    ],
)
def test_a_refused_file_is_not_begun(
    crmfs: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, error: str
) -> None:
    (tmp_path / "there.pdf").write_bytes(b"mine")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "short").write_text("abc\n")
    (tmp_path / "long").write_text("密" * 60 + "\n")
    (tmp_path / "b").mkdir()
    monkeypatch.chdir(tmp_path if words[1].startswith("a/") else tmp_path / "b")
    before = sorted(tmp_path.rglob("*.pdf"))
    said = crmfs("--json", "report", "distribution", *words)
    assert (said.code, said.objects if said.out else []) == (code, [])
    assert json.loads(said.err)["error"] == error
    assert sorted(tmp_path.rglob("*.pdf")) == before
    assert (tmp_path / "there.pdf").read_bytes() == b"mine"


def test_a_full_disk_leaves_no_half_file_and_no_note(
    crmfs: Type, company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, before = os.fsync, sorted(tmp_path.iterdir())

    def full(descriptor: int) -> None:
        if ".crmfs-" in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    said = crmfs("report", "distribution", "-o", str(tmp_path / "r.html"), "--plain", "--reason", "r")
    assert (said.code, said.out) == (74, "")
    assert sorted(tmp_path.iterdir()) == before
    assert not (company / ".git" / "crmfs" / "audit.jsonl").exists()


def test_a_period_without_anything_says_so_in_words(crmfs: Type, tmp_path: Path) -> None:
    words = ("report", "distribution", "--by", "status", "--from", "2019-01", "--to", "2019-02")
    assert "没有可以统计的客户。" in crmfs(*words).out
    for kind in ("html", "png", "pdf", "xlsx"):
        assert crmfs(*words, "-o", str(tmp_path / f"r.{kind}"), "--plain", "--reason", "r").code == 0
    assert "没有可以统计的客户。" in (tmp_path / "r.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "library", "code"),
    [
        ("pdf", "typst", "export.pdf_missing"), ("pdf", "pikepdf", "export.seal_pdf_missing"),
        ("png", "matplotlib", "report.charts_missing"), ("svg", "pylopdf_fonts_zh_cn", "export.font_missing"),
        ("xlsx", "xlsxwriter", "export.excel_missing"),
    ],
)  # fmt: skip
def test_a_library_that_is_not_installed_is_named_with_what_installs_it(
    crmfs: Type, tmp_path: Path, password: str, monkeypatch: pytest.MonkeyPatch, kind: str, library: str, code: str
) -> None:
    real = importlib.util.find_spec
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == library else real(name, *rest))
    file = tmp_path / f"r.{kind}"
    sealing = ("--password-file", password) if kind in SEALABLE else ("--plain", "--reason", "r")
    said = crmfs("--json", "report", "distribution", "-o", str(file), *sealing)
    assert (said.code, file.exists()) == (5, False)
    assert json.loads(said.err)["error"] == code
    assert "pip install 'crmfs[" in json.loads(said.err)["message"]

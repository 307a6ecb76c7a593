"""Text out of PDF: Chinese by the font's own table, words divided at line ends made whole; by pypdf where need be."""

import sys
from io import BytesIO

import pypdf
import pytest

from crmfs.exchange.samples.files import pdf
from crmfs.extract.readers.pdf import _DIVIDED
from crmfs.extract.reading import extract
from crmfs.extract.types import Extracted

LINES = ["未来科技有限公司 报价单", "quotation AX2000/3"]


@pytest.fixture(params=["pdfium", "pypdf"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each test runs with both libraries."""
    if request.param == "pypdf":
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
    return str(request.param)


def locked(password: str, owner: str) -> bytes:
    writer, file = pypdf.PdfWriter(BytesIO(pdf(LINES))), BytesIO()
    writer.encrypt(password, owner, algorithm="AES-256")
    writer.write(file)
    return file.getvalue()


def blank() -> bytes:
    writer, file = pypdf.PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


@pytest.mark.usefixtures("library")
def test_chinese_and_english_lines() -> None:
    assert extract("a.pdf", pdf(LINES)) == Extracted("\n".join(LINES))
    assert extract("a.bin", b"junk\n" + pdf(LINES)).text.split("\n") == LINES


@pytest.mark.usefixtures("library")
def test_a_password_is_told_but_one_for_changing_only_keeps_nobody_from_reading() -> None:
    assert extract("a.pdf", locked("geheim", "owner")) == Extracted("", "extract.encrypted")
    assert extract("a.pdf", locked("", "owner")).text.split("\n") == LINES


@pytest.mark.usefixtures("library")
def test_a_scan_has_no_text() -> None:
    assert extract("a.pdf", blank()) == Extracted("", "extract.no_text")


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("data", [b"%PDF-1.4 x", b"%PDF-1.4\n" + b"\0" * 9999, pdf(LINES)[:100]])
def test_a_damaged_one_is_told(data: bytes) -> None:
    assert extract("a.pdf", data) == Extracted("", "extract.damaged")


def test_without_any_library_that_is_what_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert extract("a.pdf", pdf(LINES)) == Extracted("", "extract.missing_library")


def test_a_word_divided_at_a_lines_end_is_whole() -> None:
    assert _DIVIDED.sub("", "quota\ufffe\r\ntion and agree\x02ment") == "quotation and agreement"

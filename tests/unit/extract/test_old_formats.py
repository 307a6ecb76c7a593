"""Old Excel is read; old Word, PowerPoint, Outlook and whatever has a password are told as what they are."""

from io import BytesIO

import pytest
from compound import compound, old_workbook
from msoffcrypto.format.ooxml import OOXMLFile

from crmfs.exchange.samples.files import docx
from crmfs.extract.reading import extract
from crmfs.extract.types import Extracted


def test_an_old_workbook_by_sheets_and_rows() -> None:
    data = old_workbook("报价", [["产品", "数量"], ["AX2000/3", 3.0, 1.5]])
    assert extract("a.xls", data) == Extracted("报价\n产品\t数量\nAX2000/3\t3\t1.5")
    assert extract("a.xlsx", data) == extract("a.xls", data)


@pytest.mark.parametrize(
    ("name", "stream"),
    [
        ("a.doc", "WordDocument"),
        ("a.ppt", "PowerPoint Document"),
        ("a.msg", "__properties_version1.0"),
        ("a.pdf", "WordDocument"),
    ],
)
def test_old_word_powerpoint_and_outlook_are_not_read(name: str, stream: str) -> None:
    assert extract(name, compound({stream: b"text"})) == Extracted("", "extract.not_read")


def test_a_document_with_a_password_is_told() -> None:
    locked = BytesIO()
    OOXMLFile(BytesIO(docx(["秘密"]))).encrypt("geheim", locked)
    for name in ("a.docx", "a.doc", "a"):
        assert extract(name, locked.getvalue()) == Extracted("", "extract.encrypted")


def test_rich_text_under_the_name_doc_is_read() -> None:
    assert extract("a.doc", rb"{\rtf1\ansi\ansicpg936 \'ce\'b4\'c0\'b4}").text == "未来"


def test_a_compound_file_without_its_streams_is_damaged() -> None:
    assert extract("a.xls", compound({"Other": b""})) == Extracted("", "extract.damaged")
    assert extract("a.bin", compound({"Other": b""})) == Extracted("")
    assert extract("a.xls", old_workbook("报价", [["x"]])[:1500]).problem == "extract.damaged"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 \'ce\'b4\par B\b old\b0}", "未\nBold"),
        (b"{\\rtf1\\ansi\\ansicpg936 \\'ce\n\\'b4}", "未"),
        (rb"{\rtf1\ansi\uc1 \u26410?\u26469?\tab x}", "未来\tx"),
        (rb"{\rtf1\ansi \u-10179?\u-8704?}", "\U0001f600"),
        (rb"{\rtf1\ansi body{\footnote note}{\header head}{\*\generator Word}}", "body\nnote\nhead"),
        ("{\\rtf1\\ansi\\ansicpg936 未来}".encode("gb18030"), "未来"),
        (rb"{\rtf1 broken", "broken"),
    ],
)  # fmt: skip
def test_rich_text(source: bytes, expected: str) -> None:
    assert [line.strip() for line in extract("a.rtf", source).text.split("\n")] == expected.split("\n")

"""Text out of workbooks: sheet names and cells as Excel shows them."""

from io import BytesIO

import pytest
import xlsxwriter
from packed import S, workbook

from crmfs.extract.readers.xlsx_numbers import shown
from crmfs.extract.reading import extract


def cells(rows: str, **made: object) -> list[str]:
    found = extract("a.xlsx", workbook(f"<sheetData>{rows}</sheetData>", **made))  # type: ignore[arg-type]
    assert found.problem is None
    assert found.text.startswith("报价单")
    return found.text.removeprefix("报价单").split()


def test_shared_strings_rich_text_whole_and_phonetics_left_out() -> None:
    strings = (
        "<si><t>客户</t></si><si><r><rPr><b/></rPr><t>未来</t></r><r><t xml:space='preserve'>科技</t></r>"
        "<rPh sb='0' eb='2'><t>ミライ</t></rPh><phoneticPr fontId='1'/></si>"
    )
    assert cells("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>9</v></c></row>", strings=strings) == [
        "客户",
        "未来科技",
    ]


def test_inline_strings_formulas_and_truths_are_read_errors_are_not() -> None:
    row = (
        "<row><c t='inlineStr'><is><r><t>内</t></r><r><t>联</t></r></is></c>"
        "<c t='str'><f>A1&amp;B1</f><v>公式文字</v></c>"
        "<c><f>1+1</f><v>2</v></c><c t='b'><v>1</v></c><c t='e'><v>#REF!</v></c><c s='1'/></row>"
    )
    assert cells(row) == ["内联", "公式文字", "2", "TRUE"]


def test_dates_and_amounts_as_their_formats_show_them() -> None:
    formats = (
        "<numFmts><numFmt numFmtId='176' formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'/></numFmts>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='176'/><xf numFmtId='10'/>"
        "<xf numFmtId='4'/></cellXfs>"
    )
    row = (
        "<row>"
        + "".join(f"<c s='{s}'><v>{v}</v></c>" for s, v in enumerate((46112, 46112, 46112, 0.1525, 128000)))
        + "</row>"
    )
    assert cells(row, formats=formats) == [
        "46112",
        "2026-03-31",
        "2026年3月31日",
        "15.25%",
        "128,000.00",
        "(128000.00)",
    ]
    old = cells("<row><c s='1'><v>44650</v></c></row>", formats=formats, pr="<workbookPr date1904='1'/>")
    assert old == ["2026-03-31"]


@pytest.mark.parametrize(
    ("raw", "format_", "expected"),
    [
        ("0.30000000000000004", "", "0.3"),
        ("13800138000", "General", "13800138000"),
        ("1.23E+17", "", "123000000000000000"),
        ("1E-7", "", "0.0000001"),
        ("12", "0000", "0012"),
        ("46112.604166666664", "yyyy/m/d h:mm", "2026-03-31 14:30"),
        ("46112.5", "[$-409]d-mmm-yy;@", "2026-03-31"),
        ("0.75", "h:mm:ss", "18:00:00"),
        ("1234.5", "_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ", "1,234.50 (1234.50)"),
        ("-1234", "#,##0_);[Red](#,##0)", "-1,234 (-1234)"),
        ("5", '0"年"', "5"),
        ("59", "yyyy-mm-dd", "1900-02-28"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("9e99", "yyyy-mm-dd", "9e99"),
        ("NaN", "", "NaN"),
        ("text", "0.00", "text"),
    ],
)
def test_numbers_as_shown(raw: str, format_: str, expected: str) -> None:
    assert shown(raw, format_, False) == expected


def test_comments_text_boxes_headers_and_hidden_sheets_of_a_real_workbook() -> None:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("报价")
    sheet.write_row(0, 0, ["产品", "数量", "含税"])
    sheet.write_row(1, 0, ["AX2000/3", 3, True])
    sheet.write_rich_string("A3", "未来", book.add_format({"bold": True}), "科技")
    sheet.write_datetime(
        3, 0, __import__("datetime").datetime(2026, 3, 31), book.add_format({"num_format": "yyyy-mm-dd"})
    )
    sheet.write_formula("B4", "=1+1", None, 2)
    sheet.write_comment("A1", "请核对")
    sheet.insert_textbox("D4", "付款三十天")
    sheet.set_header('&C&"SimSun,Bold"&14报价单 第&P页')
    hidden = book.add_worksheet("内部")
    hidden.write("A1", "成本价")
    hidden.hide()
    book.close()
    text = extract("a.xlsx", file.getvalue()).text
    for said in (
        "报价",
        "产品\t数量\t含税",
        "AX2000/3\t3\tTRUE",
        "未来科技",
        "2026-03-31\t2",
        "请核对",
        "付款三十天",
        "报价单",
        "成本价",
    ):
        assert said in text


def test_threaded_comments_are_read() -> None:
    extra = {"xl/threadedComments/threadedComment1.xml": "<x><comment><text>要打折</text></comment></x>"}
    assert cells("", extra=extra) == ["要打折"]


def test_a_workbook_without_relations_is_read_all_the_same() -> None:
    sheet = f"<worksheet {S}><sheetData><row><c t='str'><v>孤表</v></c></row></sheetData></worksheet>"
    data = workbook("", extra={"xl/_rels/workbook.xml.rels": "<R/>", "xl/worksheets/other.xml": sheet})
    assert "孤表" in extract("a.xlsx", data).text

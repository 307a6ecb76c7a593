"""Workbooks that no modern Excel made: XLS (Excel 97, a file written by xlwt) and ODS (LibreOffice's format)."""

import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from crmfs.core.errors import ValueRefused
from crmfs.exchange.tables import Table, read_tables

OLD = Path(__file__).with_name("old.xls")
HEADINGS = ("客户编号", "公司名称", "联系方式", "互动日期", "预算", "备注", "重点")
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_MIME = "application/vnd.oasis.opendocument.spreadsheet"


def _text(value: str) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _typed(kind: str, attribute: str, value: str) -> str:
    said = f'office:value-type="{kind}" office:{attribute}="{value}"'
    return f"<table:table-cell {said}><text:p>?</text:p></table:table-cell>"


def _open_document(file: Path) -> Path:
    """Writes what LibreOffice writes: what a cell shows beside its value, repeated empty rows and cells."""
    empty = '<table:table-cell table:number-columns-repeated="3"/>'
    rows = [
        _text("客户表 2026") + empty,
        "".join(map(_text, HEADINGS)),
        _text("C001") + _text("海蓝贸易有限公司") + _typed("float", "value", "13800001111")
        + _typed("date", "date-value", "2023-10-15") + _typed("float", "value", "1234.5") + _text("第一行\n第二行")
        + _typed("boolean", "boolean-value", "true"),
        _text("C002") + _text("星河科技") + _text("021-55550000")
        + _typed("date", "date-value", "2023-10-16T09:30:00") + empty,
    ]  # fmt: skip
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    body += f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="客户">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<m:file-entry m:full-path="/" m:media-type="{_MIME}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return file


@pytest.fixture(params=["xls", "ods"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Table:
    file = OLD if request.param == "xls" else _open_document(tmp_path / "客户.ods")
    (found,) = read_tables(file)
    return found


def test_headings_are_found_below_a_title(table: Table) -> None:
    assert (table.headings, table.header_line) == (HEADINGS, 2)


def test_dates_numbers_and_lines_are_what_they_were(table: Table) -> None:
    first, second = (row.cells for row in table.rows)
    assert first == ("C001", "海蓝贸易有限公司", 13800001111, date(2023, 10, 15), 1234.5, "第一行\n第二行", True)
    assert second[:4] == ("C002", "星河科技", "021-55550000", "2023-10-16 09:30:00")


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_cut_file_is_refused(tmp_path: Path, kept: float) -> None:
    for whole in (OLD, _open_document(tmp_path / "a.ods")):
        data = whole.read_bytes()
        cut = tmp_path / f"cut{whole.suffix}"
        cut.write_bytes(data[: int(len(data) * kept)])
        with pytest.raises(ValueRefused):
            read_tables(cut)

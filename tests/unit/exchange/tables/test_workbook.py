"""Workbooks: sheets, dates, whole numbers, merged cells, rows that only look used."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from crmfs.core.errors import UsageError, ValueRefused
from crmfs.exchange.tables import Reading, read_tables, workbook


def _workbook(file: Path) -> Path:
    book = xlsxwriter.Workbook(str(file))
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet("客户")
    sheet.merge_range(0, 0, 0, 4, "客户资料表")
    sheet.write_row(2, 0, ["客户编号", "公司名称", "日期", "时间", "金额"])
    sheet.write(3, 0, 10248)
    sheet.write(3, 1, "未来")
    sheet.write_datetime(3, 2, datetime(2023, 10, 15), day)
    sheet.write_datetime(3, 3, datetime(2023, 10, 15, 9, 30), moment)
    sheet.write(3, 4, 1.5)
    sheet.merge_range(4, 1, 5, 1, "两行")
    sheet.write(4, 0, 1)
    sheet.write(5, 0, 2)
    sheet.write_blank(4000, 3, None, day)
    book.add_worksheet("空")
    book.add_worksheet("说明").write(0, 0, 2023)
    book.close()
    return file


def test_dates_are_dates_and_whole_numbers_are_whole(tmp_path: Path) -> None:
    table, _ = read_tables(_workbook(tmp_path / "a.xlsx"))
    assert (table.sheet, table.header_line, table.encoding) == ("客户", 3, "")
    assert table.rows[0].line == 4
    assert table.rows[0].cells == (10248, "未来", date(2023, 10, 15), "2023-10-15 09:30:00", 1.5)


def test_a_cell_over_several_rows_counts_for_each(tmp_path: Path) -> None:
    table, _ = read_tables(_workbook(tmp_path / "a.xlsx"))
    assert [row.cells[1] for row in table.rows] == ["未来", "两行", "两行"]


def test_a_sheet_of_notes_has_no_headings_and_an_empty_one_is_left_out(tmp_path: Path) -> None:
    tables = read_tables(_workbook(tmp_path / "a.xlsx"))
    assert [(table.sheet, bool(table.headings)) for table in tables] == [("客户", True), ("说明", False)]


def test_a_named_sheet_is_read_alone(tmp_path: Path) -> None:
    file = _workbook(tmp_path / "a.xlsx")
    assert [table.sheet for table in read_tables(file, reading=Reading(sheet="客户"))] == ["客户"]
    with pytest.raises(UsageError):
        read_tables(file, reading=Reading(sheet="没有"))


def test_a_cut_workbook_is_refused(tmp_path: Path) -> None:
    file = _workbook(tmp_path / "a.xlsx")
    data = file.read_bytes()
    for cut in (10, len(data) // 2, len(data) - 30):
        file.write_bytes(data[:cut])
        with pytest.raises(ValueRefused) as refused:
            read_tables(file)
        assert refused.value.code == "table.workbook_broken"


def test_a_workbook_that_unpacks_to_very_much_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED_BYTES", 2**20)
    file = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/a.xml", bytes(2**20 + 1))
    with pytest.raises(ValueRefused) as refused:
        read_tables(file)
    assert refused.value.code == "table.too_large"

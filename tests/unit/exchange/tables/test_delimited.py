"""CSV as people's programs write it: every common encoding and delimiter, titles above the headings, broken quotes."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.core.errors import CrmfsError, NotFound, UsageError, ValueRefused
from crmfs.exchange.tables import Reading, Table, read_tables
from crmfs.exchange.tables.delimited import read_delimited

SHEET = "客户ID,公司名称,备注\nCUST001,未来科技有限公司,价格敏感\n"


def _read(folder: Path, data: bytes | str, name: str = "a.csv", reading: Reading | None = None) -> Table:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_tables(file, reading=reading or Reading())[0]


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_the_encoding_is_recognised_and_said(tmp_path: Path, codec: str, said: str) -> None:
    table = _read(tmp_path, SHEET.encode(codec))
    assert table.encoding == said
    assert table.headings == ("客户ID", "公司名称", "备注")
    assert table.rows[0].cells == ("CUST001", "未来科技有限公司", "价格敏感")


def test_a_named_encoding_is_used(tmp_path: Path) -> None:
    table = _read(tmp_path, "id,name\n1,Toms Spezialitäten\n".encode("cp1252"), reading=Reading(encoding="cp1252"))
    assert table.rows[0].cells == ("1", "Toms Spezialitäten")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "；", "，"])
def test_any_common_delimiter_is_recognised_and_said(tmp_path: Path, delimiter: str) -> None:
    table = _read(tmp_path, SHEET.replace(",", delimiter))
    assert (table.delimiter, table.headings) == (delimiter, ("客户ID", "公司名称", "备注"))


def test_excels_sep_line_is_honoured_and_line_numbers_stay_the_files(tmp_path: Path) -> None:
    table = _read(tmp_path, "sep=|\r\nid|name\r\nA01|a,b\r\n")
    assert (table.header_line, table.rows[0].line, table.rows[0].cells) == (2, 3, ("A01", "a,b"))


def test_quoted_commas_quotes_and_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    table = _read(tmp_path, 'id,notes\nA01,"one, ""two""\nthree"\nA02,four\n')
    assert [(row.line, row.cells[1]) for row in table.rows] == [(2, 'one, "two"\nthree'), (4, "four")]


def test_title_rows_and_blank_rows_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    table = _read(tmp_path, "客户资料表,,\n填表人：王芳,2023-10-01,\n\n客户ID,公司名称,备注\nCUST001,未来,好\n,,\n\n")
    assert table.header_line == 4
    assert [row.line for row in table.rows] == [5]


def test_known_headings_win_over_the_first_full_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("甲部,乙部,丙部\n客户ID,公司名称,x\nCUST001,未来,好\n", encoding="utf-8")
    table = read_tables(file, known={"客户ID", "公司名称"}.__contains__)[0]
    assert table.header_line == 2


def test_a_named_header_line_is_used(tmp_path: Path) -> None:
    assert _read(tmp_path, "a,b\nc,d\ne,f\n", reading=Reading(header_line=2)).headings == ("c", "d")
    with pytest.raises(UsageError):
        _read(tmp_path, "a,b\nc,d\n", reading=Reading(header_line=9))


def test_repeated_and_missing_headings_get_names_of_their_own(tmp_path: Path) -> None:
    table = _read(tmp_path, "id,电话,电话,,\nA01,1,2,3,\n")
    assert table.headings == ("id", "电话", "电话 (2)")
    assert table.rows[0].cells == ("A01", "1", "2", "3")
    table = _read(tmp_path, "id,,电话\nA01,x,2\n")
    assert table.headings == ("id", "column 2", "电话")


def test_leading_zeros_and_blanks_within_cells_are_kept_as_written(tmp_path: Path) -> None:
    assert _read(tmp_path, "id,zip\nVal2 ,01307\n").rows[0].cells == ("Val2 ", "01307")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.empty"),
        (b" \n \n", "table.empty"),
        (b'id,name\nA01,"open\nA02,x\n', "table.quotes_broken"),
        (b'id,name\nA01,"a"b\n', "table.quotes_broken"),
        (b"id,name\nA01," + b"x" * 200_000 + b"\n", "table.cell_too_long"),
        (b'id,name\nA01,"' + b"x" * 200_000 + b"\n", "table.quotes_broken"),
        (b"1,2\n3,4\n", "table.header_missing"),
        (b"%PDF-1.7\n\xff\xfe\x00\x01\x81", "table.encoding_unknown"),
        (b"PK\x03\x04 no workbook", "table.workbook_broken"),
        (b"<html><table><tr><td>1</td></tr></table>", "table.workbook_broken"),
    ],
)
def test_bad_files_are_refused_by_name(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        _read(tmp_path, data)
    assert (refused.value.code, refused.value.params["file"]) == (code, "a.csv")


def test_broken_quotes_name_the_line_where_they_open(tmp_path: Path) -> None:
    with pytest.raises(ValueRefused) as refused:
        _read(tmp_path, 'id,name\nA01,x\nA02,"open\nA03,y\n')
    assert refused.value.params["line"] == 3


def test_a_missing_file_and_a_folder_are_not_found(tmp_path: Path) -> None:
    for file in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(NotFound):
            read_tables(file)


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueRefused) as refused:
        _read(tmp_path, ",".join(f"h{at}" for at in range(501)) + "\n" + "," * 500)
    assert refused.value.code == "table.too_many_columns"


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@settings(max_examples=examples(150))
@given(st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_a_csv_writer_wrote_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    lines, _ = read_delimited(written.getvalue(), "a.csv", delimiter)
    assert [list(cells) for _, cells in lines] == [[c or None for c in row] for row in rows if any(map(str.strip, row))]


@settings(max_examples=examples(150))
@given(st.binary(max_size=200))
def test_any_bytes_give_a_table_or_an_error_of_ours(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "a.csv"
    file.write_bytes(data)
    try:
        read_tables(file)
    except CrmfsError as error:
        assert error.code.startswith("table.")

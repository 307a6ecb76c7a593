"""A workbook with a password is read with the right one, and refused with none or a wrong one."""

import io
from pathlib import Path

import msoffcrypto
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from crmfs.core.errors import ValueRefused
from crmfs.exchange.tables import read_tables


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A workbook with one customer that the password 雨伞42 opens."""
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["客户ID", "公司名称"])
        sheet.write_row(1, 0, ["CUST001", "未来科技有限公司"])
    file = tmp_path / "客户.xlsx"
    with file.open("wb") as stream:
        OOXMLFile(io.BytesIO(plain.getvalue())).encrypt("雨伞42", stream)
    with file.open("rb") as stream:
        assert msoffcrypto.OfficeFile(stream).is_encrypted()
    return file


def test_the_right_password_opens_it(locked: Path) -> None:
    (table,) = read_tables(locked, password="雨伞42")
    assert table.headings == ("客户ID", "公司名称")
    assert table.rows[0].cells[:2] == ("CUST001", "未来科技有限公司")


@pytest.mark.parametrize(("password", "code"), [("", "table.password"), ("wrong", "table.password_wrong")])
def test_without_it_the_file_is_refused_with_the_remedy(locked: Path, password: str, code: str) -> None:
    with pytest.raises(ValueRefused) as caught:
        read_tables(locked, password=password)
    assert caught.value.code == code

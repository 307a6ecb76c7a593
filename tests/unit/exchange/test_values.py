"""Cells become the values to store, or are refused: dates and numbers as spreadsheets write them, choices by label."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmfs.core.errors import ValueRefused
from crmfs.exchange.tables.model import Cell
from crmfs.exchange.targets import Fields
from crmfs.exchange.values import DateOrder, cell_date, cell_value, date_order, is_mask, kept_value, text_of
from crmfs.records.yaml import Value


def _value(fields: Fields, kind: str, name: str, cell: Cell) -> Value:
    return cell_value(fields[kind][name], cell, {"王芳": "E001"}.get)


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        (date(2023, 10, 15), ""), ("2023-10-15", ""), ("2023/10/15", ""), ("2023.10.15", ""), ("2023年10月15日", ""),
        ("20231015", ""), ("２０２３-１０-１５", ""), ("2023-10-15 00:00:00.000", ""), ("2023-10-15T08:30:00Z", ""),
        ("2023/10/15 9:05", ""), ("2023-10-15 09:30:00+08:00", ""), ("15-Oct-2023", ""), ("15 October 2023", ""),
        ("Oct 15, 2023", ""), ("10/15/2023", ""), ("15/10/2023", ""), ("15.10.2023", ""), ("10/15/2023 3:00 PM", ""),
        (45214, ""), (45214.5, ""), ("45214", ""),
    ],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(cell: Cell, order: DateOrder) -> None:
    assert cell_date(cell, order) == "2023-10-15"


def test_a_day_that_could_be_two_needs_the_order() -> None:
    with pytest.raises(ValueRefused):
        cell_date("03/04/2023")
    assert cell_date("03/04/2023", "mdy") == "2023-03-04"
    assert cell_date("03/04/2023", "dmy") == "2023-04-03"
    assert cell_date("05/05/2023") == "2023-05-05"


@pytest.mark.parametrize(
    "cell", ["soon", "today", "+7d", "2023-13-01", "2023-02-30", "15/10/23", 7, True, "32-Oct-2023"]
)
def test_what_is_no_date_is_refused(cell: Cell) -> None:
    with pytest.raises(ValueRefused):
        cell_date(cell)


def test_a_column_betrays_its_order_unless_it_contradicts_itself() -> None:
    assert date_order(["03/04/2023", "10/15/2023"]) == "mdy"
    assert date_order(["03/04/2023", "15/10/2023 10:00"]) == "dmy"
    assert date_order(["03/04/2023"]) == date_order(["10/15/2023", "15/10/2023"]) == ""


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_every_day_is_read_back_from_every_way_to_write_it(day: date) -> None:
    for written in ("%Y-%m-%d", "%Y/%m/%d", "%d-%b-%Y", "%B %d, %Y", "%Y-%m-%d %H:%M:%S.000"):
        assert cell_date(day.strftime(written)) == day.isoformat()
    assert cell_date(day.strftime("%m/%d/%Y"), "mdy") == cell_date(day.strftime("%d/%m/%Y"), "dmy") == day.isoformat()
    assert cell_date((day - date(1899, 12, 30)).days) == day.isoformat()


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234.50", 1234.5), ("￥12万", 120_000), ("１２３", 123), ("-3", -3), (9.8, 9.8), (12, 12), ("9.8", 9.8),
        ("12.5%", 0.125), ("3.5 万元", 35_000),
    ],
)  # fmt: skip
def test_numbers_are_read_however_they_are_written(fields: Fields, cell: Cell, number: float) -> None:
    assert _value(fields, "order", "amount", cell) == number


@pytest.mark.parametrize("cell", ["many", True, date(2023, 1, 1), "1.2.3"])
def test_what_is_no_number_is_refused(fields: Fields, cell: Cell) -> None:
    with pytest.raises(ValueRefused):
        _value(fields, "order", "amount", cell)


def test_a_whole_number_stays_whole(fields: Fields) -> None:
    assert _value(fields, "customer", "birth_year", 1985.0) == 1985
    assert _value(fields, "customer", "birth_year", "1985") == 1985
    with pytest.raises(ValueRefused):
        _value(fields, "customer", "satisfaction", 4.5)


def test_a_discount_may_be_written_as_zhe(fields: Fields) -> None:
    discount = fields["order"]["lines"].items["discount"]
    assert [cell_value(discount, cell, lambda _: None) for cell in ("8.5折", "9折", "15%", "0.15", "0.0")] == [
        0.15, 0.1, 0.15, 0.15, 0.0,
    ]  # fmt: skip


def test_choices_are_taken_by_code_or_label_and_nothing_else(fields: Fields) -> None:
    for cell in ("active", "活跃", "活跃客户", "Active", "ACTIVE"):
        assert _value(fields, "customer", "status", cell) == "active"
    with pytest.raises(ValueRefused):
        _value(fields, "customer", "status", "已成交")


def test_a_member_is_found_by_name_and_an_unknown_one_kept(fields: Fields) -> None:
    assert _value(fields, "customer", "owner", "王芳") == "E001"
    assert _value(fields, "customer", "owner", "*销售代表") == "*销售代表"


def test_lists_are_cut_at_commas_or_read_as_json(fields: Fields) -> None:
    for cell in ("a,b", "a；b", "a、b", '["a", "b"]'):
        assert _value(fields, "customer", "tags", cell) == ["a", "b"]


def test_an_empty_cell_is_no_value_and_text_keeps_numbers_as_written(fields: Fields) -> None:
    assert _value(fields, "customer", "notes", "  ") is None
    assert _value(fields, "customer", "company", 163) == "163"
    assert _value(fields, "customer", "company", " 未来 ") == "未来"


def test_masks_are_known_in_both_widths() -> None:
    assert all(map(is_mask, ("*", "*经理", " ＊经理")))
    assert not any(map(is_mask, ("王*", 3, None, "")))


def test_extra_keeps_cells_as_written() -> None:
    kept = [kept_value(cell) for cell in (" a ", 1, 1.5, True, date(2023, 1, 2))]
    assert kept == [" a ", 1, 1.5, True, "2023-01-02"]
    assert [text_of(cell) for cell in (1, 1.5, True, date(2023, 1, 2), None)] == ["1", "1.5", "true", "2023-01-02", ""]

"""What a table is told by: its headings, in Chinese and English, as other systems write them; or the map."""

import pytest

from crmfs.core.errors import UsageError
from crmfs.exchange.mapping import FileMap
from crmfs.exchange.recognise import Recognised, Recogniser
from crmfs.exchange.tables import Row, Table
from crmfs.exchange.tables.model import Cell

STANDARD = (
    "客户ID,客户姓名,公司名称,行业类型,客户来源,联系方式,电子邮箱,互动日期,互动类型,互动内容,"
    "负责员工,客户状态,下次跟进日期,备注"
)


def _table(headings: str, *rows: tuple[Cell, ...], sheet: str = "") -> Table:
    names = tuple(heading.strip() for heading in headings.split(","))
    return Table("a.csv", sheet, names, tuple(Row(at, cells) for at, cells in enumerate(rows, 2)))


def _recognised(recogniser: Recogniser, table: Table, said: FileMap | None = None, kind: str = "") -> Recognised:
    found = recogniser.recognise(table, said or FileMap(), kind)
    assert found
    return found


def _targets(found: Recognised) -> dict[str, str | None]:
    return {column.heading: column.target.code if column.target else None for column in found.columns}


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("customer", STANDARD),
        ("customer", "客户名称,客户来源,客户行业,客户级别,手机,电话,网址,下次联系时间,备注,负责人,详细地址,成交状态"),
        ("customer", "客户名称,客户编号,客户级别,负责人,国家,省,市,详细地址,电话,创建时间"),
        ("customer", "Account ID,Account Name,Account Owner,Industry,Type,Phone,Website,Billing Street"),
        ("customer", "Record ID,Company name,Company owner,Create Date,Phone Number,City,Industry"),
        ("customer", "CustomerID,CompanyName,ContactName,ContactTitle,Address,City,Region,Phone,Fax"),
        ("customer", "公司名称,姓名,电话"),
        ("customer", "公司名称,客户姓名,联系方式,行业类型,客户状态,互动日期,互动类型,互动内容"),
        ("customer", "姓名,手机"),
        ("contact", "Contact ID,First Name,Last Name,Title,Account Name,Phone,Mobile,Email"),
        ("contact", "Record Id,First Name,Last Name,Account Name,Email,Mailing Street,Lead Source"),
        ("contact", "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company"),
        ("contact", "姓名,职务,手机,电话,邮件,客户编号"),
        ("contact", "联系人ID,姓名,客户名称,职务,手机"),
        ("order", "OrderID,CustomerID,EmployeeID,OrderDate,RequiredDate,ShippedDate,ShipVia,Freight,ShipName"),
        ("order", "销售订单编号,客户名称,下单日期,销售订单金额(元),订单状态,负责人"),
        ("order", "订单号,客户ID,日期,产品,数量,单价"),
        ("order_line", "OrderID,ProductID,UnitPrice,Quantity,Discount"),
        ("order_line", "销售订单编号,产品名称,数量,价格,折扣,小计"),
        ("interaction", "客户名称,跟进时间,跟进方式,跟进内容,创建人"),
        ("interaction", "客户ID,日期,类型,内容,员工"),
        ("interaction", "Account Name,Activity Date,Type,Subject,Assigned"),
        ("ticket", "Case Number,Account Name,Subject,Status,Date/Time Opened,Case Owner,Description"),
        ("ticket", "工单编号,客户名称,问题类型,问题描述,提出日期,处理人,处理结果"),
        ("feedback", "客户ID,评价日期,评分,评价内容"),
        ("member", "EmployeeID,LastName,FirstName,Title,BirthDate,Address,Region,HomePhone,ReportsTo"),
        ("member", "工号,姓名,部门,邮箱"),
    ],
)  # fmt: skip
def test_the_kind_is_told_by_the_headings(recogniser: Recogniser, kind: str, headings: str) -> None:
    assert _recognised(recogniser, _table(headings)).kind == kind


def test_the_standard_table_is_known_column_by_column(recogniser: Recogniser) -> None:
    found = _recognised(
        recogniser,
        _table(STANDARD),
    )
    assert list(_targets(found).values()) == [
        "id", "name", "company", "industry", "source", "phone", "email", "interaction_date", "interaction_type",
        "interaction_content", "owner", "status", "next_follow_up", "notes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading", ["*公司名称", "公司名称（必填）", "公司名称*", "公司 名称", "COMPANY NAME", "company_name"]
)
def test_marks_brackets_blanks_and_case_do_not_count(recogniser: Recogniser, heading: str) -> None:
    assert _targets(_recognised(recogniser, _table(f"客户ID,{heading},行业,来源")))[heading] == "company"


def test_columns_without_a_field_are_kept_and_personal_ones_protected(recogniser: Recogniser) -> None:
    found = _recognised(recogniser, _table("CustomerID,CompanyName,Address,Region,City,Fax"))
    assert [(c.heading, c.personal) for c in found.columns if not c.target] == [("City", False), ("Fax", True)]


def test_of_two_columns_for_one_field_the_surer_wins_and_the_other_is_kept(recogniser: Recogniser) -> None:
    found = _recognised(recogniser, _table("公司名称,行业,城市,所在地区"))
    assert _targets(found) == {"公司名称": "company", "行业": "industry", "城市": None, "所在地区": "region"}


def test_a_column_none_of_whose_values_fit_is_kept_with_its_misfit_said(recogniser: Recogniser) -> None:
    table = _table("公司名称,客户行业,人员规模,地址", ("未来", "科技", 230, "x"), ("远方", "别的", 12, "y"))
    found = _recognised(recogniser, table)
    assert _targets(found) == {"公司名称": "company", "客户行业": "industry", "人员规模": None, "地址": "address"}
    assert [column.misfit for column in found.columns] == ["", "", "size", ""]


def test_a_fields_own_label_is_believed_whatever_the_values(recogniser: Recogniser) -> None:
    found = _recognised(recogniser, _table("公司名称,客户状态,行业", ("未来", "已成交", "科技")))
    assert _targets(found)["客户状态"] == "status"


def test_a_word_that_other_systems_use_otherwise_is_no_label(recogniser: Recogniser) -> None:
    found = _recognised(recogniser, _table("Account Name,Type,Industry", ("Acme", "Customer - Direct", "Technology")))
    assert _targets(found) == {"Account Name": "company", "Type": None, "Industry": "industry"}


def test_the_date_of_an_interaction_without_its_content_stays_extra(recogniser: Recogniser) -> None:
    found = _recognised(recogniser, _table("公司名称,互动日期,行业,来源"))
    assert _targets(found)["互动日期"] is None


def test_the_order_of_day_and_month_is_learnt_from_the_column(recogniser: Recogniser) -> None:
    table = _table("订单号,客户ID,日期,金额", ("1", "A01", "03/04/2023", 1), ("2", "A01", "10/15/2023", 1))
    assert [column.dates for column in _recognised(recogniser, table).columns] == ["", "", "mdy", ""]


def test_the_map_wins_over_the_headings(recogniser: Recogniser) -> None:
    said = FileMap("order", {"Nr": "id", "Wer": "parent", "OrderDate": None, "Tag": "date"})
    found = _recognised(recogniser, _table("Nr,Wer,OrderDate,Tag,Amount"), said)
    assert _targets(found) == {"Nr": "id", "Wer": "parent", "OrderDate": None, "Tag": "date", "Amount": "amount"}


def test_labels_may_name_the_fields_in_a_map(recogniser: Recogniser) -> None:
    found = _recognised(recogniser, _table("a,b"), FileMap("customer", {"a": "公司名称", "b": "Industry"}))
    assert _targets(found) == {"a": "company", "b": "industry"}


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"Nmae": "company"}, "imports.map_column"),
        ({"Name": "compny"}, "imports.map_field"),
        ({"Name": "company", "Other": "company"}, "imports.map_twice"),
    ],
)
def test_a_map_that_names_what_is_not_there_is_refused(
    recogniser: Recogniser, columns: dict[str, str | None], code: str
) -> None:
    with pytest.raises(UsageError) as refused:
        recogniser.recognise(_table("Name,Other"), FileMap("customer", columns))
    assert refused.value.code == code


def test_an_unknown_table_is_refused_with_its_headings_but_an_extra_sheet_is_left_out(recogniser: Recogniser) -> None:
    with pytest.raises(UsageError) as refused:
        recogniser.recognise(_table("ShipperID,Weight"), FileMap())
    assert refused.value.params["headings"] == "ShipperID, Weight"
    assert recogniser.recognise(_table("ShipperID,Weight", sheet="Sheet2"), FileMap()) is None

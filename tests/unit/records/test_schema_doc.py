"""The fill-in rules (填写规范) list every field of every kind in one Markdown table a kind."""

from schema_cases import FILES

from crmfs.records.kinds import CUSTOMER, KINDS, ORDER
from crmfs.records.schema import load_schemas
from crmfs.records.schema_doc import fill_in_rules

SCHEMAS = load_schemas(FILES)


def test_the_table_has_the_columns_of_the_trade() -> None:
    lines = fill_in_rules(SCHEMAS, [CUSTOMER], "zh").splitlines()
    assert lines[:4] == [
        "## 客户 `customer`",
        "",
        "| 字段 | 类型 | 必填 | 示例 | 说明 |",
        "| --- | --- | --- | --- | --- |",
    ]
    assert "| `company` 公司名称 | 文本 | 必填 | 未来科技有限公司 | 公司全称；个人客户写“个人”。 |" in lines
    [status] = [line for line in lines if line.startswith("| `status` ")]
    assert "| 选择 |" in status and "`lost` 流失" in status


def test_english_is_english() -> None:
    rules = fill_in_rules(SCHEMAS, [CUSTOMER], "en")
    assert "| Field | Type | Required | Example | Note |" in rules and "`status` Status | choice |" in rules


def test_items_of_lists_have_rows_of_their_own() -> None:
    assert "| `lines[].unit_price` 单价 | 数字 |" in fill_in_rules(SCHEMAS, [ORDER], "zh")


def test_every_row_has_five_cells() -> None:
    for line in fill_in_rules(SCHEMAS, KINDS.values(), "zh").splitlines():
        if line.startswith("|"):
            assert line.replace("\\|", "").count("|") == 6

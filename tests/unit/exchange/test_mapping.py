"""map.yaml: what it may say, and that whatever else it says is refused with its line."""

from pathlib import Path

import pytest

from crmfs.core.errors import UsageError
from crmfs.exchange.mapping import read_map
from crmfs.exchange.tables import Reading

MAP = """\
system: northwind
files:
  orders.csv: {kind: order, id: OrderID, parent: CustomerID, columns: {OrderDate: date, Freight: extra}}
  book.xlsx#订单:
    {kind: order_line, parent: OrderID, header: 3, encoding: cp1252, delimiter: ";", dates: dmy, system: old}
"""


def test_a_map_says_kind_id_parent_and_columns(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    orders = read_map(tmp_path / "map.yaml").of("orders.csv")
    assert (orders.kind, orders.system) == ("order", "northwind")
    assert dict(orders.columns) == {"OrderDate": "date", "Freight": None, "OrderID": "id", "CustomerID": "parent"}


def test_a_map_says_how_one_sheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    lines = read_map(tmp_path / "map.yaml").of("book.xlsx", "订单")
    assert (lines.reading, lines.dates, lines.system) == (Reading("cp1252", ";", 3), "dmy", "old")
    assert read_map(tmp_path / "map.yaml").of("other.csv").kind == ""


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("files: [", "imports.map_invalid", 2),
        ("- a", "imports.map_not_mapping", 1),
        ("files:\n  a.csv:\n    kid: order", "imports.map_key", 3),
        ("files:\n  a.csv:\n    kind: oder", "imports.map_key", 3),
        ("files:\n  a.csv:\n    header: x", "imports.map_value", 3),
        ("files:\n  a.csv:\n    columns: {A: 1}", "imports.map_value", 3),
        ("files:\n  a.csv: order", "imports.map_not_mapping", 2),
        ("system: x", "imports.map_not_mapping", 1),
    ],
)
def test_a_wrong_map_is_refused_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    (tmp_path / "map.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_map(tmp_path / "map.yaml")
    assert (refused.value.code, refused.value.params["line"]) == (code, line)


def test_an_unknown_kind_is_answered_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("files: {a.csv: {kind: oder_line}}", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_map(tmp_path / "map.yaml")
    assert str(refused.value.params["near"]).startswith("order_line")

"""The proof on real data: the Northwind tables come in, and every cell of them is read back from the repository."""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from import_company import PROJECT, Company, MakeRepository, ground

NORTHWIND = PROJECT.parent / "shared" / "data" / "northwind"
TABLES = ("customers.csv", "orders.csv", "order_details.csv", "employees.csv")
ALL = 93 + 830 + 2155 + 9

Record = dict[str, Any]
Row = dict[str, str]

pytestmark = pytest.mark.skipif(not NORTHWIND.is_dir(), reason="../shared/data/northwind/*.csv are not there")


@pytest.fixture
def company(make_repository: MakeRepository, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Company:
    return Company(make_repository(ground()), tmp_path, capsys)


def _rows(name: str) -> list[Row]:
    with (NORTHWIND / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _is_read_back(row: Row, found: dict[str, Any], extra: Record) -> None:
    """Every cell of a row is there: under its field in `found`, else under its heading in `extra`; trimmed equal."""
    for heading, cell in row.items():
        held = found[heading] if heading in found else extra.get(heading)
        assert ("" if held is None else str(held).strip()) == cell.strip(), heading


def test_every_cell_comes_in_and_coming_again_changes_nothing(company: Company) -> None:
    done = company.bring(*(NORTHWIND / name for name in TABLES))
    assert (done.code, done.summary) == (0, {"created": ALL, "changed": 0, "unchanged": 0, "rejected": 0})
    assert company.commits() == 2
    by_source = {str(one["source_ref"]["id"]): one for one in company.customers()}
    assert len(by_source) == len(list(company.root.glob("customers/*/*"))) == 93
    _customers_are_read_back(company, by_source)
    _orders_are_read_back(company, by_source)
    _employees_are_read_back(company)
    again = company.bring(*(NORTHWIND / name for name in TABLES))
    assert (again.code, again.summary) == (0, {"created": 0, "changed": 0, "unchanged": ALL, "rejected": 0})
    assert company.commits() == 2
    validated = company.run("validate")
    assert validated.code == 0, validated.out


def _customers_are_read_back(company: Company, by_source: dict[str, Record]) -> None:
    for row in _rows("customers.csv"):
        customer = by_source[row["CustomerID"]]
        (person,) = company.contacts(customer["id"])
        assert customer["id"] == row["CustomerID"] or row["CustomerID"] == "Val2 "
        assert customer["name"] == "*" + row["ContactTitle"]
        assert person["primary"] is True
        assert not {"phone", "mobile", "email"} & customer.keys()
        fields = {
            "CustomerID": customer["source_ref"]["id"],
            "CompanyName": customer["company"],
            "ContactName": person["name"],
            "ContactTitle": person["title"],
            "Address": customer.get("address"),
            "Region": customer.get("region"),
            "Phone": person.get("phone"),
        }
        _is_read_back(row, fields, customer.get("extra", {}) | person.get("extra", {}))


def _orders_are_read_back(company: Company, by_source: dict[str, Record]) -> None:
    details: dict[str, list[Row]] = defaultdict(list)
    for row in _rows("order_details.csv"):
        details[row["OrderID"]].append(row)
    orders = {
        (customer["id"], order["source_ref"]["id"]): order
        for customer in by_source.values()
        for order in company.children(customer["id"], "orders")
    }
    sums: dict[str, Decimal] = defaultdict(Decimal)
    wanted: dict[str, Decimal] = defaultdict(Decimal)
    for row in _rows("orders.csv"):
        order: Record = orders[row["CustomerID"], row["OrderID"]]
        fields = {"OrderID": row["OrderID"], "CustomerID": row["CustomerID"]}
        _is_read_back(row, fields | {"OrderDate": f"{order['date']} 00:00:00.000"}, order["extra"])
        assert len(order["lines"]) == len(details[row["OrderID"]])
        for line, cells in zip(order["lines"], details[row["OrderID"]], strict=True):
            assert line["product"] == cells["ProductID"]
            for key, heading in (("unit_price", "UnitPrice"), ("quantity", "Quantity"), ("discount", "Discount")):
                assert Decimal(str(line[key])) == Decimal(cells[heading])
            price, quantity, discount = (Decimal(cells[name]) for name in ("UnitPrice", "Quantity", "Discount"))
            wanted[row["CustomerID"]] += price * quantity * (1 - discount)
        sums[row["CustomerID"]] += Decimal(str(order["amount"]))
    assert len(orders) == 830
    assert sum(len(order["lines"]) for order in orders.values()) == 2155
    assert sums == wanted


def _employees_are_read_back(company: Company) -> None:
    members = company.value("members.yaml")["members"]
    by_source = {one["source_ref"]["id"]: one for one in members if "source_ref" in one}
    for row in _rows("employees.csv"):
        member: Record = by_source[row["EmployeeID"]]
        first, _, last = member["name"].partition(" ")
        fields = {
            "EmployeeID": row["EmployeeID"],
            "FirstName": first,
            "LastName": last,
            "Region": "".join(member.get("regions", [])),
        }
        _is_read_back(row, fields, member["extra"])


def test_a_map_says_the_same_as_the_headings(company: Company) -> None:
    company.table(
        "map.yaml",
        "system: northwind\nfiles:\n"
        "  orders.csv: {kind: order, id: OrderID, parent: CustomerID, columns: {OrderDate: date}}\n"
        "  order_details.csv: {kind: order_line, parent: OrderID, columns: {ProductID: product}}\n",
    )
    company.bring(NORTHWIND / "customers.csv")
    mapped = company.bring(*(NORTHWIND / name for name in TABLES[1:3]), "--map", company.desk / "map.yaml")
    assert mapped.summary["created"] == 830 + 2155
    order = company.children("VINET", "orders")[0]
    assert order["source_ref"] == {"system": "northwind", "id": "10248"}


def test_one_changed_price_changes_one_line_and_the_orders_sum(company: Company) -> None:
    company.bring(*(NORTHWIND / name for name in TABLES[:3]))
    changed = company.table("order_details.csv", "OrderID,ProductID,UnitPrice,Quantity,Discount\n10248,11,15,12,0.0\n")
    done = company.bring(changed)
    assert done.summary == {"created": 0, "changed": 1, "unchanged": 0, "rejected": 0}
    assert company.git("show", "--numstat", "--format=", "HEAD").startswith("2\t2\tcustomers/ET/VINET/orders/")

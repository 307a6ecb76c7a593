"""The proof on real data: what reports on the imported Northwind tables say equals SQL over the tables themselves."""

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from reported import Said, Type

from tests.conftest import Once

NORTHWIND = Path(__file__).parents[3] / "shared" / "data" / "northwind"
TABLES = ("customers.csv", "orders.csv", "order_details.csv", "employees.csv")
_NUMBERS = ("UnitPrice", "Quantity", "Discount")
SOLD = """SELECT orders.CustomerID AS customer, substr(OrderDate, 1, 10) AS day, (
    SELECT sum(UnitPrice * Quantity * (1 - Discount)) FROM order_details WHERE order_details.OrderID = orders.OrderID
  ) AS amount FROM orders"""

pytestmark = pytest.mark.skipif(not NORTHWIND.is_dir(), reason="../shared/data/northwind/*.csv are not there")


@pytest.fixture
def company_written() -> dict[str, str]:
    """Nothing but what the tables bring."""
    return {}


@pytest.fixture
def northwind(crmfs: Type, once: Once, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Commands in a repository that holds the Northwind tables."""
    monkeypatch.setenv("CRMFS_TODAY", "1998-05-06")
    once(_imported, crmfs)
    return crmfs


def _imported(crmfs: Type) -> None:
    assert crmfs("import", *(str(NORTHWIND / name) for name in TABLES)).code == 0


@pytest.fixture
def sql() -> Iterator[sqlite3.Connection]:
    """The same tables in SQLite, numbers as numbers, and the orders with their amounts as `sold`."""
    store = sqlite3.connect(":memory:")
    for name in TABLES:
        with (NORTHWIND / name).open(encoding="utf-8", newline="") as stream:
            heads, *rows = csv.reader(stream)
        columns = ", ".join(f"{one} {'NUMERIC' if one in _NUMBERS else 'TEXT'}" for one in heads)
        store.execute(f"CREATE TABLE {name[:-4]} ({columns})")
        store.executemany(f"INSERT INTO {name[:-4]} VALUES ({', '.join('?' * len(heads))})", rows)
    store.execute(f"CREATE VIEW sold AS {SOLD}")
    yield store
    store.close()


def _sales(said: Said, *keys: str, section: str) -> list[tuple[object, ...]]:
    return [tuple(one[key] for key in keys) for one in said.section(section)]


def test_sales_equal_sql(northwind: Type, sql: sqlite3.Connection) -> None:
    said = northwind("report", "sales", "--by", "month,region", "--json")
    orders, buyers, amount, average = sql.execute(
        "SELECT count(*), count(DISTINCT customer), sum(amount), avg(amount) FROM sold"
    ).fetchone()
    repeat = sql.execute("SELECT avg(n > 1) FROM (SELECT count(*) AS n FROM sold GROUP BY customer)").fetchone()[0]
    assert said.summary["figures"] == {
        "orders": orders, "buyers": buyers, "repeat": pytest.approx(repeat), "amount": pytest.approx(amount),
        "average": pytest.approx(average),
    }  # fmt: skip
    assert (orders, buyers) == (830, 89)
    months = sql.execute("SELECT substr(day, 1, 7), count(*), sum(amount) FROM sold GROUP BY 1 ORDER BY 1").fetchall()
    assert len(months) == 23
    told = _sales(said, "time", "orders", "amount", section="times")
    assert [one[:2] for one in told] == [one[:2] for one in months]
    assert [one[2] for one in told] == pytest.approx([one[2] for one in months])
    _every_customer_equals_sql(said, sql)
    _every_region_equals_sql(said, sql)


def _every_customer_equals_sql(said: Said, sql: sqlite3.Connection) -> None:
    wanted = {
        customer.strip(): rest
        for customer, *rest in sql.execute(
            "SELECT customer, count(*), sum(amount), avg(amount), min(day), max(day),"
            " cast(julianday('1998-05-06') - julianday(max(day)) AS INTEGER) FROM sold GROUP BY customer"
        )
    }
    told = _sales(said, "customer", "orders", "amount", "average", "first", "last", "days", section="customers")
    assert len(told) == len(wanted) == 89
    for customer, *rest in told:
        assert rest == [pytest.approx(one) if isinstance(one, float) else one for one in wanted[str(customer)]]
    middle = "SELECT v FROM (SELECT {} AS v FROM sold GROUP BY customer) ORDER BY v LIMIT 1 OFFSET 44"  # of 89
    often, much = (sql.execute(middle.format(what)).fetchone()[0] for what in ("count(*)", "sum(amount)"))
    found = sql.execute(
        "SELECT customer FROM sold GROUP BY customer HAVING count(*) >= ? AND sum(amount) >= ? - 1e-6", (often, much)
    )
    best = {one["customer"] for one in said.section("customers") if one["segment"] in ("champions", "keep")}
    assert best == {customer.strip() for (customer,) in found}


def _every_region_equals_sql(said: Said, sql: sqlite3.Connection) -> None:
    wanted = {
        region or None: (orders, pytest.approx(amount), buyers)
        for region, orders, amount, buyers in sql.execute(
            "SELECT trim(customers.Region), count(*), sum(amount), count(DISTINCT customer) FROM sold"
            " JOIN customers ON customers.CustomerID = sold.customer GROUP BY 1"
        )
    }
    told = {one["region"]: (one["orders"], one["amount"], one["buyers"]) for one in said.section("region")}
    assert told == wanted


def test_a_period_and_a_group_equal_sql(northwind: Type, sql: sqlite3.Connection) -> None:
    said = northwind("report", "sales", "--from", "1997-01", "--to", "1997Q2", "--by", "quarter", "--json")
    wanted = sql.execute(
        "SELECT '1997Q' || ((substr(day, 6, 2) + 2) / 3), count(*), sum(amount) FROM sold"
        " WHERE day BETWEEN '1997-01-01' AND '1997-06-30' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    told = _sales(said, "time", "orders", "amount", section="times")
    assert [one[:2] for one in told] == [one[:2] for one in wanted]
    assert [one[2] for one in told] == pytest.approx([one[2] for one in wanted])


def test_the_distribution_of_customers_equals_sql(northwind: Type, sql: sqlite3.Connection) -> None:
    said = northwind("report", "distribution", "--by", "region", "--json")
    wanted = dict(sql.execute("SELECT nullif(trim(Region), ''), count(*) FROM customers GROUP BY 1"))
    assert {one["region"]: one["customers"] for one in said.section("region")} == wanted
    assert said.summary["figures"]["customers"] == 93

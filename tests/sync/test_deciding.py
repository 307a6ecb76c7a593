"""What somebody decides of a conflict: judged at once, by the names people use, changed again until it is joined."""

import pytest
from colleagues import Team

from crmfs.core.messages import say
from tests.conftest import Once

ORDER = "customers/01/CUST001/orders/ORD-20260301-AAAAAA.yaml"
ORDER_TEXT = """id: ORD-20260301-AAAAAA
date: 2026-03-01
amount: 100
lines:
  - product: 软件
    quantity: 1
    unit_price: 100
"""


@pytest.fixture
def disagreed(team: Team, once: Once) -> Team:
    """The team with two conflicts in one customer."""
    once(_disagreed, team)
    return team


def _disagreed(team: Team) -> None:
    for person, budget, need in ((team.wang, 500, "库管"), (team.li, 600, "采购")):
        person.does("set", "CUST001", f"budget={budget}", f"need={need}")
    team.wang.does("sync")
    assert team.li("sync").code == 4


@pytest.mark.parametrize(("field", "value"), [("budget", "-5"), ("budget", "很多"), ("预算", "-5")])
def test_a_value_that_breaks_a_rule_is_refused_at_once(disagreed: Team, field: str, value: str) -> None:
    assert disagreed.li("resolve", f"CUST001#{field}", "--value", value).code == 1
    assert disagreed.li("resolve", "--json").summary["conflicts"] == 2


def test_what_was_decided_can_be_decided_anew(disagreed: Team) -> None:
    for option in (["--mine"], ["--value", "700"], ["--theirs"], ["--value", "800"]):
        disagreed.li.does("resolve", "CUST001#budget", *option)
    disagreed.li.does("resolve", "CUST001#need", "--mine")
    disagreed.li.does("resolve", "CUST001#need", "--theirs")
    disagreed.even()
    found = disagreed.wang.does("show", "CUST001", "--json").objects[0]["data"]
    assert (found["budget"], found["need"]) == (800, "库管")


def test_who_decided_what_breaks_a_rule_is_told_how_to_decide_anew(disagreed: Team) -> None:
    disagreed.li.does("resolve", "CUST001#budget", "--mine")
    disagreed.li.does("resolve", "CUST001#need", "--value", "x" * 20)
    disagreed.wang.commit({"schema/customer.schema.json": _with_short_needs(disagreed)})
    disagreed.wang.does("sync")
    said = disagreed.li("sync")
    assert said.code == 1
    assert say("sync.decide_anew", "zh") in said.err


def test_fields_of_lines_are_named_by_their_labels_too(team: Team) -> None:
    team.wang.commit({ORDER: ORDER_TEXT})
    team.even()
    for person, quantity in ((team.wang, 2), (team.li, 3)):
        person.commit({ORDER: ORDER_TEXT.replace("quantity: 1", f"quantity: {quantity}")})
    team.wang.does("sync")
    assert team.li("sync").code == 4
    name = "CUST001/ORD-20260301-AAAAAA#明细[软件].数量"
    assert team.li("resolve", name, "--value", "三").code == 1
    team.li.does("resolve", name, "--value", "5")
    team.even()
    assert "quantity: 5" in team.wang.text(ORDER)


def _with_short_needs(team: Team) -> str:
    text = team.wang.text("schema/customer.schema.json")
    return text.replace('"properties": {', '"properties": {\n    "need": {"maxLength": 10},', 1)

"""What conditions say, and that what is missing or of another type makes them false."""

from typing import Any

import pytest

from crmfs.access.condition import ConditionError, parse_condition

ME = {"id": "E003", "team": "east", "regions": ["华东", "华北"], "level": 2, "empty": ""}


def holds(text: str, **customer: Any) -> bool:
    return parse_condition(text).holds(customer, ME)


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("customer.owner == me.id", {"owner": "E003"}),
        ("customer.team != me.team", {"team": "west"}),
        ("customer.region in me.regions", {"region": "华东"}),
        ("customer.status == active", {"status": "active"}),
        ("customer.status in [active, 'potential']", {"status": "potential"}),
        ("customer.vip == true", {"vip": True}),
        ("customer.employees == 12", {"employees": 12}),
        ("customer.address.city == 上海", {"address": {"city": "上海"}}),
        ('customer.owner == me.id and customer.team == "east"', {"owner": "E003", "team": "east"}),
    ],
)
def test_a_condition_holds(text: str, customer: dict[str, Any]) -> None:
    assert holds(text, **customer)


@pytest.mark.parametrize("operator", ["==", "!="])
@pytest.mark.parametrize("team", [None, "", [], ["east"], {"east": 1}, 1, True])
def test_missing_null_empty_or_ill_typed_is_false_for_equal_and_unequal_alike(operator: str, team: Any) -> None:
    assert not holds(f"customer.team {operator} me.team", team=team)
    assert not holds(f"customer.team {operator} me.team")
    assert not holds(f"customer.team {operator} me.empty", team="east")
    assert not holds(f"customer.team {operator} me.nothing", team="east")


def test_no_team_on_both_sides_is_not_one_team() -> None:
    assert not parse_condition("customer.team == me.team").holds({}, {})
    assert not parse_condition("customer.team == me.team").holds({"team": ""}, {"team": ""})
    assert not parse_condition("customer.team == me.team").holds({"team": None}, {"team": None})


def test_true_is_not_one() -> None:
    assert not holds("customer.level == me.level", level=True)
    assert not holds("customer.vip == true", vip=1)
    assert not holds("customer.n in [1, 2]", n=True)


@pytest.mark.parametrize(
    "text",
    [
        "", "true", "owner == me.id", "customer == me.id", "me.id == customer.owner", "customer.owner = me.id",
        "customer.owner == customer.team", "customer.owner == me", "customer.owner == me.a.b", "customer.owner == null",
        "customer.owner == [a]", "customer.owner in a", "customer.owner in []", "customer.owner == me.id or",
        "customer.owner == me.id or customer.team == a", "not customer.owner == a", "customer.owner == 'a",
        "customer.owner == me.id customer.team == a", "customer.owner == " + "9" * 5000,
    ],
)  # fmt: skip
def test_a_condition_of_any_other_form_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(ConditionError) as refused:
        parse_condition(text)
    assert 1 <= refused.value.column <= len(text) + 1

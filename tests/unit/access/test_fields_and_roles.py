"""Field paths of the policy, and the roles that roles include."""

import pytest

from crmfs.access.field_path import covers, parse_field, shown_field, touches, typed_field
from crmfs.access.roles import included_roles

MOBILE = ("contacts", "[]", "mobile")


def test_a_field_path_has_a_step_for_every_key_and_every_list() -> None:
    assert parse_field("budget") == ("budget",)
    assert parse_field("contacts[].mobile") == MOBILE
    assert shown_field(MOBILE) == "contacts[].mobile"


@pytest.mark.parametrize("text", ["", ".", "a.", "a..b", "[]", "a[0]", "a b", "a[]b", "*"])
def test_what_is_no_field_path_is_none(text: str) -> None:
    assert parse_field(text) is None


@pytest.mark.parametrize(
    "typed", ["contacts[].mobile", "contacts[0].mobile", "contacts.0.mobile", "/contacts/0/mobile"]
)
def test_people_may_type_the_number_of_an_item(typed: str) -> None:
    assert typed_field(typed) == MOBILE


def test_a_rule_on_a_field_covers_what_is_inside_and_touches_what_is_around() -> None:
    assert covers(("contacts",), MOBILE)
    assert not covers(MOBILE, ("contacts",))
    assert touches(MOBILE, ("contacts",))
    assert not touches(MOBILE, ("contacts", "[]", "name"))
    assert not covers(("con",), ("contacts",))


def test_a_role_includes_what_its_roles_include() -> None:
    closed, cyclic = included_roles({"lead": ["sales"], "sales": ["employee"], "employee": []})
    assert closed["lead"] == {"lead", "sales", "employee"}
    assert cyclic == []


def test_roles_that_include_themselves_are_told() -> None:
    _, cyclic = included_roles({"a": ["b"], "b": ["a"], "c": ["a"], "d": ["d"]})
    assert cyclic == ["a", "b", "d"]

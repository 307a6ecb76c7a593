"""What stands in the place of a value that is kept back."""

from typing import Any

import pytest

from crmfs.access.grant import Grant
from crmfs.access.mask import masked_record, partial
from tests.unit.access.held import member, policy

PATH = "customers/01/CUST001/contacts.yaml"
RECORD: dict[str, Any] = {"contacts": [{"name": "王经理", "mobile": "13812345678", "tags": ["a", "b"]}], "note": "好"}


def masked(field: str, show: str, value: dict[str, Any]) -> dict[str, Any]:
    stop = {"only": ["boss"], "stop": ["read"], "paths": ["{customer}/contacts.yaml"], "fields": [field], "show": show}
    rules = policy({"to": ["sales"], "allow": ["read"], "paths": ["**"]}, restrict=[stop])
    return masked_record(value, Grant(rules, member("sales")).rights(PATH))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138****5678"),
        ("+86 138-1234-5678", "138****5678"),
        ("008613812345678", "138****5678"),
        ("wang@example.com", "w***@example.com"),
        ("w@example.com", "***@example.com"),  # one letter is the whole name
        ("王小明", "王***"),
        ("王", "***"),  # all there is
        ("021-12345", "***"),  # too short to show seven digits of it
        ("62345678", "***"),
        ("@example.com", "@***"),
        ("", "***"),
        (" ", "***"),
        (13812345678, "***"),
        (True, "***"),
        (["13812345678"], "***"),
        ({"a": 1}, "***"),
    ],
)
def test_the_part_of_a_value_that_helps_to_recognise_it(value: Any, shown: str) -> None:
    assert partial(value) == shown


def test_a_hidden_field_is_left_out_and_a_masked_one_says_nothing() -> None:
    assert masked("note", "hide", RECORD) == {"contacts": RECORD["contacts"]}
    assert masked("note", "mask", RECORD)["note"] == "***"
    assert masked("contacts[].mobile", "partial", RECORD)["contacts"][0]["mobile"] == "138****5678"
    assert masked("contacts[].mobile", "hide", RECORD)["contacts"] == [{"name": "王经理", "tags": ["a", "b"]}]


def test_the_items_of_a_list_are_kept_back_one_by_one() -> None:
    assert masked("contacts[].tags[]", "mask", RECORD)["contacts"][0]["tags"] == ["***", "***"]
    assert masked("contacts[].tags[]", "hide", RECORD)["contacts"][0]["tags"] == []
    assert masked("contacts", "mask", RECORD)["contacts"] == "***"


def test_an_absent_field_gets_no_mask() -> None:
    assert masked("note", "mask", {"contacts": []}) == {"contacts": []}
    assert masked("note", "mask", {"note": None}) == {}


@pytest.mark.parametrize(
    "contacts",
    ["13812345678", {"mobile": "13812345678"}, ["13812345678"], [["13812345678"]], [[{"mobile": "1381234"}]]],
)
def test_a_value_of_another_shape_than_the_rule_expects_is_kept_back_as_a_whole(contacts: Any) -> None:
    for show in ("hide", "mask", "partial"):
        assert "1234" not in str(masked("contacts[].mobile", show, {"contacts": contacts}))


def test_a_grant_of_some_fields_shows_no_other_and_nothing_in_their_place() -> None:
    rules = policy({"to": ["sales"], "allow": ["read"], "paths": ["**"], "fields": ["contacts[].name"]})
    rights = Grant(rules, member("sales")).rights(PATH)
    assert masked_record(RECORD, rights) == {"contacts": [{"name": "王经理"}]}
    assert masked_record({"contacts": "13812345678"}, rights) == {}
    assert masked_record({"contacts": ["13812345678"]}, rights) == {"contacts": []}

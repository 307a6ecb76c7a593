"""A field that is typed by another name than its code is kept back like the field, and so is what nobody knows."""

from typing import Any

import pytest

from crmfs.access.grant import Grant
from crmfs.access.mask import masked_record
from crmfs.access.rights import Rights
from crmfs.access.spelling import STRANGE, Spellings
from crmfs.records.kinds import CONTACTS, CUSTOMER
from tests.unit.access.held import Held, member, policy

SCHEMA = """{"type": "object", "properties": {
  "id": {"type": "string", "x-label": {"zh": "客户ID", "en": "Customer ID"}},
  "need": {"type": "string", "x-label": {"zh": "采购需求", "en": "Need"}},
  "budget": {"type": "number", "x-label": {"zh": "采购预算", "en": "Budget"}, "x-aliases": ["预算"]},
  "extra": {"type": "object", "x-label": {"zh": "其他信息", "en": "Other data"}}}}"""
PEOPLE = """{"type": "object", "properties": {"contacts": {"type": "array",
  "x-label": {"zh": "联系人", "en": "Contacts"}, "items": {"type": "object", "properties": {
  "name": {"type": "string", "x-label": {"zh": "姓名", "en": "Name"}},
  "mobile": {"type": "string", "x-label": {"zh": "手机", "en": "Mobile"}}}}}}}"""
FILES = {"schema/customer.schema.json": SCHEMA, "schema/contacts.schema.json": PEOPLE}
PATH = "customers/01/CUST001/customer.yaml"
KEPT_BACK = {"only": ["boss"], "stop": ["read"], "paths": ["{customer}/customer.yaml"], "fields": ["budget"]}
LOCKED = {**KEPT_BACK, "stop": ["edit"], "fields": ["need"]}
MASKED = {**KEPT_BACK, "show": "mask"}
PHONES = {**MASKED, "paths": ["{customer}/contacts.yaml"], "fields": ["contacts[].mobile"]}


def rights(*restrict: dict[str, Any], files: dict[str, str] = FILES, path: str = PATH) -> Rights:
    rules = policy({"to": ["sales"], "allow": ["write"], "paths": ["**"]}, restrict=list(restrict))
    return Grant(rules, member("sales"), Spellings(Held(files))).rights(path)


def shown(value: dict[str, Any], *restrict: dict[str, Any], **about: Any) -> dict[str, Any]:
    return masked_record(value, rights(*restrict, **about))


@pytest.mark.parametrize(
    "key",
    ["采购预算", "预算", "Budget", "BUDGET", "ｂｕｄｇｅｔ", "budget ", "bud\u200bget", "预 算", "預算", "Bud-get"],
)
def test_a_field_is_kept_back_by_whatever_name_it_goes(key: str) -> None:
    assert shown({"id": "CUST001", key: 100}, MASKED) == {"id": "CUST001", key: "***"}
    assert shown({"id": "CUST001", key: 100}, KEPT_BACK) == {"id": "CUST001"}


def test_a_key_that_is_called_like_no_field_is_hidden_where_a_field_may_be_kept_back() -> None:
    record = {"id": "CUST001", "bugdet": 100}
    assert shown(record, MASKED) == {"id": "CUST001"}
    assert shown(record, LOCKED) == shown(record) == record


def test_extra_is_free_but_for_what_is_called_like_a_field_that_is_kept_back() -> None:
    extra = {"budget": 1, "预算": {"2026": 2}, "deeper": [{"Budget": 3}], "need": 4, "channel": "x"}
    found = shown({"extra": extra}, MASKED)
    assert found == {
        "extra": {"budget": "***", "预算": "***", "deeper": [{"Budget": "***"}], "need": 4, "channel": "x"}
    }


@pytest.mark.parametrize(
    "record",
    [
        {"contacts": [{"手机": "x"}]},
        {"联系人": [{"mobile": "x"}]},
        {"联系人": [{"手机": "x"}]},
        {"mobile": "x"},
        {"手机": "x"},
        {"联系人": "x"},
        {"contacts": [{"姓名": {"mobile": "x"}}]},
    ],
)
def test_a_field_is_kept_back_wherever_in_the_record_it_is(record: dict[str, Any]) -> None:
    assert "x" not in repr(shown(record, PHONES, path="customers/01/CUST001/contacts.yaml"))


def test_where_no_schema_can_be_read_every_key_is_strange() -> None:
    broken = {**FILES, "schema/customer.schema.json": "{"}
    assert shown({"id": "CUST001", "budget": 100}, MASKED, files=broken) == {}
    assert shown({"id": "CUST001", "budget": 100}, files=broken) == {"id": "CUST001", "budget": 100}


def test_what_is_not_seen_under_another_name_is_not_changed_either() -> None:
    found = rights(MASKED, LOCKED)
    assert [found.allows("edit", (key,)) for key in ("id", "预算", "budget", "需求", "Need", "bugdet")] == [
        True, False, False, False, False, False,
    ]  # fmt: skip
    assert found.allows("read", ("Need",))


def test_who_may_not_see_a_field_is_told_of_a_mistyped_key_and_not_of_that_field_s_label() -> None:
    found = rights(MASKED)
    assert [found.may_be_told_of((key,)) for key in ("id", "bugdet", "budget", "预算")] == [True, True, False, False]


def test_what_a_key_of_the_schema_means_is_never_in_doubt() -> None:
    people = Spellings(Held(FILES)).of(CONTACTS)
    assert people.meant(("contacts", "[]", "name")) == (("contacts", "[]", "name"),)
    assert people.meant(("contacts", "[]", "x")) == (STRANGE,)
    assert Spellings(Held(FILES)).of(CUSTOMER).meant(("need", "[]", "x")) == (("need", "[]", "x"),)


def test_decisions_are_kept_apart_by_the_names_of_fields() -> None:
    rules = policy({"to": ["sales"], "allow": ["write"], "paths": ["**"]})
    renamed = {**FILES, "schema/customer.schema.json": SCHEMA.replace("预算", "底价")}
    keys = {Grant(rules, member("sales"), spelt).key for spelt in (None, *map(Spellings, map(Held, (FILES, renamed))))}
    assert len(keys) == 3

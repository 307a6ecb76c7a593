"""The decision and its reasons; what one actor's key depends on."""

import pytest

from crmfs.access.attributes import Attributes
from crmfs.access.authority import authority_at
from crmfs.access.grant import Grant, Reach
from crmfs.access.policy import Policy
from crmfs.access.rights import Decision
from crmfs.core.release import template_files
from tests.unit.access.held import Held, member, policy

CUSTOMER = "customers/01/CUST001/customer.yaml"
OWN = {"to": ["sales"], "allow": ["edit"], "paths": ["{customer}/**"], "where": "customer.owner == me.id"}
LOCK = {"only": ["boss"], "stop": ["edit"], "paths": ["{customer}/customer.yaml"], "fields": ["level"]}
PHONES = {
    "only": ["boss"], "unless": "customer.owner == me.id", "stop": ["read"], "paths": ["{customer}/contacts.yaml"],
    "fields": ["contacts[].mobile"], "show": "partial",
}  # fmt: skip


def grant(rules: Policy, *roles: str) -> Grant:
    return Grant(rules, member(*roles))


def test_without_a_grant_all_is_denied() -> None:
    assert grant(policy(OWN), "finance").rights(CUSTOMER).decide("read") == Decision("deny")


def test_a_decision_names_the_grants_that_match_and_what_stops_it() -> None:
    found = grant(policy(OWN, restrict=[LOCK]), "sales")
    rights = found.rights(CUSTOMER, found.truth({"owner": "E1"}))
    assert rights.decide("edit", ("level",)) == Decision("deny", ("grants0",), ("restrict0",))
    assert rights.decide("edit", ("note",)) == Decision("allow", ("grants0",))
    assert rights.decide("read", ("level",)) == Decision("allow", ("grants0",))


def test_a_field_that_may_not_be_read_may_not_be_written() -> None:
    rules = policy({**OWN, "allow": ["write"], "where": "customer.team == east"}, restrict=[PHONES])
    found = grant(rules, "sales")
    rights = found.rights("customers/01/CUST001/contacts.yaml", found.truth({"owner": "E2", "team": "east"}))
    mobile = ("contacts", "[]", "mobile")
    assert rights.decide("read", mobile).verdict == "mask"
    assert [rights.allows(action, mobile) for action in ("edit", "create", "delete", "write")] == [False] * 4
    assert rights.allows("edit", ("contacts", "[]", "name"))


def test_who_owns_the_customer_passes_where_unless_says_so() -> None:
    found = grant(policy(OWN, restrict=[PHONES]), "sales")
    rights = found.rights("customers/01/CUST001/contacts.yaml", found.truth({"owner": "E1"}))
    assert rights.allows("edit", ("contacts", "[]", "mobile"))


def test_the_strictest_mask_wins() -> None:
    shows = [{**PHONES, "show": show} for show in ("partial", "hide", "mask")]
    rights = grant(policy({**OWN, "where": "customer.team == east"}, restrict=shows), "sales")
    there = rights.rights("customers/01/CUST001/contacts.yaml", rights.truth({"team": "east"}))
    assert there.shown(("contacts", "[]", "mobile")) == "hide"
    assert there.shown(("contacts",)) == "allow"  # it is the inner field that is hidden


def test_equal_keys_mean_equal_decisions() -> None:
    rules = policy(OWN)
    assert grant(rules, "sales").key == grant(rules, "sales").key
    assert grant(rules, "sales").key != grant(rules, "boss").key
    assert grant(rules, "sales").key != grant(policy(OWN, restrict=[LOCK]), "sales").key
    assert grant(rules, "sales").key != Grant(rules, member("sales", team="east")).key


def test_how_far_a_folder_may_be_read() -> None:
    found = grant(policy(OWN, {"to": ["sales"], "allow": ["read"], "paths": ["library/**"]}), "sales")
    assert found.reach("", None) is Reach.SOME
    assert found.reach("library/faq", 0) is Reach.ALL
    assert found.reach("templates", 0) is Reach.NONE
    assert found.reach("customers/01/CUST001", found.truth({"owner": "E1"})) is Reach.ALL
    assert found.reach("customers/01/CUST001", found.truth({"owner": "E2"})) is Reach.NONE


def test_many_conditions_are_not_tried_one_by_one() -> None:
    rules = policy(*({**OWN, "where": f"customer.owner == E{number}"} for number in range(300)))
    found = grant(rules, "sales")
    assert found.rights(CUSTOMER, found.truth({"owner": "E299"})).decide("read").grants == ("grants299",)
    assert not found.rights(CUSTOMER, found.truth({"owner": "E300"})).is_readable


def test_attributes_are_the_fields_that_conditions_name_and_none_of_what_cannot_be_read() -> None:
    folder = "customers/01/CUST001"
    files = {f"{folder}/customer.yaml": "owner: E1\nteam: east\n", "customers/01/CUST101/customer.yaml": "owner: [E1\n"}
    found = Attributes(Held(files), ["owner"])
    assert found.of(folder) == {"owner": "E1"}
    assert found.of("customers/01/CUST101") == found.of("customers/01/CUST201") == {}
    found.load(["customers/01"])
    assert found.of(folder) == {"owner": "E1"}
    assert found.of("customers/01/CUST101") == found.of("customers/01/CUST201") == {}


MEMBERS = "members:\n- {id: E1, name: 王芳, roles: [management]}\n- {id: E2, name: 李雷, roles: [it]}\n"


def test_administrators_may_edit_the_policy_and_the_members() -> None:
    files = {"access.yaml": template_files()["access.yaml"].decode(), "members.yaml": MEMBERS}
    assert [each.id for each in authority_at(Held(files)).administrators()] == ["E1"]


def test_without_a_policy_or_with_a_broken_one_nobody_may_do_anything() -> None:
    none = authority_at(Held({"members.yaml": MEMBERS}))
    broken = authority_at(Held({"members.yaml": MEMBERS, "access.yaml": "version: 1\n"}))
    assert (none.policy, none.fault, none.administrators()) == (None, "access.policy_missing", [])
    assert (broken.policy, broken.fault, broken.administrators()) == (None, "access.policy_broken", [])


@pytest.mark.parametrize("glob", ["**/*.pdf", "{customer}/documents/*/合同.pdf", "{customer}/documents/**"])
def test_who_is_kept_from_a_document_is_kept_from_its_metadata(glob: str) -> None:
    stop = {"only": ["boss"], "stop": ["read"], "paths": [glob]}
    rules = policy({"to": ["sales"], "allow": ["write"], "paths": ["**"]}, restrict=[stop])
    rights = Grant(rules, member("sales")).rights
    assert not rights("customers/01/CUST001/documents/contracts/合同.pdf").is_readable
    assert not rights("customers/01/CUST001/documents/contracts/合同.pdf.meta.yaml").is_readable
    assert not rights("customers/01/CUST001/documents/contracts/合同.PDF.Meta.yaml").is_readable
    assert rights("customers/01/CUST001/customer.yaml").is_readable

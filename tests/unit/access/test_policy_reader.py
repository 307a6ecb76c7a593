"""What access.yaml may say; every fault is found, each at its line, and one of them refuses the whole file."""

import pytest

from crmfs.access.policy import Policy
from crmfs.access.policy_reader import read_policy
from crmfs.access.verdict import accepted_policy

GOOD = """\
version: 1
scope: {kind: customer, at: "customers/*/*", meta: customer.yaml}
roles:
  employee: {}
  sales: {includes: [employee]}
  boss: {}
grants:
  - {id: all, to: [boss], allow: [write], paths: ["**"], why: x}
  - {id: own, to: [employee], allow: [edit], paths: ["{customer}/**"], where: "customer.owner == me.id", why: x}
restrict:
  - {id: lock, only: [boss], stop: [edit, delete], paths: ["{customer}/customer.yaml"], fields: [owner], why: x}
tests:
  - {who: {id: E1, roles: [sales]}, customer: {owner: E1}, path: customers/1/1/a, action: read, expect: allow}
"""


def codes(text: str) -> list[tuple[str, int | None]]:
    found = accepted_policy(text.encode())
    return [] if isinstance(found, Policy) else [(problem.code, problem.line) for problem in found]


def test_a_good_policy_is_read() -> None:
    found = read_policy(GOOD.encode())
    assert isinstance(found, Policy)
    assert found.roles["sales"] == {"sales", "employee"}
    assert found.allowances[1].actions == {"read", "edit"}  # every action implies reading
    assert found.named_fields == {"owner"}
    assert codes(GOOD) == []


def test_a_restriction_that_stops_reading_stops_every_action() -> None:
    found = read_policy(GOOD.replace("stop: [edit, delete]", "stop: [read]").encode())
    assert isinstance(found, Policy)
    assert found.restrictions[0].actions == {"read", "edit", "create", "delete"}


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("version: 1", "version: 2", "access.version_unknown", 1),
        ("version: 1", "version: true", "access.version_unknown", 1),
        ("scope: {kind: customer", "scope: {kind: person", "access.value_wrong", 2),
        ("boss: {}", "boss: {include: [sales]}", "access.key_unknown", 6),
        ("employee: {}", "employee: {includes: [sales]}", "access.role_cycle", 4),
        ("includes: [employee]", "includes: [staff]", "access.role_undefined", 5),
        ("to: [boss]", "to: [chief]", "access.role_undefined", 8),
        ("to: [boss]", "to: []", "access.value_wrong", 8),
        ("only: [boss]", "only: []", "access.value_wrong", 11),
        ("only: [boss], ", "", "access.key_missing", 11),
        ("allow: [write]", "allow: [all]", "access.value_wrong", 8),
        ('paths: ["**"]', "paths: []", "access.value_wrong", 8),
        ('paths: ["**"]', 'paths: ["/"]', "access.glob_segment", 8),
        ('"**"], why: x', '"**"]', "access.key_missing", 8),
        ("id: own", "id: all", "access.id_duplicate", 9),
        ("== me.id", "= me.id", "access.condition_syntax", 9),
        ("fields: [owner]", "fields: [owner.]", "access.field_syntax", 11),
        ("fields: [owner]", "fields: []", "access.value_wrong", 11),
        ("fields: [owner]", "fields: [owner], show: blur", "access.value_wrong", 11),
        ("expect: allow", "expect: deny", "access.test_failed", 13),
        ("expect: allow", "expect: perhaps", "access.value_wrong", 13),
        ("fields: [owner]", "fields: [team]", "access.condition_unlocked", 9),
        ("stop: [edit, delete]", "stop: [edit]", "access.condition_unlocked", 9),
        ("only: [boss]", 'only: [boss], unless: "customer.owner == me.id"', "access.condition_unlocked", 9),
        ("grants:", "grants: {}\nx:", "access.value_wrong", 7),
        ("boss: {}", "boss: {}\n  boss: {}", "yaml.duplicate_key", 7),
        ("to: [boss]", "to: &all [boss]", "yaml.anchor", 8),
        ("version: 1", "version: [1", "yaml.bracket", 1),
    ],
)
def test_a_fault_refuses_the_whole_file_at_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in GOOD
    found = codes(GOOD.replace(old, new, 1))
    assert (code, line) in found, found


def test_all_faults_are_told_at_once() -> None:
    wrong = GOOD.replace("to: [boss]", "to: [chief]").replace("== me.id", "= me.id").replace("id: lock", "id: all")
    assert {code for code, _ in codes(wrong)} >= {
        "access.role_undefined", "access.condition_syntax", "access.id_duplicate",
    }  # fmt: skip

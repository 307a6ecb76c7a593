"""The linter names what has no effect, and nothing that has one; thousands of rules and people do not stop it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import FULL, examples

from crmfs.access.field_path import parse_field
from crmfs.access.grant import Grant
from crmfs.access.lint import member_findings, policy_findings, unused_roles
from crmfs.access.lint_rules import dead_rules
from crmfs.access.meeting import Meeting
from crmfs.access.members import Member, Members, read_members
from crmfs.access.outline import outline
from crmfs.access.policy import ACTIONS, Policy
from crmfs.access.policy_reader import read_policy
from crmfs.core.release import template_files
from crmfs.records.schema import load_schemas

SCHEMAS = load_schemas({path: data for path, data in template_files().items() if path.startswith("schema/")})
FIELDS = {kind: SCHEMAS.fields(kind) for kind in ("customer", "contacts", "terms", "interaction", "members")}
HEAD = """\
version: 1
roles: {boss: {}, employee: {}, sales: {includes: [employee]}, lead: {includes: [sales]}, finance: {}}
grants:
  - {id: admin, to: [boss], allow: [write], paths: ["**"], act_for: true, why: x}
"""
_SMALLER = 1 if FULL else 2


def policy_with(grants: str = "", restrict: str = "") -> Policy:
    """Returns a policy with some more grants and restrictions, an id and rules each."""
    text = HEAD + "".join(f"  - {{{line}, why: x}}\n" for line in grants.splitlines() if line)
    text += "restrict:\n" + "".join(f"  - {{{line}, why: x}}\n" for line in restrict.splitlines()) if restrict else ""
    found = read_policy(text.encode())
    assert isinstance(found, Policy), found
    return found


def dead(grants: str = "", restrict: str = "", *held: str) -> set[str]:
    policy = policy_with(grants, restrict)
    return {named for _, named, _ in dead_rules(policy, [policy.roles_of(Member("E1", "x", roles=held))])}


@pytest.mark.parametrize(
    "second",
    [
        'to: [sales], allow: [read], paths: ["library/faq/**"]',
        'to: [sales], allow: [read], paths: ["library/faq/*.pdf", "library"]',
        'to: [lead], allow: [read], paths: ["library/**"]',
        'to: [sales], allow: [read], paths: ["library/**"], where: "customer.owner == me.id"',
        'to: [sales], allow: [read], paths: ["library/**"], fields: [name]',
    ],
)
def test_a_grant_that_another_one_gives_already_is_dead(second: str) -> None:
    assert dead(f'id: first, to: [employee], allow: [read], paths: ["library/**"]\nid: second, {second}') == {"second"}


@pytest.mark.parametrize(
    "second",
    [
        'to: [sales], allow: [read], paths: ["**"]',
        'to: [sales], allow: [read], paths: ["library/**/faq", "libr*/**"]',
        'to: [sales, finance], allow: [read], paths: ["library/faq/**"]',
        'to: [sales], allow: [edit], paths: ["library/faq/**"]',
        'to: [sales], allow: [read], paths: ["library/faq/**"], act_for: true',
    ],
)
def test_a_grant_that_gives_anything_more_is_not(second: str) -> None:
    assert dead(f'id: first, to: [employee], allow: [read], paths: ["library/**"]\nid: second, {second}') == set()


def test_of_two_grants_that_say_the_same_the_later_is_dead() -> None:
    same = 'to: [sales], allow: [read], paths: ["library/**"]'
    assert dead(f"id: first, {same}\nid: second, {same}") == {"second"}


def test_several_grants_together_can_leave_one_without_effect() -> None:
    one = 'id: a, to: [sales], allow: [read], paths: ["library"]'
    rest = 'id: b, to: [sales], allow: [read], paths: ["library/*/**"]'
    assert dead(f'{one}\n{rest}\nid: all, to: [sales], allow: [read], paths: ["library/**"]') == {"all"}


def test_a_narrower_condition_covers_nothing_wider() -> None:
    own = 'id: own, to: [sales], allow: [read], paths: ["{customer}/**"], where: "customer.owner == me.id"'
    both = own.replace("id: own", "id: both").replace("me.id", "me.id and customer.team == me.team")
    assert dead(f"{own}\n{both}") == {"both"}
    assert dead(f"{both}\n{own}") == {"both"}


def test_a_grant_that_is_stopped_for_all_who_have_it_is_dead_until_somebody_may_pass() -> None:
    grant = 'id: money, to: [sales], allow: [read, edit], paths: ["{customer}/finance/**"]'
    stop = 'id: stop, only: [finance], stop: [read], paths: ["{customer}/finance/**"]'
    other = 'id: rest, to: [sales], allow: [read], paths: ["{customer}/**"]'
    assert dead(grant, stop) == {"money"}
    assert dead(grant, stop, "sales", "finance") == set()
    assert dead(grant, stop.replace("[finance]", "[lead]")) == set()
    assert dead(grant, stop.replace("only: [finance]", 'unless: "customer.owner == me.id"')) == set()
    assert dead(grant, stop.replace("stop: [read]", "stop: [edit]")) == set()
    assert dead(f"{grant}\n{other}", stop.replace("stop: [read]", "stop: [edit]")) == {"money"}


def test_a_restriction_is_dead_where_only_those_it_lets_pass_are_granted_anything() -> None:
    stop = 'id: stop, only: [finance], stop: [read], paths: ["{customer}/finance/**"]'
    assert dead("", stop.replace("[finance]", "[boss]")) == {"stop"}
    assert dead("", stop) == set()
    for reaching in ("customers/01/**", "**/terms.yaml", "customers/*/*/fin*/**", "customers/*/*/finance"):
        grant = f'id: sales, to: [sales], allow: [read], paths: ["{reaching}"]'
        assert "stop" not in dead(grant, stop.replace("[finance]", "[boss]"))
    elsewhere = 'id: sales, to: [sales], allow: [read], paths: ["library/**", "customers/*/*/orders/**"]'
    assert dead(elsewhere, stop.replace("[finance]", "[boss]")) == {"stop"}


def test_what_guards_the_rules_or_a_field_of_a_condition_is_never_called_dead() -> None:
    read = 'id: read, to: [sales], allow: [read], paths: ["library/**"], where: "customer.owner == me.id"'
    lock = 'id: lock, only: [boss], stop: [edit, delete], paths: ["{customer}/customer.yaml"], fields: [owner]'
    rules = 'id: rules, only: [boss], stop: [edit], paths: ["access.yaml"]'
    assert dead(read, f"{lock}\n{rules}") == set()


def test_the_template_has_no_rule_without_effect() -> None:
    policy = read_policy(template_files()["access.yaml"])
    assert isinstance(policy, Policy)
    assert list(policy_findings(policy, Members(), FIELDS)) == []


SEGMENTS = st.sampled_from(["a", "b", "*", "**", "a*", "*b"])
PATTERNS = st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join)
ROLES = st.lists(st.sampled_from(["employee", "sales", "lead", "finance"]), min_size=1, max_size=2, unique=True)
RULES = st.lists(
    st.tuples(ROLES, st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=2, unique=True), PATTERNS, st.booleans()),
    min_size=1,
    max_size=4,
)
PATHS = ["a", "b", "c", "a/a", "a/b", "b/a", "ab/b", "a/c/b", "c/a/ab", "a/b/a/b", "c/c/c/c/c", "b/b/b/a", "ac/cb/a"]


def _text(rules: list, kind: str) -> str:
    to, allow = ("to", "allow") if kind == "g" else ("only", "stop")
    return "\n".join(
        f'id: {kind}{number}, {to}: [{", ".join(roles)}], {allow}: [{", ".join(actions)}], paths: ["{path}"]'
        + (f', {"where" if kind == "g" else "unless"}: "customer.owner == me.id"' if conditional else "")
        for number, (roles, actions, path, conditional) in enumerate(rules)
    )


@settings(max_examples=examples(150))
@given(grants=RULES, restrict=RULES)
def test_without_its_dead_rules_a_policy_decides_the_same(grants: list, restrict: list) -> None:
    whole = policy_with(_text(grants, "g"), _text(restrict, "r"))
    gone = {named for _, named, _ in dead_rules(whole, [])}
    left = Policy(
        "other", whole.scope, whole.meta, whole.roles,
        tuple(rule for rule in whole.allowances if rule.id not in gone),
        tuple(rule for rule in whole.restrictions if rule.id not in gone),
    )  # fmt: skip
    for role in whole.roles:
        member = Member("E1", "x", roles=(role,))
        before, after = Grant(whole, member), Grant(left, member)
        for customer in ({}, {"owner": "E1"}):
            for path in PATHS:
                for action in ACTIONS:
                    old, new = (
                        grant.rights(path, grant.truth(customer)).decide(action).verdict for grant in (before, after)
                    )
                    assert old == new, (gone, role, path, action)


@settings(max_examples=examples(150))
@given(one=PATTERNS, other=PATTERNS)
def test_patterns_that_one_path_fits_meet(one: str, other: str) -> None:
    from crmfs.access.automaton import Automaton

    patterns = [tuple(each.split("/")) for each in (one, other)]
    automaton = Automaton((pattern, number) for number, pattern in enumerate(patterns))
    both = any(automaton.at(path).fit == {0, 1} for path in PATHS)
    assert not both or Meeting([(patterns[0], 0)]).meets(patterns[1], {0})


@pytest.mark.parametrize(
    ("path", "field", "meant"),
    [
        ("{customer}/contacts.yaml", "contacts.mobile", "contacts[].mobile"),
        ("{customer}/contacts.yaml", "联系人列表[].手机", "contacts[].mobile"),
        ("{customer}/contacts.yaml", "contacts[].手机", "contacts[].mobile"),
        ("{customer}/customer.yaml", "预算", "budget"),
        ("{customer}/customer.yaml", "bugdet", "budget"),
        ("{customer}/customer.yaml", "budget[]", "budget"),
        ("{customer}/customer.yaml", "zzz", "-"),
        ("{customer}/documents/**", "budget", "-"),
    ],
)
def test_a_restriction_on_a_field_that_no_record_on_the_paths_has_is_an_error(
    path: str, field: str, meant: str
) -> None:
    assert parse_field(field)
    fields = {**FIELDS, "meta": SCHEMAS.fields("meta")}
    rule = f'paths: ["{path}"], fields: ["{field}"]'
    policy = policy_with(f"id: g, to: [sales], allow: [read], {rule}", f"id: r, only: [boss], stop: [read], {rule}")
    found = [one for one in policy_findings(policy, Members(), fields) if one.pointer.endswith("/fields/0")]
    assert [(one.code, one.pointer, one.params) for one in found] == [
        ("access.field_unknown", "/grants/1/fields/0", {"name": field}),
        ("access.restricted_field", "/restrict/0/fields/0", {"name": field, "meant": meant}),
    ]


def test_a_restriction_on_a_field_where_no_records_lie_is_only_odd() -> None:
    policy = policy_with("", 'id: r, only: [boss], stop: [edit], paths: ["README.md"], fields: [budget]')
    found = [one.code for one in policy_findings(policy, Members(), FIELDS) if one.pointer.endswith("/fields/0")]
    assert found == ["access.field_unknown"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("{customer}/contacts.yaml", "contacts[].mobile"),
        ("{customer}/**", "contacts[].mobile"),
        ("{customer}/**", "extra.anything"),
        ("{customer}/**", "budget"),
        ("customers/01/CUST001/*.yaml", "tags"),
    ],
)
def test_a_field_that_some_record_has_is_not(path: str, field: str) -> None:
    policy = policy_with("", f'id: r, only: [boss], stop: [read], paths: ["{path}"], fields: ["{field}"]')
    assert not [
        one
        for one in policy_findings(policy, Members(), FIELDS)
        if one.code in ("access.field_unknown", "access.restricted_field")
    ]


def test_roles_and_members_that_do_not_meet_are_named() -> None:
    policy = policy_with()
    people = [Member("E1", "a", roles=("boss",)), Member("E2", "b"), Member("E3", "c", roles=("lead", "boos"))]
    assert [one.params["role"] for one in unused_roles(policy, Members(people))] == ["finance"]
    found = [(one.code, one.pointer) for one in member_findings(policy, enumerate(people))]
    assert found == [("access.member_roleless", "/members/1"), ("access.member_role", "/members/2/roles/1")]


@pytest.mark.parametrize(
    ("given", "stopped", "rules"),
    [
        ("{customer}/documents/f%s/**", "{customer}/documents/f%s/**", 10_000 // _SMALLER),
        ("{customer}/documents/*/f-%s*", "{customer}/documents/*/f-%s*.pdf", 4_000 // _SMALLER),
        ("{customer}/documents/*/*-%s.pdf", "{customer}/documents/*/f*-%s.*", 4_000 // _SMALLER),
    ],
)
def test_thousands_of_rules_and_of_members_are_linted_and_told_within_seconds(
    given: str, stopped: str, rules: int
) -> None:
    roles = [f"r{number}" for number in range(200)]
    grants = "".join(
        f'  - {{id: g{n}, to: [r{n % 200}], allow: [read, edit], paths: ["{given % f"{n:04}"}"],'
        f' where: "customer.team == me.team", why: x}}\n'
        for n in range(rules // 2)
    )
    restrict = "".join(
        f'  - {{id: s{n}, only: [r{(n + 1) % 200}], stop: [edit], paths: ["{stopped % f"{n:04}"}"], why: x}}\n'
        for n in range(rules // 2)
    )
    text = (
        f"version: 1\nroles: {{{', '.join(f'{role}: {{}}' for role in roles)}}}\ngrants:\n{grants}restrict:\n{restrict}"
    )
    people = "members:\n" + "".join(
        f'  - {{id: E{n:05}, name: "n{n}", emails: [e{n}@example.com], roles: [r{n % 200}, r{n % 7}]}}\n'
        for n in range(10_000 // _SMALLER)
    )
    start = time.process_time()
    policy, members = read_policy(text.encode()), read_members(people.encode())
    assert isinstance(policy, Policy)
    assert policy_with().automaton  # not counted: compiled when first asked
    findings = [*policy_findings(policy, members, FIELDS), *member_findings(policy, enumerate(members.all))]
    assert findings == []
    path = "customers/01/CUST001/documents/f0000/f-0000.pdf"
    assert Grant(policy, members.all[0]).rights(path, 1).is_readable
    assert outline(Grant(policy, members.all[0]))
    assert time.process_time() - start < 20 / _SMALLER  # half of it is wanted; a busy machine takes longer

"""The laws of the policy, on random rules, members and paths, against a reference that loops over all rules."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.access.automaton import Automaton
from crmfs.access.glob import parse_glob
from crmfs.access.grant import Grant, Reach
from crmfs.access.view import View
from crmfs.records.yaml import read_yaml
from tests.unit.access import naive
from tests.unit.access.held import Held, accepted, member

FEW = settings(max_examples=examples(100))
NAMES = [
    "customers", "Customers", "01", "CUST001", "customer.yaml", "contacts.yaml", "Contacts.yaml", "finance",
    "Finance", "ﬁnance", "fin\u200bance", "ＦＩＮＡＮＣＥ", "finance.", "finance ", "fi", "library",
    "é.pdf", "e\u0301.pdf", "合同.pdf.meta.yaml", "Ⅳ.pdf.META.yaml",
    "Ⅳ.pdf", "iv.pdf", "a／b.pdf", "...", "合同.pdf", "合同。pdf", "straße", "STRASSE",
]  # fmt: skip
PARTS = [*NAMES, "*", "**", "*", "**", "*.pdf", "f*", "*an*e", "*i*.*", "合*", "{finance,library}", "c{a,ontact}s*"]
FIELDS = ["budget", "owner", "contacts", "contacts[]", "contacts[].mobile", "contacts[].name"]
PATHS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5).map("/".join) | st.sampled_from(
    [
        "customers/01/CUST001/customer.yaml",
        "customers/01/CUST001/contacts.yaml",
        "customers/01/CUST001/Finance/a.pdf",
        "customers/01/CUST001/Finance/a.pdf.meta.yaml",
    ]
)
GLOBS = (
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("/".join)
    | st.lists(st.sampled_from(PARTS), max_size=3).map(lambda parts: "/".join(["{customer}", *parts]))
    | st.sampled_from(["**", "{customer}/**", "{customer}/{customer,contacts}.yaml"])
)
ROLES = ["a", "b", "c"]  # b includes a
ACTIONS = ["read", "edit", "create", "delete"]
CONDITION = st.sampled_from([*naive.CONDITIONS])


def some(values: list[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    """A few of some values."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True)


@st.composite
def rules(draw: st.DrawFn, kind: str) -> naive.Rule:
    """A grant or a restriction."""
    rule: naive.Rule = {"why": "…", "paths": draw(st.lists(GLOBS, min_size=1, max_size=3))}
    if draw(st.booleans()):
        rule["fields"] = draw(some(FIELDS))
    if kind == "grant":
        rule |= {"to": draw(some(ROLES)), "allow": draw(some([*ACTIONS, "write"]))}
        rule |= {"where": draw(CONDITION)} if draw(st.booleans()) else {}
    else:
        rule |= {"only": draw(some(ROLES, 2)), "stop": draw(some([*ACTIONS, "write"]))}
        rule |= {"unless": draw(CONDITION)} if draw(st.booleans()) else {}
        rule |= {"show": draw(st.sampled_from(["hide", "mask", "partial"]))}
    return rule


def numbered(grants: list[naive.Rule], restrict: list[naive.Rule]) -> naive.Rule:
    """A whole policy."""
    return {
        "version": 1,
        "roles": {"a": {}, "b": {"includes": ["a"]}, "c": {}},
        "grants": [{"id": f"g{number}", **rule} for number, rule in enumerate(grants)],
        "restrict": [{"id": f"r{number}", **rule} for number, rule in enumerate(restrict)],
    }


POLICIES = st.builds(
    numbered, st.lists(rules("grant"), min_size=1, max_size=5), st.lists(rules("restriction"), max_size=4)
)
CUSTOMERS = st.fixed_dictionaries(
    {},
    optional={
        "owner": st.sampled_from(["E1", "E2", "", None, 1]),
        "team": st.sampled_from(["east", "west", "", None, True]),
        "vip": st.sampled_from([True, False, 1, "true"]),
    },
)
ME = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["E1", "E2"]),
        "team": st.sampled_from(["east", "west", ""]),
        "regions": st.lists(st.sampled_from(["east", "west", ""]), max_size=2),
    }
)
MEMBER_ROLES = st.lists(st.sampled_from(ROLES), max_size=2, unique=True)
STEPS = [tuple(field.replace("[]", ".[]").split(".")) for field in FIELDS]
ASKED: list[tuple[str, tuple[str, ...]]] = [(action, field) for action in ACTIONS for field in [(), *STEPS]]
RANK = {"deny": 0, "mask": 1, "allow": 2}


def verdicts(values: naive.Rule, roles: list[str], me: dict[str, Any], customer: Any, path: str) -> list[str]:
    """What crmfs decides on every action and field."""
    grant = Grant(accepted(values), member(*roles, **me))
    rights = grant.rights(path, grant.truth(customer))
    return [rights.decide(action, field).verdict for action, field in ASKED]


@FEW
@given(st.lists(GLOBS, min_size=1, max_size=6), st.lists(PATHS, min_size=1, max_size=8))
def test_the_automaton_finds_the_globs_that_fit(globs: list[str], paths: list[str]) -> None:
    patterns = [(pattern, n) for n, glob in enumerate(globs) for pattern in parse_glob(glob, "customers/*/*")]
    automaton = Automaton(patterns)
    for path in paths:
        assert automaton.at(path).fit == {n for n, glob in enumerate(globs) if naive.fits(glob, path)}


@FEW
@given(POLICIES, MEMBER_ROLES, ME, CUSTOMERS, PATHS)
def test_the_compiled_decision_is_that_of_a_loop_over_the_rules(
    values: naive.Rule, roles: list[str], me: dict[str, Any], customer: Any, path: str
) -> None:
    asked = [naive.decision(values, roles, me, customer, path, action, field) for action, field in ASKED]
    assert verdicts(values, roles, me, customer, path) == asked


@FEW
@given(POLICIES, MEMBER_ROLES, st.sampled_from(ROLES), ME, CUSTOMERS, PATHS)
def test_one_more_role_never_takes_access_away(
    values: naive.Rule, roles: list[str], more: str, me: dict[str, Any], customer: Any, path: str
) -> None:
    before = verdicts(values, roles, me, customer, path)
    after = verdicts(values, [*roles, more], me, customer, path)
    assert all(RANK[new] >= RANK[old] for old, new in zip(before, after, strict=True))


@FEW
@given(POLICIES, rules("restriction"), MEMBER_ROLES, ME, CUSTOMERS, PATHS)
def test_one_more_restriction_never_gives_access(
    values: naive.Rule, more: naive.Rule, roles: list[str], me: dict[str, Any], customer: Any, path: str
) -> None:
    before = verdicts(values, roles, me, customer, path)
    after = verdicts(numbered(values["grants"], [*values["restrict"], {**more, "id": "x"}]), roles, me, customer, path)
    assert all(RANK[new] <= RANK[old] for old, new in zip(before, after, strict=True))


@FEW
@given(POLICIES, MEMBER_ROLES, ME, CUSTOMERS, PATHS, st.randoms(use_true_random=False))
def test_the_order_of_rules_means_nothing(
    values: naive.Rule, roles: list[str], me: dict[str, Any], customer: Any, path: str, random: Random
) -> None:
    shuffled = {key: random.sample(each, len(each)) if isinstance(each, list) else each for key, each in values.items()}
    assert verdicts(shuffled, roles, me, customer, path) == verdicts(values, roles, me, customer, path)


@FEW
@given(POLICIES, MEMBER_ROLES, ME, CUSTOMERS, PATHS)
def test_who_may_do_anything_to_a_field_may_read_it(
    values: naive.Rule, roles: list[str], me: dict[str, Any], customer: Any, path: str
) -> None:
    found = dict(zip(ASKED, verdicts(values, roles, me, customer, path), strict=True))
    assert all(found["read", field] == "allow" for (_, field), verdict in found.items() if verdict == "allow")


CUSTOMER = "id: CUST001 # REMARK\nowner: E1\nteam: {team}\nbudget: CANARY-BUDGET # REMARK\n"
CONTACTS = "contacts:\n- name: CANARY-NAME # REMARK\n  mobile: CANARY-MOBILE\n  wechat: CANARY-WECHAT\n"
FILES = {
    "README.md": "读我",
    "library/faq/é.pdf": "1",
    "customers/.gitkeep": "",
    "customers/01/CUST001/customer.yaml": CUSTOMER.format(team="east"),
    "customers/01/CUST001/contacts.yaml": CONTACTS,
    "customers/01/CUST001/finance/a.pdf": "2",
    "customers/01/CUST001/finance/iv.pdf": "3",
    "customers/01/CUST101/customer.yaml": CUSTOMER.format(team="west").replace("E1", "E2"),
    "customers/01/CUST101/Contacts.yaml": CONTACTS,
    "customers/02/CUST102/contacts.yaml": CONTACTS,
    "customers/02/CUST102/Finance/合同.pdf": "4",
}
ATTRIBUTES = {"customers/01/CUST001": {"owner": "E1", "team": "east"},
              "customers/01/CUST101": {"owner": "E2", "team": "west"}}  # fmt: skip
LEAVES = {
    ("budget",): "CANARY-BUDGET",
    ("contacts", "[]", "name"): "CANARY-NAME",
    ("contacts", "[]", "mobile"): "CANARY-MOBILE",
    ("contacts", "[]", "wechat"): "CANARY-WECHAT",
}


def decided(values: naive.Rule, roles: list[str], me: dict[str, Any], path: str, field: tuple[str, ...] = ()) -> str:
    """The naive decision on reading one of `FILES`."""
    customer = ATTRIBUTES.get("/".join(path.split("/")[:3]), {})
    return naive.decision(values, roles, me, customer, path, "read", field)


def visible(values: naive.Rule, roles: list[str], me: dict[str, Any]) -> list[str]:
    """The files that a member sees: what only has a grant on fields must be a record."""
    whole = {**values, "grants": [rule for rule in values["grants"] if "fields" not in rule]}
    return [
        path
        for path in FILES
        if decided(values, roles, me, path) == "allow"
        and (path.casefold().endswith(("customer.yaml", "contacts.yaml"))
             or decided(whole, roles, me, path) == "allow")
    ]  # fmt: skip


def is_masked(values: naive.Rule, roles: list[str], me: dict[str, Any], path: str) -> bool:
    """Whether any leaf of one of `FILES` is kept back."""
    return any(FILES[path].find(text) >= 0 and decided(values, roles, me, path, leaf) != "allow"
               for leaf, text in LEAVES.items())  # fmt: skip


@FEW
@given(POLICIES, MEMBER_ROLES, ME)
def test_a_view_holds_what_a_decision_on_each_file_lets_through(
    values: naive.Rule, roles: list[str], me: dict[str, Any]
) -> None:
    held = Held(FILES)
    seen = View(held, Grant(accepted(values), member(*roles, **me)))
    paths = visible(values, roles, me)
    assert [entry.path for entry in seen.walk()] == [entry.path for entry in held.walk() if entry.path in paths]
    for path in FILES:
        entry = seen.entry(path)
        assert (entry is not None) == (path in paths) == seen.has(path)
        if entry and is_masked(values, roles, me, path):
            assert entry.oid is None
            assert entry.size == len(seen.read(path))
    folders = {path.rpartition("/")[0] for path in FILES} | {"", "customers", "customers/01", "customers/02", "library"}
    for folder in folders:
        start = f"{folder}/" if folder else ""
        names = {path[len(start) :].partition("/")[0] for path in paths if path.startswith(start)}
        assert {name for name, _ in seen.children(folder)} == names
        assert {entry.path for entry in seen.walk(folder)} == {path for path in paths if path.startswith(start)}


@FEW
@given(POLICIES, MEMBER_ROLES, ME)
def test_how_far_a_folder_may_be_read_agrees_with_every_file_in_it(
    values: naive.Rule, roles: list[str], me: dict[str, Any]
) -> None:
    grant = Grant(accepted(values), member(*roles, **me))
    paths = visible(values, roles, me)
    for folder in ["", "customers", "customers/01", "library", *ATTRIBUTES, "customers/01/CUST001/finance"]:
        below = [path for path in FILES if path.startswith(f"{folder}/" if folder else "")]
        inside = next((grant.truth(found) for own, found in ATTRIBUTES.items() if folder.startswith(own)), None)
        reach = grant.reach(folder, 0 if folder == "library" else inside)
        if reach is Reach.NONE:
            assert not any(path in paths for path in below)
        if reach is Reach.ALL:
            assert all(path in paths and not is_masked(values, roles, me, path) for path in below)


@FEW
@given(POLICIES, MEMBER_ROLES, ME)
def test_what_a_member_reads_holds_no_value_that_is_kept_back_and_every_other(
    values: naive.Rule, roles: list[str], me: dict[str, Any]
) -> None:
    seen = View(Held(FILES), Grant(accepted(values), member(*roles, **me)))
    for path in visible(values, roles, me):
        text = seen.read(path).decode()
        for leaf, value in LEAVES.items():
            if value in FILES[path]:
                assert (value in text) == (decided(values, roles, me, path, leaf) == "allow")
        if is_masked(values, roles, me, path):
            assert "REMARK" not in text
            assert isinstance(read_yaml(text.encode()).value, dict)

"""What a member may change, file by file and field by field, under small policies."""

from collections.abc import Callable, Mapping
from itertools import count

import pytest

from crmfs.access.grant import Grant
from crmfs.access.members import Member
from crmfs.access.policy import Policy
from crmfs.access.verdict import accepted_policy
from crmfs.core.problem import Problem
from crmfs.gate.rights import Truths, rights_problems
from crmfs.git.change import changes_between
from crmfs.git.repository import Repository

POLICY = b"""\
version: 1
roles: {clerk: {}, boss: {}}
grants:
  - {id: mine, to: [clerk], allow: [edit, create], paths: ["{customer}/**"], where: customer.owner == me.id, why: x}
  - {id: notes, to: [clerk], allow: [edit], paths: ["{customer}/customer.yaml"], fields: [notes], why: x}
  - {id: names, to: [clerk], allow: [read], paths: ["{customer}/customer.yaml"], fields: [company], why: x}
  - {id: all, to: [boss], allow: [write], paths: ["**"], act_for: true, why: x}
restrict:
  - {id: lock, only: [boss], stop: [edit, delete], paths: ["{customer}/customer.yaml"], fields: [owner, level], why: x}
  - {id: hidden, only: [boss], stop: [read], paths: ["{customer}/customer.yaml"], fields: [budget], why: x}
  - {id: phones, only: [boss], stop: [read], paths: ["{customer}/contacts.yaml"], fields: ["contacts[].mobile"],
     show: partial, why: x}
"""
CLERK, BOSS = Member("E2", "Li", roles=("clerk",)), Member("E1", "Wang", roles=("boss",))
OWN, OTHER = "customers/01/CUST001", "customers/02/CUST002"
FILES = {
    f"{OWN}/customer.yaml": "owner: E2\nlevel: key\nnotes: x\nbudget: 5\n",
    f"{OWN}/contacts.yaml": "contacts:\n  - {id: C1, name: A, mobile: '1'}\n",
    f"{OTHER}/customer.yaml": "owner: E9\ncompany: Acme\nnotes: x\n",
}

Files = Mapping[str, str | None]
Judge = Callable[..., list[Problem]]


@pytest.fixture
def judge(make_repository: Callable[..., Repository]) -> Judge:
    """`judge(changed, member=CLERK)` returns the problems of changing `FILES`; None takes a file away."""

    old = make_repository(FILES, "old").snapshot("HEAD")
    number = count()

    def judged(changed: Files, member: Member = CLERK) -> list[Problem]:
        policy = accepted_policy(POLICY)
        assert isinstance(policy, Policy), policy
        left = {path: text for path, text in {**FILES, **changed}.items() if text is not None}
        new = make_repository(left, f"new{next(number)}").snapshot("HEAD")
        truths = Truths(Grant(policy, member), old, lambda: [new])
        return rights_problems(old, new, changes_between(old, new), truths)

    return judged


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code.removeprefix("access."), problem.pointer) for problem in problems]


def customer(more: str = "", owner: str = "E2") -> str:
    return f"owner: {owner}\nlevel: key\nnotes: x\n{more}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("owner: E2\nlevel: key\nnotes: y\nbudget: 5\n", []),
        ("# read it first\nowner: E2\nlevel: key\nnotes: x\nbudget: 5\n", []),
        ("owner: E2\nlevel: low\nnotes: x\nbudget: 5\n", [("edit_stopped", "/level")]),
        ("owner: E3\nlevel: low\nnotes: x\nbudget: 5\n", [("edit_stopped", "/owner"), ("edit_stopped", "/level")]),
        ("owner: E2\nnotes: x\nbudget: 5\n", [("edit_stopped", "")]),
        ("owner: E2\nlevel: key\nnotes: x\nbudget: 6\n", [("edit_stopped", "/budget")]),
        ("owner: E2\nlevel: key\nnotes: x\n", [("out_of_reach", "")]),
        ("owner: [\n", [("edit_stopped", "")]),
    ],
)
def test_an_own_customer_field_by_field(judge: Judge, text: str, expected: list[tuple[str, str]]) -> None:
    assert told(judge({f"{OWN}/customer.yaml": text})) == expected


def test_a_grant_on_one_field_is_no_more(judge: Judge) -> None:
    path = f"{OTHER}/customer.yaml"
    assert judge({path: "owner: E9\ncompany: Acme\nnotes: y\n"}) == []
    assert told(judge({path: "owner: E9\ncompany: Acme Ltd\nnotes: y\n"})) == [("edit_not_granted", "/company")]
    assert told(judge({path: "# x\nowner: E9\ncompany: Acme\nnotes: x\n"})) == [("edit_not_granted", "")]


def test_a_grant_on_fields_of_a_record_gives_nothing_on_other_files(judge: Judge) -> None:
    assert told(judge({f"{OTHER}/documents/other/a.txt": "x"})) == [("out_of_reach", "")]


def test_a_masked_field_cannot_be_written_and_all_around_it_can(judge: Judge) -> None:
    path = f"{OWN}/contacts.yaml"
    assert judge({path: "contacts:\n  - {id: C1, name: B, mobile: '1'}\n"}) == []
    changed = judge({path: "contacts:\n  - {id: C1, name: A, mobile: '2'}\n"})
    assert told(changed) == [("edit_stopped", "/contacts/0/mobile")]
    assert changed[0].params == {"field": "mobile", "rules": "phones"}
    added = judge({path: FILES[path] + "  - {id: C2, name: B, mobile: '2'}\n"})
    assert told(added) == [("edit_stopped", "/contacts/1/mobile")]
    cleared = judge({path: "contacts: []\n"})
    assert told(cleared) == [("unseen", "")]
    assert cleared[0].params == {"field": "contacts[].mobile", "rules": "phones"}


def test_deleting_needs_the_right_to_each_field(judge: Judge) -> None:
    assert told(judge({f"{OWN}/customer.yaml": None})) == [("delete_not_granted", "")]
    assert judge({f"{OWN}/customer.yaml": None}, BOSS) == []


def test_what_may_not_be_seen_is_told_alike_whether_it_is_there(judge: Judge) -> None:
    changed = {f"{OTHER}/contacts.yaml": "contacts: []\n", "customers/09/CUST009/contacts.yaml": "contacts: []\n"}
    assert told(judge(changed)) == [("out_of_reach", "")] * 2


def test_a_new_customer_is_its_creators(judge: Judge) -> None:
    new = "customers/03/CUST003/customer.yaml"
    assert judge({new: customer()}) == []
    assert judge({new: customer(owner="E9")}, BOSS) == []
    problems = judge({new: customer(owner="E9")})
    assert "access.create_not_granted" in {problem.code for problem in problems}


def test_a_creator_by_right_gives_nobody_rights_that_he_may_not_give(
    make_repository: Callable[..., Repository],
) -> None:
    open_to_all = POLICY.replace(
        b"  - {id: notes,",
        b'  - {id: new, to: [clerk], allow: [create], paths: ["{customer}/**"], why: x}\n  - {id: notes,',
    )
    policy = accepted_policy(open_to_all)
    assert isinstance(policy, Policy), policy
    old = make_repository(FILES, "old").snapshot("HEAD")
    new = make_repository({**FILES, "customers/03/CUST003/customer.yaml": customer(owner="E9")}, "new").snapshot("HEAD")
    truths = Truths(Grant(policy, CLERK), old, lambda: [new])
    assert told(rights_problems(old, new, changes_between(old, new), truths)) == [("not_yours", "/owner")]


def test_work_is_recorded_in_ones_own_name(judge: Judge) -> None:
    path = f"{OWN}/interactions/INT-1.yaml"
    assert judge({path: "employee: E2\n"}) == []
    assert told(judge({path: "employee: E9\n"})) == [("employee_mismatch", "/employee")]
    assert judge({path: "employee: E9\n"}, BOSS) == []
    status = FILES[f"{OWN}/customer.yaml"] + "status_by: E9\n"
    assert told(judge({f"{OWN}/customer.yaml": status})) == [("employee_mismatch", "/status_by")]


def test_what_is_not_readable_counts_as_all_its_fields(judge: Judge) -> None:
    assert told(judge({f"{OWN}/contacts.yaml": "contacts: [\n"})) == [("edit_stopped", "")]
    assert judge({f"{OWN}/contacts.yaml": "contacts: [\n"}, BOSS) == []

"""What a member is told of the past: by the policy in force and by whom the customer belongs to today."""

from pathlib import Path

import pytest
from chronicle import CONTACTS, CUSTOMER, FOLDER, NOTE, Chronicle, customer, said

from crmfs.history.blame import blame_fields, blame_lines
from crmfs.history.changes import changes_of
from crmfs.history.steps import steps_between

TERMS = f"{FOLDER}/finance/terms.yaml"
OWNER, OTHER = "E002", "E003"


@pytest.fixture
def one(tmp_path: Path, git_config: Path) -> Chronicle:
    """A repository with one customer of E002's."""
    made = Chronicle(tmp_path / "repository")
    made.commit("made", {CUSTOMER: customer(budget=100)})
    return made


def test_who_owns_a_customer_today_sees_all_of_its_past_and_who_owned_it_nothing(one: Chronicle) -> None:
    one.commit("edit", {CUSTOMER: customer(budget=100, status="active")})
    one.commit("handed over", {CUSTOMER: customer(budget=100, status="active", owner=OTHER)})
    assert [subject for subject, _ in one.told("", OTHER)] == ["handed over", "edit", "made"]
    assert one.told("", OWNER) == one.told(FOLDER, OWNER) == []


def test_a_customer_that_is_gone_is_seen_by_its_last_owner(one: Chronicle) -> None:
    one.commit("handed over", {CUSTOMER: customer(owner=OTHER)})
    one.commit("gone", {CUSTOMER: None})
    assert [subject for subject, _ in one.told(FOLDER, OTHER)] == ["gone", "handed over", "made"]
    assert one.told("", OWNER) == []


def test_a_customer_with_another_id_today_is_seen_by_its_owner_of_today(one: Chronicle) -> None:
    one.commit("renumbered", {CUSTOMER: None, "customers/07/CUST007/customer.yaml": customer("CUST007", budget=100)})
    one.commit("handed over", {"customers/07/CUST007/customer.yaml": customer("CUST007", owner=OTHER)})
    assert [subject for subject, _ in one.told("", OTHER)] == ["handed over", "renumbered", "made"]
    assert one.told("", OWNER) == []


def test_a_masked_field_never_changed(one: Chronicle) -> None:
    one.commit("budget", {CUSTOMER: customer(budget=200)})
    one.commit("gone", {CUSTOMER: customer()})
    one.commit("comment on it", {CUSTOMER: customer() + "# budget was 200\n"})
    assert [subject for subject, _ in one.told(FOLDER, OWNER)] == ["made"]
    assert one.log(CUSTOMER, OWNER, field=("budget",)) == []
    assert len(one.log(CUSTOMER, field=("budget",))) == 3


def test_of_a_partly_masked_list_the_open_fields_are_told(one: Chronicle) -> None:
    person = "contacts:\n  - {id: P01, name: 张三, mobile: '%s', title: %s}\n"
    one.commit("person", {CONTACTS: person % ("13800000001", "经理")})
    one.commit("mobile", {CONTACTS: person % ("13800000002", "经理")})
    one.commit("both", {CONTACTS: person % ("13800000003", "总监")})
    assert one.told(CONTACTS, OWNER) == [
        ("both", "changed contacts.yaml: /contacts/0/title 经理→总监"),
        ("person", "added contacts.yaml"),
    ]
    added = one.log(CONTACTS, OWNER)[-1].changes[0].new_fields
    assert added == {"contacts": [{"id": "P01", "name": "张三", "title": "经理"}]}


def test_of_a_commit_the_visible_part_is_told_and_its_reason_only_with_all_of_it(one: Chronicle) -> None:
    why = "x\n\nReason: because\nEmployee: E001"
    one.commit(why, {CUSTOMER: customer(budget=100, status="active"), TERMS: "bank: 招商\n"})
    one.commit(why, {CUSTOMER: customer(budget=300, status="lost")})
    one.commit(why, {CUSTOMER: customer(budget=300, status="active")})
    told = [(said(entry.changes[0]), entry.reason) for entry in one.log("", OWNER)][:3]
    assert told == [
        ("changed customer.yaml: /status lost→active", "because"),
        ("changed customer.yaml: /status active→lost", ""),
        ("changed customer.yaml: /status potential→active", ""),
    ]
    assert [entry.reason for entry in one.log("")][:3] == ["because"] * 3


def test_a_document_that_was_hidden_before_comes_as_a_new_one(one: Chronicle) -> None:
    secret = f"{FOLDER}/finance/files/对账.txt"
    one.commit("secret", {secret: "一\n二\n"})
    one.commit("secret again", {secret: "一\n三\n"})
    one.commit("shown", {secret: None, NOTE: "一\n三\n"})
    assert one.told(NOTE, OWNER) == [("shown", "added 说明.txt")]
    assert {origin.revision.subject for _, origin in blame_lines(one.past(OWNER), NOTE)} == {"shown"}
    assert [subject for subject, _ in one.told(NOTE)] == ["shown", "secret again", "secret"]


def test_who_may_see_nothing_is_told_nothing(one: Chronicle) -> None:
    assert one.told("", OTHER) == one.told(FOLDER, OTHER) == one.told("customers", OTHER) == []


def test_blame_names_nobody_for_a_mask(one: Chronicle) -> None:
    one.commit("budget", {CUSTOMER: customer(budget=200)})
    past = one.past(OWNER)
    shown = past.view(past.repository.snapshot("HEAD")).fields(CUSTOMER)
    rows = blame_fields(past, CUSTOMER, shown, (one.folder / CUSTOMER).read_bytes())
    told = {row.field.pointer: (row.field.new, row.is_open, row.origin and row.origin.revision.subject) for row in rows}
    assert told["/budget"] == ("***", False, None)
    assert told["/status"] == ("potential", True, "made")


def test_blame_is_by_the_newest_commit_that_gave_the_value_it_has(one: Chronicle) -> None:
    one.commit("active", {CUSTOMER: customer(status="active")})
    one.commit("back", {CUSTOMER: customer()})
    one.commit("note", {CUSTOMER: customer(notes="x")})
    (one.folder / CUSTOMER).write_text(customer(notes="y"), encoding="utf-8")
    past = one.past()
    shown = past.view(past.repository.worktree()).fields(CUSTOMER)
    rows = blame_fields(past, CUSTOMER, shown, (one.folder / CUSTOMER).read_bytes())
    told = {row.field.pointer: row.origin and row.origin.revision.subject for row in rows}
    assert told == {"/id": "made", "/company": "made", "/owner": "made", "/status": "back", "/notes": None}


def test_a_difference_of_two_states_is_judged_as_history_is(one: Chronicle) -> None:
    old = one.past().repository.snapshot("HEAD")
    one.commit("all", {CUSTOMER: customer(budget=7, status="active"), TERMS: "bank: 招商\n"})
    past = one.past(OWNER)
    found = changes_of(past, steps_between(old, past.repository.snapshot("HEAD")))
    assert [said(change) for change in found] == ["changed customer.yaml: /status potential→active"]


def test_a_customer_never_committed_is_judged_by_what_is_on_disk(one: Chronicle) -> None:
    for number, owner in ((8, OWNER), (9, OTHER)):
        file = one.folder / f"customers/0{number}/CUST00{number}/customer.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(customer(f"CUST00{number}", owner=owner), encoding="utf-8")
    past = one.past(OWNER)
    found = changes_of(past, steps_between(past.repository.snapshot("HEAD"), past.repository.worktree()))
    assert [change.path for change in found] == ["customers/08/CUST008/customer.yaml"]


def test_a_merge_that_decides_is_told_as_far_as_its_fields_are_open(one: Chronicle) -> None:
    one.git("switch", "-c", "side")
    one.commit("side", {CUSTOMER: customer(budget=200, status="lost"), TERMS: "bank: 招商\n"})
    one.git("switch", "main")
    one.commit("main", {CUSTOMER: customer(budget=300, status="active")})
    one.merge("side", {CUSTOMER: customer(budget=400, status="active"), TERMS: "bank: 工商\n"})
    assert one.told("", OWNER)[:3] == [
        ("merge side", "changed customer.yaml: /status lost→active"),
        ("main", "changed customer.yaml: /status potential→active"),
        ("side", "changed customer.yaml: /status potential→lost"),
    ]
    assert one.told("", OTHER) == []


def test_a_merge_that_decides_on_masks_alone_is_not_told(one: Chronicle) -> None:
    one.git("switch", "-c", "side")
    one.commit("side", {CUSTOMER: customer(budget=200)})
    one.git("switch", "main")
    one.commit("main", {CUSTOMER: customer(budget=300)})
    one.merge("side", {CUSTOMER: customer(budget=400)})
    assert [subject for subject, _ in one.told("", OWNER)] == ["made"]
    assert [subject for subject, _ in one.told("")][:3] == ["merge side", "main", "side"]

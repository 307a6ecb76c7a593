"""Acts undone and records restored: later changes of other fields are kept, what is hidden is left alone."""

from datetime import date
from pathlib import Path

import pytest
from chronicle import CONTACTS, CUSTOMER, FOLDER, NOTE, Chronicle, customer

from crmfs.access.authority import authority_at
from crmfs.access.configuration import load_settings, load_team_schemas
from crmfs.access.view import View
from crmfs.core.errors import ChangedMeanwhile, NotFound, ValueRefused
from crmfs.edits.creation import Desk
from crmfs.edits.intent import Intent
from crmfs.edits.take_back import restoring, undoing
from crmfs.edits.transaction import commit_edits
from crmfs.git.log import log
from crmfs.history.places import place_now

PERSON = "contacts:\n  - {id: P01, name: 张三, mobile: '%s', title: %s}\n"


def valid(**fields: object) -> str:
    """Returns a customer.yaml that keeps all rules."""
    known = {"name": '"*经理"', "type": "b2b", "industry": "technology", "source": "referral"}
    return customer("CUST001", **known | {"next_follow_up": "2026-04-01"} | fields)


class Worker:
    """One member at work in a chronicle's repository."""

    def __init__(self, chronicle: Chronicle, member: str, reason: str = "") -> None:
        self.past = chronicle.past(member)
        tip = self.past.repository.snapshot("HEAD")
        found = authority_at(tip).members.find(member)
        assert found is not None
        self.intent = Intent(found, ("王芳", "wang@example.com"), date(2026, 3, 2), "zh", reason)
        view = View(tip, authority_at(tip).grant(found))
        self.desk = Desk(view, load_team_schemas(tip), load_settings(tip), self.intent, lambda typed: None, set, False)

    def undo(self, commit: str) -> None:
        """Takes a commit back."""
        made = next(log(self.past.repository, commit))
        commit_edits(self.past.repository, undoing(self.desk, self.past, made), self.intent, "undo")

    def restore(self, path: str, rev: str, *field: str) -> None:
        """Restores a file, a folder or a field."""
        then = self.past.repository.snapshot(rev)
        edits = restoring(self.desk, self.past, path, then, field)
        commit_edits(self.past.repository, edits, self.intent, "restore")


@pytest.fixture
def one(tmp_path: Path, git_config: Path) -> Chronicle:
    """A repository with one customer of E002's, who may edit what is his."""
    made = Chronicle(tmp_path / "repository")
    rules = (made.folder / "access.yaml").read_text(encoding="utf-8")
    made.commit("rights", {"access.yaml": rules.replace("allow: [read]", "allow: [write]")})
    made.commit("made", {CUSTOMER: valid(budget=100)})
    return made


def _text(one: Chronicle, path: str = CUSTOMER) -> str:
    return (one.folder / path).read_text(encoding="utf-8")


def test_an_act_is_undone_and_what_came_later_is_kept(one: Chronicle) -> None:
    act = one.commit("act", {CUSTOMER: valid(budget=100, level="vip"), NOTE: "一\n"})
    one.commit("later", {CUSTOMER: valid(budget=100, level="vip", notes="x")})
    Worker(one, "E001").undo(act)
    assert _text(one) == valid(budget=100, notes="x")
    assert not (one.folder / NOTE).exists()


def test_a_field_that_was_changed_since_is_a_conflict_and_nothing_is_done(one: Chronicle) -> None:
    act = one.commit("act", {CUSTOMER: valid(level="vip")})
    one.commit("later", {CUSTOMER: valid(level="normal")})
    with pytest.raises(ChangedMeanwhile):
        Worker(one, "E001").undo(act)
    assert _text(one) == valid(level="normal")


def test_what_was_deleted_comes_back_to_the_byte(one: Chronicle) -> None:
    before = _text(one)
    act = one.commit("act", {CUSTOMER: None})
    Worker(one, "E001").undo(act)
    assert _text(one) == before


def test_an_act_is_undone_by_who_sees_a_part_of_the_file_as_far_as_he_sees_it(one: Chronicle) -> None:
    one.commit("person", {CONTACTS: PERSON % ("13800000001", "经理")})
    act = one.commit("act", {CONTACTS: PERSON % ("13800000002", "总监")})
    Worker(one, "E002").undo(act)
    assert _text(one, CONTACTS) == PERSON % ("13800000002", "经理")


def test_an_act_of_which_nothing_is_seen_is_no_act(one: Chronicle) -> None:
    act = one.commit("act", {CUSTOMER: valid(budget=200)})
    with pytest.raises(NotFound):
        Worker(one, "E002").undo(act)


def test_a_status_goes_back_with_a_reason_of_its_own(one: Chronicle) -> None:
    told = {"status_reason": "签约", "status_by": "E001", "status_date": "2026-03-01"}
    act = one.commit("act", {CUSTOMER: valid(status="lost", **told)})
    with pytest.raises(ValueRefused):
        Worker(one, "E001").undo(act)
    one.commit("plan", {CUSTOMER: valid(status="lost", **told | {"next_follow_up": "2026-05-01"})})
    Worker(one, "E001", "误改").restore(CUSTOMER, act, "next_follow_up")
    assert "next_follow_up: 2026-04-01" in _text(one)


def test_a_commit_that_left_a_file_unreadable_is_undone(one: Chronicle) -> None:
    broke = one.commit("broke", {CUSTOMER: "id: CUST001\nstatus: [lost\n"})
    with pytest.raises(ValueRefused, match=r"record\.unreadable"):
        Worker(one, "E001").restore(CUSTOMER, "HEAD~1", "status")
    Worker(one, "E001").undo(broke)
    assert _text(one) == valid(budget=100)


def test_merges_and_the_first_commit_are_not_undone(one: Chronicle) -> None:
    first = one.git("rev-list", "--max-parents=0", "HEAD")
    one.git("switch", "-c", "side")
    one.commit("side", {CUSTOMER: valid(level="vip")})
    one.git("switch", "main")
    one.commit("main", {CUSTOMER: valid(level="normal")})
    merge = one.merge("side", {CUSTOMER: valid(level="key")})
    for commit in (first, merge):
        with pytest.raises(ValueRefused):
            Worker(one, "E001").undo(commit)


def test_a_record_becomes_what_it_was_and_a_field_alone_too(one: Chronicle) -> None:
    then = one.commit("then", {CUSTOMER: "# kept\n" + valid(level="vip", notes="old")})
    one.commit("now", {CUSTOMER: valid(level="key", notes="new")})
    Worker(one, "E001").restore(CUSTOMER, then, "notes")
    assert _text(one) == valid(level="key", notes="old")
    Worker(one, "E001").restore(CUSTOMER, then)
    assert _text(one) == "# kept\n" + valid(level="vip", notes="old")


def test_a_record_restored_in_part_keeps_what_is_masked_as_it_is(one: Chronicle) -> None:
    then = one.commit("then", {CONTACTS: PERSON % ("13800000001", "经理")})
    one.commit("now", {CONTACTS: PERSON % ("13800000002", "总监")})
    Worker(one, "E002").restore(CONTACTS, then)
    assert _text(one, CONTACTS) == PERSON % ("13800000002", "经理")


def test_of_a_folder_what_was_there_comes_back_and_what_came_since_stays(one: Chronicle) -> None:
    then = one.commit("then", {NOTE: "一\n"})
    newer = f"{FOLDER}/documents/other/新.txt"
    one.commit("now", {NOTE: None, newer: "二\n"})
    Worker(one, "E001").restore(f"{FOLDER}/documents", then)
    assert _text(one, NOTE) == "一\n"
    assert _text(one, newer) == "二\n"


def test_what_was_not_there_or_not_seen_then_cannot_be_restored(one: Chronicle) -> None:
    with pytest.raises(NotFound):
        Worker(one, "E001").restore(NOTE, "HEAD")
    with pytest.raises(NotFound):
        Worker(one, "E003").restore(CUSTOMER, "HEAD")


def test_where_a_customer_went_that_may_not_be_seen_is_not_told(one: Chronicle) -> None:
    rules = (one.folder / "access.yaml").read_text(encoding="utf-8")
    hidden = '  - {id: nine, only: [management], stop: [read], paths: ["customers/09/**"], why: hidden}\n'
    there, new = CUSTOMER.replace("01", "09"), valid(budget=100).replace("CUST001", "CUST009")
    one.commit("moved", {"access.yaml": rules + hidden, CUSTOMER: None, there: new})
    assert [place_now(one.past(who), FOLDER) for who in ("E001", "E002")] == [FOLDER.replace("01", "09"), FOLDER]

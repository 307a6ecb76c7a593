"""Histories of real repositories: each change once, where it was made; followed where it was before."""

from pathlib import Path

import pytest
from chronicle import CUSTOMER, FOLDER, NOTE, Chronicle, customer

from crmfs.git.log import Span
from crmfs.history.versions import Versions


@pytest.fixture
def one(tmp_path: Path, git_config: Path) -> Chronicle:
    """A repository with one customer."""
    made = Chronicle(tmp_path / "repository")
    made.commit("made", {CUSTOMER: customer()})
    return made


def test_changes_are_told_field_by_field_newest_first(one: Chronicle) -> None:
    one.commit("signed", {CUSTOMER: customer(status="active", level="VIP")})
    assert one.told(FOLDER) == [
        ("signed", "changed customer.yaml: /status potential→active, /level →VIP"),
        ("made", "added customer.yaml"),
    ]


def test_what_our_trailers_say_is_told_and_a_plain_commit_says_nothing(one: Chronicle) -> None:
    one.commit("x\n\nReason: 签约\nEmployee: E002\nCrmfs-Op: 0f", {CUSTOMER: customer(status="active")})
    newest, plain = one.log(FOLDER)
    assert (newest.revision.op, newest.reason, newest.revision.employee) == ("0f", "签约", "E002")
    assert (plain.revision.op, plain.reason, plain.revision.employee) == ("", "", "")


def test_a_text_that_looks_like_a_trailer_in_the_middle_of_a_message_is_none(one: Chronicle) -> None:
    one.commit("x\n\nReason: forged\n\nan end", {CUSTOMER: customer(status="active")})
    assert one.log(FOLDER)[0].reason == ""


def test_comments_and_layout_are_a_change_without_fields(one: Chronicle) -> None:
    one.commit("comment", {CUSTOMER: customer() + "# a word\n"})
    assert one.told(FOLDER)[0] == ("comment", "changed customer.yaml")


def test_a_commit_that_changed_nothing_is_not_told(one: Chronicle) -> None:
    one.git("commit", "--quiet", "--allow-empty", "-m", "nothing")
    assert [subject for subject, _ in one.told()] == ["made", "rules"]


def test_a_merge_takes_over_without_a_word(one: Chronicle) -> None:
    one.git("switch", "-c", "side")
    one.commit("side", {CUSTOMER: customer(level="VIP")})
    one.git("switch", "main")
    one.commit("main", {CUSTOMER: customer(status="active")})
    one.merge("side", {CUSTOMER: customer(status="active", level="VIP")})
    assert [subject for subject, _ in one.told(FOLDER)] == ["main", "side", "made"]
    assert [subject for subject, _ in one.told()] == ["main", "side", "made", "rules"]


def test_a_merge_that_decides_tells_what_it_decided(one: Chronicle) -> None:
    one.git("switch", "-c", "side")
    one.commit("side", {CUSTOMER: customer(status="lost")})
    one.git("switch", "main")
    one.commit("main", {CUSTOMER: customer(status="active")})
    one.merge("side", {CUSTOMER: customer(status="active", level="VIP")})
    assert one.told(FOLDER)[0] == ("merge side", "changed customer.yaml: /level →VIP, /status lost→active")


def test_what_a_merge_dropped_is_told_at_the_commit_that_did_it_and_at_the_merge(one: Chronicle) -> None:
    one.git("switch", "-c", "side")
    one.commit("side", {CUSTOMER: customer(status="lost")})
    one.git("switch", "main")
    one.commit("elsewhere", {NOTE: "一\n"})
    one.git("merge", "--quiet", "-s", "ours", "-m", "merge side", "side")
    assert one.told(CUSTOMER) == [
        ("merge side", "changed customer.yaml: /status lost→potential"),
        ("side", "changed customer.yaml: /status potential→lost"),
        ("made", "added customer.yaml"),
    ]


def test_a_customer_is_followed_to_the_shard_it_was_in(one: Chronicle) -> None:
    one.git("mv", "customers/01", "customers/02")
    one.commit("wrong", {})
    one.commit("edit", {"customers/02/CUST001/customer.yaml": customer(status="active")})
    one.git("mv", "customers/02", "customers/01")
    one.commit("right", {})
    told = one.told(FOLDER)
    assert [subject for subject, _ in told] == ["right", "edit", "wrong", "made"]
    assert told[0][1] == "added customer.yaml"  # what went is outside of what was asked about
    assert one.told()[0] == ("right", "moved customer.yaml")


def test_a_customer_is_followed_to_the_id_it_had(one: Chronicle) -> None:
    one.commit("edit", {CUSTOMER: customer(status="active")})
    fresh = "customers/07/CUST007/customer.yaml"
    one.commit("renumbered", {CUSTOMER: None, fresh: customer("CUST007", status="active")})
    assert [subject for subject, _ in one.told("customers/07/CUST007")] == ["renumbered", "edit", "made"]
    assert one.told()[0] == ("renumbered", "moved customer.yaml: /id CUST001→CUST007")


def test_another_customer_made_in_the_commit_that_deletes_one_is_not_followed(one: Chronicle) -> None:
    other = "customers/07/CUST007/customer.yaml"
    one.commit("swapped", {CUSTOMER: None, other: customer("CUST007", company="别的公司")})
    assert [subject for subject, _ in one.told("customers/07/CUST007")] == ["swapped"]


def test_a_document_has_versions_and_keeps_them_when_it_is_renamed(one: Chronicle) -> None:
    first = one.commit("first", {NOTE: "一\n"})
    second = one.commit("second", {NOTE: "二\n"})
    again = one.commit("as before", {NOTE: "一\n"})
    new = f"{FOLDER}/documents/other/新说明.txt"
    moved = one.commit("renamed", {NOTE: None, new: "一\n"})
    versions = Versions(one.past())
    assert [versions.number(NOTE, commit) for commit in (first, second, again)] == [1, 2, 3]
    assert [versions.number(new, commit) for commit in (first, second, moved)] == [1, 2, 3]
    assert one.told()[0] == ("renamed", "moved 新说明.txt")


def test_a_span_of_time_has_both_its_ends(one: Chronicle) -> None:
    one.commit("later", {CUSTOMER: customer(status="active")})
    made = one.log(FOLDER)[-1].revision.time
    assert [entry.revision.subject for entry in one.log(FOLDER, span=Span(made, made))] == ["made"]
    assert [entry.revision.subject for entry in one.log(FOLDER, span=Span(made + 1))] == ["later"]


def test_one_field_is_told_alone_from_where_it_came(one: Chronicle) -> None:
    one.commit("level", {CUSTOMER: customer(level="VIP")})
    one.commit("status", {CUSTOMER: customer(level="VIP", status="active")})
    found = one.log(CUSTOMER, field=("status",))
    assert [(entry.revision.subject, [change.pointer for change in entry.changes[0].fields]) for entry in found] == [
        ("status", ["/status"]),
        ("made", ["/status"]),
    ]


def test_git_is_ended_when_enough_is_seen(one: Chronicle) -> None:
    for number in range(3):
        one.commit(f"{number}", {CUSTOMER: customer(notes=number)})
    from crmfs.git.log import log

    found = log(one.past().repository, one.git("rev-parse", "HEAD"), FOLDER)
    assert next(found).subject == "2"
    found.close()  # type: ignore[attr-defined]

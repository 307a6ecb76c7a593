"""`crmfs sync`: two people, two clones, one server."""

from pathlib import Path

import pytest
from colleagues import CONTACTS, CONTACTS_TEXT, CUSTOMER, DOCUMENT, Team, git

from crmfs.core.messages import say


def test_changes_of_different_fields_meet_without_a_question(team: Team) -> None:
    team.wang.does("set", "CUST001", "need=库存", "tags=华东")
    team.li.does("set", "CUST001", "budget=100", "tags=重点")
    assert team.wang.does("sync", "--json").summary == {
        "commit": team.wang.git("rev-parse", "HEAD"), "fetched": 0, "pushed": 1, "merged": 0, "conflicts": 0,
    }  # fmt: skip
    said = team.li.does("sync", "--json")
    assert said.summary["merged"] == said.summary["fetched"] == said.summary["pushed"] == 1
    assert said.objects[0] == {"path": CUSTOMER, "ours": ["budget", "tags"], "theirs": ["need", "tags"], "both": []}
    team.even()
    text = team.wang.text(CUSTOMER)
    assert all(word in text for word in ("need: 库存", "budget: 100", "华东", "重点"))


def test_the_merge_commit_says_what_was_merged_by_field(team: Team) -> None:
    team.wang.does("set", "CUST001", "need=库存")
    team.li.does("set", "CUST001", "budget=100")
    team.even()
    message = team.li.git("log", "-1", "--merges", "--format=%B")
    assert f"- {CUSTOMER}: 本方的 budget; 对方的 need" in message
    assert "Employee: E002" in message


def test_a_conflict_stops_before_anything_changes_and_is_settled_by_resolve(team: Team) -> None:
    team.wang.does("set", "CUST001", "need=库存")
    team.wang.does("sync")
    team.li.does("set", "CUST001", "need=采购", "budget=100")
    before = team.li.git("rev-parse", "HEAD"), team.li.git("status", "--porcelain")
    said = team.li("sync", "--json")
    assert said.code == 4
    assert said.objects[0] == {
        "id": "CUST001", "path": CUSTOMER, "field": "need", "ours": "采购", "theirs": "库存", "base": None,
    }  # fmt: skip
    assert (team.li.git("rev-parse", "HEAD"), team.li.git("status", "--porcelain")) == before
    assert team.li("sync").code == 4
    assert team.li.does("resolve", "CUST001#采购需求", "--theirs").out.endswith("crmfs sync。\n")
    assert team.li.does("sync").code == 0
    team.even()
    text = team.wang.text(CUSTOMER)
    assert "need: 库存\n" in text
    assert "budget: 100\n" in text


@pytest.mark.parametrize(
    ("option", "line"), [("--mine", "notes: 李的"), ("--theirs", "notes: 王的"), ("--value=第三种", "notes: 第三种")]
)
def test_a_conflict_can_be_settled_in_three_ways(team: Team, option: str, line: str) -> None:
    team.wang.does("set", "CUST001", "notes=王的")
    team.wang.does("sync")
    team.li.does("set", "CUST001", "notes=李的")
    team.li("sync")
    team.li.does("resolve", "CUST001#notes", option)
    team.li.does("sync")
    team.even()
    assert line in team.wang.text(CUSTOMER)


def test_what_was_decided_is_asked_again_when_the_server_changed_it_once_more(team: Team) -> None:
    team.wang.does("set", "CUST001", "notes=王的")
    team.wang.does("sync")
    team.li.does("set", "CUST001", "notes=李的")
    team.li("sync")
    team.li.does("resolve", "CUST001#notes", "--mine")
    team.wang.does("set", "CUST001", "notes=王改了主意")
    team.wang.does("sync")
    assert team.li("sync").code == 4


def test_decisions_can_be_taken_back(team: Team) -> None:
    team.wang.does("set", "CUST001", "notes=王的")
    team.wang.does("sync")
    team.li.does("set", "CUST001", "notes=李的")
    team.li("sync")
    team.li.does("resolve", "CUST001#notes", "--mine")
    assert team.li.does("sync", "--abort", "--json").summary == {"forgotten": 1}
    assert team.li("resolve", "--json").summary["conflicts"] == 1


def test_both_versions_of_a_document_are_kept_until_one_is_chosen(team: Team, tmp_path: Path) -> None:
    for person, text in ((team.wang, "王的版本\n"), (team.li, "李的版本\n")):
        (tmp_path / "报价.txt").write_text(text, encoding="utf-8")
        person.does("attach", "CUST001", str(tmp_path / "报价.txt"), "--category", "quotes")
    team.wang.does("sync")
    copy = "customers/01/CUST001/documents/quotes/报价 (李强 2026-03-02).txt"
    assert {"path": DOCUMENT, "copy": copy} in team.li.does("sync", "--json").objects
    assert (team.li.text(DOCUMENT), team.li.text(copy)) == ("王的版本\n", "李的版本\n")
    assert team.li.does("sync", "--status", "--json").summary["copies"] == 1
    assert team.li.does("validate").code == 0
    team.li.does("resolve", copy, "--mine")
    assert team.li.text(DOCUMENT) == "李的版本\n"
    assert not (team.li.clone / copy).exists()
    assert team.li.does("sync", "--status", "--json").summary["copies"] == 0
    team.even()


def test_two_versions_of_a_document_can_both_stay(team: Team, tmp_path: Path) -> None:
    for person, text in ((team.wang, "王的版本\n"), (team.li, "李的版本\n")):
        (tmp_path / "报价.txt").write_text(text, encoding="utf-8")
        person.does("attach", "CUST001", str(tmp_path / "报价.txt"), "--category", "quotes")
        person.does("sync")
    copy = "customers/01/CUST001/documents/quotes/报价 (李强 2026-03-02).txt"
    team.li.does("resolve", copy, "--both")
    assert (team.li.text(DOCUMENT), team.li.text(copy)) == ("王的版本\n", "李的版本\n")
    assert team.li.does("resolve").out == say("sync.none", "zh") + "\n"


@pytest.mark.parametrize("who_moves", ["wang", "li"])
def test_a_customer_that_one_moved_keeps_what_the_other_changed(team: Team, who_moves: str) -> None:
    (team.server / "hooks" / "pre-receive").unlink()  # it would not take a customer in a wrong place
    mover, other = (team.wang, team.li) if who_moves == "wang" else (team.li, team.wang)
    mover.git("mv", "customers/01", "customers/10")
    mover.commit({CUSTOMER.replace("/01/", "/10/"): mover.text(CUSTOMER.replace("/01/", "/10/")) + "budget: 100\n"})
    other.does("set", "CUST001", "need=库存")
    other.commit({CONTACTS: CONTACTS_TEXT.replace("张三", "张三丰")})
    team.even()
    text = team.li.text(CUSTOMER.replace("/01/", "/10/"))
    assert "need: 库存" in text
    assert "budget: 100" in text
    assert "张三丰" in team.li.text(CONTACTS.replace("/01/", "/10/"))
    assert not (team.li.clone / "customers/01").exists()


@pytest.mark.parametrize("who_moves", ["wang", "li"])
def test_what_is_new_for_a_customer_that_the_other_moved_goes_along(team: Team, who_moves: str) -> None:
    (team.server / "hooks" / "pre-receive").unlink()  # it would not take a customer in a wrong place
    mover, other = (team.wang, team.li) if who_moves == "wang" else (team.li, team.wang)
    mover.git("mv", "customers/01", "customers/10")
    mover.git("commit", "-q", "--no-verify", "-m", "moved")
    made = other.does("new", "interaction", "CUST001", "type=visit", "content=拜访", "--json").objects[0]["path"]
    team.even()
    assert (team.li.clone / made.replace("/01/", "/10/")).exists()
    assert not (team.li.clone / "customers/01").exists()


def test_a_file_moved_to_where_the_other_made_one_is_refused_and_changes_nothing(team: Team) -> None:
    (team.server / "hooks" / "pre-receive").unlink()
    target = DOCUMENT.replace("报价", "新报价")
    team.wang.git("mv", DOCUMENT, target)
    team.wang.git("commit", "-q", "--no-verify", "-m", "moved")
    team.wang.does("sync")
    team.li.commit({target: "另一份\n"})
    before = team.li.git("rev-parse", "HEAD")
    said = team.li("sync")
    assert said.code == 4
    assert say("sync.collision", "zh", path=target) in said.err
    assert team.li.git("rev-parse", "HEAD") == before


def test_a_file_deleted_by_one_and_changed_by_the_other_is_asked_about(team: Team) -> None:
    team.wang.commit({CONTACTS: None})
    team.wang.does("sync")
    team.li.commit({CONTACTS: CONTACTS_TEXT.replace("张三", "张三丰")})
    said = team.li("sync", "--json")
    assert (said.code, said.objects[0]["field"], said.objects[0]["path"]) == (4, "", CONTACTS)
    team.li.does("resolve", CONTACTS, "--mine")
    team.li.does("sync")
    team.even()
    assert "张三丰" in team.wang.text(CONTACTS)


def test_unsaved_edits_are_never_touched_and_told(team: Team) -> None:
    team.wang.does("set", "CUST002", "need=库存")
    team.wang.does("sync")
    file = team.li.clone / CUSTOMER
    file.write_text(file.read_text(encoding="utf-8") + "need: 还没保存\n", encoding="utf-8")
    said = team.li.does("sync")
    assert say("sync.unsaved", "zh", count=1, files=CUSTOMER) in said.err
    assert file.read_text(encoding="utf-8").endswith("need: 还没保存\n")
    assert "need: 库存" in team.li.text(CUSTOMER.replace("01", "02", 1).replace("CUST001", "CUST002"))


def test_an_unsaved_edit_of_a_file_that_the_server_changed_is_in_the_way(team: Team) -> None:
    team.wang.does("set", "CUST001", "need=库存")
    team.wang.does("sync")
    file = team.li.clone / CUSTOMER
    text = file.read_text(encoding="utf-8") + "need: 还没保存\n"
    file.write_text(text, encoding="utf-8")
    said = team.li("sync")
    assert said.code == 4
    assert CUSTOMER in said.err
    assert file.read_text(encoding="utf-8") == text


def test_without_the_server_nothing_is_lost_and_the_next_sync_goes_on(team: Team) -> None:
    team.server.rename(team.server.with_suffix(".away"))
    team.wang.does("set", "CUST001", "need=库存")
    said = team.wang("sync")
    assert said.code == 74
    assert say("sync.unreachable", "zh", server="origin") in said.err
    assert team.wang.does("sync", "--status", "--json").summary == {
        "ahead": 1, "behind": 0, "unsaved": 0, "seen": False, "conflicts": 0, "copies": 0,
    }  # fmt: skip
    team.server.with_suffix(".away").rename(team.server)
    team.even()


def test_what_the_server_refuses_is_told_in_its_words_with_the_way_out(team: Team) -> None:
    text = team.li.text(CUSTOMER)
    team.li.commit({CUSTOMER: text + "credit_code: 13812345678\n"})
    team.li.commit({CUSTOMER: text + "need: 库存\n"})
    said = team.li("sync")
    assert said.code == 1
    assert CUSTOMER in said.err
    assert say("sync.refused_told", "zh") in said.err
    assert "13812345678" not in said.out + said.err


def test_folding_is_the_way_out_and_the_old_commits_are_kept(team: Team) -> None:
    text = team.li.text(CUSTOMER)
    team.li.commit({CUSTOMER: text.replace("notes: 原来", "notes: 电话 13812345678")})
    team.li.commit({CUSTOMER: text + "need: 库存\n"})
    assert team.li("sync").code == 1
    old = team.li.git("rev-parse", "HEAD")
    assert team.li.does("sync", "--fold", "--dry-run", "--json").summary == {"folded": 2, "left_out": 0}
    done = team.li.does("sync", "--fold", "--json").summary
    assert done["folded"] == 2
    assert team.li.git("rev-parse", done["backup"]) == old
    assert team.li.git("rev-parse", "HEAD~1") == git(team.server, "rev-parse", "main")
    team.even()
    assert "need: 库存" in team.wang.text(CUSTOMER)
    assert git(team.server, "for-each-ref", "refs/crmfs") == ""


def test_there_must_be_a_server(team: Team) -> None:
    team.wang.git("remote", "remove", "origin")
    assert team.wang("sync").code == 5
    assert team.wang("sync", "--status").code == 5


def test_a_new_server_is_filled_by_the_first_sync(team: Team, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "--initial-branch=main", "new.git")
    team.wang.git("remote", "set-url", "origin", "../new.git")
    team.wang.does("sync")
    assert git(tmp_path / "new.git", "rev-parse", "main") == team.wang.git("rev-parse", "HEAD")


def test_what_breaks_a_rule_only_together_is_refused_and_changes_nothing(team: Team) -> None:
    team.wang.commit({DOCUMENT.replace("报价", "Plan"): "王\n"})
    team.wang.does("sync")
    team.li.commit({DOCUMENT.replace("报价", "plan"): "李\n"})
    before = team.li.git("rev-parse", "HEAD")
    said = team.li("sync")
    assert said.code == 1
    assert "customers/01/CUST001/documents/quotes" in said.err
    assert team.li.git("rev-parse", "HEAD") == before
    assert team.li.git("status", "--porcelain") == ""


def test_who_became_a_member_since_the_last_sync_is_known_by_the_next(team: Team) -> None:
    team.li.git("config", "user.email", "zhao@example.com")
    assert team.li("sync").code == 3
    team.wang.does("member", "add", "赵敏", "--email", "zhao@example.com", "--role", "sales", "--team", "east")
    team.wang.does("sync")
    assert team.li.does("sync", "--json").summary["fetched"] == 1
    assert "赵敏" in team.li.does("whoami").out

"""Conflicts that git left in a merge or a rebase are decided by the same command, field by field."""

import os
import subprocess

import pytest
from colleagues import CONTACTS, CONTACTS_TEXT, CUSTOMER, Person, Team


def _git(person: Person, *arguments: str) -> int:
    env = os.environ | {"GIT_EDITOR": "true"}
    return subprocess.run(["git", *arguments], cwd=person.clone, env=env, capture_output=True, check=False).returncode


def _apart(team: Team) -> Person:
    """王芳 has fetched what contradicts her own in two fields of one file and in another file."""
    team.li.does("set", "CUST001", "need=采购", "notes=李的", "region=华东")
    team.li.commit({CONTACTS: CONTACTS_TEXT.replace("张三", "李四")})
    team.li.does("sync")
    team.wang.does("set", "CUST001", "need=库存", "notes=王的", "budget=100")
    team.wang.commit({CONTACTS: CONTACTS_TEXT.replace("张三", "王五")})
    team.wang.git("fetch", "-q")
    return team.wang


@pytest.mark.parametrize(("start", "go_on"), [("merge", "commit --no-edit"), ("rebase", "rebase --continue")])
def test_it_is_staged_when_nothing_is_left_to_decide(team: Team, start: str, go_on: str) -> None:
    wang = _apart(team)
    assert _git(wang, start, "origin/main")
    places = [(one["path"], one["field"]) for one in wang("resolve", "--json").objects[:-1]]
    if start == "rebase":  # one commit after the other
        assert places == [(CUSTOMER, "need"), (CUSTOMER, "notes")]
    else:
        assert places == [(CONTACTS, "contacts[P01].name"), (CUSTOMER, "need"), (CUSTOMER, "notes")]
    wang.does("resolve", "CUST001#need", "--mine")
    assert wang.git("diff", "--name-only", "--diff-filter=U", "--", CUSTOMER) == CUSTOMER
    assert wang.text(CUSTOMER).count("<<<<<<<") == 1
    wang.does("resolve", "CUST001#notes", "--value", "两人的")
    assert wang.git("diff", "--name-only", "--diff-filter=U", "--", CUSTOMER) == ""
    if start == "merge":
        said = wang.does("resolve", CONTACTS, "--theirs")
        assert said.out.endswith("git commit --no-edit。\n")
    else:
        assert _git(wang, *go_on.split())
        said = wang.does("resolve", CONTACTS, "--theirs")
    assert _git(wang, *go_on.split()) == 0
    text = wang.text(CUSTOMER)
    assert all(line in text for line in ("notes: 两人的", "budget: 100", "region: 华东"))
    assert "<<<" not in text + wang.text(CONTACTS)
    assert wang("validate").code == 0
    wang.does("sync")


def test_a_deletion_is_decided_for_the_whole_file(team: Team) -> None:
    team.li.commit({CONTACTS: None})
    team.li.does("sync")
    team.wang.commit({CONTACTS: CONTACTS_TEXT.replace("张三", "王五")})
    team.wang.git("fetch", "-q")
    assert _git(team.wang, "merge", "origin/main")
    team.wang.does("resolve", CONTACTS, "--theirs")
    team.wang.git("commit", "-q", "--no-edit")
    assert not (team.wang.clone / CONTACTS).exists()


def test_sync_waits_until_git_is_done(team: Team) -> None:
    wang = _apart(team)
    assert _git(wang, "merge", "origin/main")
    before = wang.git("status", "--porcelain")
    assert wang("sync").code == 4
    assert wang.git("status", "--porcelain") == before


def test_what_was_decided_for_a_sync_is_asked_again_where_git_has_it_in_conflict(team: Team) -> None:
    wang = _apart(team)
    assert wang("sync").code == 4
    for place in ("CUST001#need", "CUST001#notes", "CUST001/contacts"):
        wang.does("resolve", place, "--mine")
    assert _git(wang, "merge", "origin/main")
    assert wang("resolve", "--json").summary["conflicts"] == 3
    wang.does("resolve", "CUST001#need", "--theirs")
    assert wang("resolve", "--json").summary["conflicts"] == 2
    wang.does("resolve", "CUST001#notes", "--theirs")
    wang.does("resolve", "CUST001/contacts", "--theirs")
    assert _git(wang, "commit", "--no-edit") == 0
    assert all(line in wang.text(CUSTOMER) for line in ("need: 采购", "notes: 李的"))


def test_sales_see_and_settle_the_conflicts_that_git_left_in_their_customers(sales: Team) -> None:
    """The file on disk holds git's marks, so it says no owner; the last commit does."""
    sales.wang.does("set", "CUST001", "need=采购")
    sales.wang.does("sync")
    sales.li.does("set", "CUST001", "need=库存")
    sales.li.git("fetch", "-q")
    assert _git(sales.li, "merge", "origin/main")
    said = sales.li("resolve")
    assert (said.code, "我的: 库存" in said.out) == (4, True)
    assert "crmfs resolve" in sales.li("sync").err
    sales.li.does("resolve", "CUST001#采购需求", "--value", "两样都要")
    assert _git(sales.li, "commit", "--no-edit") == 0
    sales.even()
    assert "need: 两样都要" in sales.wang.text(CUSTOMER)

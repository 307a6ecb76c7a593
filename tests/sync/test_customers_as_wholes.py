"""A customer that one deleted and the other changed, or that both made, is decided as a whole: never by halves."""

import pytest
from colleagues import CONTACTS, CONTACTS_TEXT, CUSTOMER, Team

from crmfs.core.messages import say

FOLDER = "customers/01/CUST001"
NEW = "customers/77/CUST077/customer.yaml"


def _deleted_by_wang_visited_by_li(team: Team) -> str:
    team.wang.does("delete", "CUST001", "--whole", "--reason", "重复")
    team.wang.does("sync")
    path: str = team.li.does("new", "interaction", "CUST001", "type=visit", "content=拜访", "--json").objects[0]["path"]
    return path


def test_a_new_record_of_a_customer_that_the_other_deleted_is_asked_about(team: Team) -> None:
    _deleted_by_wang_visited_by_li(team)
    said = team.li("sync")
    assert said.code == 4
    assert say("sync.whole_customer", "zh") in said.out
    assert f"{say('sync.theirs', 'zh')}: {say('sync.deleted', 'zh')}" in said.out
    made = team.li("sync", "--json").objects[0]["ours"]
    assert (
        f"{say('sync.mine', 'zh')}: {say('sync.changed', 'zh')} (CUST001/{made[0].rpartition('/')[2][:-5]})" in said.out
    )


def test_a_customer_that_is_kept_against_a_deletion_keeps_all_its_files(team: Team) -> None:
    made = _deleted_by_wang_visited_by_li(team)
    before = team.li.git("ls-files", FOLDER)
    assert team.li("sync").code == 4
    team.li.does("resolve", "CUST001", "--mine")
    team.even()
    assert team.wang.git("ls-files", FOLDER) == before
    assert (team.wang.text(CONTACTS), made in before) == (CONTACTS_TEXT, True)


def test_a_customer_that_is_given_up_goes_with_all_its_files(team: Team) -> None:
    _deleted_by_wang_visited_by_li(team)
    assert team.li("sync").code == 4
    team.li.does("resolve", "CUST001", "--theirs")
    team.even()
    assert team.li.git("ls-files", FOLDER) == ""


@pytest.mark.parametrize(("option", "stays"), [("--mine", False), ("--theirs", True)])
def test_who_deleted_a_customer_is_asked_when_the_other_changed_it(team: Team, option: str, stays: bool) -> None:
    team.wang.does("set", "CUST001", "need=库存")
    team.wang.does("sync")
    team.li.does("delete", "CUST001", "--whole", "--reason", "重复")
    assert team.li("sync").code == 4
    team.li.does("resolve", "CUST001", option)
    team.even()
    assert (team.li.clone / CUSTOMER).exists() == (team.li.clone / CONTACTS).exists() == stays


def _made_twice(team: Team) -> None:
    for person, company, name in ((team.wang, "甲公司", "张三"), (team.li, "乙公司", "李四")):
        person.does("new", "customer", "id=CUST077", f"company={company}", f"name={name}", "phone=13800001111")
    team.wang.does("sync")


def test_a_new_customer_of_the_same_id_is_told_as_two_customers(team: Team) -> None:
    _made_twice(team)
    said = team.li("sync")
    assert said.code == 4
    assert f"{say('sync.mine', 'zh')}: {say('sync.made', 'zh')} (CUST077/contacts、CUST077)" in said.out
    assert f"{say('sync.base', 'zh')}: {say('sync.absent', 'zh')}" in said.out
    assert say("sync.both_made", "zh") in said.out


@pytest.mark.parametrize(("option", "who"), [("--mine", ("乙公司", "李四")), ("--theirs", ("甲公司", "张三"))])
def test_of_two_customers_with_one_id_the_contacts_are_never_mixed(team: Team, option: str, who: tuple) -> None:
    _made_twice(team)
    assert team.li("sync").code == 4
    team.li.does("resolve", "CUST077", option)
    team.even()
    contacts = team.wang.text(NEW.replace("customer.yaml", "contacts.yaml"))
    assert (who[0] in team.wang.text(NEW), who[1] in contacts, contacts.count("name:")) == (True, True, 1)


def test_two_customers_with_one_id_can_both_stay(team: Team) -> None:
    _made_twice(team)
    assert team.li("sync").code == 4
    team.li.does("resolve", "CUST077", "--both")
    said = team.li.does("sync", "--json")
    team.even()
    (fresh,) = [one["id"] for one in said.objects if one.get("was") == "CUST077"]
    for customer, company, name in (("CUST077", "甲公司", "张三"), (fresh, "乙公司", "李四")):
        found = team.wang.does("show", customer, "--json").objects[0]
        assert (found["data"]["id"], found["data"]["company"]) == (customer, company)
        assert name in team.wang.does("show", f"{customer}/contacts").out


def test_what_was_decided_of_a_customer_is_asked_again_when_another_file_of_it_changed(team: Team) -> None:
    _made_twice(team)
    assert team.li("sync").code == 4
    team.li.does("resolve", "CUST077", "--mine")
    team.wang.does("new", "interaction", "CUST077", "type=visit", "content=拜访")
    team.wang.does("sync")
    assert team.li("sync").code == 4


def test_one_deleted_file_of_a_customer_is_not_the_customer(team: Team) -> None:
    team.wang.commit({CONTACTS: None})
    team.wang.does("sync")
    team.li.does("set", "CUST001", "need=库存")
    team.even()
    assert not (team.li.clone / CONTACTS).exists()


def test_both_is_for_customers_that_both_made(team: Team) -> None:
    _deleted_by_wang_visited_by_li(team)
    assert team.li("sync").code == 4
    assert team.li("resolve", "CUST001", "--both").code == 2


@pytest.mark.parametrize("is_asked", [False, True])
def test_a_customer_that_one_gave_another_id_keeps_what_the_other_changed(team: Team, is_asked: bool) -> None:
    new = "customers/91/CUST091"
    text = team.wang.text(CUSTOMER).replace("id: CUST001", "id: CUST091")
    (team.wang.clone / "customers/91").mkdir()
    team.wang.git("mv", FOLDER, new)
    team.wang.commit({f"{new}/customer.yaml": text + "need: 改过\n" * is_asked})  # changed too, it is not known again
    team.wang.does("sync")
    team.li.does("set", "CUST001", "budget=100")
    if is_asked:
        assert team.li("sync").code == 4
        team.li.does("resolve", "CUST001", "--theirs")
    team.even()
    assert team.li.git("ls-files", FOLDER) == ""
    assert (team.li.text(f"{new}/contacts.yaml"), "报价" in team.li.git("ls-files", new)) == (CONTACTS_TEXT, True)
    assert ("budget: 100" in team.li.text(f"{new}/customer.yaml")) != is_asked

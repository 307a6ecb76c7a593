"""Who syncs is told what was joined also when the server says no; decisions and choices are acts like any other."""

import shlex
from pathlib import Path
from uuid import uuid4

import pytest
from colleagues import CONTACTS, CONTACTS_TEXT, CUSTOMER, DOCUMENT, Team

from crmfs.core.messages import say
from tests.conftest import Once

COPY = DOCUMENT.replace("报价.txt", "报价 (赵敏 2026-03-02).txt")


@pytest.fixture
def two(sales: Team, once: Once, tmp_path: Path) -> Team:
    """Both changed one document; 赵敏, who may delete nothing, has synced."""
    once(_attached, sales, tmp_path)
    return sales


def _attached(sales: Team, tmp_path: Path) -> None:
    for person, text in ((sales.wang, "王的版本\n"), (sales.li, "赵的版本\n")):
        (tmp_path / "报价.txt").write_text(text, encoding="utf-8")
        person.does("attach", "CUST001", str(tmp_path / "报价.txt"), "--category", "quotes")
        person.does("sync")
    assert (sales.li.clone / COPY).exists()


@pytest.mark.parametrize(
    ("option", "text", "files"),
    [("--mine", "赵的版本\n", 1), ("--theirs", "王的版本\n", 1), ("--both", "王的版本\n", 2)],
)
def test_sales_choose_between_the_versions_of_a_document_of_their_customer(
    two: Team, option: str, text: str, files: int
) -> None:
    said = two.li.does("resolve", COPY, option, "--reason", "客户要这一版")
    assert "已修改" not in said.out
    two.even()
    assert two.wang.text(DOCUMENT) == text
    assert len(two.wang.git("ls-files", f"{DOCUMENT.rpartition('/')[0]}/*.txt").splitlines()) == files
    assert two.wang.does("sync", "--status", "--json").summary["copies"] == 0
    assert "Reason: 客户要这一版" in two.wang.git("log", "-1", "--format=%B")


def test_who_may_not_choose_is_told_who_may(two: Team) -> None:
    two.li.git("config", "user.name", "孙丽")
    two.li.git("config", "user.email", "sun@example.com")
    two.wang.does("member", "add", "孙丽", "--email", "sun@example.com", "--role", "sales", "--team", "east")
    two.wang.does("sync")
    two.li.does("sync")
    for option in ("--mine", "--theirs", "--both"):
        said = two.li("resolve", COPY, option)
        assert said.code == 3
        assert f"crmfs resolve '{COPY}'" in said.err
        assert "主管" in said.err
    assert (two.li.clone / COPY).exists()


def test_a_choice_asked_for_twice_with_one_id_is_made_once(two: Team) -> None:
    op = str(uuid4())
    first = two.li.does("resolve", COPY, "--mine", "--op", op, "--json").objects[0]
    commit = two.li.git("rev-parse", "HEAD")
    assert first["op"] == op
    two.li.does("resolve", COPY, "--mine", "--op", op)
    assert two.li.git("rev-parse", "HEAD") == commit


def test_a_decision_asked_for_twice_with_one_id_is_told_again(team: Team) -> None:
    team.wang.does("set", "CUST001", "need=库存")
    team.wang.does("sync")
    team.li.does("set", "CUST001", "need=采购")
    assert team.li("sync").code == 4
    op = str(uuid4())
    line = ("resolve", "CUST001#need", "--mine", "--op", op, "--json")
    first = team.li.does(*line).objects
    assert first[0] == {"id": "CUST001", "path": CUSTOMER, "field": "need", "op": op}
    team.li.does("sync")
    assert team.li.does(*line).objects == first
    assert team.li("resolve", "CUST001#need", "--mine").code == 3
    assert team.li("resolve", "CUST001#need", "--mine", "--op", "x").code == 2


def test_a_refused_push_still_tells_what_was_fetched_and_joined(sales: Team) -> None:
    sales.wang.does("set", "CUST001", "need=库存")
    sales.wang.does("sync")
    sales.li.commit({CUSTOMER: sales.li.text(CUSTOMER).replace("owner: E003", "owner: E001") + "habits: 电话\n"})
    said = sales.li("sync")
    assert said.code == 1
    assert "CUST001  本方的" in said.out
    assert "对方的 采购需求" in said.out
    assert say("sync.fetched", "zh", fetched=1) in said.out
    assert "access.edit_stopped" in said.err


def test_a_refused_push_tells_it_as_json_too(sales: Team) -> None:
    sales.wang.does("set", "CUST001", "need=库存")
    sales.wang.does("sync")
    sales.li.commit({CUSTOMER: sales.li.text(CUSTOMER).replace("owner: E003", "owner: E001")})
    said = sales.li("sync", "--json")
    assert said.code == 1
    assert said.objects[0] == {"path": CUSTOMER, "ours": ["owner"], "theirs": ["need"], "both": []}
    assert (said.summary["fetched"], said.summary["pushed"], said.summary["merged"]) == (1, 0, 1)
    assert '"error": "sync.refused' in said.err


def test_a_conflict_about_a_contact_names_the_person_and_the_field(team: Team) -> None:
    for person, number in ((team.wang, "13800002222"), (team.li, "13800003333")):
        person.commit({CONTACTS: CONTACTS_TEXT.replace("13800001111", number)})
    team.wang.does("sync")
    said = team.li("sync")
    assert said.code == 4
    assert "CUST001/contacts  联系人 张三 · 手机 (contacts[P01].mobile)" in said.out
    command = next(line for line in said.out.splitlines() if "crmfs resolve" in line)
    target = shlex.split(command)[2]
    assert "customers/" not in target
    assert team.li.does("resolve", target, "--mine").out.startswith("已选定 CUST001/contacts#contacts[P01].mobile")
    team.even()
    assert "13800003333" in team.wang.text(CONTACTS)
    (noted, _) = team.li.does("audit", "shown", "--json").objects
    assert (noted["command"], noted["fields"]) == ("sync", ["contacts.mobile"])


def test_what_is_to_be_done_about_unsaved_files_works_as_it_is_printed(team: Team) -> None:
    team.wang.does("set", "CUST001", "need=库存")
    team.wang.does("sync")
    file = team.li.clone / CUSTOMER
    file.write_text(file.read_text(encoding="utf-8") + "habits: 电话\n", encoding="utf-8")
    said = team.li("sync")
    assert said.code == 4
    lines = [line for line in said.err.splitlines() if "git add" in line]
    add, commit = lines[0].partition("：")[2].split("，")[:2]
    for command in (add, commit.removeprefix("再 ")):
        team.li.git(*shlex.split(command)[1:])
    team.even()
    text = team.wang.text(CUSTOMER)
    assert "need: 库存" in text
    assert "habits: 电话" in text


def test_unsaved_files_are_named_in_what_sync_tells(team: Team) -> None:
    file = team.li.clone / CUSTOMER
    file.write_text(file.read_text(encoding="utf-8") + "habits: 电话\n", encoding="utf-8")
    for line in (("sync",), ("sync", "--status")):
        said = team.li.does(*line)
        assert say("sync.unsaved", "zh", count=1, files=CUSTOMER) in said.err


def test_what_the_server_warns_of_is_told_though_it_took_the_push(team: Team) -> None:
    for person in (team.wang, team.li):
        person.does("new", "customer", "company=南方科技", "name=刘总", "type=b2b")
    team.wang.does("sync")
    said = team.li.does("sync")
    assert "company.duplicate" in said.err
    assert said.out.startswith("已取回 1 项、上传 1 项。")

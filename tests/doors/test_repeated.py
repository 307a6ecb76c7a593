"""A change asked for twice with one id is made once, and told as it was the first time."""

import json
from pathlib import Path

import pytest

OP = "5f0c1e9a-3f0e-4d3c-9a52-000000000001"


@pytest.fixture
def office(crmfs, once):
    """A repository with one customer, CUST001, and a table to import."""
    once(_made, crmfs)
    return Path("office")


def _made(crmfs):
    assert crmfs("init", "office", "--lang", "zh").code == 0
    folder = Path("office")
    (folder.parent / "table.csv").write_text("客户ID,公司名称\nCUST077,远方公司\nCUST078,近处公司\n", encoding="utf-8")
    (folder.parent / "quote.txt").write_text("报价", encoding="utf-8")
    assert crmfs("-C", "office", "import", "table.csv").code == 0
    (folder.parent / "more.csv").write_text("客户ID,公司名称\nCUST088,又一公司\n", encoding="utf-8")


COMMANDS = [
    ("new", "customer", "公司名称=未来公司", "客户姓名=张三", "联系方式=13800001111"),
    ("new", "interaction", "CUST077", "type=call", "content=讨论"),
    ("set", "CUST077", "备注=谈过"),
    ("set", "--where", "id:CUST077", "备注=谈过", "--reason", "一起"),
    ("status", "CUST077", "活跃", "--reason", "签约", "--follow-up", "+7d"),
    ("attach", "CUST077", "quote.txt"),
    ("delete", "CUST078", "--whole", "--reason", "不再"),
    ("import", "more.csv"),
    ("member", "add", "李强", "--role", "sales"),
    ("member", "set", "E001", "团队=east"),
]


@pytest.mark.parametrize("typed", COMMANDS, ids=lambda one: " ".join(one[:2]))
def test_a_change_asked_for_twice_is_made_once(crmfs, office, git, typed):
    first = crmfs("-C", "office", *typed, "--op", OP, "--json")
    tip = git(office, "rev-parse", "HEAD")
    assert (first.code, git(office, "log", "-1", "--format=%(trailers:key=Crmfs-Op,valueonly)").strip()) == (0, OP)
    again = crmfs("-C", "office", *typed, "--op", OP, "--json")
    assert (again.code, git(office, "rev-parse", "HEAD")) == (0, tip)
    made, told = ([json.loads(line) for line in said.out.splitlines()] for said in (first, again))
    assert [one.get("commit") for one in told] == [one.get("commit") for one in made]
    if typed[0] not in ("member", "import"):
        assert told == made
    assert {one.get("path") for one in told} == {one.get("path") for one in made}


def test_a_batch_that_landed_is_not_imported_again_and_the_next_one_is(crmfs, office, git):
    rows = "客户ID,公司名称\n" + "".join(f"CUST10{n},公司{n}\n" for n in range(4))
    (office.parent / "four.csv").write_text(rows, encoding="utf-8")
    (office.parent / "two.csv").write_text(rows.rsplit("\n", 3)[0] + "\n", encoding="utf-8")
    for table in ("two.csv", "four.csv", "four.csv"):
        assert crmfs("-C", "office", "import", table, "--batch", "1", "--op", OP).code == 0
    assert len(git(office, "log", "--format=%H", "--", "customers/*/CUST10*").split()) == 4


def test_an_id_is_its_owners_alone(crmfs, office, git, monkeypatch):
    assert crmfs("-C", "office", "member", "add", "李强", "--role", "management", "--email", "li@example.com").code == 0
    assert crmfs("-C", "office", "set", "CUST077", "备注=我的", "--op", OP).code == 0
    monkeypatch.setenv("CRMFS_ACTOR", "li@example.com")
    assert crmfs("-C", "office", "set", "CUST077", "备注=他的", "--op", OP).code == 4


@pytest.mark.parametrize("op", ["short", "x" * 65, "a b c d e f g", "../../etc/passwd"])
def test_an_id_that_cannot_be_one_is_refused(crmfs, office, op):
    assert crmfs("-C", "office", "set", "CUST077", "备注=x", "--op", op).code == 2

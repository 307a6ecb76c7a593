"""`member` and `whoami`: people added and changed byte-exactly, and strangers told who could help."""

from pathlib import Path

import pytest
from typing_at import Type

from crmfs.git.repository import Repository


@pytest.fixture
def company(born: str) -> str:
    """The folder of a repository with one member, 王芳."""
    return born


def test_added_member_has_an_id_and_is_committed(crmfs: Type, company: str, tmp_path: Path) -> None:
    said = crmfs(
        "-C", company, "member", "add", "李强", "--role", "sales", "--team", "east", "--email", "li@corp.cn", "--json"
    )
    assert said.code == 0
    told = said.objects[0]
    assert (told["id"], told["path"]) == ("E002", "members.yaml")
    assert told["commit"] == Repository.find(tmp_path / company).head()
    listed = crmfs("-C", company, "member", "list", "--json").objects
    assert [one["id"] for one in listed[:-1]] == ["E001", "E002"]
    assert listed[1]["team"] == "east"
    assert listed[-1] == {"summary": {"members": 2}}


def test_a_second_member_of_one_name_is_added_and_told(crmfs: Type, company: str) -> None:
    first = crmfs("-C", company, "member", "add", "李强", "--role", "sales", "--email", "li@corp.cn")
    second = crmfs("-C", company, "member", "add", "李强", "--role", "sales", "--email", "qiang@corp.cn")
    assert (first.code, first.err, second.code) == (0, "", 0)
    assert "E002" in second.err


def test_a_member_without_an_address_is_told_to_need_one(
    crmfs: Type, company: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = crmfs("-C", company, "member", "add", "李强", "--role", "management")
    assert "crmfs member set E002 邮箱=" in said.err
    assert crmfs("-C", company, "member", "set", "E002", "邮箱=li@corp.cn").code == 0
    monkeypatch.setenv("CRMFS_ACTOR", "li@corp.cn")
    assert "E002" in crmfs("-C", company, "whoami").out


def test_a_name_that_several_members_have_is_refused_with_their_ids(crmfs: Type, company: str) -> None:
    for _ in range(2):
        crmfs("-C", company, "member", "add", "李强", "--role", "sales")
    crmfs("-C", company, "new", "customer", "公司名称=甲", "客户姓名=*经理")
    for typed in (
        ["set", "甲", "负责员工=李强"],
        ["list", "owner:李强"],
        ["list", "--as", "李强"],
        ["member", "set", "李强", "team=east"],
    ):
        said = crmfs("-C", company, *typed)
        assert said.code == 2, typed
        assert "E002, E003" in said.err, typed


def test_changing_a_member_leaves_every_other_byte_as_it_was(crmfs: Type, company: str, tmp_path: Path) -> None:
    crmfs("-C", company, "member", "add", "李强", "--role", "sales", "--team", "east")
    file = tmp_path / company / "members.yaml"
    before = file.read_text(encoding="utf-8")
    said = crmfs("-C", company, "member", "set", "李强", "团队=west", "--lang", "en")
    assert said.code == 0
    assert "E002 is changed" in said.out
    assert file.read_text(encoding="utf-8") == before.replace("team: east", "team: west")
    assert crmfs("-C", company, "member", "set", "E002", "roles+=finance").code == 0
    assert "- sales\n      - finance" in file.read_text(encoding="utf-8")
    assert crmfs("-C", company, "member", "set", "E002", "roles+=finance").code == 0


@pytest.mark.parametrize(
    ("typed", "code", "word"),
    [
        (("add", "李强", "--role", "salse"), 1, "sales-lead"),
        (("add", "李强", "--id", "E001"), 1, "crmfs member set E001"),
        (("add", "李强", "--id", "e1"), 1, "E002"),
        (("add", "李强", "--email", "WANG@example.com "), 1, "E001"),
        (("set", "E009", "team=x"), 3, "crmfs member list"),
        (("set", "E001", "id=E002"), 2, "id"),
        (("set", "E001", "color=x"), 2, "color"),
        (("set", "E001", "roles=salse"), 1, "sales-lead"),
        (("set", "E001"), 2, "crmfs member set"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    crmfs: Type, company: str, tmp_path: Path, typed: tuple[str, ...], code: int, word: str
) -> None:
    before = Repository.find(tmp_path / company).head()
    said = crmfs("-C", company, "member", *typed)
    assert said.code == code
    assert word in said.err
    assert Repository.find(tmp_path / company).head() == before


def test_whoami_tells_roles_and_by_what_one_is_known(
    crmfs: Type, company: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = crmfs("-C", company, "whoami")
    assert said.code == 0
    assert "management" in said.out
    assert "user.email" in said.out
    crmfs("-C", company, "member", "add", "Ann", "--role", "finance", "--language", "en")
    monkeypatch.setenv("CRMFS_ACTOR", "E002")
    said = crmfs("-C", company, "whoami")
    assert "Employee id" in said.out
    assert "CRMFS_ACTOR" in said.out


def test_stranger_is_told_whom_to_ask(crmfs: Type, company: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMFS_ACTOR", "nobody@example.com")
    for typed in (("whoami",), ("member", "add", "x"), ("member", "list")):
        said = crmfs("-C", company, *typed)
        assert said.code == 3
        assert "crmfs member add" in said.err
        assert said.out == ""

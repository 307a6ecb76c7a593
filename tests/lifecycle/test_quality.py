"""`quality`: how much is filled in and how much is wrong, by field, owner and region, and whether it gets better."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typing_at import Type


@pytest.fixture
def commit_on(company: Path) -> Callable[[str, str, str], None]:
    """`commit_on("2026-01-10", "CUST001", text)` commits a customer.yaml on a day, past all hooks."""

    def run(day: str, customer: str, text: str) -> None:
        folder = company / f"customers/{customer[-2:]}/{customer}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "customer.yaml").write_text(f"id: {customer}\n{text}", encoding="utf-8")
        git = ["git", "-C", str(company), "-c", "core.hooksPath=/dev/null"]
        subprocess.run([*git, "add", "-A"], check=True)
        moments = {"GIT_COMMITTER_DATE": f"{day}T09:00:00+08:00", "GIT_AUTHOR_DATE": f"{day}T09:00:00+08:00"}
        with pytest.MonkeyPatch.context() as patched:
            for name, value in moments.items():
                patched.setenv(name, value)
            subprocess.run([*git, "commit", "-qm", day], check=True)

    return run


def _by(crmfs: Type, of: str, *typed: str) -> dict[Any, dict[str, Any]]:
    said = crmfs("quality", *typed, "--json")
    assert said.code == 0, said.err
    return {one["id"]: one for one in said.objects[:-1] if one["of"] == of}


def _summary(crmfs: Type, *typed: str) -> dict[str, Any]:
    found: dict[str, Any] = crmfs("quality", *typed, "--json").objects[-1]["summary"]
    return found


def test_what_is_expected_and_what_is_filled_in_is_counted(crmfs: Type) -> None:
    crmfs("new", "customer", "company=甲", "name=张三", "mobile=13800001111", "industry=technology", "region=华东")
    crmfs("new", "customer", "company=乙", "name=*经理", "status=lost", "region=华北")
    fields = _by(crmfs, "field")
    assert [(name, fields[name]["filled"], fields[name]["expected"]) for name in ("company", "industry", "phone")] == [
        ("company", 2, 2), ("industry", 1, 2), ("phone", 1, 2),
    ]  # fmt: skip
    assert fields["next_follow_up"]["expected"] == 1  # nobody follows up who is lost
    regions = _by(crmfs, "region")
    assert (regions["华东"]["filled"], regions["华东"]["expected"]) == (6, 9)
    summary = _summary(crmfs)
    assert (summary["customers"], summary["filled"], summary["expected"]) == (2, 10, 17)
    assert summary["completeness"] == round(10 / 17, 4)


def test_customers_that_break_a_rule_are_counted_once_and_by_field(
    crmfs: Type, commit_on: Callable[[str, str, str], None]
) -> None:
    commit_on("2026-03-01", "CUST001", 'name: "*经理"\ncompany: 甲\nindustry: nix\nowner: E777\n')
    commit_on("2026-03-01", "CUST002", 'name: "*经理"\ncompany: 乙\nowner: E001\n')
    assert {name for name, one in _by(crmfs, "field").items() if one["wrong"]} == {"industry", "owner"}
    owners = _by(crmfs, "owner", "--by", "owner")
    assert [(one, owners[one]["wrong"], owners[one]["error_rate"]) for one in ("E777", "E001")] == [
        ("E777", 1, 1.0), ("E001", 0, 0.0),
    ]  # fmt: skip
    assert (_summary(crmfs)["wrong"], _summary(crmfs)["error_rate"]) == (1, 0.5)


def test_month_ends_show_whether_it_gets_better(crmfs: Type, commit_on: Callable[[str, str, str], None]) -> None:
    commit_on("2026-01-10", "CUST001", 'name: "*经理"\ncompany: 甲\nindustry: nix\n')
    commit_on("2026-02-10", "CUST001", 'name: "*经理"\ncompany: 甲\nindustry: technology\nsource: referral\n')
    commit_on(
        "2026-03-01", "CUST001", 'name: "*经理"\ncompany: 甲\nindustry: technology\nsource: referral\nowner: E001\n'
    )
    for _ in range(2):  # computed, then kept
        days = _by(crmfs, "day", "--since", "2025-12-01")
        assert [(day, one["filled"], one["wrong"]) for day, one in days.items()] == [
            ("2026-01-31", 3, 1), ("2026-02-28", 4, 0), ("2026-03-02", 5, 0),
        ]  # fmt: skip
    assert list(_by(crmfs, "day", "--since", "1m")) == ["2026-02-28", "2026-03-02"]
    for lang, word in (("zh", "今天的规则"), ("en", "today's rules")):
        assert word in crmfs("quality", "--since", "2m", "--lang", lang).err


def test_fields_that_nobody_fills_in_and_choices_that_nobody_uses_are_named(crmfs: Type) -> None:
    crmfs("new", "customer", "company=甲", "name=张三", "mobile=13800001111", "industry=technology")
    crmfs("new", "customer", "company=乙", "name=*经理", "industry=food")
    *fields, told = crmfs("quality", "--fields", "--json").objects
    found = {one["id"]: one for one in fields}
    assert (found["customer.company"]["filled"], found["customer.company"]["records"]) == (2, 2)
    assert found["customer.budget"]["filled"] == 0
    assert {"software", "other"} <= set(found["customer.industry"]["unused"])
    assert not {"technology", "food"} & set(found["customer.industry"]["unused"])
    assert (found["contacts.contacts.mobile"]["filled"], found["contacts.contacts.email"]["filled"]) == (1, 0)
    assert "interaction.date" not in found  # there is none
    assert told["summary"]["never_filled"] == sum(not one["filled"] for one in fields)
    for lang, word in (("zh", "没人填"), ("en", "never filled in")):
        assert word in crmfs("quality", "--fields", "--lang", lang).out


def test_a_member_is_told_of_his_own_customers_and_not_of_masks(crmfs: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    crmfs("member", "add", "李强", "--role", "sales", "--team", "east")
    crmfs("new", "customer", "company=甲", "name=张三", "mobile=13800001111", "team=east", "owner=E001")
    crmfs("new", "customer", "company=乙", "name=张三", "mobile=13800002222", "team=west", "owner=E001")
    monkeypatch.setenv("CRMFS_ACTOR", "E002")
    assert _summary(crmfs)["customers"] == 1
    assert "phone" not in _by(crmfs, "field")  # numbers of others are masked for him
    assert _by(crmfs, "owner")["E001"]["customers"] == 1
    assert "您能看到" in crmfs("quality").err


def test_where_no_month_has_ended_with_data_that_is_said(crmfs: Type) -> None:
    crmfs("new", "customer", "company=甲", "name=张三")
    assert "2026-03-01" in crmfs("quality", "--since", "2026-03-01").err


def test_no_customer_and_a_wrong_question_are_told(crmfs: Type) -> None:
    said = crmfs("quality")
    assert (said.code, said.out) == (0, "")
    assert _summary(crmfs)["completeness"] is None
    assert crmfs("quality", "--fields").code == 0
    assert "负责员工" in crmfs("quality", "--by", "nix").err
    assert crmfs("quality", "--by", "nix").code == 2
    assert crmfs("quality", "--by", "负责员工", "--json").code == 0
    assert crmfs("quality", "--fields", "--by", "owner").code == 2
    assert crmfs("quality", "--since", "nix").code == 2

"""Whoever is shown true values of protected fields is noted: when, by what, how many, which fields; no value."""

import json
from pathlib import Path
from typing import Any

import pytest
from typing_at import Type

from tests.conftest import Once

PHONE, MAIL, NAME = "13912345678", "zhang@future.cn", "张三丰"


@pytest.fixture
def company(crmfs: Type, once: Once, tmp_path: Path) -> Path:
    """A repository `a` with two customers, of which one has a contact."""
    once(_made, crmfs)
    return tmp_path / "a"


def _made(crmfs: Type) -> None:
    crmfs("init", "a", "--ids", "sequence")
    crmfs(
        "-C",
        "a",
        "new",
        "customer",
        "company=未来科技",
        f"name={NAME}",
        f"mobile={PHONE}",
        f"email={MAIL}",
        "team=east",
    )
    crmfs("-C", "a", "new", "customer", "company=远方贸易", "name=*经理", "team=east")
    crmfs("-C", "a", "member", "add", "李强", "--role", "sales", "--team", "east", "--email", "li@x.cn")


def _noted(company: Path) -> list[dict[str, Any]]:
    log = company / ".git/crmfs/audit.jsonl"
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


@pytest.mark.parametrize(
    ("typed", "command", "records", "fields"),
    [
        (("show", "CUST001/contacts"), "show", 1, ["contacts.email", "contacts.mobile", "contacts.name"]),
        (("show", "CUST001/contacts", "--json"), "show", 1, ["contacts.email", "contacts.mobile", "contacts.name"]),
        (("list", "--table", "公司名称:未来", f"phone:{PHONE}"), "list", 1, ["contacts.email", "contacts.phone"]),
        (("list", "--table", "--json"), "list", 1, ["contacts.email", "contacts.phone"]),
        (("search", PHONE), "search", 1, ["contacts.mobile"]),
        (("open", "--print", "CUST001"), "open", 1, ["contacts"]),
        (("log", "CUST001"), "log", 1, ["contacts"]),
        (("blame", "CUST001/contacts"), "blame", 1, ["contacts.email", "contacts.mobile", "contacts.name"]),
        (("member", "list"), "member list", 2, ["members.emails"]),
    ],
)
def test_a_look_is_noted_without_any_value(
    crmfs: Type, company: Path, typed: tuple[str, ...], command: str, records: int, fields: list[str]
) -> None:
    before = len(_noted(company))
    assert crmfs("-C", "a", *typed).code == 0
    (entry,) = _noted(company)[before:]
    assert (entry["command"], entry["fields"], entry["who"]) == (command, fields, "E001")
    assert entry["records"] == records
    text = (company / ".git/crmfs/audit.jsonl").read_text("utf-8")
    assert not any(value in text for value in (PHONE, MAIL, NAME))


@pytest.mark.parametrize(
    "typed",
    [
        ("show", "CUST001"),
        ("list",),
        ("list", "--json"),
        ("show", "CUST002"),
        ("due",),
        ("search", "远方"),
        ("quality",),
        ("report", "distribution"),
    ],
)
def test_a_look_at_nothing_protected_is_not_noted(crmfs: Type, company: Path, typed: tuple[str, ...]) -> None:
    before = _noted(company)
    assert crmfs("-C", "a", *typed).code == 0
    assert _noted(company) == before


def test_what_a_dry_run_tells_of_contacts_is_noted_by_the_fields_codes(crmfs: Type, company: Path) -> None:
    crmfs("-C", "a", "set", "CUST001/contacts", "contacts[0].email=x@example.com", "--dry-run")
    [entry] = _noted(company)
    assert (entry["command"], entry["fields"], entry["records"]) == ("set", ["contacts.email"], 1)


def test_a_mask_is_no_true_value(crmfs: Type, company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMFS_ACTOR", "E002")
    assert crmfs("-C", "a", "list", "--table").code == 0
    assert _noted(company) == []
    assert crmfs("-C", "a", "show", "CUST001/contacts").code == 0
    (entry,) = _noted(company)
    assert (entry["who"], entry["fields"]) == ("E002", ["contacts.name"])


def test_a_report_over_a_field_that_the_team_protects_is_noted(crmfs: Type, company: Path) -> None:
    schema = company / "schema/customer.schema.json"
    said = json.loads(schema.read_text("utf-8"))
    said.setdefault("properties", {})["rank"] = {
        "type": "string",
        "x-label": {"zh": "内部评级", "en": "Rank"},
        "x-protected": True,
    }
    schema.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    assert crmfs("-C", "a", "set", "CUST001", "rank=A").code == 0
    before = len(_noted(company))
    assert crmfs("-C", "a", "report", "distribution", "--by", "rank", "status:potential").code == 0
    (entry,) = _noted(company)[before:]
    assert (entry["command"], entry["fields"], entry["records"]) == ("report", ["customer.rank"], 1)
    assert entry["filters"] == ["report distribution", "status:potential", "--by rank"]


def test_who_looks_with_the_eyes_of_somebody_is_noted_as_both(crmfs: Type, company: Path) -> None:
    assert crmfs("-C", "a", "--as", "E002", "show", "CUST001/contacts").code == 0
    assert [(one["who"], one["seen_as"]) for one in _noted(company)] == [("E001", "E002")]


def test_filters_are_noted_without_what_was_typed_of_people(crmfs: Type, company: Path) -> None:
    crmfs("-C", "a", "list", "--table", f"phone:{PHONE}", "status:potential")
    assert _noted(company)[0]["filters"] == ["phone:…", "status:potential"]


def test_a_record_that_cannot_be_written_stops_no_reader_and_is_told(crmfs: Type, company: Path) -> None:
    (company / ".git/crmfs/audit.jsonl").mkdir()
    for lang, word in (("zh", "没能记录"), ("en", "could not be recorded")):
        said = crmfs("-C", "a", "show", "CUST001/contacts", "--lang", lang)
        assert (said.code, PHONE in said.out, word in said.err) == (0, True, True)


def test_looks_are_listed_and_verified_apart_from_exports(crmfs: Type, company: Path) -> None:
    assert crmfs("-C", "a", "audit", "shown").out == ""
    crmfs("-C", "a", "show", "CUST001/contacts")
    crmfs("-C", "a", "export", "--format", "csv", "--plain", "--reason", "x", "-o", "c.csv")
    shown, summary = crmfs("-C", "a", "audit", "shown", "--json").objects
    assert (shown["act"], shown["filters"]) == ("shown", ["CUST001/contacts"])
    assert summary["summary"] == {"shown": 1, "faults": 0, "whole": True}
    assert crmfs("-C", "a", "audit", "exports", "--json").objects[-1]["summary"]["exports"] == 1
    assert "contacts.mobile" in crmfs("-C", "a", "audit", "shown").out
    log = company / ".git/crmfs/audit.jsonl"
    log.write_text(log.read_text("utf-8").replace("E001", "E002", 1), "utf-8")
    for kind in ("shown", "exports"):
        assert crmfs("-C", "a", "audit", kind).code == 1


def test_looks_are_for_administrators(crmfs: Type, company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMFS_ACTOR", "E002")
    assert crmfs("-C", "a", "audit", "shown").code == 3
    assert company.exists()

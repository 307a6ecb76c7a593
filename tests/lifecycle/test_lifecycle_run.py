"""`lifecycle run`: marks, unmarks, archives, lists what may be deleted; one commit, a second run changes nothing."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from typing_at import Said, Type


def _customer(crmfs: Type, company: str, talked: str, *fields: str) -> str:
    made = crmfs("new", "customer", f"company={company}", "name=*经理", *fields, "--json").objects[0]["id"]
    if talked:
        assert crmfs("new", "interaction", made, "type=call", "content=x", f"date={talked}").code == 0
    return str(made)


def _set(company: Path, more: str) -> None:
    settings = company / "crmfs.yaml"
    settings.write_text(settings.read_text().replace("stale_months: 6", f"stale_months: 6\n  {more}"))


def _acts(said: Said) -> dict[str, Any]:
    assert said.code == 0
    return {one["id"]: one["act"] for one in said.objects[:-1]}


def _lifecycle(crmfs: Type, customer: str) -> str:
    return str(crmfs("show", customer, "--json").objects[0]["data"].get("lifecycle"))


def _git(company: Path, *typed: str) -> str:
    return subprocess.check_output(["git", "-C", str(company), *typed], text=True)


def test_who_was_silent_for_more_than_six_months_is_marked_in_one_commit(crmfs: Type, company: Path) -> None:
    silent, also = _customer(crmfs, "甲", "2025-09-01"), _customer(crmfs, "乙", "2025-01-01")
    fresh = _customer(crmfs, "丙", "2025-09-02")
    before = _git(company, "rev-list", "--count", "HEAD")
    said = crmfs("lifecycle", "run", "--json")
    assert _acts(said) == {silent: "mark", also: "mark"}
    assert said.objects[0]["last_interaction"] == "2025-09-01"
    assert [_lifecycle(crmfs, one) for one in (silent, also, fresh)] == ["to_archive", "to_archive", "in_use"]
    assert int(_git(company, "rev-list", "--count", "HEAD")) == int(before) + 1
    message = _git(company, "log", "-1", "--format=%B")
    assert "Reason: 档案规则" in message
    assert "Employee: E001" in message
    again = crmfs("lifecycle", "run", "--json")
    assert (again.code, len(again.objects), again.objects[0]["summary"]["marked"]) == (0, 1, 0)
    assert int(_git(company, "rev-list", "--count", "HEAD")) == int(before) + 1


def test_a_dry_run_tells_the_same_and_changes_nothing(crmfs: Type, company: Path) -> None:
    silent = _customer(crmfs, "甲", "2025-01-01")
    head = _git(company, "rev-parse", "HEAD")
    said = crmfs("lifecycle", "run", "--dry-run", "--json")
    assert _acts(said) == {silent: "mark"}
    assert said.objects[0]["commit"] is None
    assert _git(company, "rev-parse", "HEAD") == head
    assert silent in crmfs("lifecycle", "run", "--dry-run", "--lang", "en").out


def test_an_interaction_that_came_by_other_ways_takes_the_mark_away(crmfs: Type, company: Path) -> None:
    customer = _customer(crmfs, "甲", "2026-02-20")
    crmfs("set", customer, "lifecycle=to_archive")
    assert _acts(crmfs("lifecycle", "run", "--json")) == {customer: "clear"}
    assert _lifecycle(crmfs, customer) == "in_use"


def test_who_was_never_talked_with_is_marked_half_a_year_after_he_came(
    crmfs: Type, company: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tmp_path / "客户.csv"
    rows.write_text("公司名称,互动日期,互动类型,互动内容\n乙,,,\n丙,2025-08-01,电话,谈话\n", encoding="utf-8")
    crmfs("new", "customer", "company=甲", "name=张三")
    assert crmfs("import", str(rows), "--kind", "customer").code == 0
    assert crmfs("show", "CUST001", "--json").objects[0]["data"]["status_date"] == "2026-03-02"
    assert _acts(crmfs("lifecycle", "run", "--json")) == {"CUST003": "mark"}
    monkeypatch.setenv("CRMFS_TODAY", "2026-09-02")
    assert _acts(crmfs("lifecycle", "run", "--json")) == {}
    monkeypatch.setenv("CRMFS_TODAY", "2026-09-03")
    assert _acts(crmfs("lifecycle", "run", "--json")) == {"CUST001": "mark", "CUST002": "mark"}


def test_planned_interactions_are_no_contact(crmfs: Type) -> None:
    customer = _customer(crmfs, "甲", "2025-01-01")
    for day in ("2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04"):
        crmfs("new", "interaction", customer, "type=call", "content=x", f"date={day}")
    assert _acts(crmfs("lifecycle", "run", "--json")) == {customer: "mark"}


def test_archived_is_only_where_the_settings_say_so(crmfs: Type, company: Path) -> None:
    old, stale = _customer(crmfs, "甲", "2025-01-01"), _customer(crmfs, "乙", "2025-08-01")
    _set(company, "archive_months: 12")
    assert _acts(crmfs("lifecycle", "run", "--json")) == {old: "archive", stale: "mark"}
    assert len(crmfs("lifecycle", "run", "--json").objects) == 1


def test_what_is_on_hold_is_left_alone(crmfs: Type, company: Path) -> None:
    _customer(crmfs, "甲", "2020-01-01", "hold=诉讼期间保留")
    _customer(crmfs, "乙", "2020-01-01", "status=lost", "hold=诉讼期间保留")
    _set(company, "archive_months: 12\n  retention_months: 24")
    said = crmfs("lifecycle", "run", "--json")
    assert _acts(said) == {}
    assert said.objects[-1]["summary"]["held"] == 2


def test_what_is_beyond_its_retention_is_listed_with_the_condition_and_kept(
    crmfs: Type, company: Path, tmp_path: Path
) -> None:
    lost = _customer(crmfs, "甲", "2020-01-01", "status=lost", "status_date=2020-01-01")
    active = _customer(crmfs, "乙", "2026-03-01")
    (tmp_path / "合同.pdf").write_bytes(b"x")
    crmfs("attach", active, str(tmp_path / "合同.pdf"), "--category", "contracts")
    (sidecar,) = company.glob("customers/**/*.meta.yaml")
    sidecar.write_text("title: 年度合同\nexpires_on: 2021-03-05\n", encoding="utf-8")
    _git(company, "-c", "core.hooksPath=/dev/null", "commit", "-qam", "x")
    assert _acts(crmfs("lifecycle", "run", "--json")) == {}
    _set(company, "retention_months: 36")
    said = crmfs("lifecycle", "run", "--json")
    document = f"customers/{active[-2:]}/{active}/documents/contracts/合同.pdf"
    assert {one["id"]: one["conditions"] for one in said.objects[:-1]} == {lost: ["lost"], document: ["expired"]}
    assert (company / document).exists()
    assert "crmfs delete" in crmfs("lifecycle", "run").err


def test_a_member_changes_only_what_he_may_and_judges_only_whom_he_sees_whole(
    crmfs: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    crmfs("member", "add", "李强", "--role", "sales", "--team", "east")
    crmfs("member", "add", "郑爽", "--role", "marketing")
    own = _customer(crmfs, "甲", "2025-01-01", "owner=E002", "team=east")
    other = _customer(crmfs, "乙", "2025-01-01", "owner=E001", "team=east")
    monkeypatch.setenv("CRMFS_ACTOR", "E003")
    blind = crmfs("lifecycle", "run", "--json")
    assert (_acts(blind), blind.objects[-1]["summary"]["unjudged"]) == ({}, 2)
    assert "都对" not in crmfs("lifecycle", "run").err  # he cannot know
    monkeypatch.setenv("CRMFS_ACTOR", "E002")
    said = crmfs("lifecycle", "run", "--dry-run", "--json")
    assert (_acts(said), said.objects[-1]["summary"]["not_allowed"]) == ({own: "mark"}, 1)
    assert crmfs("--as", "E002", "lifecycle", "run").code == 3
    assert other not in crmfs("lifecycle", "run", "--dry-run").out


def test_a_run_says_what_it_did_and_how_to_take_it_back(crmfs: Type, company: Path) -> None:
    _customer(crmfs, "甲", "2025-01-01")
    assert "crmfs undo" in crmfs("lifecycle", "run").err
    assert "标记待归档 1" in _git(company, "log", "-1", "--format=%s")


def test_tried_again_with_the_same_op_it_is_done_once(crmfs: Type, company: Path) -> None:
    customer = _customer(crmfs, "甲", "2025-01-01")
    assert _acts(crmfs("lifecycle", "run", "--json", "--op", "run-2026-03")) == {customer: "mark"}
    head = _git(company, "rev-parse", "HEAD")
    assert crmfs("lifecycle", "run", "--json", "--op", "run-2026-03").objects[0]["id"] == customer
    assert _git(company, "rev-parse", "HEAD") == head


def test_a_repository_without_customers_has_nothing_to_do(crmfs: Type) -> None:
    said = crmfs("lifecycle", "run")
    assert (said.code, said.out) == (0, "")


def test_on_a_server_without_an_identity_the_actor_signs(
    crmfs: Type, company: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    customer = _customer(crmfs, "甲", "2025-01-01")
    _git(company, "clone", "-q", "--bare", ".", str(tmp_path / "s.git"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("CRMFS_ACTOR", "E001")
    assert _acts(crmfs("-C", str(tmp_path / "s.git"), "lifecycle", "run", "--json")) == {customer: "mark"}
    assert _git(tmp_path / "s.git", "log", "-1", "--format=%an %ae") == "王芳 wang@example.com\n"

"""`due`: what is to be done, by when, as a table, as JSON, as a calendar."""

import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from typing_at import Type


def _customer(crmfs: Type, company: str, *fields: str) -> str:
    said = crmfs("new", "customer", f"company={company}", "name=*经理", *fields, "--json")
    return str(said.objects[0]["id"])


def _dues(crmfs: Type, *typed: str) -> list[dict[str, Any]]:
    said = crmfs("due", *typed, "--json")
    assert said.code == 0
    return said.objects[:-1]


def _events(crmfs: Type, *typed: str) -> dict[str, Any]:
    said = crmfs("due", *typed, "--ics", "-")
    assert said.code == 0
    return {str(event["UID"]): event for event in Calendar.from_ical(said.out).walk("VEVENT")}


def test_overdue_comes_before_today_before_coming(crmfs: Type) -> None:
    for company, day in (("丁", "2026-03-10"), ("丙", "2026-03-09"), ("乙", "2026-03-02"), ("甲", "2026-02-27")):
        _customer(crmfs, company, f"next_follow_up={day}")
    assert [(one["company"], one["when"], one["days"]) for one in _dues(crmfs)] == [
        ("甲", "overdue", -3), ("乙", "today", 0), ("丙", "coming", 7),
    ]  # fmt: skip
    assert len(_dues(crmfs, "--within", "8d")) == 4
    assert crmfs("due", "--json").objects[-1]["summary"] == {
        "total": 3, "overdue": 1, "today": 1, "coming": 1, "until": "2026-03-09",
    }  # fmt: skip


def test_nothing_due_is_no_error(crmfs: Type) -> None:
    said = crmfs("due")
    assert (said.code, said.out) == (0, "")
    assert "2026-03-09" in said.err
    assert crmfs("due", "--json").objects == [
        {"summary": {"total": 0, "overdue": 0, "today": 0, "coming": 0, "until": "2026-03-09"}}
    ]


def test_lost_customers_are_not_followed_up_and_archived_ones_left_in_peace(crmfs: Type) -> None:
    _customer(crmfs, "甲", "next_follow_up=2026-03-01", "status=lost")
    archived = _customer(crmfs, "乙", "next_follow_up=2026-03-01", "lifecycle=archived")
    crmfs("new", "ticket", archived, "kind=question", "subject=x", "opened=2026-01-01")
    assert _dues(crmfs) == []


def test_a_ticket_is_due_after_the_days_that_the_settings_say(crmfs: Type, company: Path) -> None:
    customer = _customer(crmfs, "甲")
    crmfs("new", "ticket", customer, "kind=complaint", "subject=少了一件", "opened=2026-02-10")
    (one,) = _dues(crmfs)
    assert (one["kind"], one["date"], one["when"], one["title"]) == ("ticket", "2026-02-24", "overdue", "少了一件")
    settings = company / "crmfs.yaml"
    settings.write_text(settings.read_text().replace("stale_months: 6", "stale_months: 6\n  ticket_days: 30"))
    assert [one["date"] for one in _dues(crmfs, "--within", "1m")] == ["2026-03-12"]
    crmfs("set", one["id"], "status=solved", "solution=补发")
    assert _dues(crmfs, "--within", "1m") == []


def test_documents_of_customers_and_of_the_library_expire(crmfs: Type, company: Path, tmp_path: Path) -> None:
    customer = _customer(crmfs, "甲", "owner=E001")
    (tmp_path / "合同.pdf").write_bytes(b"x")
    crmfs("attach", customer, str(tmp_path / "合同.pdf"), "--category", "contracts")
    for sidecar in company.glob("customers/**/*.meta.yaml"):
        sidecar.write_text("title: 年度合同\nexpires_on: 2026-03-05\n")
    (company / "library/legal/a.pdf").write_bytes(b"x")
    (company / "library/legal/a.pdf.meta.yaml").write_text("title: 牌照\nexpires_on: 2026-03-01\n")
    told = [(one["title"], one["days"], one["customer"], one["owner"]) for one in _dues(crmfs)]
    assert told == [("牌照", -1, None, None), ("年度合同", 3, customer, "E001")]
    assert [one["title"] for one in _dues(crmfs, "--owner", "E001")] == ["年度合同"]
    assert [one["title"] for one in _dues(crmfs, "owner:E001")] == ["年度合同"]


def test_an_owner_sees_his_customers_and_the_tickets_that_he_handles(crmfs: Type) -> None:
    crmfs("member", "add", "李强", "--role", "sales", "--team", "east")
    mine = _customer(crmfs, "甲", "owner=E001", "next_follow_up=2026-03-02")
    crmfs("new", "ticket", mine, "kind=question", "subject=x", "opened=2026-02-10", "employee=E002")
    assert [one["kind"] for one in _dues(crmfs, "--owner", "王芳")] == ["follow_up"]
    assert [one["kind"] for one in _dues(crmfs, "--owner", "李强")] == ["ticket"]
    nobody = crmfs("due", "--owner", "赵六")
    assert (nobody.code, nobody.out) == (0, "")
    assert "赵六" in nobody.err


@pytest.mark.parametrize("within", ["soon", "-3d", "7", "99999999y"])
def test_a_span_that_is_none_is_refused_by_the_name_of_its_option(crmfs: Type, within: str) -> None:
    said = crmfs("due", f"--within={within}")
    assert (said.code, "--within" in said.err) == (2, True)


def test_a_table_says_how_far_each_is_in_both_languages(crmfs: Type) -> None:
    for day in ("2026-02-27", "2026-03-02", "2026-03-04"):
        _customer(crmfs, f"甲{day}", f"next_follow_up={day}")
    zh, en = crmfs("due").out, crmfs("due", "--lang", "en").out
    assert [zh.count(word) for word in ("过 3 天", "今天", "2 天后")] == [1, 1, 1]
    assert [en.count(word) for word in ("3 days over", "today", "in 2 days")] == [1, 1, 1]
    assert "王芳 (E001)" in zh


def test_a_calendar_has_an_all_day_event_with_an_alarm_for_each(crmfs: Type) -> None:
    _customer(crmfs, "未来;科技,\\有限", "next_follow_up=2026-03-05")
    (event,) = _events(crmfs).values()
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 3, 5), date(2026, 3, 6))
    assert str(event["SUMMARY"]) == "跟进：未来;科技,\\有限 · *经理 · CUST001"
    (alarm,) = event.walk("VALARM")
    assert (str(alarm["ACTION"]), alarm.decoded("TRIGGER")) == ("DISPLAY", timedelta(hours=9))


def test_a_follow_up_that_is_moved_stays_one_event_and_wins_over_the_earlier(
    crmfs: Type, company: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = _customer(crmfs, "甲", "next_follow_up=2026-03-05")
    before = _events(crmfs)
    assert crmfs("due", "--ics", "-").out == crmfs("due", "--ics", "-").out
    moment = int(subprocess.check_output(["git", "-C", str(company), "log", "-1", "--format=%ct"])) + 60
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{moment} +0000")
    (company / f"customers/{customer[-2:]}/{customer}/customer.yaml").write_text(
        f'id: {customer}\nname: "*经理"\ncompany: 甲\nnext_follow_up: 2026-03-07\n', encoding="utf-8"
    )
    subprocess.run(["git", "-C", str(company), "-c", "core.hooksPath=/dev/null", "commit", "-qam", "x"], check=True)
    after = _events(crmfs)
    assert list(before) == list(after)
    old, new = (*before.values(), *after.values())
    assert new["SEQUENCE"] > old["SEQUENCE"]
    assert new.decoded("DTSTAMP") > old.decoded("DTSTAMP")
    assert new.decoded("DTSTART") == date(2026, 3, 7)


def test_a_calendar_file_is_replaced_whole(crmfs: Type, tmp_path: Path) -> None:
    file = tmp_path / "crmfs.ics"
    assert crmfs("due", "--ics", str(file)).code == 0
    assert list(Calendar.from_ical(file.read_bytes()).walk("VEVENT")) == []
    _customer(crmfs, "甲", "next_follow_up=2026-03-05")
    said = crmfs("due", "--ics", str(file), "--json")
    assert (said.code, len(said.objects)) == (0, 2)
    assert len(list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))) == 1
    assert [one.name for one in tmp_path.iterdir() if "ics" in one.name] == ["crmfs.ics"]


@pytest.mark.parametrize("typed", [("-", "--json"), ("absent/x.ics",), (".",)])
def test_where_no_calendar_can_be_written_nothing_is(crmfs: Type, typed: tuple[str, ...]) -> None:
    said = crmfs("due", "--ics", *typed)
    assert (said.code, said.out) == (2, "")

"""The numbers of each report, counted by hand from the records in `reported.py`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reported import Type


def test_interactions_are_counted_by_time_owner_and_customer(crmfs: Type) -> None:
    said = crmfs("report", "interactions", "--by", "month,owner", "--from", "2026-01", "--to", "2026-03", "--json")
    assert said.section("times") == [
        {"time": "2026-01", "interactions": 1, "customers": 1}, {"time": "2026-02", "interactions": 2, "customers": 2},
        {"time": "2026-03", "interactions": 1, "customers": 1},
    ]  # fmt: skip
    assert said.section("owner") == [
        {"owner": "E001", "owned": 2, "interactions": 3, "customers": 1, "each": 3.0},
        {"owner": "E002", "owned": 1, "interactions": 1, "customers": 1, "each": 1.0},
    ]
    first = said.section("customers")[0]
    assert (first["customer"], first["interactions"], first["last"], first["days"]) == ("CUST001", 3, "2026-03-01", 1)
    assert said.summary["figures"] == {"interactions": 4, "customers": 2, "each": 2.0, "quiet": 1}


def test_who_was_not_talked_to_for_months_is_quiet_and_the_lost_are_not(crmfs: Type) -> None:
    (quiet,) = crmfs("report", "互动频率", "--json").section("quiet")
    assert (quiet["customer"], quiet["last"], quiet["days"]) == ("CUST002", "2025-06-30", 245)


def test_amounts_of_two_currencies_never_add_up_and_cancelled_orders_are_out(crmfs: Type) -> None:
    said = crmfs("report", "sales", "--by", "quarter,region", "--json")
    figures = said.summary["figures"]
    assert (figures["orders"], figures["buyers"]) == (4, 3)
    assert (figures["amount_CNY"], figures["amount_USD"], figures["average_CNY"]) == (1700.5, 70, 566.833333)
    assert said.section("times") == [
        {"time": "2025Q4", "orders": 1, "amount": 200}, {"time": "2026Q1", "orders": 2, "amount": 1500.5}
    ]  # fmt: skip
    assert [(one["region"], one["amount"], one["buyers"]) for one in said.section("region")] == [
        ("east", 1500.5, 1), ("south", 200, 1)
    ]  # fmt: skip
    assert said.section("region_USD")[0]["amount"] == 70


def test_buyers_are_told_by_rfm_with_the_limits_that_were_used(crmfs: Type) -> None:
    said = crmfs("report", "sales", "--json")
    segments = {one["segment"]: one["customers"] for one in said.section("rfm") if one["customers"]}
    assert segments == {"champions": 1, "dormant": 1}
    (first, second) = said.section("customers")
    assert (first["customer"], first["orders"], first["days"], first["segment"]) == ("CUST001", 2, 20, "champions")
    assert (second["customer"], second["first"], second["last"], second["segment"]) == (
        "CUST002", "2025-12-31", "2025-12-31", "dormant"
    )  # fmt: skip
    assert "40.5 天以内为高" in crmfs("report", "sales").out


def test_ratings_and_the_days_that_tickets_took(crmfs: Type) -> None:
    said = crmfs("report", "满意度与问题", "--json")
    assert said.summary["figures"] == {"rating": 3.666667, "ratings": 3, "tickets": 4, "open": 2, "handling": 6.5}
    assert [(one["rating"], one["ratings"]) for one in said.section("ratings")] == [
        (5, 1),
        (4, 1),
        (3, 0),
        (2, 1),
        (1, 0),
    ]
    complaint = next(one for one in said.section("kind") if one["kind"] == "complaint")
    assert (complaint["tickets"], complaint["open"], complaint["median"], complaint["late"]) == (2, 1, 3, 0.0)
    assert [(one["ticket"], one["days"]) for one in said.section("open")] == [
        ("CUST002/TIC-20260201-000003", 29), ("CUST003/TIC-20260301-000004", 1)
    ]  # fmt: skip


def test_how_much_is_filled_in_by_the_same_measure_as_quality(crmfs: Type) -> None:
    said = crmfs("report", "数据质量", "--json")
    fields = {one["field"]: (one["filled"], one["missing"]) for one in said.section("fields")}
    assert (fields["company"], fields["industry"], fields["next_follow_up"]) == ((4, 0), (3, 1), (3, 0))
    assert {one["field"]: one["filled"] for one in said.section("others")}["region"] == 4
    expected = 4 * 9 - 1  # nobody follows up who is lost
    assert said.summary["figures"] == {"customers": 4, "complete": 0, "share": pytest.approx(1 - 10 / expected)}


def test_what_is_due_and_what_was_kept(crmfs: Type) -> None:
    said = crmfs("report", "跟进", "--json")
    figures = said.summary["figures"]
    assert (figures["overdue"], figures["today"], figures["week"]) == (2, 0, 1)
    assert [(one["customer"], one["state"]) for one in said.section("due")] == [
        ("CUST003", "overdue"), ("CUST001", "overdue"), ("CUST002", "coming")
    ]  # fmt: skip
    assert {one["owner"]: (one["kept"], one["missed"]) for one in said.section("kept")} == {
        "E001": (1, 0),
        "E002": (1, 0),
    }


def test_a_day_that_was_put_off_without_a_talk_is_moved(
    crmfs: Type, company: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = company / "customers/02/CUST002/customer.yaml"
    written = customer.read_text("utf-8")
    for day, due in (("2026-02-10", "2026-02-25"), ("2026-02-15", "2026-03-20")):
        customer.write_text(written.replace("2026-03-05", due), "utf-8")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+08:00")
        git(company, "add", "-A")
        git(company, "commit", "-q", "--no-verify", "-m", "x")
    said = crmfs("report", "follow-ups", "--from", "2026-02", "--json")
    kept = {one["owner"]: (one["kept"], one["moved"]) for one in said.section("kept")}
    assert kept == {"E001": (1, 1), "E002": (1, 0)}


@pytest.mark.parametrize("name", ["interactions", "sales", "satisfaction", "follow-ups"])
def test_an_empty_period_says_so_in_words(crmfs: Type, name: str) -> None:
    said = crmfs("report", name, "--from", "2019-01", "--to", "2019-02")
    assert said.code == 0
    assert "这段时间没有" in said.out
    assert crmfs("report", name, "--from", "2019-01", "--to", "2019-02", "--lang", "en").code == 0


def test_on_a_terminal_what_adds_up_is_one_bar_of_parts_with_a_legend(crmfs: Type) -> None:
    section = crmfs("report", "follow-ups").out.partition("该跟进的")[2].partition("做到了多少")[0]
    bars = [line.rpartition(" ")[2] for line in section.splitlines() if line.rstrip().endswith(("█", "▒"))]
    assert bars == ["█" * 12 + "▒" * 12, "█" * 12]
    assert "█ 逾期  ▓ 今天  ▒ 7 天内  ░ 8–30 天" in section


def test_an_owner_that_is_no_text_is_nobodys(crmfs: Type, company: Path) -> None:
    file = company / "customers/01/CUST001/customer.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('owner: "E001"', "owner: [E001]"), encoding="utf-8")
    said = crmfs("report", "interactions", "--json")
    assert {row["owner"]: row["owned"] for row in said.section("owner")}["E002"] == 1


def test_of_who_was_never_talked_to_silence_counts_from_the_day_of_the_status(crmfs: Type, company: Path) -> None:
    for day, expected in (("2026-02-20", False), ("2025-02-20", True)):
        file = company / "customers/02/CUST002/customer.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text("".join(line for line in text.splitlines(True) if "status_date" not in line), encoding="utf-8")
        with file.open("a", encoding="utf-8") as more:
            more.write(f"status_date: {day}\n")
        for talk in (company / "customers/02/CUST002/interactions").glob("*.yaml"):
            talk.unlink()
        quiet = crmfs("report", "interactions", "--json").section("quiet")
        assert ("CUST002" in [row["customer"] for row in quiet]) is expected

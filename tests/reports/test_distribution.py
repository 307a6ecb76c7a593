"""客户分布: what is counted, by what, of which customers and which day."""

from pathlib import Path

import pytest
from reported import Type


def test_customers_are_counted_by_the_six_fields_with_their_share(crmfs: Type) -> None:
    said = crmfs("report", "distribution", "--json")
    assert said.code == 0
    assert said.section("type") == [
        {"type": "b2b", "customers": 3, "share": 0.75}, {"type": "b2c", "customers": 1, "share": 0.25}
    ]  # fmt: skip
    assert [one["region"] for one in said.section("region")] == ["east", "north", "south"]
    assert said.section("source")[-1] == {"source": None, "customers": 1, "share": 0.25}
    assert list(said.summary["rows"]) == ["type", "industry", "region", "status", "source", "owner"]
    assert said.summary["figures"] == {"customers": 4, "active": 2, "potential": 1, "lost": 1}


@pytest.mark.parametrize("name", ["distribution", "客户分布", "Customer distribution", "客户 分布"])
def test_a_report_is_named_by_its_name_or_title(crmfs: Type, name: str) -> None:
    assert crmfs("report", name, "--json").summary["report"] == "distribution"


def test_a_period_leaves_customers_with_an_interaction_in_it(crmfs: Type) -> None:
    said = crmfs("report", "distribution", "--by", "status", "--from", "2026-02", "--to", "2026-02", "--json")
    assert said.section("status") == [
        {"status": "active", "customers": 1, "share": 0.5}, {"status": "potential", "customers": 1, "share": 0.5}
    ]  # fmt: skip


def test_fields_to_group_by_are_named_by_code_or_label(crmfs: Type) -> None:
    said = crmfs("report", "distribution", "--by", "客户级别，负责员工", "--json")
    assert said.summary["rows"] == {"level": 1, "owner": 2}


def test_as_of_a_day_shows_the_files_of_that_day(crmfs: Type, company: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from subprocess import run

    for day, message in (("2026-01-15T12:00:00", "one"), ("2026-02-15T12:00:00", "two")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", day)
        if message == "two":
            (company / "customers/04/CUST004/customer.yaml").unlink()
        run(["git", "add", "-A"], cwd=company, check=True)
        run(["git", "commit", "-q", "--no-verify", "-m", message], cwd=company, check=True)
    then, now = (
        crmfs("report", "distribution", "--as-of", "2026-01-20", "--json"),
        crmfs("report", "distribution", "--json"),
    )
    assert (then.summary["figures"]["customers"], now.summary["figures"]["customers"]) == (4, 3)
    assert then.summary["as_of"] == "2026-01-20"


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("nix",), 3, "report.unknown"),
        (("distribution", "--by", "nix"), 2, "field.no_such"),
        (("distribution", "--by", "staus"), 2, "field.misspelt"),
        (("distribution", "--by", "month"), 2, "report.no_times"),
        (("distribution", "--from", "xx"), 2, "report.date_invalid"),
        (("distribution", "--as-of", "xx"), 2, "report.date_invalid"),
        (("distribution", "--from", "2026-02", "--to", "2026-01"), 2, "report.period_backward"),
        (("distribution", "--format", "doc"), 2, "usage"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_remedy(
    crmfs: Type, words: tuple[str, ...], code: int, error: str
) -> None:
    said = crmfs("--json", "report", *words) if "--format" not in words else crmfs("report", *words)
    assert (said.code, said.out) == (code, "")
    assert error in said.err or error == "usage"


def test_the_reports_are_listed(crmfs: Type) -> None:
    assert "distribution" in [one.get("id") for one in crmfs("report", "--json").objects]
    assert "客户分布" in crmfs("report").out


def test_a_terminal_shows_labels_bars_and_sums_in_both_languages(crmfs: Type) -> None:
    zh, en = crmfs("report", "distribution"), crmfs("report", "distribution", "--lang", "en")
    assert "企业客户" in zh.out
    assert "（未填）" in zh.out
    assert "█" in zh.out
    assert "合计" in zh.out
    assert "Potential" in en.out
    assert "75.0 %" in en.out


def test_filters_say_whose_records_count(crmfs: Type) -> None:
    said = crmfs("report", "sales", "地区:east", "-owner:E002", "--json")
    assert said.summary["filters"] == ["地区:east", "-owner:E002"]
    assert (said.summary["figures"]["orders"], said.summary["figures"]["amount_CNY"]) == (2, 1500.5)
    assert "只统计客户 地区:east" in crmfs("report", "sales", "地区:east").out


def test_a_filter_by_somebody_unknown_says_so(crmfs: Type) -> None:
    said = crmfs("report", "distribution", "owner:韩寒梅")
    assert said.code == 0
    assert "没有这位员工" in said.err

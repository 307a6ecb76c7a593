"""Reports of a team's own: what the file says is counted, and what is wrong in it is told with its line."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from reported import Type

from crmfs.checks.report_definitions import check_text
from crmfs.checks.subject import Rules
from crmfs.core.messages import LANGUAGES
from crmfs.query.definitions import Definition, definition_in
from crmfs.records.schema import load_schemas
from crmfs.records.settings import Settings
from crmfs.records.yaml import read_yaml

HOUSE = Path(__file__).parents[2]
SCHEMAS = load_schemas({f.relative_to(HOUSE).as_posix(): f.read_bytes() for f in (HOUSE / "schema").rglob("*.json")})
RULES = Rules(SCHEMAS, Settings(), frozenset({"E001"}), date(2026, 3, 2), "default")
SCHEMA = json.loads((HOUSE / "schema/base/report.schema.json").read_text("utf-8"))
REGION = """\
title: {zh: 各地区订单, en: Orders by region}
source: order
filter: [-订单状态:已取消, customer.type:b2b]
by: customer.region
measures: [count, customers, {sum: amount}, {average: 订单金额}]
chart: bar
"""


def _define(company: Path, name: str, text: str) -> None:
    (company / "reports").mkdir(exist_ok=True)
    (company / "reports" / f"{name}.yaml").write_text(text, "utf-8")


def test_what_the_file_says_is_filtered_grouped_and_measured(crmfs: Type, company: Path) -> None:
    _define(company, "地区", REGION)
    for typed in ("地区", "各地区订单", "orders by region"):
        said = crmfs("report", typed, "--json")
        assert said.section("groups") == [
            {"region": "east", "count": 3, "customers": 2, "sum_amount": 1570.5, "average_amount": 523.5},
            {"region": "south", "count": 1, "customers": 1, "sum_amount": 200, "average_amount": 200},
        ]
    assert said.summary["figures"] == {"records": 4, "customers": 3}
    only = crmfs("report", "地区", "--from", "2026-01", "--to", "2026-01", "--json")
    assert [one["count"] for one in only.section("groups")] == [1]


def test_two_keys_are_crossed_and_stretches_of_time_without_any_are_there(crmfs: Type, company: Path) -> None:
    _define(company, "x", "source: interaction\nby: [month, type]\n")
    crossed = crmfs("report", "x", "--from", "2026-01", "--json").section("crossed")
    assert crossed[0] == {"time": "2026-01", "call": 1, "visit": None}
    _define(company, "y", "source: ticket\nby: month\ndate: closed\nmeasures: customers\n")
    assert [one["customers"] for one in crmfs("report", "y", "--json").section("groups")][:2] == [1, 1]


def test_a_period_in_which_nothing_is_counted_is_no_row_of_months(crmfs: Type, company: Path) -> None:
    _define(company, "y", "source: order\nby: month\nfilter: [-status:completed, status:completed]\n")
    assert crmfs("report", "y", "--from", "2020", "--json").section("groups") == []


def test_of_a_long_time_the_latest_stretches_are_shown(crmfs: Type, company: Path) -> None:
    _define(company, "days", "source: ticket\nby: day\n")
    said = crmfs("report", "days", "--from", "2026-01-01", "--to", "2026-03-01").out
    assert "2026-03-01" in said
    assert "2026-01-01  " not in said


@pytest.mark.parametrize("kind", ["html", "pdf", "xlsx", "png", "svg", "term"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_goes_to_every_format(crmfs: Type, company: Path, tmp_path: Path, kind: str, lang: str) -> None:
    _define(company, "z", "source: customer\nby: [owner, status]\ntitle: 员工\n")
    file = tmp_path / f"r.{kind}"
    said = crmfs("--lang", lang, "report", "z", "-o", str(file), "--plain", "--reason", "r", "--format", kind)
    assert (said.code, file.exists()) == (0, True), said.err


def test_a_wrong_file_points_at_its_line_and_hinders_no_other_report(crmfs: Type, company: Path) -> None:
    _define(company, "bad", "title: x\nsource: order\nby: regoin\n")
    said = crmfs("report", "bad", "--json")
    assert (said.code, json.loads(said.err)["error"]) == (5, "report.definition_wrong")
    assert (said.objects[0]["code"], said.objects[0]["line"]) == ("report.definition_field", 3)
    assert "reports/bad.yaml" in said.err
    assert "3" in json.loads(said.err)["message"]
    (problem,) = [one for one in crmfs("validate", "reports/bad.yaml", "--json").objects if "code" in one]
    assert (problem["code"], problem["line"], problem["params"]["near"]) == (
        "report.definition_field", 3, "customer.region"
    )  # fmt: skip
    assert crmfs("report", "distribution").code == 0
    assert crmfs("report").code == 0


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("source: order\nby: month\n", None, 0),
        ("source: customer\nby: [type, 客户状态]\nmeasures: share\nchart: none\nlimit: 5\n", None, 0),
        ("source: customer\nby: month\ndate: status_date\nmeasures: {average: budget}\n", None, 0),
        ("source: orders\nby: month\n", "report.definition_invalid", 1),
        ("by: month\n", "report.definition_invalid", 1),
        ("source: order\n", "report.definition_invalid", 1),
        ("source: order\nby: month\ngroup: x\n", "report.definition_invalid", 3),
        ("source: order\nby: [a, b, c]\n", "report.definition_invalid", 2),
        ("source: order\nby: month\nchart: cake\n", "report.definition_invalid", 3),
        ("source: order\nby: month\nlimit: -1\n", "report.definition_invalid", 3),
        ("source: order\nby: month\nmeasures: [count, sum]\n", "report.definition_invalid", 3),
        ("source: order\nby: month\ntitle: {zh: x}\n", "report.definition_invalid", 3),
        ("source: order\nby:\n- month\n- nix\n", "report.definition_field", 4),
        ("source: order\nby: month\nmeasures:\n- sum: status\n", "report.definition_number", 4),
        ("source: order\nby: month\ndate: amount\n", "report.definition_date", 3),
        ("source: customer\nby: month\n", "report.definition_no_date", 2),
        ("source: order\nby: month\nfilter: nix:x\n", "report.definition_filter", 3),
        ("source: [\n", "report.definition_invalid", 2),
        ("nix\n", "report.definition_invalid", 1),
    ],
)
def test_what_nobody_could_run_is_a_problem_in_its_line(text: str, code: str | None, line: int) -> None:
    found = [(problem.code, problem.line) for problem in check_text("reports/x.yaml", text.encode(), RULES)]
    assert found == ([(code, line)] if code else [])
    if code in (None, "report.definition_invalid") and text != "source: [\n":
        value: Any = read_yaml(text.encode()).value
        assert jsonschema.Draft202012Validator(SCHEMA).is_valid(value) == (code is None)


def test_the_templates_own_report_can_be_run() -> None:
    for file in (HOUSE / "repo-template" / "reports").glob("*.yaml"):
        assert isinstance(definition_in(f"reports/{file.name}", file.read_bytes(), SCHEMAS, RULES.today), Definition)
        assert jsonschema.Draft202012Validator(SCHEMA).is_valid(read_yaml(file.read_bytes()).value)


def test_grouping_otherwise_than_defined_is_refused(crmfs: Type, company: Path) -> None:
    _define(company, "地区", REGION)
    said = crmfs("--json", "report", "地区", "--by", "type")
    assert (said.code, json.loads(said.err)["error"]) == (2, "report.by_not_here")

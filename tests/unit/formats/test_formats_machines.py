"""Problems as machines read them, each format judged by its published schema or an independent reader."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from formats_samples import HOSTILE, SEVERAL, late, missing, twin
from junitparser import JUnitXml

from crmfs.core.problem import Problem
from crmfs.core.text import one_line
from crmfs.formats import FORMATS, PIPE, Page, writer
from crmfs.formats.identity import fingerprints
from crmfs.formats.wording import Wording

PUBLISHED = Path(__file__).parent / "published"


def _schema(name: str) -> Any:
    return json.loads((PUBLISHED / name).read_text(encoding="utf-8"))


def _text(name: str, problems: list[Problem], wording: Wording) -> str:
    return "\n".join(writer(name)(problems, wording, PIPE))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_say_nothing_and_anything_in_both_languages(
    name: str, chinese: Wording, english: Wording
) -> None:
    for wording in (chinese, english):
        assert _text(name, [], wording) or name == "github"
        assert _text(name, SEVERAL, wording).encode("utf-8")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        writer("wording")


def test_json_is_one_object_a_line_and_a_summary(chinese: Wording) -> None:
    first, *_, last = map(json.loads, writer("json")(SEVERAL, chinese, Page(checked=7)))
    assert first == {
        "code": "sample.missing",
        "severity": "error",
        "path": "customers/01/CUST001/customer.yaml",
        "line": 3,
        "column": 1,
        "pointer": "/company",
        "params": {"field": "company", "customer": "CUST001"},
        "message": "缺少必填字段 公司名称 (company)。",
        "remedy": "补上它：crmfs set CUST001 company=…",
        "fixable": False,
    }
    assert last == {"summary": {"errors": 1, "warnings": 4, "infos": 1, "files": 4, "checked": 7}}


def test_json_keeps_chinese_readable_and_hostile_text_whole(chinese: Wording) -> None:
    lines = list(writer("json")(SEVERAL, chinese, PIPE))
    assert "公司名称" in lines[0]
    assert json.loads(lines[4])["params"]["other"] == HOSTILE
    assert all("\n" not in line for line in lines)


def _github_commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Reads workflow commands as the runner documents them: one a line, properties and message percent-escaped."""
    found = []
    for line in text.split("\n"):
        match = re.fullmatch(r"::([a-z]+) ([^:\r\n]*)::([^\r\n]*)", line)
        assert match, line
        pairs = [pair.split("=", 1) for pair in match[2].split(",")]
        plain = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}

        def unescaped(value: str, known: tuple[str, ...], plain: dict[str, str] = plain) -> str:
            return re.sub("|".join(known), lambda escape: plain[escape[0]], value)

        properties = {name: unescaped(value, tuple(plain)) for name, value in pairs}
        found.append((match[1], properties, unescaped(match[3], ("%25", "%0D", "%0A"))))
    return found


def test_github_gets_one_command_a_problem(chinese: Wording) -> None:
    error, warning, notice, whole, hostile, _ = _github_commands(_text("github", SEVERAL, chinese))
    assert error == (
        "error",
        {"file": "customers/01/CUST001/customer.yaml", "line": "3", "col": "1", "title": "sample.missing"},
        "customers/01/CUST001/customer.yaml:3:1: 缺少必填字段 公司名称 (company)。\n"
        "补上它：crmfs set CUST001 company=…",
    )
    assert (warning[0], notice[0]) == ("warning", "notice")
    assert "line" not in warning[1]
    assert "file" not in whole[1]
    assert hostile[1]["file"] == one_line(SEVERAL[4].path)
    assert not set(_text("github", SEVERAL, chinese)) & {"\x1b", "\r", "\x00"}


def test_gitlab_report_fits_its_published_format(english: Wording) -> None:
    report = json.loads(_text("gitlab", SEVERAL, english))
    jsonschema.validate(report, _schema("gitlab-code-quality.schema.json"))
    assert [one["severity"] for one in report[:3]] == ["major", "minor", "info"]
    assert report[3]["location"] == {"path": "crmfs.yaml", "lines": {"begin": 1}}


def test_fingerprints_differ_even_for_equal_findings() -> None:
    assert len(set(fingerprints(SEVERAL))) == len(SEVERAL)


def test_fingerprints_stay_when_lines_move_or_other_findings_come_and_go() -> None:
    before = dict(zip(["missing", "twin"], fingerprints([missing(line=3), twin()]), strict=True))
    after = dict(zip(["late", "twin", "missing"], fingerprints([late(), twin(), missing(line=90)]), strict=True))
    assert before["missing"] == after["missing"]
    assert before["twin"] == after["twin"]


def test_sarif_fits_its_published_schema(chinese: Wording, english: Wording) -> None:
    schema = _schema("sarif-2.1.0-part.schema.json")
    jsonschema.Draft4Validator.check_schema(schema)
    for wording in (chinese, english):
        for problems in ([], SEVERAL):
            document = json.loads(_text("sarif", problems, wording))
            jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)


def test_sarif_places_rules_and_levels(chinese: Wording) -> None:
    run = json.loads(_text("sarif", SEVERAL, chinese))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [problem.code for problem in SEVERAL]
    assert [result["level"] for result in run["results"][:3]] == ["error", "warning", "note"]
    assert rules[1]["help"]["text"] == "没有它就找不到客户。\n补上它：crmfs set 客户ID …=…"
    first = run["results"][0]["locations"][0]["physicalLocation"]
    assert first["region"] == {"startLine": 3, "startColumn": 1}
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]


def test_sarif_paths_are_uris_and_messages_hold_no_placeholders(chinese: Wording) -> None:
    hostile = json.loads(_text("sarif", SEVERAL, chinese))["runs"][0]["results"][4]
    uri = hostile["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri)
    assert unquote(uri) == SEVERAL[4].path
    assert "{{0}}" in hostile["message"]["text"]


def test_junit_is_read_by_another_program(chinese: Wording) -> None:
    suites = JUnitXml.fromstring(_text("junit", SEVERAL, chinese).encode("utf-8"))
    (suite,) = suites
    cases = list(suite)
    assert (suites.tests, suites.failures) == (6, 1)
    assert [case.classname for case in cases] == [problem.code for problem in SEVERAL]
    assert cases[0].result[0].message == "缺少必填字段 公司名称 (company)。"
    assert not cases[1].result
    assert "合并两者" in cases[1].system_out
    assert len({(case.classname, case.name) for case in cases}) == len(cases)


def test_junit_without_problems_is_one_passed_case(english: Wording) -> None:
    suites = JUnitXml.fromstring(_text("junit", [], english).encode("utf-8"))
    assert (suites.tests, suites.failures) == (1, 0)


def test_junit_holds_no_character_that_xml_forbids(chinese: Wording) -> None:
    text = _text("junit", SEVERAL, chinese)
    ElementTree.fromstring(text)
    assert "\\x1b" in text

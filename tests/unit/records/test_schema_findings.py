"""A record that breaks a rule gives our own finding, with the place and never the value."""

from typing import Any

import pytest
from schema_cases import BAD, FILES, GOOD, changed

from crmfs.core.messages import rule, say
from crmfs.records.kinds import KINDS
from crmfs.records.schema import Schemas, load_schemas

SCHEMAS = load_schemas(FILES)


def found(kind: str, value: Any, schemas: Schemas = SCHEMAS) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in schemas.findings(kind, value)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_record_of_every_kind_has_no_findings(kind: str) -> None:
    assert found(kind, GOOD[kind]) == []
    assert SCHEMAS.is_valid(kind, GOOD[kind])


@pytest.mark.parametrize(("kind", "pointer", "value", "code", "place"), BAD)
def test_one_wrong_value_gives_one_finding(kind: str, pointer: str, value: Any, code: str, place: str) -> None:
    record = changed(GOOD[kind], pointer, value)
    assert not SCHEMAS.is_valid(kind, record)
    findings = set(found(kind, record))
    also = {("value.not_allowed", "/size")} if value == "b2c" else set()
    assert findings == {(code, place)} | also


def test_id_name_and_company_are_required() -> None:
    needed = [finding.params["field"] for finding in SCHEMAS.findings("customer", {})]
    assert needed == ["id", "name", "company"]


@pytest.mark.parametrize(("kind", "pointer", "value", "code", "place"), BAD)
def test_every_finding_can_be_said_in_both_languages(
    kind: str, pointer: str, value: Any, code: str, place: str
) -> None:
    for finding in SCHEMAS.findings(kind, changed(GOOD[kind], pointer, value)):
        entry = rule(finding.code)
        for text in (entry.text, entry.remedy, entry.why):
            assert text.zh.format(**finding.params) and text.en.format(**finding.params)
        assert "{" not in say(finding.code, "zh", **finding.params)


def test_no_finding_repeats_the_value() -> None:
    canary = "13800001111-canary"
    for kind, record in GOOD.items():
        for pointer in [f"/{key}" for key in record]:
            for finding in SCHEMAS.findings(kind, changed(record, pointer, canary)):
                assert canary not in repr(finding)


def test_an_unknown_key_is_answered_with_the_nearest_one_or_with_extra() -> None:
    for typed, meant in (
        ("statsu", "status"),
        ("客户状态", "status"),
        ("下次跟进", "next_follow_up"),
        ("qqq", "extra"),
    ):
        findings = SCHEMAS.findings("customer", {**GOOD["customer"], typed: "x"})
        assert [finding.params["suggestion"] for finding in findings] == [meant]


def test_all_unknown_keys_are_told_even_where_other_rules_fail() -> None:
    record = {**GOOD["customer"], "status": "?", "one": 1, "two": 2}
    assert found("customer", record) == [
        ("field.unknown", "/one"),
        ("value.enum", "/status"),
        ("field.unknown", "/two"),
    ]


def test_a_key_without_value_counts_as_absent() -> None:
    assert found("customer", {**GOOD["customer"], "industry": None, "source_ref": None}) == []
    assert found("customer", {**GOOD["customer"], "name": None}) == [("field.required", "")]
    assert found("contacts", {"contacts": [{"id": "P01", "name": "*", "title": None}]}) == []


def test_a_root_that_is_no_map_is_a_finding() -> None:
    assert found("customer", ["id"]) == [("value.type", "")]


def test_wrong_codes_are_answered_with_the_allowed_ones() -> None:
    [finding] = SCHEMAS.findings("customer", {**GOOD["customer"], "status": "x"})
    assert finding.params == {"field": "status", "allowed": "potential, active, lost"}


def test_a_wrong_form_is_answered_with_an_example() -> None:
    [finding] = SCHEMAS.findings("order", {**GOOD["order"], "currency": "yuan"})
    assert finding.params == {"field": "currency", "example": "CNY"}


def test_a_place_without_extra_tells_the_keys_that_it_knows() -> None:
    [finding] = SCHEMAS.findings("settings", {"format": 1, "lifecycle": {"zzz": 1}})
    known = "stale_months, archive_months, retention_months, ticket_days"
    assert finding.params == {"field": "zzz", "suggestion": known}


def test_private_persons_have_a_gender_and_companies_a_credit_code() -> None:
    person = {
        "id": "CUST002",
        "name": "*女士",
        "company": "个人",
        "type": "b2c",
        "gender": "female",
        "birth_year": 1985,
    }
    assert found("customer", person) == []
    assert found("customer", {**person, "type": "b2b"}) == [
        ("value.not_allowed", "/birth_year"),
        ("value.not_allowed", "/gender"),
    ]
    del person["type"]
    assert found("customer", person) == []


def test_the_key_tells_every_change_of_a_schema() -> None:
    other = load_schemas({**FILES, "schema/terms.schema.json": FILES["schema/terms.schema.json"] + b"\n"})
    assert load_schemas(dict(reversed(FILES.items()))).key == SCHEMAS.key != other.key

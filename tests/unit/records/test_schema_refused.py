"""A broken or hostile schema is refused with a code of its own, before any record is judged by it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from schema_cases import FILES, GOOD
from thorough import examples

from crmfs.core.errors import ConfigError
from crmfs.core.messages import rule, say
from crmfs.records.kinds import KINDS
from crmfs.records.schema import SchemaRefused, check_schemas, load_schemas
from crmfs.records.schema_patterns import pattern_is_costly

TEAM = "schema/customer.schema.json"


def team(**further: Any) -> bytes:
    """Returns a team's customer schema with further keywords."""
    return json.dumps({"$ref": "base/customer.schema.json", "unevaluatedProperties": False, **further}).encode()


def added(schema: Any) -> bytes:
    return team(properties={"x": schema})


DOUBLING: dict[str, Any] = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n - 1}"}] * 2} for n in range(1, 40)}
HOSTILE = {
    "no JSON": (b'{\n  "properties": {\n    "x": ,\n', "schema.not_json"),
    "not UTF-8": ('{"title": "合同"}'.encode("gb18030"), "schema.not_json"),
    "not a number": (b'{"properties": {"x": {"minimum": NaN}}}', "schema.not_json"),
    "a list": (b"[]", "schema.not_object"),
    "a key twice": (b'{"type": "object", "type": "array"}', "schema.key_twice"),
    "half a megabyte": (b" " * 600_000 + b"{}", "schema.too_large"),
    "100,000 levels": (b'{"not":' * 60_000, "schema.too_deep"),
    "100 levels": (b'{"not":' * 100 + b"{}" + b"}" * 100, "schema.too_deep"),
    "doubling references": (team(**{"$defs": {"d0": {}, **DOUBLING}}, properties={"x": {"$ref": "#/$defs/d39"}}),
                            "schema.too_deep"),
    "a web address": (added({"$ref": "https://example.com/x.json"}), "schema.ref_remote"),
    "a file address": (added({"$ref": "file:///etc/passwd"}), "schema.ref_remote"),
    "another host": (added({"$ref": "//example.com/x.json"}), "schema.ref_remote"),
    "outside of schema/": (added({"$ref": "../crmfs.yaml"}), "schema.ref_outside"),
    "an absolute path": (added({"$ref": "/etc/passwd"}), "schema.ref_outside"),
    "an escaped path": (added({"$ref": "base%2f..%2f..%2fcrmfs.yaml"}), "schema.ref_missing"),
    "no such file": (added({"$ref": "base/invoice.schema.json"}), "schema.ref_missing"),
    "no such definition": (added({"$ref": "#/$defs/none"}), "schema.ref_missing"),
    "itself": (added({"$ref": "#"}), "schema.ref_cycle"),
    "each other": (team(**{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
                        properties={"x": {"$ref": "#/$defs/a"}}), "schema.ref_cycle"),
    "another base": (team(**{"$id": "https://example.com/"}), "schema.keyword_refused"),
    "a dynamic reference": (added({"$dynamicRef": "#x"}), "schema.keyword_refused"),
    "draft 7": (team(**{"$schema": "http://json-schema.org/draft-07/schema#"}), "schema.draft_unknown"),
    "a draft inside": (added({"$schema": "http://json-schema.org/draft-04/schema#"}), "schema.draft_unknown"),
    "a misspelt type": (added({"type": "strng"}), "schema.not_schema"),
    "an enum of letters": (added({"enum": "abc"}), "schema.not_schema"),
    "properties in a list": (team(properties=["x"]), "schema.not_schema"),
    "a number for a schema": (added(3), "schema.not_schema"),
    "an unclosed bracket": (added({"pattern": "([a-z]"}), "schema.pattern_refused"),
    "look-ahead": (added({"pattern": "^(?=a)b"}), "schema.pattern_refused"),
    "back reference": (added({"pattern": r"(a)\1"}), "schema.pattern_refused"),
    "a gigantic pattern": (added({"pattern": "((a{1000}){1000}){1000}"}), "schema.pattern_refused"),
    "an unclosed name pattern": (team(patternProperties={"([": {}}), "schema.pattern_refused"),
    "a catastrophic pattern": (added({"pattern": "^(a+)+$"}), "schema.pattern_costly"),
    "a catastrophic name pattern": (team(patternProperties={"^(x*)*$": {}}), "schema.pattern_costly"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_schema_is_refused_by_the_check_with_its_own_code(name: str) -> None:
    data, code = HOSTILE[name]
    problems = check_schemas({**FILES, TEAM: data})
    assert {(problem.code, problem.path) for problem in problems} == {(code, TEAM)}
    for problem in problems:
        assert all(text.zh.format(**problem.params) for text in rule(problem.code)[1:4])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_schema_passes_no_record(name: str) -> None:
    data, code = HOSTILE[name]
    schemas = load_schemas({**FILES, TEAM: data})
    for use in (schemas.is_valid, schemas.findings):
        with pytest.raises(SchemaRefused) as refused:
            use("customer", GOOD["customer"])
        assert {problem.code for problem in refused.value.problems} == {code}
    assert schemas.is_valid("terms", GOOD["terms"])


@pytest.mark.parametrize("name", HOSTILE)
def test_fields_of_a_hostile_schema_are_read_safely_or_not_at_all(name: str) -> None:
    schemas = load_schemas({**FILES, TEAM: HOSTILE[name][0]})
    try:
        assert "id" in schemas.fields("customer")
    except SchemaRefused as refused:
        assert refused.problems


def test_the_release_is_not_refused() -> None:
    assert check_schemas(FILES) == []


def test_a_syntax_error_is_told_with_line_and_column() -> None:
    [problem] = check_schemas({**FILES, TEAM: b'{\n  "title": x\n}'})
    assert (problem.line, problem.column) == (2, 12)


def test_a_wrong_keyword_is_told_with_its_place() -> None:
    [problem] = check_schemas({**FILES, TEAM: added({"type": "strng"})})
    assert problem.pointer == "/properties/x/type"


def test_a_pattern_in_a_shared_file_is_told_there() -> None:
    shared = b'{"$defs": {"code": {"type": "string", "pattern": "(["}}}'
    files = {**FILES, TEAM: added({"$ref": "common.json#/$defs/code"}), "schema/common.json": shared}
    with pytest.raises(SchemaRefused) as refused:
        load_schemas(files).is_valid("customer", {})
    assert [(p.path, p.pointer) for p in refused.value.problems] == [("schema/common.json", "/$defs/code/pattern")]


def test_every_problem_of_every_file_is_told_at_once() -> None:
    files = {**FILES, TEAM: added({"$ref": "file:///x"}), "schema/order.schema.json": b"{"}
    assert [(p.code, p.path) for p in check_schemas(files)] == [
        ("schema.ref_remote", TEAM),
        ("schema.not_json", "schema/order.schema.json"),
    ]


def test_a_schema_of_no_kind_is_refused() -> None:
    files = {**FILES, "schema/invoice.schema.json": b"{}"}
    assert [problem.code for problem in check_schemas(files)] == ["schema.kind_unknown"]
    with pytest.raises(SchemaRefused):
        load_schemas(files)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_without_schema_passes_no_record(kind: str) -> None:
    path = KINDS[kind].schema_path
    files = {name: data for name, data in FILES.items() if name != path}
    assert [(problem.code, problem.path) for problem in check_schemas(files)] == [("schema.missing", path)]
    with pytest.raises(SchemaRefused):
        load_schemas(files).is_valid(kind, GOOD[kind])


def test_the_error_is_one_of_configuration_and_names_the_file() -> None:
    with pytest.raises(ConfigError) as refused:
        load_schemas({**FILES, TEAM: b"{"}).fields("customer")
    assert TEAM in say(refused.value.code, "zh", **refused.value.params)


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a*)*$", "^([a-z]+)*$", "((ab)*c)+", "(?:x+){2,}", "(a|b+)*", r"(\d+){9}"]
)
def test_unlimited_repetition_in_a_repeated_group_is_costly(pattern: str) -> None:
    assert pattern_is_costly(pattern)


@pytest.mark.parametrize(
    "pattern", ["^[A-Z](-?[A-Z0-9]){2,39}$", "a+b*", "(ab)+", r"\(a+\)+", "[(a+)+]+", "(a+)?", "(a{2})+"]
)
def test_ordinary_patterns_are_not(pattern: str) -> None:
    assert not pattern_is_costly(pattern)


WORDS = (
    "$ref", "$defs", "allOf", "anyOf", "oneOf", "if", "then", "else", "not", "properties", "patternProperties", "items",
    "additionalProperties", "dependentSchemas", "required", "type", "enum", "const", "format", "pattern", "minLength",
    "title", "examples", "description", "x-label", "x-labels", "x-aliases", "x-code-aliases", "x-refers",
    "zh", "id", "x",
)  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["string", "array", "date", "#", "#/x", "("])
)
ANYTHING = st.recursive(
    LEAVES,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(WORDS), part, max_size=4),
    max_leaves=25,
)


@settings(max_examples=examples(300))
@given(st.dictionaries(st.sampled_from(WORDS), ANYTHING, max_size=5))
def test_whatever_stands_in_a_schema_is_understood_or_refused(schema: Any) -> None:
    schemas = load_schemas({**FILES, TEAM: json.dumps(schema).encode()})
    for use in (
        lambda: schemas.fields("customer"),
        lambda: schemas.findings("customer", {"id": "x", "x": {"id": [1]}}),
    ):
        try:
            use()
        except SchemaRefused as refused:
            assert all(rule(problem.code) for problem in refused.problems)

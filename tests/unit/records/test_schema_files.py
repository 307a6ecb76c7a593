"""The release's schemas are complete: every property and every code has its words in Chinese and English."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from schema_cases import FILES

from crmfs.core.messages import Text
from crmfs.records.fields import Field
from crmfs.records.kinds import KINDS
from crmfs.records.labels import choice_code, field_code
from crmfs.records.schema import load_schemas
from crmfs.records.schema_check import NO_RECORDS

SCHEMAS = load_schemas(FILES)
BASE = [path for path in FILES if path.startswith("schema/base/")]
STANDARD_TABLE = {
    ("customer", "id"): "客户ID", ("customer", "name"): "客户姓名", ("customer", "company"): "公司名称",
    ("customer", "industry"): "行业类型", ("customer", "source"): "客户来源", ("contacts", "phone"): "联系方式",
    ("contacts", "email"): "电子邮箱", ("interaction", "date"): "互动日期", ("interaction", "type"): "互动类型",
    ("interaction", "content"): "互动内容", ("customer", "owner"): "负责员工", ("customer", "status"): "客户状态",
    ("customer", "next_follow_up"): "下次跟进日期", ("customer", "notes"): "备注",
}  # fmt: skip
KEYS = {
    "customer": "id name company type gender birth_year industry size source region address owner team level stage "
    "status status_reason status_by status_date lifecycle hold next_follow_up need budget preferences habits "
    "satisfaction credit_code website tags distinct reviews source_ref notes extra",
    "interaction": "id date type content employee contact next_step",
    "order": "id date amount currency status lines",
    "ticket": "id opened kind subject content employee status solution closed",
    "feedback": "id date rating content employee reply",
    "meta": "title tags sensitivity expires_on source",
    "terms": "credit_limit bank tax",
    "settings": "format language timezone ids privacy limits lifecycle support",
    "access": "version scope roles grants restrict tests",
}
ITEM_KEYS = {
    ("contacts", "contacts"): "id name title phone mobile email wechat primary",
    ("order", "lines"): "product quantity unit_price discount",
    ("members", "members"): "id name emails roles team regions language",
}


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from nodes(part)


def complete(words: Any) -> bool:
    return isinstance(words, dict) and set(words) == {"zh", "en"} and all(words.values())


def every_field(fields: Mapping[str, Field]) -> Iterator[Mapping[str, Field]]:
    yield fields
    for field in fields.values():
        if field.items:
            yield from every_field(field.items)


def test_every_kind_has_the_releases_schema_and_the_teams() -> None:
    names = {f"{kind}.schema.json" for kind in KINDS}
    assert set(FILES) == {f"schema/{name}" for name in names} | {f"schema/base/{name}" for name in names} | {
        f"schema/base/{name}.schema.json" for name in NO_RECORDS
    }


@pytest.mark.parametrize("path", BASE)
def test_every_property_has_label_and_description_in_both_languages(path: str) -> None:
    for node in nodes(json.loads(FILES[path])):
        for name, schema in node.get("properties", {}).items():
            if isinstance(schema, dict) and set(schema) != {"const"}:
                assert complete(schema.get("x-label")) and complete(schema.get("x-description")), name
                assert (
                    schema["x-label"]["zh"] in schema["description"]
                    and schema["x-label"]["en"] in schema["description"]
                )


@pytest.mark.parametrize("path", FILES)
def test_every_code_has_a_label_in_both_languages(path: str) -> None:
    for node in nodes(json.loads(FILES[path])):
        if "enum" in node:
            assert list(node["x-labels"]) == node["enum"]
            assert all(map(complete, node["x-labels"].values()))
            assert set(node.get("x-code-aliases", {})) <= set(node["enum"])


@pytest.mark.parametrize("path", FILES)
def test_files_are_valid_for_editors_without_crmfs(path: str) -> None:
    schema = json.loads(FILES[path])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    if path not in BASE:
        assert schema["$ref"] == "base/" + path.removeprefix("schema/")
        assert schema["unevaluatedProperties"] is False


def test_the_standard_table_has_the_words_of_the_trade() -> None:
    for (kind, name), label in STANDARD_TABLE.items():
        fields = SCHEMAS.fields(kind)
        fields = fields["contacts"].items if kind == "contacts" else fields
        assert fields[name].label.zh == label


@pytest.mark.parametrize("kind", KEYS)
def test_keys_stand_in_the_order_of_the_design(kind: str) -> None:
    names = [name for name in SCHEMAS.fields(kind) if name in KEYS[kind].split()]
    assert names == KEYS[kind].split()
    assert set(SCHEMAS.fields(kind)) <= {*names, "source_ref", "notes", "extra"}


@pytest.mark.parametrize(("kind", "name"), ITEM_KEYS)
def test_keys_of_items_stand_in_the_order_of_the_design(kind: str, name: str) -> None:
    keys = ITEM_KEYS[kind, name].split()
    assert list(SCHEMAS.fields(kind)[name].items)[: len(keys)] == keys


@pytest.mark.parametrize("kind", KINDS)
def test_every_label_and_alias_means_one_field(kind: str) -> None:
    for fields in every_field(SCHEMAS.fields(kind)):
        for field in fields.values():
            for typed in (field.name, *field.label, *field.aliases):
                assert field_code(fields, typed) == field.name, typed


@pytest.mark.parametrize("kind", KINDS)
def test_every_label_and_alias_means_one_code(kind: str) -> None:
    for fields in every_field(SCHEMAS.fields(kind)):
        for field in fields.values():
            for choice in field.choices:
                for typed in (choice.code, *choice.label, *choice.aliases):
                    assert choice_code(field, typed) == choice.code, typed


@pytest.mark.parametrize("kind", KINDS)
def test_examples_keep_their_own_rules(kind: str) -> None:
    for node in nodes([json.loads(FILES[path]) for path in FILES if path.endswith(f"/{kind}.schema.json")]):
        for example in node.get("examples", ()):
            assert "138" not in str(example)
            if "enum" in node:
                assert example in node["enum"]
    for fields in every_field(SCHEMAS.fields(kind)):
        for field in fields.values():
            if field.choices and field.example:
                assert choice_code(field, field.example.split(", ")[0]) is not None


def test_what_names_a_member_says_so() -> None:
    named = {
        (kind, field.name) for kind in KINDS for field in SCHEMAS.fields(kind).values() if field.refers == "member"
    }
    assert named == {
        ("customer", "owner"), ("customer", "status_by"), ("interaction", "employee"), ("ticket", "employee"),
        ("feedback", "employee"), ("review", "employee"),
    }  # fmt: skip


def test_real_names_and_numbers_have_a_place_in_protected_files_only() -> None:
    protected = {
        kind
        for kind in KINDS
        for fields in every_field(SCHEMAS.fields(kind))
        if any(f.protected for f in fields.values())
    }
    assert protected == {"contacts", "terms", "members"}


def test_kinds_have_a_label() -> None:
    assert SCHEMAS.label("customer") == Text("客户", "Customer")
    assert all(SCHEMAS.label(kind).zh != kind for kind in KINDS)

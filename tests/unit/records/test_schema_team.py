"""A team adds a field or a code by editing `schema/` only; fields, labels and findings then know it."""

import json
from collections.abc import Callable
from typing import Any

from schema_cases import FILES, GOOD

from crmfs.core.messages import Text
from crmfs.records.fields import Choice, Field
from crmfs.records.labels import choice_code, field_code, label
from crmfs.records.schema import Schemas, check_schemas, load_schemas


def edited(kind: str, edit: Callable[[Any], object], **more: bytes) -> Schemas:
    """Returns the schemas after an edit of the team's file of a kind, which the check lets pass."""
    path = f"schema/{kind}.schema.json"
    schema = json.loads(FILES[path])
    edit(schema)
    files = {**FILES, **{f"schema/{name}.json": data for name, data in more.items()}, path: json.dumps(schema).encode()}
    assert check_schemas(files) == []
    return load_schemas(files)


def with_property(name: str, schema: Any) -> Schemas:
    return edited("customer", lambda team: team["properties"].update({name: schema}))


def codes(schemas: Schemas, record: Any, kind: str = "customer") -> list[str]:
    return [finding.code for finding in schemas.findings(kind, {**GOOD[kind], **record})]


def test_a_field_with_only_a_title_is_understood() -> None:
    schemas = with_property("contract_level", {"title": "合同等级", "type": "string"})
    fields = schemas.fields("customer")
    assert list(fields)[-1] == "contract_level" and next(iter(fields)) == "id"
    assert fields["contract_level"] == Field("contract_level", Text("合同等级", "合同等级"))
    assert field_code(fields, "合同等级") == "contract_level"
    assert codes(schemas, {"contract_level": "一级"}) == []
    assert codes(schemas, {"contract_level": 1}) == ["value.type"]
    assert codes(load_schemas(FILES), {"contract_level": "一级"}) == ["field.unknown"]


def test_a_field_with_nothing_but_a_name_is_labelled_by_it() -> None:
    assert label(with_property("colour", {}).fields("customer")["colour"], "zh") == "colour"


def test_a_plain_enum_is_labelled_by_its_codes() -> None:
    field = with_property("tier", {"enum": ["gold", "silver"]}).fields("customer")["tier"]
    assert field.choices == (Choice("gold", Text("gold", "gold")), Choice("silver", Text("silver", "silver")))
    assert choice_code(field, "Gold") == "gold"


def test_alternatives_with_const_and_title_are_choices() -> None:
    schemas = with_property(
        "tier", {"oneOf": [{"const": "gold", "title": "金牌"}, {"const": "silver", "title": "银牌"}]}
    )
    field = schemas.fields("customer")["tier"]
    assert choice_code(field, "金牌") == "gold"
    [finding] = schemas.findings("customer", {**GOOD["customer"], "tier": "铜牌"})
    assert (finding.code, finding.params["allowed"]) == ("value.enum", "gold, silver")


def test_a_code_is_added_with_its_label() -> None:
    def add(team: Any) -> None:
        team["properties"]["industry"]["enum"].append("aerospace")
        team["properties"]["industry"]["x-labels"]["aerospace"] = {"zh": "航空航天", "en": "Aerospace"}

    schemas = edited("customer", add)
    field = schemas.fields("customer")["industry"]
    assert field.label.zh == "行业类型" and field.choices[-1].code == "aerospace"
    assert choice_code(field, "航空航天") == "aerospace"
    assert codes(schemas, {"industry": "aerospace"}) == []


def test_a_fixed_list_can_be_narrowed_but_not_widened() -> None:
    schemas = with_property("status", {"enum": ["active", "lost", "sleeping"]})
    assert [choice.code for choice in schemas.fields("customer")["status"].choices] == ["active", "lost"]
    assert codes(schemas, {"status": "potential"}) == codes(schemas, {"status": "sleeping"}) == ["value.enum"]


def test_a_field_can_be_made_required_or_given_another_name() -> None:
    schemas = edited("customer", lambda team: team.update(required=["owner"]))
    assert schemas.fields("customer")["owner"].required
    renamed = with_property("region", {"x-label": {"zh": "大区", "en": "Zone"}}).fields("customer")["region"]
    assert (renamed.label, renamed.type) == (Text("大区", "Zone"), "text")


def test_a_field_can_be_ruled_out() -> None:
    schemas = with_property("habits", False)
    assert "habits" not in schemas.fields("customer")
    assert codes(schemas, {}) == ["value.not_allowed"]


def test_definitions_can_be_shared_between_kinds() -> None:
    shared = json.dumps({"$defs": {"grade": {"type": "integer", "title": "等级", "x-protected": True}}}).encode()
    schemas = edited(
        "customer", lambda team: team["properties"].update(grade={"$ref": "common.json#/$defs/grade"}), common=shared
    )
    field = schemas.fields("customer")["grade"]
    assert (field.type, field.label.zh, field.protected) == ("integer", "等级", True)
    assert codes(schemas, {"grade": "A"}) == ["value.type"]


def test_fields_are_found_through_allof_and_conditions() -> None:
    def add(team: Any) -> None:
        team["allOf"] = [
            {"properties": {"fax": {"title": "传真", "type": "string"}}},
            {
                "if": {"required": ["fax"]},
                "then": {"properties": {"fax_hours": {"title": "传真时间", "type": "string"}}},
            },
        ]

    fields = edited("customer", add).fields("customer")
    assert fields["fax"].label.zh == "传真" and fields["fax_hours"].label.zh == "传真时间"


def test_items_of_lists_take_further_fields() -> None:
    def add(team: Any) -> None:
        team["properties"]["lines"]["items"]["properties"]["colour"] = {"title": "颜色", "type": "string"}

    schemas = edited("order", add)
    assert next(iter(schemas.fields("order")["lines"].items)) == "product"
    assert schemas.fields("order")["lines"].items["colour"].label.zh == "颜色"
    assert codes(schemas, {"lines": [{"product": "x", "colour": "red"}]}, "order") == []
    assert codes(schemas, {"lines": [{"product": "x", "size": 1}]}, "order") == ["field.unknown"]


def test_types_follow_the_schema() -> None:
    kinds = {
        name: with_property("x", schema).fields("customer")["x"].type
        for name, schema in {
            "date": {"type": "string", "format": "date"}, "boolean": {"type": "boolean"}, "number": {"type": "number"},
            "integer": {"type": ["integer", "null"]}, "list": {"items": {"type": "string"}},
            "map": {"properties": {"y": {"type": "string"}}}, "text": {"type": ["string", "number"]},
        }.items()
    }  # fmt: skip
    assert all(name == kind for name, kind in kinds.items())


def test_careless_annotations_do_no_harm() -> None:
    careless = {
        "x-label": 3,
        "x-labels": [],
        "x-aliases": "a",
        "x-refers": 1,
        "x-description": {},
        "enum": ["a", 1, None],
    }
    field = with_property("x", careless).fields("customer")["x"]
    assert field == Field("x", Text("x", "x"), choices=(Choice("a", Text("a", "a")),))

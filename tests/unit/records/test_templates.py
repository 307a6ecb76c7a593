"""Blank records carry every field with its label, and the line by which an editor finds the schema."""

import json
import re
from pathlib import PurePosixPath

import pytest
from schema_cases import FILES, ROOT

from crmfs.core.messages import LANGUAGES, Language
from crmfs.records.kinds import CUSTOMER, KINDS, Kind, locate
from crmfs.records.schema import load_schemas
from crmfs.records.templates import TEMPLATES, blank_record, schema_line, template_path
from crmfs.records.yaml import read_yaml

SCHEMAS = load_schemas(FILES)
RELEASED = ROOT / "repo-template"


def blank(kind: Kind, lang: Language = "zh") -> bytes:
    return blank_record(kind, SCHEMAS.fields(kind.name), lang, template_path(kind))


@pytest.mark.parametrize("kind", TEMPLATES, ids=lambda kind: kind.name)
def test_the_released_template_is_what_the_schema_gives(kind: Kind) -> None:
    assert (RELEASED / template_path(kind)).read_bytes() == blank(kind)


def test_no_other_template_is_released() -> None:
    released = {file.relative_to(RELEASED).as_posix() for file in (RELEASED / "templates").glob("*.yaml")}
    assert released == set(map(template_path, TEMPLATES))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_is_there_and_a_blank_record_lacks_required_values_only(kind: Kind, lang: Language) -> None:
    fields = SCHEMAS.fields(kind.name)
    value = read_yaml(blank(kind, lang)).value
    assert isinstance(value, dict) and set(value) == set(fields)
    required = [field.required for field in map(fields.__getitem__, value)]
    assert required == sorted(required, reverse=True)
    assert {finding.code for finding in SCHEMAS.findings(kind.name, value)} <= {"field.required"}


def test_labels_and_codes_stand_in_the_comments() -> None:
    text = blank(CUSTOMER).decode()
    assert 'name: "*经理"  # 客户姓名；必填\n' in text
    assert "status:  # 客户状态；potential 潜在，active 活跃，lost 流失\n" in text
    assert "next_follow_up:  # Next follow-up; 2023-11-01\n" in blank(CUSTOMER, "en").decode()


@pytest.mark.parametrize("kind", TEMPLATES, ids=lambda kind: kind.name)
def test_no_template_holds_a_phone_number_or_an_address(kind: Kind) -> None:
    assert not re.search(r"@|\d{7,}", blank(kind).decode())


@pytest.mark.parametrize(
    "path",
    [
        "crmfs.yaml", "members.yaml", "access.yaml", "reviews/2026-Q1.yaml", "templates/order.yaml",
        "customers/01/CUST001/customer.yaml", "customers/01/CUST001/contacts.yaml", "library/faq/退货.pdf.meta.yaml",
        "customers/01/CUST001/finance/terms.yaml", "customers/01/CUST001/orders/ORD-20231101-7K3M9Q.yaml",
        "customers/01/CUST001/documents/contracts/2024/合同.pdf.meta.yaml",
    ],
)  # fmt: skip
def test_the_first_line_leads_from_the_files_place_to_its_schema(path: str) -> None:
    lead, _, relative = schema_line(path).partition("$schema=")
    assert lead == "# yaml-language-server: "
    steps: list[str] = []
    for part in (PurePosixPath(path).parent / relative).parts:
        if part == "..":
            steps.pop()
        else:
            steps.append(part)
    assert "/".join(steps) in FILES


@pytest.mark.parametrize(
    "path", ["README.md", "templates/unknown.yaml", "library/faq/a.pdf", "customers/01/CUST001/x.yaml"]
)
def test_a_file_without_schema_has_no_such_line(path: str) -> None:
    assert schema_line(path) == ""


def test_editors_know_the_schema_of_a_file_without_that_line() -> None:
    settings = json.loads((RELEASED / ".vscode" / "settings.json").read_bytes())
    assert set(settings["yaml.schemas"]) == {f"./{kind.schema_path}" for kind in KINDS.values()}
    for schema, [pattern] in settings["yaml.schemas"].items():
        path = pattern.replace("**/", "library/faq/").replace("customers/*/*", "customers/01/CUST001").replace("*", "X")
        kind = locate(path).kind
        assert kind is not None and f"./{kind.schema_path}" == schema

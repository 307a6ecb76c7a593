"""Two engines, jsonschema-rs and jsonschema, must agree on what is valid."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from schema_cases import BAD, FILES, GOOD, ROOT, changed
from thorough import examples

from crmfs.exchange.samples import sample_files
from crmfs.records.engine import compile_schema
from crmfs.records.kinds import KINDS, locate
from crmfs.records.record import Record, read_record
from crmfs.records.schema import load_schemas, without_blanks
from crmfs.records.schema_documents import Documents
from crmfs.records.schema_safety import reachable
from crmfs.records.yaml import read_yaml

SCHEMAS = load_schemas(FILES)
HOME = "https://repository.invalid/"  # joins relative references; nothing is fetched
PATHS = {kind.name: kind.schema_path for kind in KINDS.values()}
DOCUMENTS = Documents(FILES)
FIRST = {kind: compile_schema(path, reachable(DOCUMENTS, path)) for kind, path in PATHS.items()}
REGISTRY: Any = Registry().with_resources(
    (HOME + path, Resource.from_contents(json.loads(data))) for path, data in FILES.items()
)
SECOND = {
    kind: Draft202012Validator({"$ref": HOME + path}, registry=REGISTRY, format_checker=FormatChecker())
    for kind, path in PATHS.items()
}


def agreed(kind: str, value: Any) -> bool:
    valid = FIRST[kind].is_valid(value)
    assert SECOND[kind].is_valid(value) is valid
    return valid


@pytest.mark.parametrize("kind", KINDS)
def test_they_agree_on_good_records(kind: str) -> None:
    assert agreed(kind, GOOD[kind])


@pytest.mark.parametrize(("kind", "pointer", "value", "code", "place"), BAD)
def test_they_agree_on_bad_records(kind: str, pointer: str, value: Any, code: str, place: str) -> None:
    assert not agreed(kind, changed(GOOD[kind], pointer, value))


def test_they_agree_on_the_demo() -> None:
    judged = 0
    for path, data in sample_files(date(2026, 3, 31)):
        kind = locate(path).kind
        if kind:
            assert agreed(kind.name, read_yaml(data).value), path
            judged += 1
    assert judged > 100


def test_they_agree_on_the_examples() -> None:
    judged = 0
    for file in (ROOT / "tests" / "examples").rglob("*.yaml"):
        kind = locate("/".join(file.relative_to(ROOT / "tests" / "examples").parts[3:])).kind
        record = read_record("", kind, file.read_bytes()) if kind else None
        if kind and isinstance(record, Record):
            agreed(kind.name, without_blanks(record.value))
            judged += 1
    assert judged > 10


def pointers(value: Any, above: str = "") -> list[str]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [above] if above else []
    for key, part in below:
        found += pointers(part, f"{above}/{key}")
    return found


# No "@": jsonschema takes anything with one for an e-mail address. No line break: Python's `$` matches before it.
WORDS = st.sampled_from(["", "E001", "CUST001", "2023-10-15", "2023-02-30", "b2c", "active", "read", "CNY"])
TEXTS = WORDS | st.text(
    st.characters(codec="utf-8", exclude_characters="@\n\r", exclude_categories=["Cs"]), max_size=30
)
PLAIN = st.none() | st.booleans() | st.integers(-9, 10**9) | st.floats(-9, 9) | TEXTS
VALUES = st.recursive(
    PLAIN, lambda part: st.lists(part, max_size=3) | st.dictionaries(TEXTS, part, max_size=3), max_leaves=4
)


@settings(max_examples=examples(150))
@given(st.data())
def test_they_agree_on_whatever_is_typed(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(GOOD)))
    pointer = data.draw(st.sampled_from(pointers(GOOD[kind])))
    value = changed(GOOD[kind], pointer, data.draw(VALUES))
    agreed(kind, value)
    assert SCHEMAS.is_valid(kind, value) is not bool(SCHEMAS.findings(kind, value))


@settings(max_examples=50)
@given(st.sampled_from(sorted(GOOD)), st.text(st.characters(codec="ascii"), max_size=8), VALUES)
def test_they_agree_on_further_keys(kind: str, key: str, value: Any) -> None:
    agreed(kind, {**GOOD[kind], key: value})

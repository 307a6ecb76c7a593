"""The demo's content: every kind of record, right by the schemas, nobody's data, the same each time."""

import json
import re
import zipfile
from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from crmfs.core.dates import add_months
from crmfs.core.paths import RepoPath, unsafe_reason
from crmfs.exchange.samples import sample_files
from crmfs.exchange.samples.plan import plan
from crmfs.exchange.samples.words import Company
from crmfs.records.ids import is_id
from crmfs.records.kinds import ACCESS, KINDS, SETTINGS, customer_of, locate
from crmfs.records.yaml import read_yaml

TODAY = date(2026, 3, 31)
PERSONAL = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx]|\w@\w")  # mobile number, id card, e-mail
SCHEMAS = Path(__file__).parents[3] / "schema"

Files = dict[RepoPath, bytes]
Values = dict[str, object]


@pytest.fixture(scope="module")
def files() -> Files:
    return dict(sample_files(TODAY))


@pytest.fixture(scope="module")
def records(files: Files) -> dict[RepoPath, Values]:
    return {path: _values(data) for path, data in files.items() if locate(path).kind}


def _values(data: bytes) -> Values:
    values = read_yaml(data).value
    assert isinstance(values, dict)
    return values


def _of_kind(records: dict[RepoPath, Values], name: str) -> dict[RepoPath, Values]:
    return {path: values for path, values in records.items() if locate(path).kind is KINDS[name]}


def test_every_kind_that_the_template_does_not_bring_occurs(records: dict[RepoPath, Values]) -> None:
    kinds = {place.kind for place in map(locate, records)}
    assert kinds == set(KINDS.values()) - {SETTINGS, ACCESS}


def test_every_path_is_safe_known_and_in_its_shard(files: Files) -> None:
    for path in files:
        assert unsafe_reason(path) is None
        assert locate(path).known
        folder = customer_of(path)
        if folder:
            _, shard, customer = folder.split("/")
            assert is_id(customer)
            assert shard == customer[-2:]


def test_a_record_stands_in_the_file_of_its_id(records: dict[RepoPath, Values]) -> None:
    for path, values in records.items():
        assert values.get("id", "") == locate(path).id


def test_every_record_follows_its_schema(records: dict[RepoPath, Values]) -> None:
    registry: Registry[object] = Registry().with_resources(
        (f"file:///{file.relative_to(SCHEMAS).as_posix()}", Resource.from_contents(json.loads(file.read_text())))
        for file in SCHEMAS.rglob("*.schema.json")
    )
    for path, values in records.items():
        kind = locate(path).kind
        assert kind
        schema = {"$ref": f"file:///{kind.name}.schema.json"}
        validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
        assert [(path, error.json_path) for error in validator.iter_errors(values)] == []


def test_customers_are_of_both_types_and_stand_everywhere(records: dict[RepoPath, Values]) -> None:
    customers = _of_kind(records, "customer").values()
    seen = {field: {values[field] for values in customers} for field in ("type", "status", "lifecycle", "stage")}
    assert seen["type"] == {"b2b", "b2c"}
    assert seen["status"] == {"potential", "active", "lost"}
    assert seen["lifecycle"] == {"in_use", "to_archive", "archived"}
    team = json.loads((SCHEMAS / "customer.schema.json").read_text())
    assert seen["stage"] == set(team["properties"]["stage"]["enum"])


def test_a_status_that_was_changed_says_why_by_whom_and_when(records: dict[RepoPath, Values]) -> None:
    for values in _of_kind(records, "customer").values():
        changed = values["status"] != "potential"
        assert all((field in values) == changed for field in ("status_reason", "status_by", "status_date"))
        assert ("next_follow_up" in values) == (values["status"] != "lost")


def test_some_customers_are_due_today_some_overdue_and_some_quiet_for_half_a_year(
    records: dict[RepoPath, Values],
) -> None:
    due = Counter(str(values.get("next_follow_up")) for values in _of_kind(records, "customer").values())
    assert due[TODAY.isoformat()]
    assert due[(TODAY - timedelta(days=3)).isoformat()]
    latest: dict[str, str] = {}
    for path, values in _of_kind(records, "interaction").items():
        customer = locate(path).customer
        latest[customer] = max(latest.get(customer, ""), str(values["date"]))
    quiet = [customer for customer, day in latest.items() if day < add_months(TODAY, -6).isoformat()]
    assert 3 <= len(quiet) <= len(latest) // 2
    assert max(latest.values()) <= TODAY.isoformat()
    assert min(Counter(locate(path).customer for path in _of_kind(records, "interaction")).values()) >= 2


def test_whoever_is_named_is_a_member_and_every_contact_exists(records: dict[RepoPath, Values]) -> None:
    listed = records[RepoPath("members.yaml")]["members"]
    assert isinstance(listed, list)
    members = {member["id"] for member in listed}
    for path, values in records.items():
        assert {values[field] for field in ("owner", "employee", "status_by") if field in values} <= members
        if "contact" in values:
            contacts = records[RepoPath(f"{customer_of(path)}/contacts.yaml")]["contacts"]
            assert isinstance(contacts, list)
            assert values["contact"] in {contact["id"] for contact in contacts}


def test_an_orders_amount_is_the_sum_of_its_lines(records: dict[RepoPath, Values]) -> None:
    for values in _of_kind(records, "order").values():
        lines = values["lines"]
        assert isinstance(lines, list)
        total = sum(line["quantity"] * line["unit_price"] * (1 - line.get("discount", 0)) for line in lines)
        assert total == pytest.approx(values["amount"])


def test_every_document_has_its_metadata_and_none_has_expired(files: Files, records: dict[RepoPath, Values]) -> None:
    documents = {path for path in files if locate(path).document}
    assert {f"{path}.meta.yaml" for path in documents} == set(_of_kind(records, "meta"))
    assert {Path(path).suffix for path in documents} >= {".txt", ".csv", ".md", ".pdf", ".xlsx", ".docx"}
    expiries = [str(values["expires_on"]) for values in records.values() if "expires_on" in values]
    assert expiries
    assert min(expiries) > TODAY.isoformat()


def test_office_files_are_well_formed_and_say_something_in_chinese(files: Files) -> None:
    parts = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
    for path, data in files.items():
        part = parts.get(Path(path).suffix)
        if part:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                assert archive.testzip() is None
                texts = [ElementTree.fromstring(archive.read(name)) for name in archive.namelist()]
                text = "".join(ElementTree.fromstring(archive.read(part)).itertext())
            assert texts
            assert re.search("[一-鿿]{4}", text)


def test_a_pdf_finds_its_objects_by_its_own_table(files: Files) -> None:
    data = next(data for path, data in files.items() if path.endswith(".pdf"))
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    table = data[start:].split(b"\n")
    assert table[0] == b"xref"
    for number, line in enumerate(table[3 : 3 + int(table[1].split()[1]) - 1], 1):
        assert data[int(line.split()[0]) :].startswith(b"%d 0 obj" % number)
    assert "智能仓储".encode("utf-16-be").hex().encode() in b"".join(files.values())


def test_nobodys_name_number_or_address_is_in_it(files: Files, records: dict[RepoPath, Values]) -> None:
    for path, data in files.items():
        assert not PERSONAL.search(path)
        if not path.endswith((".pdf", ".xlsx", ".docx")):
            assert not PERSONAL.search(data.decode())
    for values in records.values():
        people = [values, *_items(values.get("contacts")), *_items(values.get("members"))]
        assert all(str(person["name"]).startswith("*") for person in people if "name" in person)
        assert all(person.get(field, "*") == "*" for person in people for field in ("phone", "mobile", "wechat"))


def _items(values: object) -> list[Values]:
    return values if isinstance(values, list) else []


def test_the_same_arguments_give_the_same_bytes_and_another_seed_others(files: Files) -> None:
    assert dict(sample_files(TODAY)) == files
    assert dict(sample_files(TODAY, seed=2)) != files


def test_more_customers_change_none_of_the_first_ones(files: Files) -> None:
    few = {path: data for path, data in sample_files(TODAY, customers=9) if path.startswith("customers/")}
    assert few.items() <= files.items()


def test_company_names_do_not_repeat_in_a_thousand() -> None:
    names = [
        sample.who.name
        for sample in (plan(number, TODAY, 1) for number in range(1, 1001))
        if isinstance(sample.who, Company)
    ]
    assert len(set(names)) == len(names)

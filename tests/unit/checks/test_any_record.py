"""Whatever a record holds, every check answers: none crashes, and none repeats a value."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs import checks
from crmfs.checks.subject import Rules
from crmfs.core.messages import text as text_of
from crmfs.records.kinds import KINDS
from crmfs.records.record import Record, read_record
from crmfs.records.schema import load_schemas
from crmfs.records.settings import Settings
from crmfs.records.yaml.writer import write_yaml

HOUSE = Path(__file__).parents[3]
SCHEMAS = load_schemas({f.relative_to(HOUSE).as_posix(): f.read_bytes() for f in (HOUSE / "schema").rglob("*.json")})
SECRET = "13987654321"
PLACES = {
    "customer": "customers/01/CUST001/customer.yaml",
    "contacts": "customers/01/CUST001/contacts.yaml",
    "interaction": "customers/01/CUST001/interactions/INT-20260315-7K3M9Q.yaml",
    "order": "customers/01/CUST001/orders/ORD-20260315-7K3M9Q.yaml",
    "meta": "customers/01/CUST001/documents/mail/x.pdf.meta.yaml",
    "members": "members.yaml",
    "settings": "crmfs.yaml",
}
KEYS = st.sampled_from(
    [
        "id",
        "name",
        "contacts",
        "members",
        "phone",
        "mobile",
        "emails",
        "status",
        "客户状态",
        "date",
        "tags",
        "extra",
        "a/b~c",
    ]
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**19),
    st.sampled_from(["", "*", SECRET, "2023/10/15", "９９", "活跃", "zhang@corp.com", "CUST001", "0", "个人"]),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@given(
    st.sampled_from(sorted(PLACES)), st.dictionaries(KEYS, VALUES, max_size=6), st.sampled_from(["default", "no-pii"])
)
@settings(max_examples=examples(300))
def test_every_check_answers(kind: str, value: dict, profile: str) -> None:
    rules = Rules(SCHEMAS, Settings(), frozenset({"E001"}), date(2026, 3, 31), profile)
    record = read_record(PLACES[kind], KINDS[kind], write_yaml(value) if value else b"{}\n")
    assert isinstance(record, Record)
    for check in checks.RECORD_CHECKS:
        for problem in check(record, rules):
            assert problem.line and problem.column
            assert text_of(problem.code).zh.format(path=problem.path, **problem.params)
            assert SECRET not in str([*problem.params.values()])
    for change in checks.CHANGE_CHECKS:
        list(change(record, record, rules))
        list(change(None, record, rules))
        list(change(record, None, rules))

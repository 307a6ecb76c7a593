"""Values put into records: what is said wins, nothing is taken away, and a file changes where its values do."""

from hypothesis import given
from hypothesis import strategies as st

from crmfs.exchange.archive import Archive
from crmfs.exchange.pages import Page, edit_of, merge, merge_extra
from crmfs.records.kinds import CUSTOMER
from crmfs.records.record import Record, read_record
from crmfs.records.yaml import Value, read_yaml

PATH = "customers/01/CUST001/customer.yaml"
KEYS = st.sampled_from(("company", "notes", "region", "总部", "a/b~c"))
VALUES = st.none() | st.integers() | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
RECORDS = st.dictionaries(KEYS, VALUES, max_size=5)


class _NoView:
    """A view of nothing: pages that are there already are given their record by the test."""

    def entry(self, path: str) -> None:
        return None


def _edited(old: bytes, value: dict[str, Value]) -> bytes:
    record = read_record(PATH, CUSTOMER, old)
    assert isinstance(record, Record)
    page = Page(PATH, CUSTOMER, record, value)
    edit = edit_of(page, Archive(_NoView(), ()), {}, "zh")  # type: ignore[arg-type]
    assert edit.data is not None
    return edit.data


@given(RECORDS, RECORDS)
def test_merging_twice_changes_nothing_more(present: dict[str, Value], said: dict[str, Value]) -> None:
    merge(present, said)
    before = dict(present)
    assert merge(present, said) is False
    assert present == before


@given(RECORDS, RECORDS)
def test_nothing_that_was_there_is_lost(present: dict[str, Value], said: dict[str, Value]) -> None:
    before = dict(present)
    merge(present, said)
    assert all(key in present for key in before)
    assert all(present[key] == before[key] for key in before if said.get(key) is None)


def test_a_mask_fills_a_gap_but_replaces_nothing() -> None:
    record: dict[str, Value] = {"name": "*总监"}
    assert merge(record, {"name": "*经理", "owner": "*销售代表"}) is True
    assert record == {"name": "*总监", "owner": "*销售代表"}


def test_columns_without_a_field_gather_under_extra() -> None:
    record: dict[str, Value] = {"extra": {"a": 1}}
    assert merge_extra(record, {"b": "2"}) is True
    assert merge_extra(record, {"a": 1, "b": "2"}) is False
    assert record == {"extra": {"a": 1, "b": "2"}}


def test_comments_and_order_of_a_changed_file_stay() -> None:
    old = "id: CUST001\r\ncompany: 未来  # 甲方\r\nextra: {a: 1, b: [1, 2]}\r\n".encode()
    new = _edited(old, {"id": "CUST001", "company": "远方", "extra": {"a": 2, "b": [1, 2, 3]}})
    assert new.decode() == "id: CUST001\r\ncompany: 远方  # 甲方\r\nextra: {a: 2, b: [1, 2, 3]}\r\n"


@given(RECORDS, RECORDS)
def test_an_edited_file_holds_exactly_the_wanted_values(present: dict[str, Value], said: dict[str, Value]) -> None:
    wanted: dict[str, Value] = {"id": "CUST001", **present}
    old = _edited(b"id: CUST001  # first\n", wanted)
    wanted = dict(wanted)
    merge(wanted, said)
    new = _edited(old, wanted)
    assert read_yaml(new).value == wanted
    assert new.startswith(b"id: CUST001  # first\n")

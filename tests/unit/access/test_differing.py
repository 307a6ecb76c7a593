"""What differs between two records, as rights are judged on it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.access.differing import all_parts, differing
from crmfs.access.field_path import shown_field
from crmfs.records.yaml import Value

KEYS = st.sampled_from(["id", "name", "mobile", "tags"])
SCALARS = st.none() | st.booleans() | st.integers(0, 2) | st.sampled_from(["", "a", "b", "1"]) | st.just(1.0)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
RECORDS = st.dictionaries(KEYS, VALUES, max_size=4)


def fields(old: dict[str, Value], new: dict[str, Value]) -> list[str]:
    return sorted({shown_field(part.field) for part in differing(old, new)})


def people(*named: tuple[str, str, str]) -> dict[str, Value]:
    return {"contacts": [{"id": id_, "name": name, "mobile": mobile} for id_, name, mobile in named]}


ANN, BEN = ("C1", "Ann", "1"), ("C2", "Ben", "2")


@given(RECORDS)
def test_a_record_does_not_differ_from_itself(record: dict[str, Value]) -> None:
    assert differing(record, record) == []


@given(RECORDS, RECORDS)
@settings(max_examples=examples(200))
def test_what_differs_there_differs_back(one: dict[str, Value], other: dict[str, Value]) -> None:
    assert fields(one, other) == fields(other, one)


@given(RECORDS, RECORDS)
@settings(max_examples=examples(200))
def test_a_difference_is_always_found_and_below_its_top_field(one: dict[str, Value], other: dict[str, Value]) -> None:
    tops = {key for key in one.keys() | other.keys() if _said(one, key) != _said(other, key)}
    assert {part.field[0] for part in differing(one, other)} == tops


def _said(record: dict[str, Value], key: str) -> str:
    return repr(_sorted(record[key])) if key in record else ""


def _sorted(value: Value) -> object:
    """Returns a value whose keys are in one order, for that is no difference."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


@given(RECORDS)
def test_what_comes_whole_comes_with_all_that_is_inside(record: dict[str, Value]) -> None:
    assert all_parts(record, given=True) == differing({}, record)
    assert all_parts(record, given=False) == differing(record, {})


def test_true_is_not_one_and_one_is_not_the_word() -> None:
    assert all(fields({"level": one}, {"level": other}) for one, other in [(1, True), (1, 1.0), (1, "1"), (None, "")])


def test_an_item_put_in_front_changes_nobody_else() -> None:
    parts = differing(people(BEN), people(ANN, BEN))
    assert {part.at for part in parts} >= {("contacts", "[]C1"), ("contacts", "[]C1", "mobile")}
    assert not any("[]C2" in part.at for part in parts)


def test_a_number_that_goes_from_one_person_to_another_is_a_change_of_numbers() -> None:
    swapped = people(("C1", "Ann", "2"), ("C2", "Ben", "1"))
    assert fields(people(ANN, BEN), swapped) == ["contacts[].mobile"]
    renamed = people(("C3", "Ann", "1"), BEN)
    assert "contacts[].mobile" in fields(people(ANN, BEN), renamed)


def test_items_without_ids_are_paired_by_what_they_are_then_by_order() -> None:
    old: dict[str, Value] = {"lines": [{"sku": "a", "price": 1}, {"sku": "b", "price": 2}]}
    new: dict[str, Value] = {"lines": [{"sku": "a", "price": 1}, {"sku": "b", "price": 3}]}
    assert fields(old, new) == ["lines[].price"]
    turned: dict[str, Value] = {"lines": [{"sku": "b", "price": 3}, {"sku": "a", "price": 1}]}
    assert fields(old, turned) == ["lines", "lines[].price"]


def test_another_order_is_a_change_of_the_list() -> None:
    assert fields(people(ANN, BEN), people(BEN, ANN)) == ["contacts"]


def test_a_field_that_is_gone_has_no_place_in_the_new_record() -> None:
    (part,) = differing({"budget": 1}, {})
    assert (part.pointer, part.given) == ("", False)


PEOPLE = st.lists(
    st.fixed_dictionaries(
        {}, optional={"id": st.sampled_from(["C1", "C2", "C3"]), "name": SCALARS, "mobile": st.sampled_from(["1", "2"])}
    ),
    max_size=4,
)


@given(PEOPLE, PEOPLE)
@settings(max_examples=examples(300))
def test_whoever_may_not_touch_numbers_leaves_each_where_it_was(
    old: list[dict[str, Value]], new: list[dict[str, Value]]
) -> None:
    parts = differing({"contacts": [*old]}, {"contacts": [*new]})
    if any(part.field == ("contacts", "[]", "mobile") for part in parts):
        return
    assert sorted(_numbers(old)) == sorted(_numbers(new))
    assert _by_person(old) == _by_person(new)


def _numbers(people_: list[dict[str, Value]]) -> list[str]:
    return [str(one["mobile"]) for one in people_ if "mobile" in one]


def _by_person(people_: list[dict[str, Value]]) -> dict[str, list[str]]:
    """Returns the numbers of each id, of nobody's too; ids may be missing or doubled."""
    found: dict[str, list[str]] = {}
    for one in people_:
        if "mobile" in one:
            found.setdefault(str(one.get("id", "")), []).append(str(one["mobile"]))
    return {named: sorted(numbers) for named, numbers in found.items()}

"""What differs between two states of a record: each field once, items of lists by their ids."""

from hypothesis import given
from hypothesis import strategies as st

from crmfs.history.fields import ABSENT, FieldChange, every_field, field_changes
from crmfs.records.yaml import Value

_PLAIN = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "a", "b"])
_ITEMS = st.lists(st.fixed_dictionaries({"id": st.sampled_from(["P1", "P2"]), "x": _PLAIN}), max_size=3)
_VALUES: st.SearchStrategy[Value] = st.recursive(
    _PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3) | _ITEMS,
)
_RECORDS = st.dictionaries(st.sampled_from(["a", "b", "c"]), _VALUES, max_size=3)


def _said(changes: list[FieldChange]) -> list[tuple[str, object, object]]:
    return [(one.pointer, one.old, one.new) for one in changes]


def test_maps_are_entered_and_lists_of_plain_values_are_one_field() -> None:
    old: dict[str, Value] = {"a": {"x": 1, "y": 2}, "tags": ["p"]}
    assert _said(field_changes(old, {"a": {"x": 1, "y": 3}, "tags": ["p", "q"]})) == [
        ("/a/y", 2, 3),
        ("/tags", ["p"], ["p", "q"]),
    ]


def test_an_item_is_known_by_its_id_wherever_it_stands() -> None:
    old: dict[str, Value] = {"c": [{"id": "P1", "x": 1}, {"id": "P2", "x": 1}]}
    (change,) = field_changes(old, {"c": [{"id": "P2", "x": 2}, {"id": "P1", "x": 1}]})
    assert (change.at, change.field, change.pointer) == (("c", "[]P2", "x"), ("c", "[]", "x"), "/c/0/x")


def test_items_that_came_and_went_are_told_whole() -> None:
    old: dict[str, Value] = {"c": [{"id": "P1", "x": 1}]}
    assert _said(field_changes(old, {"c": [{"id": "P2", "x": 1}]})) == [
        ("/c/0", ABSENT, {"id": "P2", "x": 1}),
        ("/c/0", {"id": "P1", "x": 1}, ABSENT),
    ]


def test_another_order_of_items_alone_is_a_change_of_the_list() -> None:
    one, other = {"id": "P1"}, {"id": "P2"}
    assert _said(field_changes({"c": [one, other]}, {"c": [other, one]})) == [("/c", [one, other], [other, one])]


def test_null_and_nothing_differ_and_so_do_a_number_and_a_text() -> None:
    assert _said(field_changes({"a": None, "b": 1}, {"b": "1"})) == [("/b", 1, "1"), ("/a", None, ABSENT)]


@given(_RECORDS, _RECORDS)
def test_there_are_changes_exactly_where_two_states_differ(old: dict[str, Value], new: dict[str, Value]) -> None:
    def plain(value: Value) -> str:
        if isinstance(value, dict):
            return "map" + repr(sorted((key, plain(inner)) for key, inner in value.items()))
        return repr([plain(inner) for inner in value]) if isinstance(value, list) else repr(value)

    assert bool(field_changes(old, new)) == (plain(old) != plain(new))


@given(_RECORDS)
def test_every_field_of_a_record_has_a_place_of_its_own(record: dict[str, Value]) -> None:
    places = [one.at for one in every_field(record)]
    assert len(places) == len(set(places))

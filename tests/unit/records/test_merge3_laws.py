"""Laws of the merge, on random records that three people wrote and two of them changed at random."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from schema_cases import FILES
from thorough import examples

from crmfs.records.merge3 import Decision, RecordSchema, merge3
from crmfs.records.merge3.accord import doubled
from crmfs.records.merge3.sides import canonical, same_value
from crmfs.records.schema import load_schemas
from crmfs.records.yaml import read_yaml
from crmfs.records.yaml.writer import write_yaml

SCHEMA = RecordSchema(load_schemas(FILES), "customer")
_SCALARS = st.sampled_from(["甲", "乙", "a: b", "13800001111", 13800001111, 1, 1.5, True, "true", None, "一\n二\n三\n"])
_ITEMS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from(["P1", "P2", "P3", "P4"]), "name": _SCALARS}),
    max_size=4, unique_by=lambda item: str(item["id"]),
)  # fmt: skip
_LOOSE = st.lists(_SCALARS, max_size=4)
_TAGS = st.lists(st.sampled_from("abcde"), max_size=4, unique=True)
_TEXTS = st.sampled_from(["甲", "一\n二\n"])


def _records(extra: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"id": st.just("CUST001"), "name": st.just("*经理"), "company": st.sampled_from(["未来", "过去"])},
        optional={
            "notes": _TEXTS, "tags": _TAGS, "need": _TEXTS,
            "extra": st.dictionaries(st.sampled_from("xyz"), extra, max_size=3),
        },
    )  # fmt: skip


NAMED = _records(_SCALARS | _ITEMS)
ANY = _records(_SCALARS | _ITEMS | _LOOSE)


@st.composite
def _three(draw: st.DrawFn, records: st.SearchStrategy[dict[str, Any]] = ANY) -> tuple[bytes, bytes, bytes]:
    """A record and two changes of it: each key from the old one or from a new one."""
    base = draw(records)
    sides: list[dict[str, Any]] = []
    for _ in range(2):
        other = draw(records)
        changed = draw(st.sets(st.sampled_from(sorted({*base, *other}))))
        keys = [key for key in {**base, **other} if key in (other if key in changed else base)]
        sides.append({key: (other if key in changed else base)[key] for key in keys})
    return write_yaml(base), write_yaml(sides[0]), write_yaml(sides[1])


def _value(data: bytes | None) -> Any:
    assert data is not None
    return read_yaml(data).value


@given(_three())
@settings(max_examples=examples(100))
def test_it_does_not_matter_whose_side_is_called_ours(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = three
    one, other = merge3(base, ours, theirs, SCHEMA), merge3(base, theirs, ours, SCHEMA)
    assert sorted(clash.address for clash in one.clashes) == sorted(clash.address for clash in other.clashes)
    if not one.clashes:
        assert same_value(_sorted(_value(one.data)), _sorted(_value(other.data)))


@given(_three())
@settings(max_examples=examples(100))
def test_a_result_is_read_strictly_and_holds_nothing_twice(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = three
    result = merge3(base, ours, theirs, SCHEMA)
    assert isinstance(_value(result.data), dict)
    assert doubled(_value(result.data)) <= doubled(_value(ours)) | doubled(_value(theirs))


@given(_three(NAMED))
@settings(max_examples=examples(100))
def test_what_is_merged_again_with_a_side_stays(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = three
    result = merge3(base, ours, theirs, SCHEMA)
    if not result.clashes:
        again = merge3(base, result.data, theirs, SCHEMA)
        assert same_value(_sorted(_value(again.data)), _sorted(_value(result.data)))


@given(_three())
@settings(max_examples=examples(100))
def test_no_field_is_lost_that_one_side_changed(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = three
    result = merge3(base, ours, theirs, SCHEMA)
    old, mine, other, after = map(_value, (base, ours, theirs, result.data))
    open_keys = {clash.at[0] for clash in result.clashes if clash.at}
    for key in {*old, *mine, *other} - open_keys:
        if same_value(old.get(key), other.get(key)):
            assert same_value(after.get(key), mine.get(key)), key
        elif same_value(old.get(key), mine.get(key)):
            assert same_value(after.get(key), other.get(key)), key


@given(_three())
@settings(max_examples=examples(100))
def test_every_conflict_can_be_settled_by_either_side(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, theirs = three
    result = merge3(base, ours, theirs, SCHEMA)
    for side in ("ours", "theirs"):
        decided = {clash.address: Decision(side) for clash in result.clashes}
        settled = merge3(base, ours, theirs, SCHEMA, decided)
        assert not settled.clashes
        assert isinstance(_value(settled.data), dict)
    if result.clashes:
        assert result.marked is not None
        assert result.marked.count(b"<<<<<<< ") == result.marked.count(b">>>>>>> ") >= 1


@given(_three())
@settings(max_examples=examples(100))
def test_who_changed_nothing_changes_nothing(three: tuple[bytes, bytes, bytes]) -> None:
    base, ours, _ = three
    assert merge3(base, ours, base, SCHEMA).data == ours
    assert merge3(base, base, ours, SCHEMA).data == ours
    assert merge3(base, ours, ours, SCHEMA).data == ours


def _sorted(value: Any) -> Any:
    """Returns a value with its lists in an order of their own: where both added, that is no difference."""
    if isinstance(value, dict):
        return {key: _sorted(inner) for key, inner in value.items()}
    return sorted(map(_sorted, value), key=canonical) if isinstance(value, list) else value

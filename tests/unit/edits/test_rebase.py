"""What somebody changes who sees a part of a file is put onto its true bytes: nothing unseen is lost or overwritten."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.access.mask import masked_record
from crmfs.access.policy import EDIT, HIDE, MASK, PARTIAL, READ, Allowance, Restriction
from crmfs.access.rights import Rights
from crmfs.core.errors import ChangedMeanwhile
from crmfs.edits.rebase import rebase
from crmfs.records.yaml import Value, read_yaml
from crmfs.records.yaml.editor import set_value
from crmfs.records.yaml.writer import write_yaml

TRUE = """\
# 决策链
contacts:
  - id: CON-1  # 决策人
    name: 张三
    mobile: "13800001111"
  - id: CON-2
    name: 李四
    mobile: "13800002222"
    wechat: hidden-one
tags: [a, b]
""".encode()

SEES_PART = Rights(
    (Allowance("all", frozenset(), frozenset((READ, EDIT)), ()),),
    (
        Restriction("phones", frozenset(), frozenset((READ,)), (), None, (("contacts", "[]", "mobile"),), PARTIAL),
        Restriction("hidden", frozenset(), frozenset((READ,)), (), None, (("contacts", "[]", "wechat"),), HIDE),
        Restriction("budget", frozenset(), frozenset((READ,)), (), None, (("budget",),), MASK),
    ),
)


def _shown(data: bytes) -> bytes:
    value = read_yaml(data).value
    assert isinstance(value, dict)
    return write_yaml(masked_record(value, SEES_PART))


def _put(data: bytes, edited: bytes) -> bytes:
    result = rebase("p", _shown(data), edited, data)
    assert result is not None
    return result


def test_a_changed_field_of_one_item_leaves_every_other_byte() -> None:
    edited = set_value(_shown(TRUE), "/contacts/1/name", "王五")
    assert _put(TRUE, edited) == TRUE.replace("李四".encode(), "王五".encode())


def test_items_are_told_apart_by_id_when_one_is_deleted_or_added() -> None:
    value = read_yaml(_shown(TRUE)).value
    assert isinstance(value, dict)
    people = value["contacts"]
    assert isinstance(people, list)
    kept = read_yaml(_put(TRUE, write_yaml({**value, "contacts": people[1:]}))).value
    assert kept == {
        "contacts": [{"id": "CON-2", "name": "李四", "mobile": "13800002222", "wechat": "hidden-one"}],
        "tags": ["a", "b"],
    }
    added = _put(TRUE, write_yaml({**value, "contacts": [*people, {"id": "CON-3", "name": "赵六"}]}))
    assert added.startswith(TRUE[: TRUE.index(b"tags:")])
    assert read_yaml(added).value["contacts"][2] == {"id": "CON-3", "name": "赵六"}  # type: ignore[index, call-overload]


def test_items_put_round_are_a_conflict_never_a_mask_in_place_of_a_value() -> None:
    value = read_yaml(_shown(TRUE)).value
    assert isinstance(value, dict)
    people = value["contacts"]
    assert isinstance(people, list)
    with pytest.raises(ChangedMeanwhile):
        _put(TRUE, write_yaml({**value, "contacts": [people[1], people[0]]}))


def test_a_masked_value_that_is_changed_after_all_is_a_conflict() -> None:
    with pytest.raises(ChangedMeanwhile):
        _put(TRUE, set_value(_shown(TRUE), "/contacts/0/mobile", "13900000000"))


def test_what_somebody_else_changed_meanwhile_is_kept() -> None:
    shown = _shown(TRUE)
    theirs = TRUE.replace(b"13800001111", b"13900009999").replace(b"[a, b]", b"[a, b, c]")
    edited = set_value(shown, "/contacts/1/name", "王五")
    assert rebase("p", shown, edited, theirs) == theirs.replace("李四".encode(), "王五".encode())


_TEXT = st.sampled_from(["甲", "乙", "丙"])
_PERSON = st.fixed_dictionaries(
    {"name": _TEXT},
    optional={"title": _TEXT, "mobile": st.sampled_from(["13800001111", "13900002222"]), "wechat": _TEXT},
)


@st.composite
def _edits(draw: st.DrawFn) -> tuple[dict[str, Value], dict[str, Value]]:
    """A record, and what somebody makes of it who sees a part."""
    drawn = draw(st.lists(_PERSON, max_size=4))
    people: list[Value] = [{"id": f"CON-{at}", **person} for at, person in enumerate(drawn)]
    true: dict[str, Value] = {"contacts": people, "tags": draw(st.lists(_TEXT, max_size=3)), "budget": 5}  # type: ignore[dict-item]
    shown = masked_record(true, SEES_PART)
    items: list[Value] = []
    for person in shown["contacts"]:  # type: ignore[union-attr]
        if draw(st.booleans()):
            assert isinstance(person, dict)
            items.append({**person, "title": draw(_TEXT)} if draw(st.booleans()) else person)
    fresh = draw(st.lists(_TEXT, max_size=2))
    items += [{"id": f"NEW-{at}", "name": name} for at, name in enumerate(fresh)]
    return true, {**shown, "contacts": items, "tags": draw(st.lists(_TEXT, max_size=3))}  # type: ignore[dict-item]


@settings(max_examples=examples(60))
@given(_edits())
def test_the_editor_sees_what_he_wrote_and_nothing_unseen_is_lost(
    pair: tuple[dict[str, Value], dict[str, Value]],
) -> None:
    true, wanted = pair
    result = read_yaml(_put(write_yaml(true), write_yaml(wanted))).value
    assert isinstance(result, dict)
    assert masked_record(result, SEES_PART) == wanted
    known = {person["id"]: person for person in true["contacts"]}  # type: ignore[union-attr, index, call-overload]
    assert result["budget"] == true["budget"]
    for person in result["contacts"]:  # type: ignore[union-attr]
        before = known.get(person["id"], {})  # type: ignore[index, call-overload]
        assert all(person.get(key) == before.get(key) for key in ("mobile", "wechat"))  # type: ignore[union-attr]

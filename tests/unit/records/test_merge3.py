"""Two people changed the same file: what becomes of it, case by case, and where they are asked."""

import pytest
from schema_cases import FILES

from benchmarks.merge_cases import ASKED, CASES, CONTACTS, ORDER, Case
from crmfs.records.merge3 import ABSENT, Decision, Merged, RecordSchema, merge3
from crmfs.records.merge3.lines import merge_lines
from crmfs.records.schema import load_schemas
from crmfs.records.yaml import read_yaml

SCHEMAS = load_schemas(FILES)
CUSTOMER = """\
# 重点客户
id: CUST001
name: "*经理"
company: 未来科技有限公司
type: b2b
status: potential  # 状态
status_reason: 展会
next_follow_up: "2026-04-01"
tags: [重要, 老客户]
notes: |
  第一段。

  第二段。

  第三段。
"""


def merged(text: str, ours: str, theirs: str, kind: str = "customer", **options: object) -> Merged:
    return merge3(text.encode(), ours.encode(), theirs.encode(), RecordSchema(SCHEMAS, kind), **options)  # type: ignore[arg-type]


def text_of(result: Merged) -> str:
    assert not result.clashes, [clash.address for clash in result.clashes]
    assert result.data is not None
    return result.data.decode()


def test_changes_of_neighbouring_fields_are_both_kept() -> None:
    ours = CUSTOMER.replace("status: potential", "status: active")
    theirs = CUSTOMER.replace("展会", "来访")
    assert merge_lines(CUSTOMER.encode(), ours.encode(), theirs.encode()) is None
    assert text_of(merged(CUSTOMER, ours, theirs)) == ours.replace("展会", "来访")


def test_the_same_field_with_two_values_is_a_conflict_and_shows_both_between_marks() -> None:
    ours, theirs = (CUSTOMER.replace("status: potential", f"status: {code}") for code in ("active", "lost"))
    theirs = theirs.replace("展会", "停产")
    result = merged(CUSTOMER, ours, theirs)
    assert [(c.address, c.base, c.ours, c.theirs) for c in result.clashes] == [
        ("status", "potential", "active", "lost")
    ]
    assert result.data == ours.replace("展会", "停产").encode()
    assert (
        result.marked
        == CUSTOMER.replace(
            "status: potential  # 状态\n",
            "<<<<<<< ours\nstatus: active  # 状态\n||||||| base\nstatus: potential  # 状态\n"
            "=======\nstatus: lost  # 状态\n>>>>>>> theirs\n",
        )
        .replace("展会", "停产")
        .encode()
    )


@pytest.mark.parametrize(("side", "code"), [("ours", "active"), ("theirs", "lost"), ("base", "potential")])
def test_a_conflict_is_settled_by_the_side_that_somebody_chose(side: str, code: str) -> None:
    ours, theirs = (CUSTOMER.replace("status: potential", f"status: {code}") for code in ("active", "lost"))
    theirs = theirs.replace("展会", "停产")
    result = merged(CUSTOMER, ours, theirs, decided={"status": Decision(side)})  # type: ignore[arg-type]
    assert text_of(result) == CUSTOMER.replace("status: potential", f"status: {code}").replace("展会", "停产")


def test_a_conflict_is_settled_by_a_value_of_ones_own_or_by_none() -> None:
    ours, theirs = (CUSTOMER.replace("展会", word) for word in ("来访", "停产"))
    assert "status_reason: 都不是\n" in text_of(
        merged(CUSTOMER, ours, theirs, decided={"status_reason": Decision("value", "都不是")})
    )
    nothing = merged(CUSTOMER, ours, theirs, decided={"status_reason": Decision("value", ABSENT)})
    assert "status_reason" not in text_of(nothing)


def test_a_comment_and_the_value_on_its_line_are_both_kept() -> None:
    ours = CUSTOMER.replace("# 状态", "# 王芳跟进")
    theirs = CUSTOMER.replace("status: potential", "status: active")
    assert text_of(merged(CUSTOMER, ours, theirs)) == ours.replace("status: potential", "status: active")


def test_line_ends_of_one_side_and_values_of_the_other_are_both_kept() -> None:
    ours = CUSTOMER.replace("\n", "\r\n")
    theirs = CUSTOMER.replace("status: potential", "status: active")
    assert text_of(merged(CUSTOMER, ours, theirs)) == theirs.replace("\n", "\r\n")


def test_tags_are_a_set() -> None:
    ours = CUSTOMER.replace("[重要, 老客户]", "[重要, 老客户, 展会]")
    theirs = CUSTOMER.replace("[重要, 老客户]", "[老客户, 华东, 展会]")
    found = read_yaml(text_of(merged(CUSTOMER, ours, theirs)).encode()).value
    assert isinstance(found, dict)
    assert sorted(map(str, found["tags"])) == sorted(["老客户", "展会", "华东"])  # type: ignore[arg-type]


def test_the_same_tag_added_in_two_places_stands_once() -> None:
    base = CUSTOMER.replace("[重要, 老客户]", "\n  - a\n  - b\n  - c\n  - d")
    ours = base.replace("  - a\n", "  - new\n  - a\n")
    theirs = base.replace("  - d\n", "  - d\n  - new\n")
    assert merge_lines(base.encode(), ours.encode(), theirs.encode()) is not None  # a merge of lines has it twice
    assert text_of(merged(base, ours, theirs)).count("- new") == 1


def test_both_append_to_a_list_and_both_items_are_kept() -> None:
    ours = CONTACTS + '  - id: P03\n    name: 王五\n    phone: "13800003333"\n'
    theirs = CONTACTS + '  - id: P04\n    name: 赵六\n    phone: "13800004444"\n'
    for one, other in ((ours, theirs), (theirs, ours)):
        assert text_of(merged(CONTACTS, one, other, "contacts")) == ours + theirs.removeprefix(CONTACTS)


def test_the_same_id_added_twice_with_different_bodies_is_a_conflict() -> None:
    ours, theirs = (CONTACTS + f"  - id: P03\n    name: {name}\n" for name in ("王五", "赵六"))
    assert [c.address for c in merged(CONTACTS, ours, theirs, "contacts").clashes] == ["contacts[P03]"]


def test_the_same_item_added_twice_is_one() -> None:
    ours = CONTACTS + "  - id: P03\n    name: 王五\n"
    theirs = CONTACTS.replace("contacts:\n", "contacts:\n  - {name: 王五, id: P03}\n")
    assert text_of(merged(CONTACTS, ours, theirs, "contacts")).count("P03") == 1


def test_an_item_deleted_by_one_and_changed_by_the_other_is_a_conflict() -> None:
    ours = CONTACTS[: CONTACTS.index("  - id: P02")]
    theirs = CONTACTS.replace("13800002222", "13900002222")
    (clash,) = merged(CONTACTS, ours, theirs, "contacts").clashes
    assert (clash.address, clash.ours) == ("contacts[P02]", ABSENT)
    kept = merged(CONTACTS, ours, theirs, "contacts", decided={"contacts[P02]": Decision("theirs")})
    assert "13900002222" in text_of(kept)


def test_items_put_round_by_one_and_changed_by_the_other_are_both() -> None:
    head, one, two = CONTACTS.partition("  - id: P02")
    ours = "contacts:\n" + one + two + head.removeprefix("contacts:\n")
    theirs = CONTACTS.replace("张三", "张三丰")
    assert text_of(merged(CONTACTS, ours, theirs, "contacts")) == ours.replace("张三", "张三丰")


def test_lines_of_an_order_go_by_their_product() -> None:
    ours = ORDER.replace("quantity: 3", "quantity: 4")
    theirs = ORDER.replace("    quantity: 3\n", "    quantity: 3\n    unit_price: 18\n").replace("Tofu", "Konbu")
    assert text_of(merged(ORDER, ours, theirs, "order")) == theirs.replace("quantity: 3", "quantity: 4")


def test_items_without_a_name_that_both_changed_are_a_conflict_never_mixed() -> None:
    base = ORDER.replace("Tofu", "Chai")
    ours = base.replace("quantity: 3", "quantity: 4")
    theirs = base.replace("    quantity: 3\n", "    quantity: 3\n    unit_price: 18\n")
    assert [c.address for c in merged(base, ours, theirs, "order").clashes] == ["lines[1]"]


def test_paragraphs_of_one_long_text_are_merged_by_lines() -> None:
    ours = CUSTOMER.replace("第一段。", "第一段，改。").replace("potential", "active")
    theirs = CUSTOMER.replace("第三段。", "第三段，改。").replace("展会", "来访")
    assert text_of(merged(CUSTOMER, ours, theirs)) == (ours.replace("第三段。", "第三段，改。").replace("展会", "来访"))


def test_a_new_key_that_both_added_far_apart_is_no_key_twice() -> None:
    ours = CUSTOMER.replace("type: b2b\n", "type: b2b\nregion: 华东\n")
    theirs = CUSTOMER + "region: 华东\n"
    assert text_of(merged(CUSTOMER, ours, theirs)).count("region:") == 1
    assert [c.address for c in merged(CUSTOMER, ours, theirs.replace("华东", "华南")).clashes] == ["region"]


def test_a_scalar_that_became_a_map_is_no_scalar_any_more() -> None:
    base = CUSTOMER + "extra:\n  车: 一辆\n"
    ours, theirs = base.replace("一辆", "{型号: A}"), base.replace("一辆", "两辆")
    assert [c.address for c in merged(base, ours, theirs).clashes] == ["extra.车"]


def test_quoted_and_bare_numbers_are_different_values() -> None:
    base = CUSTOMER + 'extra:\n  phone: "13800001111"\n'
    ours, theirs = base.replace('"13800001111"', "13800001111"), base.replace('"13800001111"', "'13800001111'")
    assert "phone: 13800001111\n" in text_of(merged(base, ours, theirs))
    theirs = base.replace("13800001111", "13900001111")
    assert [c.address for c in merged(base, ours, theirs).clashes] == ["extra.phone"]


def test_a_field_deleted_by_one_and_changed_by_the_other_is_a_conflict() -> None:
    ours, theirs = CUSTOMER.replace("status_reason: 展会\n", ""), CUSTOMER.replace("展会", "来访")
    (clash,) = merged(CUSTOMER, ours, theirs).clashes
    assert (clash.address, clash.ours, clash.theirs) == ("status_reason", ABSENT, "来访")


@pytest.mark.parametrize("broken", ["status: [\n", "status: a\nstatus: b\n", "\tx: 1\n", "<<<<<<< a\n"])
def test_a_side_that_is_no_yaml_is_a_conflict_of_the_whole_file(broken: str) -> None:
    result = merged(CUSTOMER, CUSTOMER.replace("重点", "一般"), CUSTOMER + broken)
    assert [c.address for c in result.clashes] == [""]
    assert result.marked is not None
    assert result.marked.count(b"<<<<<<< ") - ("<<<" in broken) == 1


def test_a_file_deleted_by_one_and_changed_by_the_other_is_a_conflict_of_the_whole_file() -> None:
    changed = CUSTOMER.replace("展会", "来访").encode()
    schema = RecordSchema(SCHEMAS, "customer")
    (clash,) = merge3(CUSTOMER.encode(), None, changed, schema).clashes
    assert clash.address == ""
    assert merge3(CUSTOMER.encode(), None, changed, schema, {"": Decision("ours")}).data is None
    assert merge3(CUSTOMER.encode(), None, changed, schema, {"": Decision("theirs")}).data == changed
    assert merge3(CUSTOMER.encode(), None, CUSTOMER.encode(), schema) == Merged(None)


def test_two_customers_with_one_id_are_always_a_conflict() -> None:
    one, other = CUSTOMER.encode(), CUSTOMER.replace("未来", "过去").encode()
    schema = RecordSchema(SCHEMAS, "customer")
    assert [c.address for c in merge3(None, one, other, schema).clashes] == [""]
    assert merge3(None, one, one, schema).data == one


def test_contacts_that_both_wrote_first_are_joined() -> None:
    ours, theirs = (f"contacts:\n  - id: P0{n}\n    name: 张{n}\n".encode() for n in (1, 2))
    result = merge3(None, ours, theirs, RecordSchema(SCHEMAS, "contacts"))
    assert text_of(result) == ours.decode() + theirs.decode().removeprefix("contacts:\n")


def test_what_breaks_a_rule_only_together_is_a_conflict() -> None:
    ours, theirs = CUSTOMER.replace("b2b", "b2c"), CUSTOMER + "credit_code: 91310000607322080Y\n"
    result = merged(CUSTOMER, ours, theirs)  # a private person has no credit code
    assert [c.address for c in result.clashes] == ["credit_code"]
    assert text_of(merged(CUSTOMER, ours, theirs, decided={"credit_code": Decision("ours")})) == ours


def test_yaml_that_is_no_record_is_merged_by_its_fields_too() -> None:
    base = "query: 状态:活跃\ntitle: 活跃\nsort: date\n"
    ours, theirs = base.replace("title: 活跃", "title: 在用"), base.replace("sort: date", "sort: relevance")
    result = merge3(base.encode(), ours.encode(), theirs.encode())
    assert result.data == base.replace("title: 活跃", "title: 在用").replace("sort: date", "sort: relevance").encode()


def test_what_was_taken_from_whom_is_told() -> None:
    ours = CUSTOMER.replace("status: potential", "status: active").replace("b2b", "b2c")
    theirs = CUSTOMER.replace("展会", "来访").replace("b2b", "b2c")
    assert {(".".join(one.at), one.who) for one in merged(CUSTOMER, ours, theirs).taken} == {
        ("type", "both"), ("status", "ours"), ("status_reason", "theirs"),
    }  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_people_meet_comes_out_as_it_ought_to(case: Case) -> None:
    for one, other in ((case.ours, case.theirs), (case.theirs, case.ours)):
        result = merged(case.base, one, other, case.kind)
        assert bool(result.clashes) == (case.wanted == ASKED)
        if case.wanted != ASKED:
            assert all(text_of(result).count(word) == 1 for word in case.wanted)

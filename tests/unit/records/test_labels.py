"""People type codes, labels in either language or aliases; what is ambiguous is not guessed."""

import pytest
from schema_cases import FILES

from crmfs.core.messages import Text
from crmfs.records.fields import Choice, Field
from crmfs.records.labels import choice_code, field_code, known_choices, label, named
from crmfs.records.schema import load_schemas

CUSTOMER = load_schemas(FILES).fields("customer")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("status", "status"), ("客户状态", "status"), ("Status", "status"), ("状态", "status"),
        ("客户 状态：", "status"),
        ("next_follow_up", "next_follow_up"), ("Next Follow-Up", "next_follow_up"), ("下次跟进日期", "next_follow_up"),
        ("客户id", "id"), ("ＣＵＳＴＯＭＥＲ ＩＤ", "id"), ("公司", "company"), ("心情", None), ("", None),
    ],
)  # fmt: skip
def test_a_field_is_found_by_code_label_or_alias(typed: str, name: str | None) -> None:
    assert field_code(CUSTOMER, typed) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("活跃", "active"), ("活跃客户", "active"), ("active", "active"), ("Active", "active"),
        ("active customer", "active"),
        ("客户活跃", "active"), ("潜在客户", "potential"), ("流失", "lost"), ("客户", None), ("睡眠", None), ("", None),
    ],
)  # fmt: skip
def test_a_status_is_found_with_or_without_the_word_customer(typed: str, code: str | None) -> None:
    assert choice_code(CUSTOMER["status"], typed) == code


def test_a_choice_is_found_by_an_alias() -> None:
    assert choice_code(CUSTOMER["industry"], "制造业") == "manufacturing"


def test_messages_name_a_field_and_its_choices_in_the_readers_words() -> None:
    assert named(CUSTOMER["status"]) == Text("客户状态 (status)", "status")
    assert known_choices(CUSTOMER["status"]) == Text("潜在、活跃、流失", "potential, active, lost")


def test_an_ambiguous_word_is_nobodys() -> None:
    fields = {name: Field(name, Text("日期", name.upper())) for name in ("opened", "closed")}
    assert field_code(fields, "日期") is None
    choices = (Choice("a", Text("同", "x")), Choice("b", Text("同", "y")))
    assert choice_code(Field("f", Text("f", "f"), choices=choices), "同") is None


def test_a_name_is_stronger_than_a_label_and_a_label_than_an_alias() -> None:
    fields = {
        "type": Field("type", Text("客户类型", "Customer type"), aliases=("类别",)),
        "kind": Field("kind", Text("类别", "Type")),
    }
    assert field_code(fields, "type") == "type"
    assert field_code(fields, "类别") == "kind"


def test_a_label_is_told_in_the_language_asked_for() -> None:
    assert [label(CUSTOMER["status"], lang) for lang in ("zh", "en")] == ["客户状态", "Status"]
    assert label(CUSTOMER["status"].choices[1], "zh") == "活跃"

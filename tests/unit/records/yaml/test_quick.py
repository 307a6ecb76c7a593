"""The fast path never means anything else than the full reader, and never accepts what that refuses or notes."""

import pytest
from made_yaml import made

from crmfs.records.yaml.faults import YamlError
from crmfs.records.yaml.quick import DECLINED, quick_place, quick_value
from crmfs.records.yaml.reader import Document, read_tree, read_yaml
from crmfs.records.yaml.values import Value, pointer_to, same

CUSTOMER = """\
# yaml-language-server: $schema=../../../schema/customer.schema.json
id: CUST-7K3M9QXA
name: "*经理"            # 客户姓名
type: b2b
budget: 500000
satisfaction: 4.5
next_follow_up: 2023-11-01
website: https://www.example.cn
tags: [重点, VIP]
source_ref:
  system: 'salesforce'
  id: "0015"
contacts:
- name: 张三

  primary: true
- name:
content: |  # 会议纪要
  第一行: it's

    - 第二行
extra: {}
"""


def disagreement(data: bytes) -> str | None:
    """Returns how the two paths differ on a file, or None."""
    quick = quick_value(data)
    if quick is DECLINED:
        return None
    try:
        root, notes = read_tree.__wrapped__(data)
    except YamlError as error:
        return f"accepted, but {error.code}"
    if notes:
        return f"silent about {notes[0].code}"
    value = root.value if root else None
    if not same(quick, value):  # type: ignore[arg-type]
        return f"{quick!r} for {value!r}"
    return misplaced(data, value) if isinstance(value, dict) else None


def misplaced(data: bytes, value: dict[str, Value]) -> str | None:
    """Returns the first key that the fast path finds elsewhere than the full reader, or None."""
    fully = Document(data, value)
    for key in value:
        place = quick_place(data, key)
        pointer = pointer_to(key)
        if place and ((place[0], place[1]), (place[0], place[2])) != (
            fully.position(pointer, key=True),
            fully.position(pointer),
        ):
            return f"{key} at {place}"
    return None


@pytest.mark.parametrize(
    "text", [CUSTOMER, CUSTOMER.replace("\n", "\r\n"), CUSTOMER.rstrip("\n"), "", "# c\n", "- a\n- b: 1\n"]
)
def test_plain_records_take_the_fast_path_with_the_same_meaning(text: str) -> None:
    data = text.encode()
    assert quick_value(data) is not DECLINED
    assert disagreement(data) is None


@pytest.mark.parametrize(
    "text",
    [
        "a: *x",
        "a: 0571",
        "a: b: c",
        "a: 1\na: 2",
        "a:\n  b\n",
        "\ta: 1",
        "a: |\n  x",
        "a: b\n  c",
        "- a\n b: 1",
        "a: &x 1",
        "null: 1",
        "﻿a: 1",
    ],
)
def test_whatever_needs_a_judgement_is_declined(text: str) -> None:
    assert quick_value(text.encode()) is DECLINED


def test_values_of_two_readings_are_not_shared() -> None:
    first, second = quick_value(b"a: [x]\nb: {}\n"), quick_value(b"a: [x]\nb: {}\n")
    assert isinstance(first, dict) and isinstance(second, dict)
    assert first["a"] is not second["a"] and first["b"] is not second["b"]


@pytest.mark.parametrize(
    "text",
    ["b:\n  d: |\n    x\n  \n\n      \n", "a: |-\n  x:\n\n  #y", "a: |\n  x\n ", "a: |\n   x\n  y\n", "a: |\n\n  x\n"],
)
def test_the_ends_of_literal_texts_are_the_full_readers(text: str) -> None:
    assert disagreement(text.encode()) is None


def test_both_paths_agree_on_made_texts() -> None:
    wrong = [(seed, found) for seed in range(3000) if (found := disagreement(made(seed)))]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "company: 未来\n",
        "id: CUST001\n# 说明\n\ncompany:   未来  # 注\nname: x\n",
        'id: CUST001\nnotes: |\n  company: 别家\ncompany: "未来"\n',
        "id: CUST001\r\ncompany: 未来\r\n",
        "{id: CUST001, company: 未来}\n",
        '"company": 未来\n',
        "company:\n  未来\n",
        "mycompany: x\ncompany: 未来",
        "\ufeffcompany: 未来\n",
    ],
)
def test_a_field_is_placed_alike_however_its_file_was_read(text: str) -> None:
    read = read_yaml(text.encode())
    assert read.position("/company") == Document(read.data, read.value).position("/company")

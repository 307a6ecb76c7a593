"""What a first user types, `name: *经理`, is mended without touching anything else."""

import pytest

from crmfs.records.yaml import read_yaml
from crmfs.records.yaml.mending import narrow_colons, quote_asterisks, strip_bom


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("name: *经理\n", 'name: "*经理"\n'),
        ("name: *经理  # 姓名\nphone: *\n", 'name: "*经理"  # 姓名\nphone: "*"\n'),
        ("name: *manager\r\nphone: **\r\n", 'name: "*manager"\r\nphone: "**"\r\n'),
        ("list:\n- *a b, c\n- x: *", 'list:\n- "*a b, c"\n- x: "*"'),
        ("tags: [*a, *b]\nmap: {k: *c}\n", 'tags: ["*a", "*b"]\nmap: {k: "*c"}\n'),
        ("tags: [\n  *a,\n  *b\n]\n", 'tags: [\n  "*a",\n  "*b"\n]\n'),
        ('name: *"张"\\\n', 'name: "*\\"张\\"\\\\"\n'),
        ("\ufeffname: *x\n", '\ufeffname: "*x"\n'),
    ],
)
def test_asterisks_are_quoted(typed: str, mended: str) -> None:
    assert quote_asterisks(typed.encode()).decode() == mended
    read_yaml(mended.encode())


@pytest.mark.parametrize("text", ["a: '*x'\nb: |\n  *y\n# *z\nc: 2*3\n", "a: &x 1\nb: *x\n", "a: 'open\n", ""])
def test_other_files_are_left_alone(text: str) -> None:
    assert quote_asterisks(text.encode()).decode() == text


def test_asterisks_before_another_fault_are_still_quoted() -> None:
    assert quote_asterisks(b"a: *x\nb: [1\n") == b'a: "*x"\nb: [1\n'


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("id: C\n状态：活跃\n", "id: C\n状态: 活跃\n"),
        (
            "status： active\r\nowner：E001\r\nid: C\r\n",
            "status: active\r\nowner: E001\r\nid: C\r\n",
        ),
        (
            "# 新客户\nid：C\n# 公司\nname：张\ntags：[a]\nb：x\n",
            "# 新客户\nid: C\n# 公司\nname: 张\ntags: [a]\nb: x\n",
        ),
        ("id：C\nname：张\n", "id: C\nname: 张\n"),
        ("contacts:\n  - id: P01\n    mobile：138\n", "contacts:\n  - id: P01\n    mobile: 138\n"),
    ],
)
def test_full_width_colons_after_keys_become_plain_ones(typed: str, mended: str) -> None:
    assert narrow_colons(typed.encode()).decode() == mended
    read_yaml(mended.encode())


@pytest.mark.parametrize(
    "text", ["a: 1\n请注意，客户要求：\nb: 2\n", "notes: 备注：急\n", "a: 1\n他说“好”：行\nb: 2\n", "a: [1\nb：2\n"]
)
def test_a_full_width_colon_in_a_sentence_is_left_alone(text: str) -> None:
    assert narrow_colons(text.encode()).decode() == text


def test_a_byte_order_mark_is_stripped() -> None:
    assert strip_bom(b"\xef\xbb\xbfa: 1\n") == b"a: 1\n"
    assert strip_bom(b"a: 1\n") == b"a: 1\n"

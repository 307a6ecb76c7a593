"""What is written is read back unchanged, with quotes only where some reader would need them."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from thorough import examples

from crmfs.core.errors import ValueRefused
from crmfs.records.yaml import Value, read_yaml, same
from crmfs.records.yaml.writer import scalar_text, write_yaml

TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(
        st.sampled_from(" \n\t\r:#-?*&!|>'\"%@`[]{},.0123456789+eE~=a中：\x85\u2028\ufeff\0\x07\u3000"), max_size=10
    ),
    st.sampled_from(
        ["null", "no", "0571", "1e3", "0x1F", ".inf", "2023-10-15", "<<", "---", "*经理", "a\nb\n", "a\n\n"]
    ),
)
SCALARS = st.one_of(
    TEXT, st.integers(-(2**60), 2**60), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none()
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=12
)


@settings(max_examples=examples(300))
@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_a_written_file_reads_back_as_the_same_value(value: dict[str, Value]) -> None:
    assert same(read_yaml(write_yaml(value)).value, value)


@settings(max_examples=examples(300))
@given(SCALARS, st.sampled_from(["", "'", '"']), st.booleans())
def test_a_scalar_reads_back_in_any_style_and_place(value: Value, style: str, flow: bool) -> None:
    text = scalar_text(value, style, flow)
    assert "\n" not in text
    document = read_yaml((f"[{text}, x]" if flow else f"- {text} # c\n- x\n").encode())
    assert same(document.value, [value, "x"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("未来科技有限公司", "未来科技有限公司"),
        ("*经理", '"*经理"'),
        ("*", '"*"'),
        ("2023-10-15", "2023-10-15"),
        ("0571", '"0571"'),
        ("13800001111", '"13800001111"'),
        ("no", '"no"'),
        ("NULL", '"NULL"'),
        ("12:30:45", '"12:30:45"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a#b", "a#b"),
        ("https://a.cn", "https://a.cn"),
        ("", '""'),
        ("3M", "3M"),
        (' "x"', '" \\"x\\""'),
        ("a\x85", '"a\\x85"'),
        ("\u2028", '"\\u2028"'),
        ("=1", '"=1"'),
        ("<<", '"<<"'),
        (None, "null"),
        (True, "true"),
        (3, "3"),
        (4.5, "4.5"),
        (1e22, "1e+22"),
        ("name：x", '"name：x"'),
    ],
)
def test_quotes_stand_only_where_needed(value: Value, text: str) -> None:
    assert scalar_text(value) == text


def test_a_new_file_carries_head_comments_and_literal_texts() -> None:
    record: dict[str, Value] = {
        "id": "C1",
        "name": "*经理",
        "notes": "一\n二\n",
        "tags": [],
        "list": [{"a": 1, "b": ["x"]}],
    }
    data = write_yaml(
        record, head="# yaml-language-server: $schema=../s.json", comments={"name": "客户姓名", "list": "列表"}
    )
    assert data.decode() == (
        "# yaml-language-server: $schema=../s.json\n"
        "id: C1\n"
        'name: "*经理"  # 客户姓名\n'
        "notes: |\n  一\n  二\n"
        "tags: []\n"
        "list:  # 列表\n  - a: 1\n    b:\n      - x\n"
    )


@pytest.mark.parametrize("value", [math.inf, math.nan, "\ud800", [[[0]]] * 0 or math.inf])
def test_what_yaml_cannot_hold_is_refused(value: Value) -> None:
    with pytest.raises(ValueRefused, match=r"yaml\.value_unwritable"):
        write_yaml({"a": value})

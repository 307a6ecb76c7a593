"""Edits change exactly one place: all other bytes stay, and what cannot be proved is refused."""

from random import Random

import pytest
from made_yaml import made

from crmfs.records.yaml import Value, YamlError, pointer_to, read_yaml
from crmfs.records.yaml.editor import EditRefused, delete, insert_item, move_item, rename_key, reorder_keys, set_value

RECORD = """\
# yaml-language-server: $schema=x
id: C1   # 客户ID
name: "*经理"  # 客户姓名
tags: [a, 'b']  # 标签

# 联系人
contacts:
  # 第一位
  - name: 张三   # 姓名
    phone: '1'
  # 第二位
  - name: 李四
notes: |  # 备注
  一
  二

extra: {k: 1}
"""


def edited(old: str, new: str, text: str = RECORD) -> str:
    """Returns the record with one piece of text replaced."""
    assert text.count(old) == 1
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("pointer", "value", "old", "new"),
    [
        ("/id", "C2", "C1", "C2"),
        ("/id", "0571", "C1", '"0571"'),
        ("/id", None, "C1", "null"),
        ("/name", "*王", '"*经理"', '"*王"'),
        ("/contacts/0/phone", "it's", "'1'", "'it''s'"),
        ("/contacts/0/phone", 5, "'1'", "5"),
        ("/tags/1", "c, d", "'b'", "'c, d'"),
        ("/tags/0", "c, d", "[a,", '["c, d",'),
        ("/tags", [], "[a, 'b']", "[]"),
        ("/tags", ["x", {"k": 1}], " [a, 'b']  # 标签", "  # 标签\n  - x\n  - k: 1"),
        ("/id", "一\n二\n", " C1   # 客户ID", " |   # 客户ID\n  一\n  二"),
        ("/notes", "一行", "|  # 备注\n  一\n  二", "一行  # 备注"),
        ("/notes", "三\n四\n", "  一\n  二", "  三\n  四"),
        ("/extra/k", [1, {"a": "x: y"}], "{k: 1}", '{k: [1, {a: "x: y"}]}'),
        ("/extra/new", True, "{k: 1}", "{k: 1, new: true}"),
        ("/contacts/1/phone", "2", "  - name: 李四\n", '  - name: 李四\n    phone: "2"\n'),
        ("/a/b/c", 1, "extra: {k: 1}\n", "extra: {k: 1}\na:\n  b:\n    c: 1\n"),
        ("/contacts/1", "x", "name: 李四", "x"),
        ("/contacts/1/name", {"family": "李"}, " 李四", "\n      family: 李"),
    ],
)
def test_set_changes_one_value_and_keeps_quotes_and_comments(pointer: str, value: Value, old: str, new: str) -> None:
    assert set_value(RECORD.encode(), pointer, value).decode() == edited(old, new)
    in_windows = RECORD.replace("\n", "\r\n").encode()
    assert set_value(in_windows, pointer, value).decode() == edited(old, new).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", b"a: 1\n"),
        (b"# c", b"# c\na: 1\n"),
        (b"# c\n\n", b"# c\n\na: 1\n"),
        (b"{}", b"a: 1"),
        (b"null\n", b"a: 1\n"),
        (b"{}  # c\n", b"a: 1  # c\n"),
        (b"---\n", b"---\na: 1\n"),
        (b"b: 2", b"b: 2\na: 1"),
        (b"b: 2\r\n", b"b: 2\r\na: 1\r\n"),
        (b"\xef\xbb\xbfb: 2\n", b"\xef\xbb\xbfb: 2\na: 1\n"),
        (b"{b: 2}\n", b"{b: 2, a: 1}\n"),
        (b"b:\n# end\n", b"b:\na: 1\n# end\n"),
    ],
)
def test_a_first_or_further_key_fits_into_any_file(data: bytes, expected: bytes) -> None:
    assert set_value(data, "/a", 1) == expected


def test_a_new_key_takes_the_place_that_the_order_gives_it() -> None:
    order = ["id", "name", "company", "tags", "notes"]
    assert set_value(b"id: 1\ntags: x\n", "/company", "w", order) == b"id: 1\ncompany: w\ntags: x\n"
    assert set_value(b"# head\ntags: x\n", "/id", 1, order) == b"# head\nid: 1\ntags: x\n"
    assert set_value(b"l:\n  - name: x\n", "/l/0/id", 1, order) == b"l:\n  - id: 1\n    name: x\n"
    assert set_value(b"id: 1\nz: 2\n", "/other", 3, order) == b"id: 1\nz: 2\nother: 3\n"


@pytest.mark.parametrize(
    ("pointer", "old", "new"),
    [
        ("/id", "id: C1   # 客户ID\n", ""),
        ("/tags/0", "[a, 'b']", "['b']"),
        ("/tags/1", "[a, 'b']", "[a]"),
        ("/contacts/0/phone", "    phone: '1'\n", ""),
        ("/contacts/0/name", "name: 张三   # 姓名\n    phone", "phone"),
        ("/contacts/1", "  - name: 李四\n", ""),
        ("/contacts/1/name", "name: 李四", "{}"),
        ("/notes", "notes: |  # 备注\n  一\n  二\n", ""),
        ("/extra/k", "{k: 1}", "{}"),
        ("/extra", "extra: {k: 1}\n", ""),
    ],
)
def test_delete_takes_one_entry_and_no_other_line(pointer: str, old: str, new: str) -> None:
    assert delete(RECORD.encode(), pointer).decode() == edited(old, new)


def test_the_last_entry_leaves_an_empty_list_or_mapping() -> None:
    assert delete(b"a:\n  - 1\nb: 2\n", "/a/0") == b"a: []\nb: 2\n"
    assert delete(b"# c\na: 1\n", "/a") == b"# c\n{}\n"


@pytest.mark.parametrize(
    ("pointer", "index", "value", "old", "new"),
    [
        ("/tags", None, "c", "'b']", "'b', c]"),
        ("/tags", 0, "c", "[a", "[c, a"),
        (
            "/contacts",
            None,
            {"name": "王", "x": [1]},
            "- name: 李四\n",
            "- name: 李四\n  - name: 王\n    x:\n      - 1\n",
        ),
        ("/contacts", 1, "x", "  # 第二位\n", "  - x\n  # 第二位\n"),
        ("/contacts", 0, "x", "  # 第一位\n", "  - x\n  # 第一位\n"),
        ("/new", None, "x", "extra: {k: 1}\n", "extra: {k: 1}\nnew:\n  - x\n"),
    ],
)
def test_an_item_is_inserted_where_asked(pointer: str, index: int | None, value: Value, old: str, new: str) -> None:
    assert insert_item(RECORD.encode(), pointer, index, value).decode() == edited(old, new)


def test_an_item_moves_with_its_own_comments() -> None:
    first = "  # 第一位\n  - name: 张三   # 姓名\n    phone: '1'\n"
    second = "  # 第二位\n  - name: 李四\n"
    assert move_item(RECORD.encode(), "/contacts/0", 1).decode() == edited(first + second, second + first)
    assert move_item(RECORD.encode(), "/tags/1", 0).decode() == edited("[a, 'b']", "['b', a]")
    assert move_item(b"- a\n- b", "/0", 1) == b"- b\n- a"


def test_a_key_is_renamed_in_place() -> None:
    assert rename_key(RECORD.encode(), "/extra/k", "a, b").decode() == edited("{k:", '{"a, b":')
    assert rename_key(b"'x' : 1\n", "/x", "y") == b"'y' : 1\n"
    with pytest.raises(EditRefused, match=r"yaml\.edit_key_taken"):
        rename_key(RECORD.encode(), "/id", "name")


def test_keys_are_reordered_with_their_own_comments_under_the_files_head() -> None:
    text = "# head\nb: 1  # b\n# of a\na:\n  x: 1\n\n# of c\nc: 2"
    assert (
        reorder_keys(text.encode(), "", ["a", "c"]).decode() == "# head\n# of a\na:\n  x: 1\n# of c\nc: 2\n\nb: 1  # b"
    )
    assert reorder_keys(b"- b: 1\n  # of a\n  a: 2\n", "/0", ["a", "b"]) == b"- \n  # of a\n  a: 2\n  b: 1\n"


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: set_value(data, "/contacts/7/name", 1),
        lambda data: set_value(data, "/id/x", 1),
        lambda data: delete(data, "/nope"),
        lambda data: delete(data, ""),
        lambda data: insert_item(data, "/contacts", 9, 1),
        lambda data: insert_item(data, "/id", None, 1),
        lambda data: move_item(data, "/contacts/0", 2),
        lambda data: move_item(data, "/id", 0),
        lambda data: rename_key(data, "/contacts/0", "x"),
        lambda data: reorder_keys(data, "/contacts", ["x"]),
    ],
)
def test_a_place_that_is_not_there_is_refused(edit: object) -> None:
    with pytest.raises(EditRefused, match=r"yaml\.edit_no_place"):
        edit(RECORD.encode())  # type: ignore[operator]


def test_what_cannot_be_proved_is_refused() -> None:
    with pytest.raises(EditRefused, match=r"yaml\.edit_refused"):
        set_value(b"a: [b: 1]\n", "/a/0/c", 2)


def test_a_file_that_cannot_be_read_is_not_edited() -> None:
    with pytest.raises(YamlError):
        set_value(b"a: *x\n", "/b", 1)


VALUES: list[Value] = [
    1,
    -2.5,
    "x",
    "*经理",
    "a: b",
    "多行\n文本\n",
    "x\n\n y",
    "  lead\nx\n",
    "",
    None,
    True,
    "no",
    "0571",
    "a\r\nb",
    "#c",
    [1, "a, b", {"k": "v"}],
    {"k": [], "m": {"n": None}},
    [],
    {},
    "line\u2028sep",
    [["x"], [["y\nz"]]],
    [{"a": "l\nm\n"}],
]


def _places(value: Value, pointer: str = "") -> list[tuple[str, Value]]:
    inside: list[tuple[str | int, Value]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [(pointer, value), *(found for key, child in inside for found in _places(child, pointer + pointer_to(key)))]


def _unchanged(old: str, new: str) -> int:
    """Returns how many characters two texts share at their begin and end."""
    least = min(len(old), len(new))
    begin = next((index for index in range(least) if old[index] != new[index]), least)
    end = next((index for index in range(least) if old[-1 - index] != new[-1 - index]), least)
    return begin + end


def _edit(random: Random, data: bytes) -> None:
    """Does one random edit; the editor itself proves the content, here the untouched text is looked at."""
    places = _places(read_yaml(data).value)
    pointer, held = random.choice(places)
    value = random.choice(VALUES)
    old = data.decode()
    if isinstance(held, list) and held:
        place = random.randrange(len(held))
        inserted = insert_item(data, pointer, random.choice([None, place]), value).decode()
        assert _unchanged(old, inserted) >= len(old)
        moved = move_item(data, pointer + pointer_to(place), random.randrange(len(held))).decode()
        assert sorted("".join(moved.split())) == sorted("".join(old.split()))
        assert len(held) == 1 or _unchanged(old, cut := delete(data, pointer + pointer_to(place)).decode()) >= len(cut)
    elif isinstance(held, dict) and held:
        key = random.choice(list(held))
        assert _unchanged(old, set_value(data, pointer + "/new key", value).decode()) >= len(old)
        assert len(held) == 1 or _unchanged(old, cut := delete(data, pointer + pointer_to(key)).decode()) >= len(cut)
        assert rename_key(rename_key(data, pointer + pointer_to(key), "other"), pointer + "/other", key) is not None
        ordered = reorder_keys(data, pointer, random.sample(list(held), len(held))).decode()
        assert sorted("".join(ordered.split())) == sorted("".join(old.split()))
    set_value(data, pointer, value)


def test_edits_of_made_texts_are_exact_or_refused() -> None:
    read = refused = 0
    for seed in range(2500):
        data = made(seed)
        try:
            read_yaml(data)
        except YamlError:
            continue
        read += 1
        try:
            _edit(Random(seed), data)
        except EditRefused:
            refused += 1
    assert read > 500
    assert refused < read / 50

"""What the reader accepts, what it means, what it refuses, and where it says it stands."""

import time

import pytest

from crmfs.core.messages import rule
from crmfs.records.yaml import Value, YamlError, read_yaml
from crmfs.records.yaml.reader import read_tree


def full(data: bytes) -> Value:
    """Returns what the full reader says, past the fast path."""
    root, _ = read_tree(data)
    return root.value if root else None


def refusal(data: bytes) -> YamlError:
    """Returns the error of a file that must be refused; its code must be a rule."""
    with pytest.raises(YamlError) as caught:
        read_yaml(data)
    assert rule(caught.value.code).severity == "error"
    return caught.value


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("y", "y"),
        ("True", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("", None),
        ("~", None),
        ("Null", None),
        ("nULL", "nULL"),
        ("2023-10-15", "2023-10-15"),
        ("12:30:45", "12:30:45"),
        ("0", 0),
        ("-0", 0),
        ("123", 123),
        ("-19", -19),
        ("0o17", 15),
        ("0x1F", 31),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("0.10", 0.1),
        ("1.2.3", "1.2.3"),
        ("+", "+"),
        ("-", [None]),
        (".", "."),
        ("=", "="),
        ("inf", "inf"),
        ("１２", "１２"),
    ],
)
def test_unquoted_scalars_mean_what_the_core_schema_says(plain: str, value: Value) -> None:
    data = f"a:\n  {plain}\n".encode()
    assert repr(read_yaml(data).value) == repr({"a": value})
    assert repr(read_yaml(f"a: {plain}\n".encode()).value) == repr({"a": value}) if plain != "-" else True


@pytest.mark.parametrize(
    ("plain", "value", "code"),
    [
        ("0571", "0571", "yaml.leading_zero"),
        ("-007", "-007", "yaml.leading_zero"),
        ("00.5", "00.5", "yaml.leading_zero"),
        ("+8613800001111", "+8613800001111", "yaml.leading_plus"),
        ("9007199254740993", 9007199254740993, "yaml.big_integer"),
        ("9" * 400, "9" * 400, "yaml.big_integer"),
        ("0.1000000000000000055", 0.1, "yaml.long_fraction"),
    ],
)
def test_numbers_that_would_lose_digits_are_kept_and_noted(plain: str, value: Value, code: str) -> None:
    document = read_yaml(f"a: {plain}\n".encode())
    assert document.value == {"a": value}
    assert [(note.code, note.pointer, note.line, note.column) for note in document.notes] == [(code, "/a", 1, 4)]
    assert rule(code).severity == "warning"


@pytest.mark.parametrize(
    "plain", ["9007199254740992", "0.1", "1234567.25", "0.30000000000000004", '"0571"', "0", "0.5"]
)
def test_harmless_numbers_are_not_noted(plain: str) -> None:
    assert read_yaml(f"a: {plain}\n".encode()).notes == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: |\n  x\n   y\n\nb: >-\n  x\n  y\n\n  z\n", {"a": "x\n y\n", "b": "x y\nz"}),
        ("a: |+\n  x\n\nb: |-\n  x\n", {"a": "x\n\n", "b": "x"}),
        ("a: x\n  y\n\n  z\n", {"a": "x y\nz"}),
        ('a: "x\\\n  y\\n\\t\\u4e2d\\x41\\/"\n', {"a": "xy\n\t中A/"}),
        ("a: 'it''s\n\n  so'\n", {"a": "it's\nso"}),
        ("{a: [1, {b: c}], 'd': , e}\n", {"a": [1, {"b": "c"}], "d": None, "e": None}),
        ('{"a":1, "b":[x,y,],}', {"a": 1, "b": ["x", "y"]}),
        ("- - a\n  - b\n-\n  c: d\n", [["a", "b"], {"c": "d"}]),
        ("a:\n- 1\n- b:\n  - 2\n", {"a": [1, {"b": [2]}]}),
        ("? a\n: b\n", {"a": "b"}),
        ("--- # c\na: b\n...\n", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n", {"a": "b"}),
        ("a: x#y\nb: x:y\nc: -1a\n", {"a": "x#y", "b": "x:y", "c": "-1a"}),
        ("a: x\u2028y\x85z\u2029\n", {"a": "x\u2028y\x85z\u2029"}),
        ('a: "x\u2028\\u2028"\n', {"a": "x\u2028\u2028"}),
        ("'2023': x\n", {"2023": "x"}),
        ("a:\u3000b: c\n", {"a:\u3000b": "c"}),
        ("", None),
        ("# only\n", None),
        ("---\n", None),
        ("text\n", "text"),
    ],
)
def test_texts_mean_what_yaml_1_2_says(text: str, value: Value) -> None:
    assert repr(full(text.encode())) == repr(value)
    assert repr(read_yaml(text.encode()).value) == repr(value)
    assert repr(read_yaml(text.replace("\n", "\r\n").encode()).value) == repr(value)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("id: C\nname: *经理\n", "yaml.asterisk_unquoted", 2, 7),
        ("phone: *\n", "yaml.asterisk_unquoted", 1, 8),
        ("name: *manager\n", "yaml.asterisk_unquoted", 1, 7),
        ("- **\n", "yaml.asterisk_unquoted", 1, 3),
        ("a: *x\nb: &x 1\n", "yaml.alias", 1, 4),
        ("*x : 1\n", "yaml.alias", 1, 1),
        ("a: &x 1\nb: *x\n", "yaml.anchor", 1, 4),
        ("a: {b: 1}\n<<: {b: 2}\n", "yaml.merge_key", 2, 1),
        ("a: !!str 1\n", "yaml.tag", 1, 4),
        ("a: ! 1\n", "yaml.tag", 1, 4),
        ("a: !重要\n", "yaml.tag", 1, 4),
        ("%YAML 1.1\n---\na: no\n", "yaml.directive", 1, 1),
        ("%TAG ! x\n---\na: no\n", "yaml.directive", 1, 1),
        ("a: 1\nb: 2\na: 3\n", "yaml.duplicate_key", 3, 1),
        ("a: {b: 1, 'b': 2}\n", "yaml.duplicate_key", 1, 11),
        ("a: 1\n---\nb: 2\n", "yaml.several_documents", 2, 1),
        ("1: a\n", "yaml.key_not_text", 1, 1),
        ("null: a\n", "yaml.key_not_text", 1, 1),
        ("[a]: b\n", "yaml.key_not_text", 1, 1),
        ("a: .inf\n", "yaml.not_finite", 1, 4),
        ("a: .NaN\n", "yaml.not_finite", 1, 4),
        ("a: 1e999\n", "yaml.not_finite", 1, 4),
        ("a:\n\tb: 1\n", "yaml.tab", 2, 1),
        ("a: x\x07\n", "yaml.control_character", 1, 5),
        ("a: x\0\n", "yaml.nul", 1, 5),
        ("id: C\nname：张\nb: 1\n", "yaml.fullwidth_colon_key", 2, 5),
        ("name：张\nb: 1\n", "yaml.fullwidth_colon_key", 1, 5),
        ("# x\nid：C\n# c\nname：张\nb：a\n", "yaml.fullwidth_colon_key", 2, 3),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n", "yaml.conflict", 2, 1),
        ("<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n", "yaml.conflict", 1, 1),
        ("a:\n<<<<<<< HEAD\n- 1\n=======\n- 2\n>>>>>>> theirs\n", "yaml.conflict", 2, 1),
        ("name:张\nb: 1\n", "yaml.colon_space", 1, 5),
        ("a: 1\n张三\nb: 1\n", "yaml.no_colon", 2, 1),
        ("notes: a: b\n", "yaml.colon_in_value", 1, 9),
        ("a: 1\n  b: 2\n", "yaml.indentation", 2, 4),
        ("a: @x\n", "yaml.reserved_start", 1, 4),
        ("a: 'x\n", "yaml.quote_open", 1, 4),
        ('a: "C:\\q"\n', "yaml.escape", 1, 4),
        ("a: [b\n", "yaml.bracket", 1, 4),
        ("a: [重要] 客户\n", "yaml.syntax", 1, 9),
        ("a: [?b]\n", "yaml.syntax", 1, 6),
        ('a: "x"#c\n', "yaml.syntax", 1, 7),
        ("a: [b]#c\n", "yaml.syntax", 1, 7),
        ("a: |#c\n  b\n", "yaml.syntax", 1, 5),
        ("- \n|\n b\n", "yaml.indentation", 2, 1),
    ],
)
def test_what_is_refused_says_which_where(text: str, code: str, line: int, column: int) -> None:
    error = refusal(text.encode())
    assert (error.code, error.line, error.column) == (code, line, column)


@pytest.mark.parametrize(
    ("data", "code", "looks_like"),
    [
        ("姓名: 张三".encode("gbk"), "yaml.encoding", "GBK"),
        ("姓名: 张三".encode("utf-16"), "yaml.encoding", "UTF-16"),
        (b"a\0:\0 \x001\0", "yaml.encoding", "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\xff\xff", "yaml.not_text", None),
    ],
)
def test_other_encodings_are_recognised(data: bytes, code: str, looks_like: str | None) -> None:
    error = refusal(data)
    assert (error.code, error.params.get("looks_like")) == (code, looks_like)


def test_a_byte_order_mark_is_noted_and_no_part_of_the_first_key() -> None:
    document = read_yaml(b"\xef\xbb\xbfid: C\n")
    assert document.value == {"id": "C"}
    assert [note.code for note in document.notes] == ["yaml.bom"]
    assert document.position("/id", key=True) == (1, 1)


@pytest.mark.parametrize("text", ["name：张三", "address:\n  city：上海\n", "- name：张\n"])
def test_a_fullwidth_colon_that_swallows_a_field_is_noted(text: str) -> None:
    assert [note.code for note in read_yaml(text.encode()).notes] == ["yaml.fullwidth_colon"]


def test_a_fullwidth_colon_inside_a_text_is_fine() -> None:
    assert read_yaml("notes: 备注：急\nurl: id：x\ntags:\n- 备注：急\n".encode()).notes == ()


def test_positions_count_lines_and_characters_from_one() -> None:
    document = read_yaml('姓名: "张"\nlist:\n  - a\n  - {键: 1, b: }\nempty:\n'.encode())
    assert document.position("/姓名") == (1, 5)
    assert document.position("/姓名", key=True) == (1, 1)
    assert document.position("/list/0") == (3, 5)
    assert document.position("/list/1/键") == (4, 9)
    assert document.position("/list/1/b", key=True) == (4, 12)
    assert document.position("/empty", key=True) == (5, 1)
    assert document.position("") == (1, 1)


def test_the_position_of_what_is_missing_is_that_of_its_nearest_ancestor() -> None:
    document = read_yaml(b"a:\n  b: 1\n")
    assert document.position("/a/c/d") == (2, 3)
    assert document.position("/a/c/d", key=True) == (1, 1)
    assert document.position("/nope") == (1, 1)
    assert read_yaml(b"").position("/nope") == (1, 1)


_MEGABYTE = 1 << 20
LIMIT_SECONDS = 5  # CPU; each takes below one on a machine that runs nothing else
HOSTILE = {
    "100,000 brackets": (b"[" * 100_000, "yaml.too_deep"),
    "100,000 dashes": (b"- " * 100_000, "yaml.too_deep"),
    "65 levels": (b"[" * 65 + b"]" * 65, "yaml.too_deep"),
    "a deep block": ("".join("  " * level + "a:\n" for level in range(1000)).encode(), "yaml.too_deep"),
    "a megabyte of brackets": (b"[" * _MEGABYTE, "yaml.too_deep"),
    "7 MB of keys": (b"".join(b"k%d: 1\n" % number for number in range(600_000)), "yaml.too_big"),
    "a megabyte of items": (b"- a\n" * (_MEGABYTE // 4), "yaml.too_many"),
    "a megabyte of keys": (b"".join(b"k%d: 1\n" % number for number in range(90_000)), "yaml.too_many"),
    "an alias bomb": (b"a: &a [x, x]\nb: &b [*a, *a]\n", "yaml.anchor"),
    "many directives": (b"%TAG !a! x\n" * 50_000, "yaml.directive"),
    "a long anchor": (b"a: &" + b"x" * 1_000_000 + b" 1", "yaml.anchor"),
    "an endless quote": (b'a: "' + b"x\n" * 500_000, "yaml.quote_open"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_within_a_second(name: str) -> None:
    data, code = HOSTILE[name]
    begin = time.process_time()
    assert refusal(data).code == code
    assert time.process_time() - begin < LIMIT_SECONDS


def test_64_levels_are_read() -> None:
    assert read_yaml(b"[" * 64 + b"]" * 64).value is not None


def test_a_huge_text_is_read_within_a_second() -> None:
    begin = time.process_time()
    for data in (b"a: " + b"x" * 1_000_000, b'a: "' + b"x\\n" * 330_000 + b'"', b"a: |\n" + b"  x\n" * 250_000):
        assert isinstance(read_yaml(data).value, dict)
    assert time.process_time() - begin < LIMIT_SECONDS

"""JSON: arrays, wrapped records, one record a line; everything else is refused with its line."""

from pathlib import Path

import pytest

from crmfs.core.errors import ValueRefused
from crmfs.exchange.tables import Table, read_tables


def _read(folder: Path, text: str) -> Table:
    file = folder / "a.json"
    file.write_text(text, encoding="utf-8")
    return read_tables(file)[0]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "A01", "n": 1}, {"id": "A02", "company": "未来"}]',
        '{"records": [{"id": "A01", "n": 1}, {"id": "A02", "company": "未来"}]}',
        '{"id": "A01", "n": 1}\n{"id": "A02", "company": "未来"}\n',
    ],
)
def test_the_headings_are_all_keys_that_occur(tmp_path: Path, text: str) -> None:
    table = _read(tmp_path, text)
    assert table.headings == ("id", "n", "company")
    assert [row.cells for row in table.rows] == [("A01", 1, None), ("A02", None, "未来")]


def test_an_object_within_gives_dotted_headings_and_a_list_stays_json(tmp_path: Path) -> None:
    table = _read(tmp_path, '[{"owner": {"name": "王芳"}, "tags": ["a", "b"], "none": null, "yes": true}]')
    assert table.headings == ("owner.name", "tags", "none", "yes")
    assert table.rows[0].cells == ("王芳", '["a", "b"]', None, True)


def test_a_line_is_where_the_record_begins(tmp_path: Path) -> None:
    table = _read(tmp_path, '[\n  {"a": 1},\n\n  {"a":\n 2}\n]\n')
    assert [row.line for row in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('[{"a": 1},\n{"a": }]', "table.json_broken", 2),
        ('[{"a": 1} {"a": 2}]', "table.json_broken", 1),
        ('[{"a": 1},', "table.json_broken", 1),
        ('{"a": 1}\n{"a": NaN}', "table.json_broken", 2),
        ('[{"a": 1, "a": 2}]', "table.json_broken", 1),
        ('{"a": 1}\n[1]', "table.json_no_object", 2),
        ("[1, 2]", "table.json_no_object", 1),
        ('[{"a": ' + "[" * 100_000, "table.json_broken", 1),
    ],
)
def test_broken_json_names_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(ValueRefused) as refused:
        _read(tmp_path, text)
    assert (refused.value.code, refused.value.params["line"]) == (code, line)


def test_an_empty_array_holds_no_rows(tmp_path: Path) -> None:
    with pytest.raises(ValueRefused) as refused:
        _read(tmp_path, "[]")
    assert refused.value.code == "table.empty"

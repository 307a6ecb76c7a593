"""Saved searches: read strictly."""

import pytest
from asking import TODAY

from crmfs.core.errors import ConfigError
from crmfs.core.paths import RepoPath
from crmfs.core.release import template_files
from crmfs.query.names import Names
from crmfs.query.parser import parse_query
from crmfs.query.saved import Saved, read_saved
from crmfs.records.schema import load_schemas
from crmfs.search.names import searched_fields

PATH = RepoPath("searches/本周.yaml")


def read(text: str) -> Saved:
    return read_saved(PATH, text.encode())


def test_a_saved_search_needs_its_query_alone() -> None:
    assert read('query: "状态:活跃"\n') == Saved("本周", "状态:活跃")


def test_a_saved_search_may_say_how_to_show_what_it_finds() -> None:
    text = "query: 报价\ndescription: 报价单\nkind: [document, 订单]\nsort: date\nlimit: 50\n"
    assert read(text) == Saved("本周", "报价", "报价单", ("document", "订单"), "date", 50)
    assert read("query: 报价\nkind: 文档\nsort:\n") == Saved("本周", "报价", kind=("文档",))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1), ("- 报价\n", 1), ("description: 报价\n", 1), ("query:\n", 1), ("query: 12\n", 1), ('query: " "\n', 1),
        ("query: 报价\nsorted: date\n", 2), ("query: 报价\n\nsort: name\n", 3), ("query: 报价\nlimit: 0\n", 2),
        ("query: 报价\nlimit: true\n", 2), ("query: 报价\nkind: [1]\n", 2), ("query: 报价\nquery: 合同\n", 2),
        ("query: [报价\n", 1), ("query: 报价\n1: 2\n", 2),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ConfigError) as refused:
        read(text)
    assert refused.value.code == "query.saved_invalid"
    assert refused.value.params == {"path": PATH, "line": line}


def test_those_of_a_new_repository_can_be_used() -> None:
    files = template_files()
    known = Names.over(searched_fields(load_schemas(files)), TODAY)
    saved = [read_saved(path, data) for path, data in files.items() if path.startswith("searches/")]
    assert len(saved) >= 2
    assert all(parse_query(one.query, known) and one.description for one in saved)
